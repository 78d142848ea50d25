//! Holds places that are too small or too narrow, and those that only look so.
//! Must not know rules.

use crate::judge::{cases, shape, star};
use SpeckKind::{Hole, Narrow, Neck, Part};
use proptest::prelude::*;
use sizhi::geometry::{SpeckKind, SpeckTolerance, metres_per_degree_lat, metres_per_degree_lon, specks};

const TOLERANCE: SpeckTolerance = SpeckTolerance {
    min_area_m2: 100.0,
    min_width_m: 10.0,
};

/// Reads a shape in metres around 121 E 31 N.
fn in_metres(text: &str) -> geo_types::MultiPolygon<f64> {
    use geo::MapCoords;
    let (east, north) = (metres_per_degree_lon(31.0), metres_per_degree_lat(31.0));
    shape(text).map_coords(|c| geo_types::Coord {
        x: 121.0 + c.x / east,
        y: 31.0 + c.y / north,
    })
}

fn kinds(text: &str) -> Vec<SpeckKind> {
    specks(&in_metres(text), &TOLERANCE)
        .unwrap()
        .iter()
        .map(|speck| speck.kind)
        .collect()
}

#[test]
fn a_plain_block_has_none() {
    assert_eq!(kinds("(0 0, 500 0, 500 400, 0 400)"), []);
    assert_eq!(
        kinds("(0 0, 500 0, 500 400, 0 400) (100 100, 200 100, 200 200, 100 200)"),
        []
    );
}

#[test]
fn small_parts_and_holes_are_named_by_number() {
    let found = specks(
        &in_metres("(0 0, 500 0, 500 400, 0 400) (100 100, 109 100, 109 109, 100 109) | (600 0, 609 0, 609 9, 600 9)"),
        &TOLERANCE,
    )
    .unwrap();
    let named: Vec<_> = found.iter().map(|speck| (speck.kind, speck.part, speck.ring)).collect();
    assert_eq!(named, [(Hole, 0, Some(1)), (Part, 1, None)]);
    assert!(found.iter().all(|speck| (speck.area_m2 - 81.0).abs() < 0.1));
    assert_eq!(
        kinds("(0 0, 500 0, 500 400, 0 400) (100 100, 111 100, 111 111, 100 111)"),
        []
    );
}

#[test]
fn a_neck_between_two_blocks_is_found_with_its_place_and_width() {
    let found = specks(
        &in_metres("(0 0, 100 0, 100 46, 200 46, 200 0, 300 0, 300 100, 200 100, 200 54, 100 54, 100 100, 0 100)"),
        &TOLERANCE,
    )
    .unwrap();
    assert_eq!(found.iter().map(|speck| speck.kind).collect::<Vec<_>>(), [Neck]);
    assert!((found[0].width_m - 7.3).abs() < 0.8, "{}", found[0].width_m);
    assert!((found[0].area_m2 - 790.0).abs() < 40.0, "{}", found[0].area_m2);
    assert_eq!(
        kinds("(0 0, 100 0, 100 44, 200 44, 200 0, 300 0, 300 100, 200 100, 200 56, 100 56, 100 100, 0 100)"),
        []
    );
}

#[test]
fn a_waist_is_a_neck_however_short() {
    assert_eq!(kinds("(0 0, 100 45, 200 0, 200 100, 100 52, 0 100)"), [Neck]);
    assert_eq!(kinds("(0 0, 100 45, 200 0, 200 100, 100 54.6, 0 100)"), [Neck]);
    assert_eq!(kinds("(0 0, 100 40, 200 0, 200 100, 100 60, 0 100)"), []);
}

#[test]
fn a_narrow_place_in_a_ring_of_land_is_a_neck() {
    assert_eq!(
        kinds("(0 0, 300 0, 300 300, 0 300) (100 100, 294 100, 294 200, 100 200)"),
        [Neck]
    );
    assert_eq!(
        kinds("(0 0, 300 0, 300 300, 0 300) (100 100, 280 100, 280 200, 100 200)"),
        []
    );
}

#[test]
fn a_tongue_is_narrow_and_a_stub_is_not() {
    assert_eq!(
        kinds("(0 0, 300 0, 300 100, 600 100, 600 105, 300 105, 300 300, 0 300)"),
        [Narrow]
    );
    assert_eq!(
        kinds("(0 0, 300 0, 300 100, 308 100, 308 105, 300 105, 300 300, 0 300)"),
        []
    );
    assert_eq!(kinds("(0 0, 3000 0, 3000 6, 0 6)"), [Narrow]);
}

#[test]
fn sharp_corners_are_neither_narrow_nor_necks() {
    assert_eq!(kinds("(0 0, 2000 0, 2000 400)"), []);
    assert_eq!(kinds("(0 0, 3000 0, 3000 320)"), []);
    assert_eq!(kinds("(0 0, 400 0, 200 300, 400 600, 0 600)"), []);
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn stars_with_round_bodies_have_no_neck(shape in star(121.0, 31.0, 0.02)) {
        let tolerance = SpeckTolerance { min_area_m2: 1.0, min_width_m: 1.0 };
        let found = specks(&shape, &tolerance).unwrap();
        prop_assert!(found.iter().all(|speck| speck.kind != Neck && speck.kind != Part), "{found:?}");
    }

    #[test]
    fn odd_tolerances_and_shapes_are_taken(shape in crate::judge::rough_shape(6), width in prop::num::f64::ANY) {
        let _ = specks(&shape, &SpeckTolerance { min_area_m2: width, min_width_m: width.clamp(-1.0, 1e5) });
    }
}

#[test]
fn without_tolerance_nothing_is_found() {
    let none = SpeckTolerance {
        min_area_m2: 0.0,
        min_width_m: 0.0,
    };
    assert_eq!(specks(&in_metres("(0 0, 1 0, 1 1)"), &none), Ok(vec![]));
}
