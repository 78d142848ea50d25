//! Holds the giving of vertices: two parks with one limit should have the same vertices on it.
//! Must not move a vertex.

use super::{Fix, FixKind, Ground};
use crate::geometry::{
    bbox::Bbox,
    closure::ROUNDING_M,
    edge_foot::Vantage,
    grid::{snap, to_grid},
    normalise::normalise,
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use std::collections::HashSet;

/// Makes the fix that gives a park a vertex which its neighbour has.
pub(super) fn insertion(ground: Ground<'_>, at: Coord<f64>, park: usize) -> Fix {
    let changed = insert(ground.parks[park], at, ground.tolerance.vertex_m);
    Fix {
        kind: FixKind::InsertVertex,
        park,
        changed: changed.map(|shape| (park, normalise(&shape))).into_iter().collect(),
    }
}

/// Gives the shape with a vertex more on the edge nearest to it, or `None` when no edge is within reach or it has the vertex.
pub(super) fn insert(shape: &MultiPolygon<f64>, at: Coord<f64>, reach_m: f64) -> Option<MultiPolygon<f64>> {
    let from = Vantage::at(at);
    let mut nearest: Option<(f64, usize, usize, usize)> = None;
    for (p, part) in shape.iter().enumerate() {
        for (r, ring) in rings(part).enumerate() {
            for (e, ends) in ring.0.windows(2).enumerate() {
                if ends[0] == at {
                    return None;
                }
                if let Some(foot) = from.foot_on(ends[0], ends[1])
                    && foot.chord_m <= reach_m
                    && nearest.is_none_or(|(least_m, ..)| foot.chord_m < least_m)
                {
                    nearest = Some((foot.chord_m, p, r, e));
                }
            }
        }
    }
    let (_, p, r, e) = nearest?;
    Some(with_rings(shape, |part, ring, coords| {
        if (part, ring) == (p, r) {
            coords.insert(e + 1, at);
        }
    }))
}

/// Gives every park near a place the vertices that another one has on a common limit, to the grids' rounding; only where one of
/// the two changed.
pub(super) fn weld(ground: Ground<'_>, place: &MultiPolygon<f64>, changed: &mut Vec<(usize, MultiPolygon<f64>)>) {
    let Some(area) = Bbox::of(place).map(|b| b.expand_m(ground.tolerance.vertex_m.max(1.0))) else {
        return;
    };
    let moved: Vec<usize> = changed.iter().map(|(park, _)| *park).collect();
    for one in moved {
        for other in (0..ground.parks.len()).filter(|other| *other != one) {
            for (from, to) in [(one, other), (other, one)] {
                let (mut lacking, given) = (current(ground, changed, to), current(ground, changed, from));
                if !Bbox::of(&lacking).is_some_and(|b| b.expand_m(1.0).intersects(&area)) {
                    continue;
                }
                let own: HashSet<(i64, i64)> = vertices(&lacking).map(key).collect();
                let missing = vertices(&given).filter(|c| area.contains_coord(*c) && !own.contains(&key(*c)));
                let mut any = false;
                for c in missing {
                    if let Some(with) = insert(&lacking, c, ROUNDING_M) {
                        (lacking, any) = (with, true);
                    }
                }
                if any {
                    put(changed, to, normalise(&lacking));
                }
            }
        }
    }
}

/// Gives the shape of a park as it is by now.
pub(super) fn current(ground: Ground<'_>, changed: &[(usize, MultiPolygon<f64>)], park: usize) -> MultiPolygon<f64> {
    let own = changed.iter().find(|(nth, _)| *nth == park);
    own.map_or_else(|| ground.parks[park].clone(), |(_, shape)| shape.clone())
}

/// Sets the shape of a park.
pub(super) fn put(changed: &mut Vec<(usize, MultiPolygon<f64>)>, park: usize, shape: MultiPolygon<f64>) {
    match changed.iter_mut().find(|(nth, _)| *nth == park) {
        Some((_, old)) => *old = shape,
        None => changed.push((park, shape)),
    }
}

/// Gives the vertices of all rings.
pub(super) fn vertices(shape: &MultiPolygon<f64>) -> impl Iterator<Item = Coord<f64>> {
    shape
        .iter()
        .flat_map(|part| rings(part).flat_map(|ring| ring.0.iter().skip(1).copied()))
}

/// Names a place on the grid.
pub(super) fn key(c: Coord<f64>) -> (i64, i64) {
    (to_grid(c.x), to_grid(c.y))
}

fn rings(part: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(part.exterior()).chain(part.interiors())
}

/// Gives the shape with the coordinates of its rings changed; part and ring are counted from 0, the exterior first.
pub(super) fn with_rings(
    shape: &MultiPolygon<f64>,
    change: impl Fn(usize, usize, &mut Vec<Coord<f64>>),
) -> MultiPolygon<f64> {
    let parts = shape.iter().enumerate().map(|(p, part)| {
        let mut all = rings(part).enumerate().map(|(r, ring)| {
            let mut coords = ring.0.clone();
            change(p, r, &mut coords);
            LineString(coords.into_iter().map(snap).collect())
        });
        let exterior = all.next().unwrap_or_else(|| LineString(Vec::new()));
        Polygon::new(exterior, all.collect())
    });
    MultiPolygon(parts.collect())
}
