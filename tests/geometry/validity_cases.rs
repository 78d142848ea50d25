//! Holds hand-made shapes of the kinds that OGC and JTS test with, and the faults that each has.
//! Must not be random; every case is also put to GEOS.

use crate::judge::{geos_is_valid, shape};
use FaultKind::{
    DisconnectedInterior, HoleOutsideShell, NestedHoles, PartsOverlap, PartsShareEdge, RepeatedPoint, RingsCross,
    RingsShareEdge, SelfIntersection, SelfTouch, Spike, TooFewPoints,
};
use geo_types::Coord;
use sizhi::geometry::{FaultKind, Limits, faults, faults_of_rings};

/// Name, shape, and the kinds of fault expected (each once, sorted).
const CASES: &[(&str, &str, &[FaultKind])] = &[
    ("a plain square", "(0 0, 9 0, 9 9, 0 9)", &[]),
    ("a plain square, clockwise", "(0 0, 0 9, 9 9, 9 0)", &[]),
    ("a square with a hole", "(0 0, 9 0, 9 9, 0 9) (3 3, 6 3, 6 6, 3 6)", &[]),
    (
        "a hole wound like its shell",
        "(0 0, 9 0, 9 9, 0 9) (3 3, 3 6, 6 6, 6 3)",
        &[],
    ),
    ("a vertex on a straight edge", "(0 0, 4 0, 9 0, 9 9, 0 9)", &[]),
    ("a bow-tie", "(0 0, 9 9, 9 0, 0 9)", &[SelfIntersection]),
    (
        "a bow-tie that meets in a vertex",
        "(0 0, 5 5, 9 9, 9 0, 5 5, 0 9)",
        &[SelfIntersection],
    ),
    (
        "a ring that pinches itself from inside",
        "(0 0, 9 0, 5 5, 9 9, 0 9, 5 5)",
        &[SelfTouch],
    ),
    (
        "a banana: a hole drawn as part of the shell",
        "(0 0, 9 0, 9 9, 0 9, 0 0, 3 6, 6 3)",
        &[SelfTouch],
    ),
    (
        "a vertex that touches an edge of its own ring",
        "(0 0, 9 0, 9 9, 5 0, 0 9)",
        &[SelfTouch],
    ),
    ("a spike outward", "(0 0, 9 0, 9 9, 5 9, 5 14, 5 9, 0 9)", &[Spike]),
    ("a spike inward", "(0 0, 9 0, 9 9, 5 9, 5 4, 5 9, 0 9)", &[Spike]),
    (
        "a spike of unequal legs",
        "(0 0, 9 0, 9 9, 5 9, 5 14, 5 7, 0 9)",
        &[Spike],
    ),
    ("a spike along an edge", "(0 0, 9 0, 4 0, 9 9, 0 9)", &[Spike]),
    ("a line that returns: no area", "(0 0, 5 5, 9 9, 5 5)", &[Spike]),
    ("three vertices in a line", "(0 0, 5 5, 9 9)", &[Spike]),
    ("a ring of one place", "(3 3, 3 3, 3 3)", &[TooFewPoints, RepeatedPoint]),
    ("a ring of two places", "(0 0, 9 9, 0 0)", &[TooFewPoints]),
    ("a vertex given twice", "(0 0, 9 0, 9 0, 9 9, 0 9)", &[RepeatedPoint]),
    (
        "a ring that runs along itself",
        "(0 0, 9 0, 9 5, 3 5, 3 0, 6 0, 6 9, 0 9)",
        &[SelfIntersection],
    ),
    (
        "a hole outside",
        "(0 0, 9 0, 9 9, 0 9) (20 20, 22 20, 22 22, 20 22)",
        &[HoleOutsideShell],
    ),
    (
        "a hole around its shell",
        "(3 3, 6 3, 6 6, 3 6) (0 0, 9 0, 9 9, 0 9)",
        &[HoleOutsideShell],
    ),
    (
        "a hole that crosses its shell",
        "(0 0, 9 0, 9 9, 0 9) (5 5, 15 5, 15 7, 5 7)",
        &[RingsCross],
    ),
    (
        "a hole that touches its shell in a vertex",
        "(0 0, 9 0, 9 9, 0 9) (0 0, 5 3, 3 5)",
        &[],
    ),
    (
        "a hole whose vertex lies on an edge of its shell",
        "(0 0, 9 0, 9 9, 0 9) (5 0, 6 3, 4 3)",
        &[],
    ),
    (
        "a hole outside that touches its shell",
        "(0 0, 9 0, 9 9, 0 9) (5 0, 6 -3, 4 -3)",
        &[HoleOutsideShell],
    ),
    (
        "a hole that cuts its part in two",
        "(0 0, 9 0, 9 9, 0 9) (4 0, 5 4, 4 9, 3 4)",
        &[DisconnectedInterior],
    ),
    (
        "a hole that shares an edge with its shell",
        "(0 0, 9 0, 9 9, 0 9) (3 0, 6 0, 6 3, 3 3)",
        &[RingsShareEdge],
    ),
    (
        "a hole that is its shell",
        "(0 0, 9 0, 9 9, 0 9) (0 0, 9 0, 9 9, 0 9)",
        &[RingsShareEdge],
    ),
    (
        "a hole that crosses through vertices of its shell",
        "(0 0, 5 0, 9 0, 9 9, 0 9) (5 0, 6 -3, 7 0, 6 3)",
        &[RingsCross],
    ),
    (
        "two holes that touch in a point",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 4 2, 4 4, 2 4) (4 4, 6 4, 6 6, 4 6)",
        &[],
    ),
    (
        "two holes that share an edge",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 4 2, 4 4, 2 4) (4 2, 6 2, 6 4, 4 4)",
        &[RingsShareEdge],
    ),
    (
        "two holes that cross",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 5 2, 5 5, 2 5) (4 4, 7 4, 7 7, 4 7)",
        &[RingsCross],
    ),
    (
        "a hole in a hole",
        "(0 0, 9 0, 9 9, 0 9) (1 1, 8 1, 8 8, 1 8) (3 3, 5 3, 5 5, 3 5)",
        &[NestedHoles],
    ),
    (
        "a hole in a hole that touches it",
        "(0 0, 9 0, 9 9, 0 9) (1 1, 8 1, 8 8, 1 8) (1 1, 5 3, 3 5)",
        &[NestedHoles],
    ),
    (
        "a wreath of holes around an island",
        "(0 0, 12 0, 12 12, 0 12) (2 2, 10 2, 6 4) (10 2, 10 10, 8 6) (10 10, 2 10, 6 8) (2 10, 2 2, 4 6)",
        &[DisconnectedInterior],
    ),
    (
        "a row of holes from wall to wall",
        "(0 0, 9 0, 9 3, 0 3) (4 0, 5 1, 4 2, 3 1) (4 2, 5 2.5, 4 3, 3 2.5)",
        &[DisconnectedInterior],
    ),
    (
        "a row of holes that stops short",
        "(0 0, 9 0, 9 4, 0 4) (4 0, 5 1, 4 2, 3 1) (4 2, 5 2.5, 4 3, 3 2.5)",
        &[],
    ),
    (
        "three holes that meet in one point",
        "(0 0, 9 0, 9 9, 0 9) (4 4, 6 3, 6 4) (4 4, 5 6, 4 6) (4 4, 2 3, 3 2)",
        &[],
    ),
    ("two parts apart", "(0 0, 3 0, 3 3, 0 3) | (6 6, 9 6, 9 9, 6 9)", &[]),
    (
        "two parts that touch in a corner",
        "(0 0, 3 0, 3 3, 0 3) | (3 3, 6 3, 6 6, 3 6)",
        &[],
    ),
    (
        "two parts that touch in two corners",
        "(0 0, 4 0, 4 4) | (0 0, 4 4, 3 9, -3 5)",
        &[PartsShareEdge],
    ),
    (
        "two parts side by side",
        "(0 0, 3 0, 3 3, 0 3) | (3 0, 6 0, 6 3, 3 3)",
        &[PartsShareEdge],
    ),
    (
        "two parts side by side on part of an edge",
        "(0 0, 3 0, 3 3, 0 3) | (3 1, 6 1, 6 5, 3 5)",
        &[PartsShareEdge],
    ),
    (
        "two parts that overlap",
        "(0 0, 5 0, 5 5, 0 5) | (3 3, 9 3, 9 9, 3 9)",
        &[PartsOverlap],
    ),
    (
        "the same part twice",
        "(0 0, 3 0, 3 3, 0 3) | (0 0, 3 0, 3 3, 0 3)",
        &[PartsOverlap],
    ),
    (
        "the same part twice, wound otherwise",
        "(0 0, 3 0, 3 3, 0 3) | (3 3, 3 0, 0 0, 0 3)",
        &[PartsOverlap],
    ),
    (
        "a part in a part",
        "(0 0, 9 0, 9 9, 0 9) | (3 3, 6 3, 6 6, 3 6)",
        &[PartsOverlap],
    ),
    (
        "a part in a part that touches its corner",
        "(0 0, 9 0, 9 9, 0 9) | (0 0, 6 3, 3 6)",
        &[PartsOverlap],
    ),
    (
        "an island in a lake",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 7 2, 7 7, 2 7) | (3 3, 6 3, 6 6, 3 6)",
        &[],
    ),
    (
        "an island that touches the shore of its lake",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 7 2, 7 7, 2 7) | (2 2, 6 3, 6 6)",
        &[],
    ),
    (
        "an island that fills its lake",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 7 2, 7 7, 2 7) | (2 2, 7 2, 7 7, 2 7)",
        &[PartsShareEdge],
    ),
    (
        "an island that overlaps the shore",
        "(0 0, 9 0, 9 9, 0 9) (2 2, 7 2, 7 7, 2 7) | (3 3, 8 3, 8 6, 3 6)",
        &[PartsOverlap],
    ),
    (
        "parts that cross through vertices only",
        "(0 0, 4 0, 8 0, 8 8, 4 8, 0 8) | (4 0, 6 -4, 10 12, 4 8)",
        &[PartsOverlap],
    ),
];

#[test]
fn every_case_has_the_faults_it_was_made_for_and_geos_agrees() {
    let mut wrong = Vec::new();
    for (name, text, expected) in CASES {
        let shape = shape(text);
        let found = faults(&shape, &Limits::default());
        let mut kinds: Vec<_> = found.iter().map(|fault| fault.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        if kinds != expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
        let valid = !kinds.iter().any(|kind| kind.is_invalid());
        if valid != geos_is_valid(&shape) {
            wrong.push(format!(
                "{name}: GEOS says valid = {}, we found {kinds:?}",
                geos_is_valid(&shape)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_names_ring_vertex_and_place() {
    let crossed = shape("(0 0, 9 0, 9 9, 0 9) | (20 0, 29 0, 29 9, 20 9) (22 2, 26 6, 26 2, 22 6)");
    let found = faults(&crossed, &Limits::default());
    assert_eq!(found.len(), 1);
    let fault = found[0];
    assert_eq!(
        (fault.kind, fault.part, fault.ring, fault.vertex),
        (SelfIntersection, 1, 1, Some(0))
    );
    assert_eq!(fault.at, Some(Coord { x: 24.0, y: 4.0 }));
}

#[test]
fn the_other_ring_of_a_crossing_is_named() {
    let found = faults(
        &shape("(0 0, 9 0, 9 9, 0 9) (5 5, 15 5, 15 7, 5 7)"),
        &Limits::default(),
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|fault| fault.kind == RingsCross && fault.other.is_some())
    );
}

#[test]
fn several_faults_are_told_at_once() {
    let bad = shape("(0 0, 9 9, 9 0, 0 9) | (20 0, 29 0, 29 9, 20 9) (40 2, 46 2, 46 6) | (50 0, 55 0, 55 0, 55 5)");
    let kinds: Vec<_> = faults(&bad, &Limits::default())
        .iter()
        .map(|fault| fault.kind)
        .collect();
    assert_eq!(kinds, [SelfIntersection, HoleOutsideShell, RepeatedPoint]);
}

#[test]
fn an_open_ring_is_a_fault_and_is_closed_for_the_other_checks() {
    let ring = |points: &[(f64, f64)]| points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect::<Vec<_>>();
    let open = vec![vec![ring(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)])]];
    let found = faults_of_rings(&open, &Limits::default());
    assert_eq!(
        (found.len(), found[0].kind, found[0].vertex),
        (1, FaultKind::NotClosed, Some(3))
    );
    let bow_tie = vec![vec![ring(&[(0.0, 0.0), (9.0, 9.0), (9.0, 0.0), (0.0, 9.0)])]];
    let kinds: Vec<_> = faults_of_rings(&bow_tie, &Limits::default())
        .iter()
        .map(|fault| fault.kind)
        .collect();
    assert_eq!(kinds, [SelfIntersection, FaultKind::NotClosed]);
}

#[test]
fn numbers_that_are_none_are_named_with_their_vertex() {
    let bad = faults_of_rings(
        &[vec![vec![
            Coord { x: 0.0, y: 0.0 },
            Coord { x: f64::NAN, y: 1.0 },
            Coord { x: 9.0, y: 0.0 },
            Coord {
                x: 9.0,
                y: f64::INFINITY,
            },
            Coord { x: 9.0, y: 9.0 },
            Coord { x: 0.0, y: 0.0 },
        ]]],
        &Limits::default(),
    );
    let places: Vec<_> = bad.iter().map(|fault| (fault.kind, fault.vertex)).collect();
    assert_eq!(
        places,
        [(FaultKind::NotFinite, Some(1)), (FaultKind::NotFinite, Some(3))]
    );
}

#[test]
fn a_sharp_angle_is_found_only_when_asked_for() {
    let needle = shape("(120 30, 121 30, 121 30.5, 120.5 30.5, 120.502 30.9, 120.5 30.501, 120 30.5)");
    assert_eq!(faults(&needle, &Limits::default()), vec![]);
    let found = faults(
        &needle,
        &Limits {
            sharp_angle_deg: 2.0,
            ..Limits::default()
        },
    );
    assert_eq!(
        (found.len(), found[0].kind, found[0].vertex),
        (1, FaultKind::SharpAngle, Some(4))
    );
}

#[test]
fn an_empty_shape_has_no_fault_and_an_empty_part_has_one() {
    assert_eq!(faults(&shape(""), &Limits::default()), vec![]);
    let found = faults_of_rings(&[vec![]], &Limits::default());
    assert_eq!((found.len(), found[0].kind), (1, TooFewPoints));
}
