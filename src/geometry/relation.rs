//! Holds the exact answer to where a place lies relative to a shape.
//! Must not know tolerances: a place is on the boundary when it is on it, not when it is near it.

use super::{
    edge_tree::EdgeTree,
    lon_lat::LonLat,
    rings::{is_ccw, open_ring, orient},
};
use geo_types::{Coord, MultiPolygon};
use serde::{Deserialize, Serialize};

/// Tells where a place lies relative to a shape, in the words of DE-9IM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// In the interior.
    Inside,
    /// On an edge or a vertex of an exterior or an interior ring.
    Boundary,
    /// In the exterior, a hole included.
    Outside,
}

/// Tells where a place lies relative to a shape: exact for the numbers given, holes and parts included.
///
/// Rings may wind either way. In an invalid shape, what its rings wind around counts as inside (the non-zero rule), and an edge
/// shared by two parts as boundary. For many places or many shapes use [`crate::index::PolygonIndex`], which agrees with this.
pub fn locate(shape: &MultiPolygon<f64>, place: LonLat) -> Position {
    let mut winding = Winding::around(place.coord());
    for part in shape {
        let holes = part.interiors().iter().map(|ring| (ring, false));
        for (ring, ccw) in std::iter::once((part.exterior(), true)).chain(holes) {
            let open = open_ring(ring);
            if open.len() < 2 {
                continue;
            }
            let before = winding.turns;
            for (i, a) in open.iter().enumerate() {
                winding.edge(*a, open[(i + 1) % open.len()]);
            }
            if winding.turns != before && is_ccw(&open) != ccw {
                winding.turns = 2 * before - winding.turns;
            }
        }
    }
    winding.position()
}

/// Counts how often edges wind around a place.
pub(crate) struct Winding {
    place: Coord<f64>,
    turns: i32,
    on_edge: bool,
}

impl Winding {
    pub(crate) fn around(place: Coord<f64>) -> Self {
        Self {
            place,
            turns: 0,
            on_edge: false,
        }
    }

    /// Takes one edge of a closed ring into account; an edge with a NaN end counts for nothing.
    #[inline]
    pub(crate) fn edge(&mut self, a: Coord<f64>, b: Coord<f64>) {
        let p = self.place;
        let rises = a.y <= p.y && b.y > p.y;
        let falls = a.y > p.y && b.y <= p.y;
        if rises || falls {
            if a.x < p.x && b.x < p.x {
                return;
            }
            if a.x > p.x && b.x > p.x {
                self.turns += if rises { 1 } else { -1 };
                return;
            }
            let side = orient(a, b, p);
            if side == 0.0 {
                self.on_edge = true;
            } else if rises && side > 0.0 {
                self.turns += 1;
            } else if falls && side < 0.0 {
                self.turns -= 1;
            }
        }
        let level = a.y == p.y && b.y == p.y && a.x.min(b.x) <= p.x && p.x <= a.x.max(b.x);
        if level || a == p {
            self.on_edge = true;
        }
    }

    pub(crate) fn position(&self) -> Position {
        match (self.on_edge, self.turns) {
            (true, _) => Position::Boundary,
            (false, 0) => Position::Outside,
            (false, _) => Position::Inside,
        }
    }
}

/// Tells where a coordinate lies relative to the shape under the tree; agrees with [`locate`].
#[inline]
pub(crate) fn locate_in(tree: &EdgeTree, place: Coord<f64>) -> Position {
    winding_in(tree, place).position()
}

/// Gives how often the shape under the tree winds around a coordinate; `None` on its limit.
pub(crate) fn turns_in(tree: &EdgeTree, place: Coord<f64>) -> Option<i32> {
    let winding = winding_in(tree, place);
    (!winding.on_edge).then_some(winding.turns)
}

#[inline]
fn winding_in(tree: &EdgeTree, place: Coord<f64>) -> Winding {
    let mut winding = Winding::around(place);
    tree.search(
        &mut |b| b.min.y <= place.y && place.y <= b.max.y && place.x <= b.max.x,
        &mut |_, a, b| winding.edge(a, b),
    );
    winding
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::{LineString, Polygon};

    fn ring(points: &[(f64, f64)]) -> LineString<f64> {
        LineString::from(points.to_vec())
    }

    fn square_with_hole() -> MultiPolygon<f64> {
        let hole = ring(&[(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]);
        let outside = ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        MultiPolygon(vec![Polygon::new(outside, vec![hole])])
    }

    #[test]
    fn a_hole_is_outside_and_its_edge_is_boundary() {
        let shape = square_with_hole();
        let tree = EdgeTree::new(&shape);
        for (x, y, expected) in [
            (5.0, 5.0, Position::Outside),
            (4.0, 5.0, Position::Boundary),
            (6.0, 6.0, Position::Boundary),
            (5.0, 6.0, Position::Boundary),
            (3.0, 3.0, Position::Inside),
            (3.0, 6.0, Position::Inside),
            (0.0, 10.0, Position::Boundary),
            (10.0, 10.0, Position::Boundary),
            (5.0, 10.0, Position::Boundary),
            (5.0, 10.000_000_001, Position::Outside),
            (-1.0, 10.0, Position::Outside),
            (-1.0, 4.0, Position::Outside),
        ] {
            let place = LonLat::new(x, y).unwrap();
            assert_eq!(locate(&shape, place), expected, "{x}, {y}");
            assert_eq!(locate_in(&tree, place.coord()), expected, "{x}, {y} by the tree");
        }
    }

    #[test]
    fn a_place_in_the_overlap_of_two_parts_is_inside() {
        let one = Polygon::new(ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]), vec![]);
        let two = Polygon::new(ring(&[(1.0, 0.0), (1.0, 2.0), (3.0, 2.0), (3.0, 0.0)]), vec![]);
        let shape = MultiPolygon(vec![one, two]);
        assert_eq!(locate(&shape, LonLat::new(1.5, 1.0).unwrap()), Position::Inside);
    }

    #[test]
    fn nothing_is_inside_an_empty_shape() {
        assert_eq!(
            locate(&MultiPolygon(vec![]), LonLat::new(0.0, 0.0).unwrap()),
            Position::Outside
        );
    }
}
