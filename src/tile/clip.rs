//! What of a polygon or line lies in a box.
//!
//! Must not know tiles; the answer is in the coordinates of the question, and not simplified.

use std::mem::swap;

use geo_types::{Coord, LineString, Polygon};

use super::{
    ring::{contains, twice_area},
    split::{Keep, Ring, cut},
};
use crate::geometry::Bbox;

/// Gives the pieces of a polygon that lie in the box: exteriors counter-clockwise, interiors clockwise, no piece empty.
///
/// Pieces share no bridge along the box's sides. Edges are straight in degrees. A polygon that crosses itself gives rings
/// that may cross too.
pub fn clip_polygon(polygon: &Polygon<f64>, bounds: &Bbox) -> Vec<Polygon<f64>> {
    if !Bbox::of_coords(polygon.exterior().0.iter().copied()).is_some_and(|bbox| bbox.intersects(bounds)) {
        return Vec::new();
    }
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    clip_rings(rings.map(open), bounds)
}

/// Gives the pieces of a polygon of open rings, the exterior first, that lie in the box.
pub(super) fn clip_rings(rings: impl Iterator<Item = Ring>, bounds: &Bbox) -> Vec<Polygon<f64>> {
    let mut rings: Vec<Ring> = rings
        .enumerate()
        .filter_map(|(nth, ring)| oriented(ring, nth == 0))
        .collect();
    let sides = [
        Keep::East(bounds.west()),
        Keep::West(bounds.east()),
        Keep::North(bounds.south()),
        Keep::South(bounds.north()),
    ];
    for side in sides {
        rings = cut(rings, side);
    }
    gather(rings)
}

/// Gives the ring without its closing vertex and without what is no place.
fn open(ring: &LineString<f64>) -> Ring {
    let mut open: Ring = ring
        .0
        .iter()
        .copied()
        .filter(|c| c.x.is_finite() && c.y.is_finite())
        .collect();
    if open.len() > 1 && open.first() == open.last() {
        open.pop();
    }
    open
}

/// Gives an open ring in the direction asked for, or nothing where it bounds no area.
fn oriented(mut open: Ring, ccw: bool) -> Option<Ring> {
    let area = twice_area(&open);
    if area == 0.0 {
        return None;
    }
    if (area > 0.0) != ccw {
        open.reverse();
    }
    Some(open)
}

/// Gathers rings into polygons: each interior goes to the exterior that holds it.
fn gather(rings: Vec<Ring>) -> Vec<Polygon<f64>> {
    let mut exteriors: Vec<(Ring, Vec<LineString<f64>>)> = Vec::new();
    let mut interiors: Vec<Ring> = Vec::new();
    for ring in rings {
        let area = twice_area(&ring);
        if area > 0.0 {
            exteriors.push((ring, Vec::new()));
        } else if area < 0.0 {
            interiors.push(ring);
        }
    }
    for interior in interiors {
        let holder = match exteriors.len() {
            0 => None,
            1 => Some(0),
            _ => exteriors
                .iter()
                .position(|(exterior, _)| interior.iter().find_map(|&c| contains(exterior, c)) == Some(true)),
        };
        if let Some((_, held)) = holder.and_then(|nth| exteriors.get_mut(nth)) {
            held.push(LineString(interior));
        }
    }
    exteriors
        .into_iter()
        .map(|(exterior, interiors)| Polygon::new(LineString(exterior), interiors))
        .collect()
}

/// Gives the stretches of a line that lie in the box, in its own direction, each of two vertices or more.
pub fn clip_line(line: &LineString<f64>, bounds: &Bbox) -> Vec<LineString<f64>> {
    let mut stretches = Vec::new();
    let mut open: Vec<Coord<f64>> = Vec::new();
    for edge in line.0.windows(2) {
        let Some((from, to)) = clip_edge(edge[0], edge[1], bounds) else {
            continue;
        };
        if open.last() != Some(&from) {
            finish(&mut open, &mut stretches);
            open.push(from);
        }
        open.push(to);
    }
    finish(&mut open, &mut stretches);
    stretches
}

fn finish(open: &mut Vec<Coord<f64>>, stretches: &mut Vec<LineString<f64>>) {
    if open.len() > 1 {
        stretches.push(LineString(std::mem::take(open)));
    }
    open.clear();
}

/// Gives what of an edge lies in the box (Liang and Barsky 1984), or nothing where it touches at most a point.
fn clip_edge(a: Coord<f64>, b: Coord<f64>, bounds: &Bbox) -> Option<(Coord<f64>, Coord<f64>)> {
    let delta = Coord {
        x: b.x - a.x,
        y: b.y - a.y,
    };
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, step, least, greatest) in [
        (a.x, delta.x, bounds.west(), bounds.east()),
        (a.y, delta.y, bounds.south(), bounds.north()),
    ] {
        if step == 0.0 {
            if !(least..=greatest).contains(&start) {
                return None;
            }
            continue;
        }
        let (mut near, mut far) = ((least - start) / step, (greatest - start) / step);
        if near > far {
            swap(&mut near, &mut far);
        }
        (enter, leave) = (enter.max(near), leave.min(far));
    }
    let at = |share: f64| Coord {
        x: a.x + delta.x * share,
        y: a.y + delta.y * share,
    };
    let from = if enter > 0.0 { at(enter) } else { a };
    let to = if leave < 1.0 { at(leave) } else { b };
    (enter < leave).then_some((from, to))
}
