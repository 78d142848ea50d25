//! Holds the agreement of the indices with a scan.
//! Must not measure time: the benchmarks do.

use crate::judge::{cases, rough_shape, star};
use geo_types::MultiPolygon;
use proptest::prelude::*;
use sizhi::{
    geometry::{Bbox, LonLat, Position, locate, nearest_limit},
    index::{BoxIndex, PolygonIndex, Prepared},
};
use std::sync::Arc;

fn index(shapes: &[MultiPolygon<f64>]) -> PolygonIndex<usize> {
    PolygonIndex::build(
        shapes
            .iter()
            .enumerate()
            .map(|(i, shape)| (i, Arc::new(Prepared::new(shape)))),
    )
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn point_location_agrees_with_a_scan_also_on_vertices_and_edges(
        shapes in prop::collection::vec(rough_shape(8), 1..12),
        places in prop::collection::vec((0..32_i32, 0..32_i32), 1..60),
    ) {
        let index = index(&shapes);
        for (x, y) in places {
            // Quarters of the vertices' grid: vertices, points of edges and of interiors all occur.
            let place = LonLat::new(f64::from(x) / 4.0, f64::from(y) / 4.0).unwrap();
            let name = |position| match position { Position::Inside => 0, Position::Boundary => 1, Position::Outside => 2 };
            let found = sorted(index.at(place).map(|(key, position)| (*key, name(position))));
            let scan: Vec<_> = shapes.iter().enumerate().map(|(i, s)| (i, name(locate(s, place)))).filter(|(_, p)| *p < 2).collect();
            prop_assert_eq!(found, scan, "{}", place);
        }
    }

    #[test]
    fn neighbours_agree_with_a_scan(
        shapes in prop::collection::vec(star(121.0, 31.0, 0.01), 1..8),
        dx in -0.03..0.03, dy in -0.03..0.03, radius_m in 0.0..3000.0,
    ) {
        let place = LonLat::new(121.0 + dx, 31.0 + dy).unwrap();
        let found = sorted(index(&shapes).near(place, radius_m).map(|(key, _, _)| *key));
        let scan: Vec<_> = (0..shapes.len()).filter(|i| {
            let limit = nearest_limit(&shapes[*i], place).unwrap();
            limit.distance_m <= radius_m || locate(&shapes[*i], place) != Position::Outside
        }).collect();
        prop_assert_eq!(found, scan);
    }

    #[test]
    fn boxes_agree_with_a_scan(
        corners in prop::collection::vec((0..40_i32, 0..40_i32, 0..9_i32, 0..9_i32), 0..200),
        (x, y, w, h) in (0..40_i32, 0..40_i32, 0..9_i32, 0..9_i32),
    ) {
        let make = |(x, y, w, h): (i32, i32, i32, i32)| Bbox::new(f64::from(x), f64::from(y), f64::from(x + w), f64::from(y + h)).unwrap();
        let boxes: Vec<Bbox> = corners.into_iter().map(make).collect();
        let index = BoxIndex::build(boxes.iter().copied().enumerate().map(|(i, b)| (b, i)));
        let asked = make((x, y, w, h));
        let scan: Vec<_> = (0..boxes.len()).filter(|i| boxes[*i].intersects(&asked)).collect();
        prop_assert_eq!(sorted(index.within(asked).map(|(_, i)| *i)), scan);
        let place = LonLat::new(f64::from(x), f64::from(y)).unwrap();
        let scan: Vec<_> = (0..boxes.len()).filter(|i| boxes[*i].contains(place)).collect();
        prop_assert_eq!(sorted(index.at(place).copied()), scan);
        prop_assert!(index.within(asked).all(|(b, i)| b == boxes[*i]));
        prop_assert_eq!(index.len(), boxes.len());
    }
}

#[test]
fn an_index_built_anew_shares_the_prepared_shapes() {
    let shape = Arc::new(Prepared::new(&crate::judge::rectangle(0.0, 0.0, 1.0, 1.0)));
    let first = PolygonIndex::build([("a", Arc::clone(&shape))]);
    let second = PolygonIndex::build(first.iter().map(|entry| (entry.key, Arc::clone(&entry.shape))));
    assert_eq!(Arc::strong_count(&shape), 3);
    assert_eq!(
        second.at(LonLat::new(0.5, 0.5).unwrap()).collect::<Vec<_>>(),
        [(&"a", Position::Inside)]
    );
}

#[test]
fn an_empty_index_holds_nothing() {
    let empty: PolygonIndex<u8> = PolygonIndex::default();
    let place = LonLat::new(0.0, 0.0).unwrap();
    assert!(empty.is_empty() && empty.at(place).next().is_none() && empty.near(place, 1e6).next().is_none());
    let without_ring = PolygonIndex::build([((), Arc::new(Prepared::new(&MultiPolygon(vec![]))))]);
    assert!(without_ring.is_empty());
}

#[test]
fn shapes_of_very_different_sizes_on_both_sides_of_the_meridian_are_found() {
    let tiny = (0..300).map(|i| {
        let (x, y) = (f64::from(i % 20) * 0.01 - 0.1, f64::from(i / 20) * 0.01 - 0.07);
        crate::judge::rectangle(x, y, x + 0.008, y + 0.008)
    });
    let shapes: Vec<_> = tiny
        .chain([crate::judge::rectangle(-60.0, -40.0, 0.05, 0.05)])
        .collect();
    let index = index(&shapes);
    for i in -150..150 {
        for j in -100..100 {
            let place = LonLat::new(f64::from(i) * 0.001, f64::from(j) * 0.001).unwrap();
            let found = sorted(
                index
                    .at(place)
                    .map(|(key, position)| (*key, position == Position::Inside)),
            );
            let scan: Vec<_> = (0..shapes.len())
                .filter(|k| Bbox::of(&shapes[*k]).is_some_and(|b| b.contains(place)))
                .map(|k| (k, locate(&shapes[k], place) == Position::Inside))
                .collect();
            assert_eq!(found, scan, "{place}");
        }
    }
}
