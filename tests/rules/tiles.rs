//! Which tiles an act changes, against every tile made anew.

use std::sync::Arc;

use fast_mvt::MvtReaderRef;
use geo_types::MultiPolygon;
use jiff::civil::date;
use proptest::prelude::*;
use sizhi::{
    atlas::{Atlas, Change, Entry, TileLayer},
    tile::{Projection, TileAddress},
    zone::StandingClass,
};

use super::{
    ground::{at, block, programme, register, shape, zone},
    views::next,
};

/// The tiles over the ground of the zones, and some beside it.
fn tiles() -> Vec<TileAddress> {
    let mut tiles: Vec<TileAddress> = [
        (0.0, 0.0),
        (900.0, 300.0),
        (1_800.0, 580.0),
        (3_400.0, 50.0),
        (-40_000.0, 9_000.0),
    ]
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
            if atlas.tile_changed_since(TileLayer::Zones, tile, revision) {
                // Nothing is made anew in vain: what changed lies in the tile.
                let bounds = Projection::of(tile).bounds();
                let lies = changed.iter().any(|nth| {
                    let (low, high) = (at(500.0 * *nth as f64, 0.0), at(500.0 * *nth as f64 + 600.0, 600.0));
                    low.x <= bounds.east() && high.x >= bounds.west() && low.y <= bounds.north() && high.y >= bounds.south()
                });
                prop_assert!(lies, "{} has nothing of {:?}", tile, changed);
            } else {
                prop_assert_eq!(atlas.tile(TileLayer::Zones, tile).unwrap(), former, "{}", tile);
            }
        }
    }
}

/// Adds a zone of one park in force to a picture.
fn with(atlas: &Atlas, code: &str, shape: &MultiPolygon<f64>) -> Atlas {
    let mut head = atlas.head();
    let mut steps = Vec::new();
    for change in zone(code, shape, StandingClass::InForce) {
        let entry = Entry::follow(head, "2026-11-22T00:00:00Z".parse().unwrap(), "test", &change).unwrap();
        head = entry.head();
        steps.push((entry, Some(change)));
    }
    atlas.advance(atlas.today(), steps)
}

#[test]
fn a_neighbour_that_came_is_reckoned_with_also_where_the_former_picture_is_still_drawn() {
    // At zoom 12 a tile unit is about two metres: the vertex in the middle of the east side is dropped, unless a neighbour begins there.
    let west = shape(&[(0.0, 0.0), (600.0, 0.0), (601.6, 300.0), (600.0, 600.0), (0.0, 600.0)]);
    let east = shape(&[(601.6, 300.0), (1_200.0, 300.0), (1_200.0, 600.0), (600.0, 600.0)]);
    let place = at(600.0, 300.0);
    let tile = TileAddress::of(12, place.x, place.y).unwrap();
    let empty = || Atlas::empty(Arc::new(programme()), date(2026, 11, 22));
    let drawn = |atlas: &Atlas| atlas.tile(TileLayer::Zones, tile).unwrap();
    let former = with(&empty(), "zone-west", &west);
    let later = with(&former, "zone-east", &east);
    let alone = drawn(&former);
    let together = drawn(&with(&with(&empty(), "zone-east", &east), "zone-west", &west));
    assert_eq!(drawn(&later), together);
    assert_eq!(drawn(&former), alone);
    let without = drawn(&with(
        &with(&empty(), "zone-west", &west),
        "zone-far",
        &block(9_000.0, 0.0, 9.0, 9.0),
    ));
    assert!(
        together.len() > alone.len() && without.len() == alone.len(),
        "the vertex counts"
    );
}

#[test]
fn what_is_too_small_is_counted_in_what_the_layer_shows() {
    let mut draft = zone("zone-many", &block(0.0, 0.0, 60.0, 60.0), StandingClass::InForce);
    if let Change::Delimited(delimitation) = &mut draft[1] {
        let park = delimitation.parks[0].clone();
        delimitation.parks.extend([park.clone(), park]);
    }
    let atlas = register(draft);
    let place = at(0.0, 0.0);
    let count = |layer: TileLayer, zoom: u32| {
        let bytes = atlas
            .tile(layer, TileAddress::of(zoom, place.x, place.y).unwrap())
            .unwrap();
        let tile = MvtReaderRef::new(&bytes).unwrap().to_tile().unwrap();
        let name = format!("{}_unseen", layer.as_str());
        let layers = tile.layers.iter().filter(|layer| layer.name.as_str() == name);
        let counts = layers
            .flat_map(|layer| &layer.features)
            .flat_map(|feature| &feature.properties);
        counts
            .map(|(_, count)| format!("{count:?}"))
            .collect::<Vec<_>>()
            .concat()
    };
    // Far off the zone itself is a speck; nearer its parks are too small one by one.
    assert!(
        count(TileLayer::Zones, 4).contains("SInt(1)"),
        "{}",
        count(TileLayer::Zones, 4)
    );
    assert!(
        count(TileLayer::Parks, 4).contains("SInt(3)"),
        "{}",
        count(TileLayer::Parks, 4)
    );
    assert_eq!(count(TileLayer::Parks, 16), "");
}
