//! Holds on which side of a line each of the pieces lies that it cut, and whether it meets a shape at all; in whole grid steps.
//! Must not cut anything.

use super::overlay::{Contour, Piece};
use i_overlay::i_float::int::point::IntPoint;
use std::collections::HashSet;

/// On which side of a line a piece lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    /// Along one stretch of the line on its left, along another on its right.
    Both,
}

type Place = (i64, i64);

/// Gives for each piece its side of the line that cut them, `None` where it has no limit along the line.
///
/// A limit is made by the line where two pieces share it: before they were cut, no two did.
pub(super) fn sides(pieces: &[Piece], path: &Contour) -> Vec<Option<Side>> {
    let all: HashSet<(Place, Place)> = pieces.iter().flatten().flat_map(edges).collect();
    let side = |piece: &Piece| {
        let cut = piece.iter().flat_map(edges).filter(|(p, q)| all.contains(&(*q, *p)));
        cut.map(|edge| side_of(edge, path))
            .reduce(|one, other| if one == other { one } else { Side::Both })
    };
    pieces.iter().map(side).collect()
}

/// The interior lies left of a piece's edges; so it does of the line where the edge runs as the line does.
fn side_of((p, q): (Place, Place), path: &Contour) -> Side {
    let middle = ((p.0 + q.0) as f64 / 2.0, (p.1 + q.1) as f64 / 2.0);
    let along = path
        .windows(2)
        .map(|stretch| (stretch, squared_distance(middle, &stretch[0], &stretch[1])))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map_or(0.0, |(stretch, _)| {
            let (dx, dy) = (stretch[1].x - stretch[0].x, stretch[1].y - stretch[0].y);
            (q.0 - p.0) as f64 * dx as f64 + (q.1 - p.1) as f64 * dy as f64
        });
    if along > 0.0 { Side::Left } else { Side::Right }
}

fn squared_distance((x, y): (f64, f64), a: &IntPoint<i64>, b: &IntPoint<i64>) -> f64 {
    let (dx, dy) = ((b.x - a.x) as f64, (b.y - a.y) as f64);
    let (px, py) = (x - a.x as f64, y - a.y as f64);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        ((px * dx + py * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (px - along * dx).powi(2) + (py - along * dy).powi(2)
}

fn edges(ring: &Contour) -> impl Iterator<Item = (Place, Place)> {
    let at = |nth: usize| (ring[nth % ring.len()].x, ring[nth % ring.len()].y);
    (0..ring.len()).map(move |nth| (at(nth), at(nth + 1)))
}

/// Tells whether a line and the limits of a shape have a place in common, exactly.
pub(super) fn meets(path: &Contour, contours: &[Contour]) -> bool {
    path.windows(2).any(|stretch| {
        let (a, b) = ((stretch[0].x, stretch[0].y), (stretch[1].x, stretch[1].y));
        contours.iter().flat_map(edges).any(|(p, q)| cross(a, b, p, q))
    })
}

/// Tells whether two stretches have a place in common, ends included.
fn cross(a: Place, b: Place, p: Place, q: Place) -> bool {
    let apart = |one: (i64, i64), other: (i64, i64)| one.0.max(one.1) < other.0.min(other.1);
    let beside = |one: (i64, i64), other: (i64, i64)| apart(one, other) || apart(other, one);
    if beside((a.0, b.0), (p.0, q.0)) || beside((a.1, b.1), (p.1, q.1)) {
        return false;
    }
    turn(a, b, p) * turn(a, b, q) <= 0 && turn(p, q, a) * turn(p, q, b) <= 0
}

/// Gives 1 where c lies left of a→b, -1 where right, 0 where on its line.
fn turn(a: Place, b: Place, c: Place) -> i128 {
    let wide = |from: i64, to: i64| i128::from(to) - i128::from(from);
    (wide(a.0, b.0) * wide(a.1, c.1) - wide(a.1, b.1) * wide(a.0, c.0)).signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_meet_where_they_cross_touch_or_run_along_each_other() {
        let across = [(0, 0), (10, 0)];
        for (p, q, wanted) in [
            ((5, -5), (5, 5), true),
            ((5, 0), (5, 5), true),
            ((2, 0), (20, 0), true),
            ((11, 0), (20, 0), false),
            ((5, 1), (5, 5), false),
            ((-5, 5), (-1, -5), false),
        ] {
            assert_eq!(cross(across[0], across[1], p, q), wanted, "{p:?} {q:?}");
            assert_eq!(cross(p, q, across[1], across[0]), wanted, "{p:?} {q:?}");
        }
    }
}
