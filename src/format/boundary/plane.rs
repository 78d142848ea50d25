//! Rings and shapes in the plane of their own coordinates: which way they turn, how far they reach.
//!
//! Must not know formats, nor what the coordinates mean.

use geo_types::{Coord, MultiPolygon};

/// Gives twice the signed area of a ring, positive where it turns left; measured from its first corner, so that eastings of eight
/// digits lose nothing.
pub(super) fn twice_area(ring: &[Coord<f64>]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let step = |pair: &[Coord<f64>]| {
        let (from, to) = (pair[0] - *origin, pair[1] - *origin);
        from.x * to.y - to.x * from.y
    };
    ring.windows(2).map(step).sum()
}

/// Gives least x and y, greatest x and y; none for a shape without corners.
pub(super) fn limits(shape: &MultiPolygon<f64>) -> Option<[f64; 4]> {
    let rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let limits = rings
        .flat_map(|ring| &ring.0)
        .map(|coord| [coord.x, coord.y, coord.x, coord.y]);
    limits.reduce(together)
}

/// Gives limits that hold both.
pub(super) fn together(one: [f64; 4], other: [f64; 4]) -> [f64; 4] {
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// Counts corners.
pub(super) fn corners(shape: &MultiPolygon<f64>) -> usize {
    let rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.map(|ring| ring.0.len()).sum()
}
