//! Holds the one form in which a shape is stored, compared and digested.
//! Must not know validity: it mends order and direction, never topology; a bow-tie stays a bow-tie.

use super::{
    grid::{snap, to_grid},
    rings::{open_ring, order},
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use std::cmp::Ordering;

/// Gives the shape in its one form: on the grid, rings closed and without consecutive repeats, exteriors counter-clockwise,
/// interiors clockwise, each ring from its smallest vertex (by longitude, then latitude), interiors and parts sorted.
///
/// Rings left without three distinct vertices vanish, and a part without exterior with them; so do coordinates that are
/// not finite. `normalise(normalise(s)) == normalise(s)`. Two drawings of the same rings give equal results, whatever
/// vertex, direction or part they began with.
pub fn normalise(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let mut parts: Vec<Polygon<f64>> = shape.iter().filter_map(normal_part).collect();
    parts.sort_by(|a, b| {
        order_rings(a.exterior(), b.exterior()).then_with(|| {
            let (a, b) = (a.interiors(), b.interiors());
            a.iter()
                .zip(b)
                .map(|(x, y)| order_rings(x, y))
                .find(|o| o.is_ne())
                .unwrap_or(a.len().cmp(&b.len()))
        })
    });
    MultiPolygon(parts)
}

fn normal_part(part: &Polygon<f64>) -> Option<Polygon<f64>> {
    let exterior = normal_ring(part.exterior(), true)?;
    let mut interiors: Vec<_> = part
        .interiors()
        .iter()
        .filter_map(|ring| normal_ring(ring, false))
        .collect();
    interiors.sort_by(order_rings);
    Some(Polygon::new(exterior, interiors))
}

fn normal_ring(ring: &LineString<f64>, ccw: bool) -> Option<LineString<f64>> {
    let snapped = LineString(
        ring.0
            .iter()
            .filter(|c| c.x.is_finite() && c.y.is_finite())
            .map(|c| snap(*c))
            .collect(),
    );
    let mut open = open_ring(&snapped);
    if open.len() < 3 {
        return None;
    }
    start_at_smallest(&mut open);
    let mut back: Vec<_> = open.iter().rev().copied().collect();
    start_at_smallest(&mut back);
    // A ring without net area (a bow-tie of equal wings) has no direction of its own: the smaller sequence is taken.
    let keep = match twice_area_steps(&open).cmp(&0) {
        Ordering::Equal => compare(&open, &back).is_le(),
        Ordering::Greater => ccw,
        Ordering::Less => !ccw,
    };
    let mut open = if keep { open } else { back };
    open.push(open[0]);
    Some(LineString(open))
}

/// Turns the ring to its smallest vertex; of several equal ones to the one whose run of vertices is smallest.
fn start_at_smallest(open: &mut [Coord<f64>]) {
    let len = open.len();
    let from = |start: usize| (0..len).map(move |i| (start + i) % len);
    let Some(least) = open.iter().copied().min_by(|a, b| order(*a, *b)) else {
        return;
    };
    let start = (0..len).filter(|&i| open[i] == least).min_by(|&a, &b| {
        from(a)
            .zip(from(b))
            .map(|(i, j)| order(open[i], open[j]))
            .find(|o| o.is_ne())
            .unwrap_or(Ordering::Equal)
    });
    open.rotate_left(start.unwrap_or(0));
}

/// Gives twice the signed area of an open ring on the grid, exactly, in square grid steps.
fn twice_area_steps(open: &[Coord<f64>]) -> i128 {
    let steps = |c: &Coord<f64>| (i128::from(to_grid(c.x)), i128::from(to_grid(c.y)));
    let mut before = open.last().map_or((0, 0), steps);
    let mut sum = 0;
    for here in open.iter().map(steps) {
        sum += before.0 * here.1 - here.0 * before.1;
        before = here;
    }
    sum
}

fn order_rings(a: &LineString<f64>, b: &LineString<f64>) -> Ordering {
    compare(&a.0, &b.0)
}

fn compare(a: &[Coord<f64>], b: &[Coord<f64>]) -> Ordering {
    a.iter()
        .zip(b)
        .map(|(x, y)| order(*x, *y))
        .find(|o| o.is_ne())
        .unwrap_or(a.len().cmp(&b.len()))
}
