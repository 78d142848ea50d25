//! Takes any shapes and places: the index answers what a scan answers, and the nearest limit is never beyond a vertex.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    geometry::{LonLat, Position, distance_m, locate, nearest_limit},
    index::{PolygonIndex, Prepared},
};
use sizhi_fuzz::{Bytes, is_on_earth};
use std::sync::Arc;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes::of(bytes);
    let shapes: Vec<_> = (0..1 + bytes.byte() % 4).map(|_| bytes.shape()).collect();
    let index = PolygonIndex::build(
        shapes
            .iter()
            .enumerate()
            .map(|(i, shape)| (i, Arc::new(Prepared::new(shape)))),
    );
    while !bytes.is_empty() {
        let Ok(place) = LonLat::try_from(bytes.coord()) else {
            continue;
        };
        let mut found: Vec<(usize, bool)> = index
            .at(place)
            .map(|(key, at)| (*key, at == Position::Inside))
            .collect();
        found.sort_unstable();
        let scan: Vec<(usize, bool)> = shapes
            .iter()
            .enumerate()
            .map(|(i, shape)| (i, locate(shape, place)))
            .filter(|(_, at)| *at != Position::Outside)
            .map(|(i, at)| (i, at == Position::Inside))
            .collect();
        assert_eq!(found, scan, "{place}");
        for shape in &shapes {
            // An edge to a place off the earth has no nearest place that could be told.
            if !is_on_earth(shape) {
                continue;
            }
            let Some(limit) = nearest_limit(shape, place) else {
                continue;
            };
            for part in shape {
                for c in &part.exterior().0 {
                    let Ok(corner) = LonLat::try_from(*c) else { continue };
                    let far_m = distance_m(place, corner);
                    // Corners of rings without an edge are no limit.
                    let has_edge = part.exterior().0.iter().any(|other| other != c);
                    let is_near = limit.distance_m <= far_m * (1.0 + 1e-6) + 1e-3;
                    assert!(
                        !has_edge || is_near || far_m > 1e7,
                        "{place}: {limit:?}, {corner} is {far_m} m away: {shape:?}"
                    );
                }
            }
        }
    }
});
