//! Which tiles an act changes, against every tile made anew.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use sizhi::{
    atlas::{Atlas, TileLayer},
    tile::{Projection, TileAddress},
};

use super::{
    ground::{at, programme},
    views::next,
};

/// The tiles over the ground of the zones, and some beside it.
fn tiles() -> Vec<TileAddress> {
    let mut tiles: Vec<TileAddress> = [(0.0, 0.0), (900.0, 300.0), (1_800.0, 580.0), (3_400.0, 50.0), (-40_000.0, 9_000.0)]
        .into_iter()
        .flat_map(|(east_m, north_m)| {
            let place = at(east_m, north_m);
            [4, 9, 12, 14, 16].map(|zoom| TileAddress::of(zoom, place.x, place.y).unwrap())
        })
        .collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tile_that_is_said_to_be_unchanged_is_the_same_made_anew(
        before in prop::collection::vec((0..6_usize, 0..5_usize), 0..12),
        after in prop::collection::vec((0..6_usize, 0..5_usize), 1..6),
    ) {
        let mut atlas = Atlas::empty(Arc::new(programme()), date(2026, 11, 22));
        for step in before {
            atlas = next(&atlas, step);
        }
        let former: Vec<Vec<u8>> = tiles().into_iter().map(|tile| atlas.tile(TileLayer::Zones, tile).unwrap()).collect();
        let revision = atlas.head().revision;
        let mut changed = Vec::new();
        for step in after {
            atlas = next(&atlas, step);
            changed.push(step.0);
        }
        for (tile, former) in tiles().into_iter().zip(former) {
            if !atlas.tile_changed_since(TileLayer::Zones, tile, revision) {
                prop_assert_eq!(atlas.tile(TileLayer::Zones, tile).unwrap(), former, "{}", tile);
            } else {
                // Nothing is made anew in vain: what changed lies in the tile.
                let bounds = Projection::of(tile).bounds();
                let lies = changed.iter().any(|nth| {
                    let (low, high) = (at(500.0 * *nth as f64, 0.0), at(500.0 * *nth as f64 + 600.0, 600.0));
                    low.x <= bounds.east() && high.x >= bounds.west() && low.y <= bounds.north() && high.y >= bounds.south()
                });
                prop_assert!(lies, "{} has nothing of {:?}", tile, changed);
            }
        }
    }
}
