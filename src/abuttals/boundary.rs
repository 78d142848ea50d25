//! The limit of an area cut into short pieces, each with the side it is on.
//!
//! Must not know features. Holes are left out: abuttals tell the outer limits.

use geo_types::{Coord, MultiPolygon};

use super::{
    facing::Facing,
    metres::{azimuth_deg, between, distance, minus},
};
use crate::geometry::{Bbox, EdgeBox, EdgeTree, MetreFrame, Side, metres_per_degree_lat, metres_per_degree_lon};

/// Length of a piece in metres: a quarter of the tolerance within which a limit runs along a road.
const PIECE_M: f64 = 10.0;
/// Most pieces of a boundary; longer boundaries are cut into longer pieces.
const MOST_PIECES: f64 = 20_000.0;
/// A limit that comes again less than so far off, in metres, hides nothing: it is the same line, drawn with a tooth.
const TOOTH_M: f64 = 0.05;

/// One straight piece of a limit, in metres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) a: Coord<f64>,
    pub(super) b: Coord<f64>,
    /// Its length on the ground in metres.
    pub(super) length_m: f64,
    /// Azimuth of the outward normal in degrees.
    pub(super) outward_deg: f64,
    /// The side that it is on: the one its outward normal faces, unless the area comes again that way (the inside of a bay, the gap
    /// between two parts): then it limits no side.
    pub(super) side: Option<Side>,
}

impl Piece {
    pub(super) fn middle(&self) -> Coord<f64> {
        between(self.a, self.b, 0.5)
    }
}

/// The outer limit of an area.
#[derive(Debug, Clone)]
pub(super) struct Boundary {
    pub(super) frame: MetreFrame,
    pub(super) facing: Facing,
    /// Pieces in the order drawn, counter-clockwise.
    pub(super) pieces: Vec<Piece>,
}

impl Boundary {
    /// Cuts up the outer limits of a shape in degrees; `None` where there are none.
    pub(super) fn of(shape: &MultiPolygon<f64>) -> Option<Self> {
        let frame = MetreFrame::at(Bbox::of(shape)?.centre());
        let rings: Vec<Vec<Coord<f64>>> = shape
            .0
            .iter()
            .map(|part| part.exterior().0.iter().map(|c| frame.to_metres(*c)).collect())
            .collect();
        Self::of_rings(frame, &rings)
    }

    /// Cuts up closed rings in metres, whatever way they wind.
    pub(super) fn of_rings(frame: MetreFrame, rings: &[Vec<Coord<f64>>]) -> Option<Self> {
        let rings: Vec<Vec<Coord<f64>>> = rings.iter().filter_map(|ring| counter_clockwise(ring)).collect();
        if rings.is_empty() {
            return None;
        }
        let facing = Facing::of(rings.iter().map(Vec::as_slice));
        let mut boundary = Self::in_pieces(frame, &rings, facing);
        boundary.tell_sides();
        Some(boundary)
    }

    /// Cuts up one closed ring in metres without telling sides.
    pub(super) fn of_ring(frame: MetreFrame, ring: &[Coord<f64>]) -> Option<Self> {
        let rings = [counter_clockwise(ring)?];
        let facing = Facing::of(rings.iter().map(Vec::as_slice));
        Some(Self::in_pieces(frame, &rings, facing))
    }

    /// Tells the sides of the same limit on other axes.
    pub(super) fn turned(&self, facing: Facing) -> Self {
        let mut turned = self.clone();
        turned.facing = facing;
        turned.tell_sides();
        turned
    }

    fn in_pieces(frame: MetreFrame, rings: &[Vec<Coord<f64>>], facing: Facing) -> Self {
        let whole_m: f64 = rings.iter().map(|ring| super::metres::length(ring)).sum();
        let step_m = PIECE_M.max(whole_m / MOST_PIECES);
        let mut pieces = Vec::new();
        for edge in rings.iter().flat_map(|ring| ring.windows(2)) {
            let (a, b) = (edge[0], edge[1]);
            // A ring drawn counter-clockwise has its outside on the right.
            let outward_deg = (azimuth_deg(minus(b, a)) + 90.0).rem_euclid(360.0);
            let count = (distance(a, b) / step_m).ceil().max(1.0);
            let at = |nth: f64| between(a, b, nth / count);
            let length_m = on_the_ground_m(frame, a, b) / count;
            pieces.extend((0..count as usize).map(|nth| nth as f64).map(|nth| Piece {
                a: at(nth),
                b: at(nth + 1.0),
                length_m,
                outward_deg,
                side: None,
            }));
        }
        Self { frame, facing, pieces }
    }

    /// Tells the side of each piece on the axes.
    fn tell_sides(&mut self) {
        let facing = self.facing;
        let mut coords = Vec::with_capacity(self.pieces.len() * 2);
        for piece in &self.pieces {
            let (a, b) = (facing.squared(piece.a), facing.squared(piece.b));
            if coords.last() != Some(&a) {
                // Edges are only met within a ring: a gap stands between two.
                coords.push(Coord {
                    x: f64::NAN,
                    y: f64::NAN,
                });
                coords.push(a);
            }
            coords.push(b);
        }
        let tree = EdgeTree::of_coords(coords);
        for piece in &mut self.pieces {
            let side = facing.side(piece.outward_deg);
            let hidden = is_hidden(&tree, facing.squared(piece.middle()), side);
            piece.side = (!hidden).then_some(side);
        }
    }
}

/// Gives the length on the ground of a straight way on the frame, in metres, by the lengths that degrees have in its middle: within 1e-6
/// of the geodesic for ways up to 50 km, wherever on the frame.
pub(super) fn on_the_ground_m(frame: MetreFrame, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let (a, b) = (frame.to_degrees(a), frame.to_degrees(b));
    let lat = f64::midpoint(a.y, b.y).clamp(-89.9, 89.9);
    ((b.x - a.x) * metres_per_degree_lon(lat)).hypot((b.y - a.y) * metres_per_degree_lat(lat))
}

/// Tells whether the limit comes again on the straight way out of a place towards a side.
fn is_hidden(tree: &EdgeTree, from: Coord<f64>, side: Side) -> bool {
    let far = f64::INFINITY;
    let (min, max) = match side {
        Side::East => (from, Coord { x: far, y: from.y }),
        Side::West => (Coord { x: -far, y: from.y }, from),
        Side::North => (from, Coord { x: from.x, y: far }),
        Side::South => (Coord { x: from.x, y: -far }, from),
    };
    let way = EdgeBox { min, max };
    let hidden = std::cell::Cell::new(false);
    tree.search(&mut |b| !hidden.get() && b.meets(&way), &mut |_, p, q| {
        let (across, before) = match side {
            Side::East | Side::West => ((p.y > from.y) != (q.y > from.y), (from.y - p.y) / (q.y - p.y)),
            Side::North | Side::South => ((p.x > from.x) != (q.x > from.x), (from.x - p.x) / (q.x - p.x)),
        };
        if !across {
            return;
        }
        let at = between(p, q, before);
        let ahead = match side {
            Side::East => at.x - from.x,
            Side::West => from.x - at.x,
            Side::North => at.y - from.y,
            Side::South => from.y - at.y,
        };
        if ahead > TOOTH_M {
            hidden.set(true);
        }
    });
    hidden.get()
}

/// Gives a ring closed and counter-clockwise, without repeats; `None` where it has no area.
fn counter_clockwise(ring: &[Coord<f64>]) -> Option<Vec<Coord<f64>>> {
    let mut open: Vec<Coord<f64>> = ring
        .iter()
        .copied()
        .filter(|c| c.x.is_finite() && c.y.is_finite())
        .collect();
    open.dedup();
    if open.len() > 1 && open.first() == open.last() {
        open.pop();
    }
    let first = *open.first()?;
    open.push(first);
    let twice: f64 = open
        .windows(2)
        .map(|edge| {
            let (a, b) = (minus(edge[0], first), minus(edge[1], first));
            a.x * b.y - b.x * a.y
        })
        .sum();
    if twice == 0.0 || open.len() < 4 {
        return None;
    }
    if twice < 0.0 {
        open.reverse();
    }
    Some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(found: &Boundary) -> [f64; 4] {
        Side::ALL.map(|side| {
            let of_side = found.pieces.iter().filter(|piece| piece.side == Some(side));
            of_side.map(|piece| piece.length_m).sum::<f64>().round()
        })
    }

    fn boundary(rings: &[&[(f64, f64)]]) -> Boundary {
        let rings: Vec<Vec<Coord<f64>>> = rings
            .iter()
            .map(|ring| ring.iter().map(|&(x, y)| Coord { x, y }).collect())
            .collect();
        Boundary::of_rings(MetreFrame::at(Coord { x: 120.0, y: 31.0 }), &rings).unwrap()
    }

    #[test]
    fn the_sides_of_a_box_have_the_lengths_of_its_edges_whatever_way_it_winds() {
        let corners = [(0.0, 0.0), (300.0, 0.0), (300.0, 200.0), (0.0, 200.0), (0.0, 0.0)];
        let reversed: Vec<(f64, f64)> = corners.iter().rev().copied().collect();
        for ring in [&corners[..], &reversed[..]] {
            let found = boundary(&[ring]);
            assert_eq!(lengths(&found), [200.0, 300.0, 200.0, 300.0]);
        }
    }

    #[test]
    fn the_inside_of_a_bay_limits_no_side() {
        // A U that opens to the north: its inner walls face one another.
        let found = boundary(&[&[
            (0.0, 0.0),
            (300.0, 0.0),
            (300.0, 200.0),
            (200.0, 200.0),
            (200.0, 100.0),
            (100.0, 100.0),
            (100.0, 200.0),
            (0.0, 200.0),
        ]]);
        assert_eq!(lengths(&found), [200.0, 300.0, 200.0, 300.0]);
    }

    #[test]
    fn parts_hide_what_they_face() {
        let block = |x: f64| [(x, 0.0), (x + 100.0, 0.0), (x + 100.0, 100.0), (x, 100.0)];
        let found = boundary(&[&block(0.0), &block(500.0)]);
        assert_eq!(lengths(&found), [100.0, 200.0, 100.0, 200.0]);
    }

    #[test]
    fn lengths_are_those_on_the_ground_far_from_the_middle_of_the_frame() {
        use crate::geometry::{LonLat, distance_m};
        let frame = MetreFrame::at(Coord { x: 120.0, y: 31.0 });
        let (a, b) = (
            Coord {
                x: 20_000.0,
                y: 40_000.0,
            },
            Coord {
                x: 23_000.0,
                y: 41_000.0,
            },
        );
        let place = |c: Coord<f64>| LonLat::try_from(frame.to_degrees(c)).unwrap();
        let geodesic_m = distance_m(place(a), place(b));
        assert!((on_the_ground_m(frame, a, b) / geodesic_m - 1.0).abs() < 1e-6);
        assert!(
            (distance(a, b) / geodesic_m - 1.0).abs() > 1e-3,
            "the frame itself is not told"
        );
    }

    #[test]
    fn what_has_no_area_has_no_boundary() {
        let frame = MetreFrame::at(Coord { x: 120.0, y: 31.0 });
        let line = vec![Coord { x: 0.0, y: 0.0 }, Coord { x: 5.0, y: 0.0 }];
        assert!(Boundary::of_rings(frame, &[line, Vec::new()]).is_none());
    }
}
