//! Holds plain arithmetic on one ring of coordinates: its winding, its distinct points, its orientation by exact predicates.
//! Must not know parts and holes.

use geo_types::{Coord, LineString};
use robust::{Coord as Exact, orient2d};

/// Tells on which side of the line from `a` to `b` the point `c` lies: positive left, negative right, zero on it. Exact.
#[inline]
pub(crate) fn orient(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> f64 {
    orient2d(
        Exact { x: a.x, y: a.y },
        Exact { x: b.x, y: b.y },
        Exact { x: c.x, y: c.y },
    )
}

/// Tells whether both numbers are finite.
#[inline]
pub(crate) fn is_finite(c: Coord<f64>) -> bool {
    c.x.is_finite() && c.y.is_finite()
}

/// Gives the finite coordinates of a ring without repeats and without the closing one.
pub(crate) fn open_ring(ring: &LineString<f64>) -> Vec<Coord<f64>> {
    let mut open: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len());
    for c in ring.0.iter().copied().filter(|c| is_finite(*c)) {
        if open.last() != Some(&c) {
            open.push(c);
        }
    }
    while open.len() > 1 && open.first() == open.last() {
        open.pop();
    }
    open
}

/// Gives twice the signed area of an open or closed ring in the units of its coordinates squared, positive when counter-clockwise.
pub(crate) fn twice_signed_area(ring: &[Coord<f64>]) -> f64 {
    let Some(origin) = ring.first().copied() else {
        return 0.0;
    };
    ring.windows(2)
        .map(|w| (w[0].x - origin.x) * (w[1].y - origin.y) - (w[1].x - origin.x) * (w[0].y - origin.y))
        .sum()
}

/// Tells whether a ring without repeats winds counter-clockwise: exact for simple rings, by signed area for all others.
pub(crate) fn is_ccw(open: &[Coord<f64>]) -> bool {
    let Some(lowest) = (0..open.len()).min_by(|&i, &j| order(open[i], open[j])) else {
        return true;
    };
    let area = twice_signed_area(open);
    let scale: f64 = open
        .iter()
        .map(|c| (c.x - open[0].x).abs().max((c.y - open[0].y).abs()))
        .fold(0.0, f64::max);
    if area.abs() > 1e-12 * scale * scale * (open.len() as f64) {
        return area > 0.0;
    }
    // The sum is too near zero to trust its sign; the corner at the smallest vertex of a simple ring is convex, and exact.
    let before = open[(lowest + open.len() - 1) % open.len()];
    let after = open[(lowest + 1) % open.len()];
    orient(before, open[lowest], after) >= 0.0
}

/// Orders coordinates by x, then by y; total for finite numbers.
#[inline]
pub(crate) fn order(a: Coord<f64>, b: Coord<f64>) -> std::cmp::Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}
