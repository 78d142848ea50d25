//! Holds the laws of repair: the result is valid, a valid shape is not changed.
//! Must not know files.

use crate::judge::{cases, geos_is_valid, rough_shape, shape, star};
use geo::Area;
use proptest::prelude::*;
use sizhi::geometry::{FaultKind, normalise, repair};

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn what_is_repaired_is_valid_and_normal(shape in rough_shape(12)) {
        if let Some((mended, report)) = repair(&shape) {
            prop_assert!(geos_is_valid(&mended), "{mended:?}");
            prop_assert_eq!(&normalise(&mended), &mended);
            prop_assert_eq!(report.parts_after, mended.0.len());
            let again = repair(&mended).unwrap();
            prop_assert_eq!(again.0, mended);
        } else {
            prop_assert!(!geos_is_valid(&shape));
        }
    }

    #[test]
    fn a_valid_shape_only_gets_its_normal_form(shape in star(121.0, 31.0, 0.02)) {
        prop_assume!(geos_is_valid(&shape));
        let (mended, report) = repair(&shape).unwrap();
        prop_assert_eq!(mended, normalise(&shape));
        prop_assert!(report.faults.is_empty());
        prop_assert!(report.area_change_m2().abs() < 1e-2 * report.area_after_m2.sqrt());
    }
}

fn area(text: &str) -> f64 {
    repair(&shape(text)).map_or(0.0, |(mended, _)| mended.unsigned_area())
}

#[test]
fn both_wings_of_a_bow_tie_are_kept() {
    let (mended, report) = repair(&shape("(0 0, 2 2, 2 0, 0 2)")).unwrap();
    assert!((mended.unsigned_area() - 2.0).abs() < 1e-6);
    assert_eq!((report.parts_before, report.parts_after), (1, 2));
    assert_eq!(report.faults[0].kind, FaultKind::SelfIntersection);
    assert!(report.area_change_m2() > 0.0);
}

#[test]
fn parts_that_overlap_become_one_and_no_hole_appears() {
    let (mended, report) = repair(&shape("(0 0, 5 0, 5 5, 0 5) | (3 3, 9 3, 9 9, 3 9)")).unwrap();
    assert!((mended.unsigned_area() - 57.0).abs() < 1e-6);
    assert_eq!((report.parts_after, mended.0[0].interiors().len()), (1, 0));
    assert!(report.area_change_m2() < 0.0);
}

#[test]
fn holes_take_only_from_their_own_shell() {
    assert!((area("(0 0, 9 0, 9 9, 0 9) (20 20, 22 20, 22 22, 20 22)") - 81.0).abs() < 1e-6);
    assert!((area("(0 0, 9 0, 9 9, 0 9) (5 5, 15 5, 15 7, 5 7)") - 73.0).abs() < 1e-6);
    assert!((area("(0 0, 9 0, 9 9, 0 9) (2 2, 5 2, 5 5, 2 5) (4 4, 7 4, 7 7, 4 7)") - 64.0).abs() < 1e-6);
    assert!((area("(0 0, 9 0, 9 9, 0 9) (1 1, 8 1, 8 8, 1 8) (3 3, 5 3, 5 5, 3 5)") - 32.0).abs() < 1e-6);
}

#[test]
fn spikes_vanish_and_shapes_without_area_give_nothing() {
    assert!((area("(0 0, 9 0, 9 9, 5 9, 5 14, 5 9, 0 9)") - 81.0).abs() < 1e-6);
    assert_eq!(repair(&shape("(0 0, 5 5, 9 9, 5 5)")), None);
    assert_eq!(repair(&shape("")), None);
    assert_eq!(repair(&shape("(0 0, NaN 3, 5 5)")), None);
}
