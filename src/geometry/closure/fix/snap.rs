//! Holds the fixes that move the vertices of a park onto its neighbour's limit.
//! Must not move a vertex farther than the tolerance by which the fault was found.

use super::{
    Fix, FixKind, Ground,
    weld::{insert, key, put, vertices, weld, with_rings},
};
use crate::geometry::{
    bbox::Bbox,
    closure::{ROUNDING_M, Sheet},
    edge_foot::Vantage,
    grid::snap,
    normalise::normalise,
};
use geo_types::{Coord, MultiPolygon, Polygon};
use std::collections::HashMap;

/// Moves a vertex of a park onto a vertex that its neighbour has within reach.
pub(super) fn vertex(ground: Ground<'_>, at: Coord<f64>, owner: usize, other: usize) -> Option<Fix> {
    let from = Vantage::at(at);
    let reach_m = ground.tolerance.vertex_m;
    let twins = vertices(ground.parks[other]).filter_map(|c| Some((from.foot_on(c, c)?.chord_m, c)));
    let (_, twin) = twins
        .filter(|(chord_m, _)| *chord_m <= reach_m)
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    let moves = HashMap::from([(key(at), twin)]);
    let mut changed = vec![(owner, moved(ground.parks[owner], &moves))];
    weld(ground, &speck_at(at, twin), &mut changed);
    Some(Fix {
        kind: FixKind::SnapToNeighbour,
        park: owner,
        changed,
    })
}

/// Moves the limit of a park along a narrow place onto its neighbour's: each of its vertices there goes to the nearest vertex of the
/// neighbour, else to the nearest place of its limit, and both get each other's vertices.
///
/// `width_m` is the mean width of the place; no vertex moves by more than its greatest width, nor by more than the width looked for.
pub(super) fn limit(
    ground: Ground<'_>,
    place: &MultiPolygon<f64>,
    width_m: f64,
    (park, neighbour): (usize, usize),
) -> Option<Fix> {
    let slack_m = ground.tolerance.vertex_m.max(ROUNDING_M);
    // A wedge is twice as wide at its wide end as in the mean.
    let reach_m = (2.5 * width_m + slack_m).min(ground.tolerance.width_m);
    let area = Bbox::of(place)?.expand_m(reach_m);
    let beside = Sheet::new(place);
    let target = ground.parks[neighbour];
    let mut moves: HashMap<(i64, i64), Coord<f64>> = HashMap::new();
    let near = |c: &Coord<f64>| area.contains_coord(*c) && beside.distance_m(*c, slack_m + width_m / 4.0).is_some();
    for c in vertices(ground.parks[park]).filter(near) {
        if let Some(to) = nearest_on(target, c, reach_m).filter(|to| key(*to) != key(c)) {
            moves.insert(key(c), to);
        }
    }
    if moves.is_empty() {
        return None;
    }
    let mut own = moved(ground.parks[park], &moves);
    // The neighbour's vertices between the ends of the moved stretch.
    for c in vertices(target).filter(near) {
        if let Some(with) = insert(&own, c, reach_m) {
            own = with;
        }
    }
    let mut changed = Vec::new();
    put(&mut changed, park, normalise(&own));
    let mut met = target.clone();
    for to in moves.values() {
        if let Some(with) = insert(&met, *to, ground.tolerance.vertex_m.max(1e-3)) {
            met = with;
        }
    }
    if met != *target {
        put(&mut changed, neighbour, normalise(&met));
    }
    weld(ground, place, &mut changed);
    Some(Fix {
        kind: FixKind::SnapToNeighbour,
        park,
        changed,
    })
}

/// Gives the nearest vertex of a shape within reach, else the nearest place of its limit within reach, on the grid.
fn nearest_on(shape: &MultiPolygon<f64>, c: Coord<f64>, reach_m: f64) -> Option<Coord<f64>> {
    let from = Vantage::at(c);
    let within = |feet: &mut dyn Iterator<Item = (f64, Coord<f64>)>| {
        feet.filter(|(chord_m, _)| *chord_m <= reach_m)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, c)| c)
    };
    let corner = within(&mut vertices(shape).filter_map(|v| Some((from.foot_on(v, v)?.chord_m, v))));
    corner.or_else(|| {
        let rings = shape
            .iter()
            .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        let edges = rings.flat_map(|ring| ring.0.windows(2));
        let foot = within(&mut edges.filter_map(|ends| from.foot_on(ends[0], ends[1]).map(|f| (f.chord_m, f.coord))));
        foot.map(snap)
    })
}

fn moved(shape: &MultiPolygon<f64>, moves: &HashMap<(i64, i64), Coord<f64>>) -> MultiPolygon<f64> {
    normalise(&with_rings(shape, |_, _, coords| {
        for c in coords {
            *c = moves.get(&key(*c)).copied().unwrap_or(*c);
        }
    }))
}

/// Gives a place that holds both coordinates.
fn speck_at(a: Coord<f64>, b: Coord<f64>) -> MultiPolygon<f64> {
    MultiPolygon(vec![Polygon::new(vec![a, b].into(), vec![])])
}
