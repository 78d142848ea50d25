//! Holds the laws of repair: the result is valid, a valid shape is not changed.
//! Must not know files.

use crate::judge::{cases, geos_is_valid, rough_shape, shape, star};
use geo::Area;
use geo_types::{Line, LineString, MultiPolygon, Polygon};
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
            prop_assert_eq!(&again.0, &mended);
            // Before, what maps draw of each part; after, the shape: the change leads from one to the other.
            let drawn = even_odd_area(&shape) - report.merged.unsigned_area();
            let told = report.gained.unsigned_area() - report.lost.unsigned_area();
            prop_assert!((mended.unsigned_area() - drawn - told).abs() < 1e-6, "{} {drawn} {told} {}", mended.unsigned_area(), report.merged.unsigned_area());
        } else {
            prop_assert!(!geos_is_valid(&shape));
        }
    }

    #[test]
    fn a_valid_shape_only_gets_its_normal_form(shape in star(121.0, 31.0, 0.02)) {
        prop_assume!(geos_is_valid(&shape));
        let (mended, report) = repair(&shape).unwrap();
        prop_assert_eq!(mended, normalise(&shape));
        prop_assert!(report.faults.is_empty() && report.is_none());
        prop_assert!(report.area_change_m2().abs() < 1e-2 * report.area_after_m2.sqrt());
    }
}

/// Adds up what is drawn of each part by the even-odd rule, strip by strip between the heights at which edges begin, end or cross.
fn even_odd_area(shape: &MultiPolygon<f64>) -> f64 {
    shape.iter().map(drawn_area).sum()
}

fn drawn_area(part: &Polygon<f64>) -> f64 {
    let rings = std::iter::once(part.exterior()).chain(part.interiors());
    let edges: Vec<Line<f64>> = rings.flat_map(LineString::lines).collect();
    let x_at = |edge: &Line<f64>, y: f64| edge.start.x + (y - edge.start.y) / edge.dy() * edge.dx();
    let mut heights: Vec<f64> = edges.iter().map(|edge| edge.start.y).collect();
    for (i, one) in edges.iter().enumerate() {
        for two in &edges[i + 1..] {
            let cross = one.dx() * two.dy() - one.dy() * two.dx();
            let to = two.start - one.start;
            heights
                .extend((cross != 0.0).then(|| one.start.y + (to.x * two.dy() - to.y * two.dx()) / cross * one.dy()));
        }
    }
    heights.sort_by(f64::total_cmp);
    let strip = |low: f64, high: f64| {
        let middle = f64::midpoint(low, high);
        let crossed = edges
            .iter()
            .filter(|edge| (edge.start.y > middle) != (edge.end.y > middle));
        let mut at: Vec<f64> = crossed.map(|edge| x_at(edge, middle)).collect();
        at.sort_by(f64::total_cmp);
        at.chunks(2).map(|pair| pair[1] - pair[0]).sum::<f64>() * (high - low)
    };
    heights.windows(2).map(|w| strip(w[0], w[1])).sum()
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
    assert!(report.gained.0.is_empty() && report.lost.0.is_empty() && report.merged.0.is_empty());
}

#[test]
fn what_changed_is_told_with_its_place() {
    // A loop that the ring runs around twice is drawn as a hole by maps and belongs to the shape after repair.
    let (_, report) = repair(&shape("(0 0, 9 0, 9 9, 3 9, 3 3, 6 3, 6 6, 0 6)")).unwrap();
    assert_eq!(report.gained.0.len(), 1);
    assert!(
        (report.gained.unsigned_area() - 9.0).abs() < 1e-6 && report.lost.0.is_empty(),
        "{report:?}"
    );
    // A hole outside its shell is drawn as ground of its own and vanishes.
    let (_, report) = repair(&shape("(0 0, 9 0, 9 9, 0 9) (5 5, 15 5, 15 7, 5 7)")).unwrap();
    assert!(
        (report.lost.unsigned_area() - 12.0).abs() < 1e-6 && report.gained.0.is_empty(),
        "{report:?}"
    );
    // Parts that overlap count the ground they share once.
    let (_, report) = repair(&shape("(0 0, 5 0, 5 5, 0 5) | (3 3, 9 3, 9 9, 3 9)")).unwrap();
    assert!(
        (report.merged.unsigned_area() - 4.0).abs() < 1e-6 && report.lost.0.is_empty(),
        "{report:?}"
    );
    assert!(report.merged_m2() > 0.0 && !report.is_none());
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
