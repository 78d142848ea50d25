//! Holds the law of fixes on random tilings with random faults: what is offered clears the fault and brings no other.
//! Must not know rules.

use crate::judge::cases;
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use proptest::prelude::*;
use sizhi::geometry::{
    ClosureFault, ClosureKind, ClosureTolerance, Fix, FixKind, Limits, closure, faults, fixes, intersection,
    metres_per_degree_lat, metres_per_degree_lon, normalise,
};

/// That of the first programme, and one that is coarse in area and fine in width.
const TOLERANCES: [ClosureTolerance; 2] = [
    ClosureTolerance {
        area_m2: 0.01,
        width_m: 30.0,
        vertex_m: 0.05,
    },
    ClosureTolerance {
        area_m2: 1.0,
        width_m: 0.5,
        vertex_m: 0.05,
    },
];

/// Places metres around 121 E 31 N.
fn at(x: f64, y: f64) -> Coord<f64> {
    Coord {
        x: 121.0 + x / metres_per_degree_lon(31.0),
        y: 31.0 + y / metres_per_degree_lat(31.0),
    }
}

/// A tiling of 3 x 2 cells of about 400 m; each side has two vertices between its ends, common to both cells.
#[derive(Debug, Clone)]
struct Tiling {
    cells: Vec<Vec<Coord<f64>>>,
    outline: Vec<Coord<f64>>,
}

const ACROSS: usize = 3;
const UP: usize = 2;
const SIDE_M: f64 = 400.0;
const PER_SIDE: usize = 3;

fn tiling() -> impl Strategy<Value = Tiling> {
    let columns = ACROSS * PER_SIDE + 1;
    let rows = UP * PER_SIDE + 1;
    prop::collection::vec((-60.0..60.0_f64, -60.0..60.0_f64), columns * rows).prop_map(move |jitter| {
        let step_m = SIDE_M / PER_SIDE as f64;
        let node = |i: usize, j: usize| {
            let (dx, dy) = jitter[j * columns + i];
            at(i as f64 * step_m + dx, j as f64 * step_m + dy)
        };
        let around = |west: usize, south: usize, east: usize, north: usize| {
            let bottom = (west..east).map(|i| node(i, south));
            let right = (south..north).map(|j| node(east, j));
            let top = (west + 1..=east).rev().map(|i| node(i, north));
            let left = (south + 1..=north).rev().map(|j| node(west, j));
            bottom.chain(right).chain(top).chain(left).collect::<Vec<_>>()
        };
        let cell = |k: usize| {
            let (i, j) = (k % ACROSS * PER_SIDE, k / ACROSS * PER_SIDE);
            around(i, j, i + PER_SIDE, j + PER_SIDE)
        };
        Tiling {
            cells: (0..ACROSS * UP).map(cell).collect(),
            outline: around(0, 0, ACROSS * PER_SIDE, UP * PER_SIDE),
        }
    })
}

/// What is done to one cell.
#[derive(Debug, Clone, Copy)]
enum Harm {
    /// A vertex moves by so many metres.
    Move(usize, f64, f64),
    /// A vertex is left out.
    Drop(usize),
    /// A vertex is put between two others, so many metres beside their edge.
    Add(usize, f64),
    /// A run of vertices moves together.
    Shift(usize, usize, f64, f64),
}

fn harm() -> impl Strategy<Value = Harm> {
    let vertex = 0..4 * PER_SIDE;
    prop_oneof![
        (vertex.clone(), -30.0..30.0_f64, -30.0..30.0_f64).prop_map(|(v, x, y)| Harm::Move(v, x, y)),
        (vertex.clone(), -0.06..0.06_f64, -0.06..0.06_f64).prop_map(|(v, x, y)| Harm::Move(v, x, y)),
        vertex.clone().prop_map(Harm::Drop),
        (vertex.clone(), -0.04..0.04_f64).prop_map(|(v, off)| Harm::Add(v, off)),
        (vertex, 2..6_usize, -0.3..0.3_f64, -0.3..0.3_f64).prop_map(|(v, n, x, y)| Harm::Shift(v, n, x, y)),
    ]
}

fn harmed(mut ring: Vec<Coord<f64>>, harm: Harm) -> Vec<Coord<f64>> {
    let shift = |c: Coord<f64>, x: f64, y: f64| Coord {
        x: c.x + x / metres_per_degree_lon(31.0),
        y: c.y + y / metres_per_degree_lat(31.0),
    };
    let len = ring.len();
    match harm {
        Harm::Move(v, x, y) => ring[v % len] = shift(ring[v % len], x, y),
        Harm::Drop(v) => {
            ring.remove(v % len);
        }
        Harm::Add(v, off) => {
            let (a, b) = (ring[v % len], ring[(v + 1) % len]);
            let middle = Coord {
                x: f64::midpoint(a.x, b.x),
                y: f64::midpoint(a.y, b.y),
            };
            ring.insert(v % len + 1, shift(middle, off, off));
        }
        Harm::Shift(v, n, x, y) => (v..v + n).for_each(|i| ring[i % len] = shift(ring[i % len], x, y)),
    }
    ring
}

fn shape_of(ring: &[Coord<f64>]) -> MultiPolygon<f64> {
    normalise(&MultiPolygon(vec![Polygon::new(LineString(ring.to_vec()), vec![])]))
}

fn is_sound(shape: &MultiPolygon<f64>) -> bool {
    faults(shape, &Limits::default())
        .iter()
        .all(|fault| !fault.kind.is_invalid())
}

/// Tells whether a fault is still there: one of its kind at its place.
fn is_still_there(fault: &ClosureFault, after: &[ClosureFault]) -> bool {
    let same_kind = after.iter().filter(|left| left.kind == fault.kind);
    match &fault.geometry {
        Geometry::MultiPolygon(place) => same_kind
            .filter(|left| fault.kind == ClosureKind::Gap || left.parks == fault.parks)
            .any(|left| match &left.geometry {
                Geometry::MultiPolygon(left) => intersection(place, left).unwrap().is_some(),
                _ => false,
            }),
        point => same_kind
            .filter(|left| left.parks == fault.parks)
            .any(|left| left.geometry == *point),
    }
}

fn count(faults: &[ClosureFault], kind: ClosureKind) -> usize {
    faults.iter().filter(|fault| fault.kind == kind).count()
}

/// Tries every fix of the first faults; gives how many faults there were and how many had a fix.
fn check_fixes(
    outline: Option<&MultiPolygon<f64>>,
    parks: &[MultiPolygon<f64>],
    tolerance: &ClosureTolerance,
) -> Result<(usize, usize), TestCaseError> {
    let parks: Vec<&MultiPolygon<f64>> = parks.iter().collect();
    let before = closure(outline, &parks, tolerance).unwrap();
    let mut mended = 0;
    let tried = before.iter().take(4);
    let tries = tried.len();
    for fault in tried {
        let offered = fixes(outline, &parks, tolerance, fault, &before).unwrap();
        mended += usize::from(!offered.is_empty());
        for fix in offered {
            check_fix(outline, &parks, tolerance, &before, fault, &fix)?;
        }
    }
    Ok((tries, mended))
}

fn check_fix(
    outline: Option<&MultiPolygon<f64>>,
    parks: &[&MultiPolygon<f64>],
    tolerance: &ClosureTolerance,
    before: &[ClosureFault],
    fault: &ClosureFault,
    fix: &Fix,
) -> Result<(), TestCaseError> {
    let after = fix.applied(parks);
    prop_assert!(after.iter().all(is_sound), "{fix:?}");
    prop_assert!(
        fix.changed
            .iter()
            .any(|(park, _)| *park == fix.park || fix.kind == FixKind::InsertVertex)
    );
    prop_assert!(fix.changed.iter().all(|(_, shape)| normalise(shape) == *shape));
    let parks: Vec<&MultiPolygon<f64>> = after.iter().collect();
    let left = closure(outline, &parks, tolerance).unwrap();
    prop_assert!(!is_still_there(fault, &left), "{fix:?} leaves {fault:?}");
    for kind in [
        ClosureKind::Overlap,
        ClosureKind::Gap,
        ClosureKind::Protrusion,
        ClosureKind::UnmatchedVertex,
    ] {
        prop_assert!(
            count(&left, kind) <= count(before, kind),
            "{fix:?} brings {kind:?}: {left:?}"
        );
    }
    prop_assert!(left.len() < before.len());
    Ok(())
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_fix_that_is_offered_clears_the_fault_and_brings_no_other(
        tiling in tiling(), cell in 0..ACROSS * UP, harm in harm(), outlined in any::<bool>(), tolerance in prop::sample::select(&TOLERANCES[..]),
    ) {
        let mut rings = tiling.cells.clone();
        rings[cell] = harmed(rings[cell].clone(), harm);
        let parks: Vec<MultiPolygon<f64>> = rings.iter().map(|ring| shape_of(ring)).collect();
        prop_assume!(parks.iter().all(is_sound));
        let outline = outlined.then(|| shape_of(&tiling.outline));
        let (faults, mended) = check_fixes(outline.as_ref(), &parks, &tolerance)?;
        if std::env::var("FIX_TALLY").is_ok() {
            println!("{harm:?} {outlined}: {faults} {mended}");
        }
    }
}
