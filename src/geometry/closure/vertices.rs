//! Holds the search for vertices on or near another park's limit that the other park does not have.
//! Must not know areas.

use super::{ClosureFault, ClosureKind, ClosureTolerance, Sheet};
use crate::geometry::{edge_foot::Vantage, grid::to_grid};
use geo_types::{Coord, Geometry, Point};
use std::collections::HashSet;

type Places = HashSet<(i64, i64)>;

/// Finds vertices within the tolerance of another park's limit that are not its vertices; a pair of vertices that nearly meet is told once.
pub(super) fn unmatched(sheets: &[Sheet], tolerance: &ClosureTolerance) -> Vec<ClosureFault> {
    let places: Vec<Places> = sheets
        .iter()
        .map(|sheet| {
            sheet
                .tree
                .coords()
                .iter()
                .filter(|c| c.x.is_finite())
                .map(|c| key(*c))
                .collect()
        })
        .collect();
    let mut found = Vec::new();
    for i in 0..sheets.len() {
        for j in 0..sheets.len() {
            if i != j && sheets[i].meets(&sheets[j], tolerance.vertex_m) {
                of_pair((i, j), sheets, &places, tolerance.vertex_m, &mut found);
            }
        }
    }
    found
}

fn key(c: Coord<f64>) -> (i64, i64) {
    (to_grid(c.x), to_grid(c.y))
}

/// Finds the vertices of park `i` that park `j` lacks.
fn of_pair((i, j): (usize, usize), sheets: &[Sheet], places: &[Places], reach_m: f64, found: &mut Vec<ClosureFault>) {
    let Some(area) = sheets[j].bbox.map(|b| b.expand_m(reach_m)) else {
        return;
    };
    let mut seen = Places::new();
    for c in sheets[i]
        .tree
        .coords()
        .iter()
        .copied()
        .filter(|c| area.contains_coord(*c))
    {
        if places[j].contains(&key(c)) || !seen.insert(key(c)) {
            continue;
        }
        let Some(distance_m) = sheets[j].distance_m(c, reach_m) else {
            continue;
        };
        // The twin on the other side would be told as a vertex that park `i` lacks: the lower number tells it.
        if i > j && has_lonely_twin(c, &sheets[j], &places[i], reach_m) {
            continue;
        }
        found.push(ClosureFault {
            kind: ClosureKind::UnmatchedVertex,
            parks: vec![i, j],
            geometry: Geometry::Point(Point(c)),
            area_m2: 0.0,
            width_m: distance_m,
        });
    }
}

/// Tells whether the other park has a vertex within reach which this park lacks too.
fn has_lonely_twin(c: Coord<f64>, other: &Sheet, own: &Places, reach_m: f64) -> bool {
    let from = Vantage::at(c);
    let mut twin = false;
    other.tree.search(&mut |b| from.least_m(b) <= reach_m, &mut |_, a, _| {
        twin |= from.foot_on(a, a).is_some_and(|foot| foot.chord_m <= reach_m) && !own.contains(&key(a));
    });
    twin
}
