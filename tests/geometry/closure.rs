//! Holds the four faults of tiling, each from both sides of its tolerance.
//! Must not know rules.

use crate::judge::shape;
use ClosureKind::{Gap, Overlap, Protrusion, UnmatchedVertex};
use geo_types::MultiPolygon;
use sizhi::geometry::{ClosureFault, ClosureKind, ClosureTolerance, closure};

const TOLERANCE: ClosureTolerance = ClosureTolerance {
    area_m2: 1.0,
    width_m: 0.5,
    vertex_m: 0.05,
};

fn find(outline: Option<&str>, parks: &[&str]) -> Vec<ClosureFault> {
    let parks: Vec<MultiPolygon<f64>> = parks.iter().map(|text| shape(text)).collect();
    let parks: Vec<&MultiPolygon<f64>> = parks.iter().collect();
    closure(outline.map(shape).as_ref(), &parks, &TOLERANCE).unwrap()
}

fn kinds(outline: Option<&str>, parks: &[&str]) -> Vec<(ClosureKind, Vec<usize>)> {
    find(outline, parks)
        .into_iter()
        .map(|fault| (fault.kind, fault.parks))
        .collect()
}

const WEST: &str = "(121 31, 121.01 31, 121.01 31.01, 121 31.01)";
const EAST: &str = "(121.01 31, 121.02 31, 121.02 31.01, 121.01 31.01)";
const BOTH: &str = "(121 31, 121.02 31, 121.02 31.01, 121 31.01)";

#[test]
fn parks_that_tile_have_no_fault_with_and_without_an_outline() {
    assert_eq!(kinds(Some(BOTH), &[WEST, EAST]), []);
    assert_eq!(kinds(None, &[WEST, EAST]), []);
    assert_eq!(kinds(None, &[WEST]), []);
    assert_eq!(kinds(None, &[]), []);
}

#[test]
fn an_overlap_above_the_tolerance_is_told_with_its_figures() {
    // 1e-6 degree of longitude is 9.5 cm here, over 1109 m of common limit.
    let wide = find(
        None,
        &[WEST, "(121.009999 31, 121.02 31, 121.02 31.01, 121.009999 31.01)"],
    );
    let overlap = wide.iter().find(|fault| fault.kind == Overlap).unwrap();
    assert_eq!(overlap.parks, [0, 1]);
    assert!(
        (overlap.width_m - 0.0954).abs() < 1e-3 && (overlap.area_m2 - 105.8).abs() < 1.0,
        "{overlap:?}"
    );
    let hair = kinds(
        None,
        &[WEST, "(121.009999999 31, 121.02 31, 121.02 31.01, 121.009999999 31.01)"],
    );
    assert!(hair.iter().all(|(kind, _)| *kind == UnmatchedVertex), "{hair:?}");
}

#[test]
fn a_gap_and_a_protrusion_against_the_outline_are_told() {
    let found = kinds(
        Some(BOTH),
        &[WEST, "(121.01 31, 121.015 31, 121.015 31.01, 121.01 31.01)"],
    );
    assert_eq!(found, [(Gap, vec![1])]);
    let found = kinds(
        Some(BOTH),
        &[WEST, "(121.01 31, 121.025 31, 121.025 31.01, 121.01 31.01)"],
    );
    assert_eq!(found, [(Protrusion, vec![1])]);
}

#[test]
fn a_hole_between_parks_is_a_gap_and_a_lake_in_one_park_is_not() {
    let north = "(121 31, 121.01 31, 121.012 31.004, 121.014 31, 121.02 31, 121.02 31.01, 121 31.01)";
    let south = "(121 30.99, 121.02 30.99, 121.02 31, 121.014 31, 121.012 30.998, 121.01 31, 121 31)";
    let found = find(None, &[north, south]);
    assert_eq!(
        found.iter().map(|f| (f.kind, f.parks.clone())).collect::<Vec<_>>(),
        [(Gap, vec![0, 1])]
    );
    assert!(found[0].area_m2 > 50_000.0);
    let lake =
        "(121 31, 121.01 31, 121.01 31.01, 121 31.01) (121.004 31.004, 121.006 31.004, 121.006 31.006, 121.004 31.006)";
    assert_eq!(kinds(None, &[lake, EAST]), []);
}

#[test]
fn an_island_park_that_fills_its_lake_leaves_no_gap() {
    let lake =
        "(121 31, 121.01 31, 121.01 31.01, 121 31.01) (121.004 31.004, 121.006 31.004, 121.006 31.006, 121.004 31.006)";
    assert_eq!(
        kinds(
            None,
            &[lake, "(121.004 31.004, 121.006 31.004, 121.006 31.006, 121.004 31.006)"]
        ),
        []
    );
    let small = kinds(
        None,
        &[
            lake,
            "(121.0045 31.0045, 121.0055 31.0045, 121.0055 31.0055, 121.0045 31.0055)",
        ],
    );
    assert_eq!(small, [(Gap, vec![0, 1])]);
}

#[test]
fn a_slit_narrower_than_the_tolerance_is_a_gap_and_a_street_is_not() {
    // 3e-6 degree of longitude is 29 cm, 1e-5 degree 95 cm.
    let slit = find(
        None,
        &[WEST, "(121.010003 31, 121.02 31, 121.02 31.01, 121.010003 31.01)"],
    );
    let gaps: Vec<_> = slit.iter().filter(|fault| fault.kind == Gap).collect();
    assert_eq!((gaps.len(), &gaps[0].parks), (1, &vec![0, 1]), "{slit:?}");
    assert!((gaps[0].width_m - 0.286).abs() < 0.01, "{}", gaps[0].width_m);
    assert_eq!(
        kinds(
            None,
            &[WEST, "(121.01001 31, 121.02 31, 121.02 31.01, 121.01001 31.01)"]
        ),
        []
    );
}

#[test]
fn parks_that_meet_at_a_corner_leave_no_slit() {
    let slanted = "(121.01 31, 121.02 30.995, 121.02 31.01, 121.01 31.01)";
    assert_eq!(kinds(None, &[WEST, slanted]), []);
    assert_eq!(
        kinds(
            None,
            &[WEST, "(121.01 31.01, 121.02 31.01, 121.02 31.02, 121.01 31.02)"]
        ),
        []
    );
}

#[test]
fn a_vertex_that_the_neighbour_lacks_is_told() {
    let halved = "(121.01 31, 121.02 31, 121.02 31.01, 121.01 31.01, 121.01 31.005)";
    let found = find(None, &[WEST, halved]);
    assert_eq!(
        found.iter().map(|f| (f.kind, f.parks.clone())).collect::<Vec<_>>(),
        [(UnmatchedVertex, vec![1, 0])]
    );
    assert_eq!(
        found[0].geometry,
        geo_types::Geometry::Point(geo_types::Point::new(121.01, 31.005))
    );
    assert!(found[0].width_m < 1e-3);
}

#[test]
fn two_vertices_that_nearly_meet_are_told_once() {
    // 3e-7 degree of longitude is 2.9 cm: within 5 cm; 1e-6 degree, 9.5 cm, is not. The wedge between the parks is a gap either way.
    let near = kinds(None, &[WEST, "(121.01 31, 121.02 31, 121.02 31.01, 121.0100003 31.01)"]);
    assert_eq!(near, [(Gap, vec![0, 1]), (UnmatchedVertex, vec![0, 1])]);
    let far = kinds(None, &[WEST, "(121.01 31, 121.02 31, 121.02 31.01, 121.010001 31.01)"]);
    assert_eq!(far, [(Gap, vec![0, 1])]);
}

#[test]
fn scattered_blocks_close_each_on_its_own() {
    let away = "(121.5 31, 121.51 31, 121.51 31.01, 121.5 31.01)";
    assert_eq!(kinds(None, &[WEST, EAST, away]), []);
}

#[test]
fn empty_parks_are_taken() {
    assert_eq!(kinds(None, &["", WEST, ""]), []);
    assert_eq!(kinds(Some(""), &["", ""]), []);
}
