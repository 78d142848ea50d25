//! Holds one shape made ready for many exact questions, to be shared between indices.
//! Must not know whose shape it is.

use crate::geometry::{Bbox, EdgeBox, EdgeTree, LonLat, NearestLimit, Position, locate_in, nearest_limit_in, turns_in};
use geo_types::{Coord, MultiPolygon};
use std::ops::Range;

/// Answers where places lie relative to one shape, in the time of a few edges rather than all.
///
/// Keep it in an `Arc`: an index that is built anew takes prepared shapes as they are. It holds its own copy of the vertices,
/// 16 bytes each, and about 5 bytes more.
#[derive(Debug, Clone)]
pub struct Prepared {
    edges: EdgeTree,
    bbox: Option<Bbox>,
}

impl Prepared {
    /// Prepares a shape in one pass over its vertices. Any shape is taken; see [`crate::geometry::locate`] for invalid ones.
    pub fn new(shape: &MultiPolygon<f64>) -> Self {
        let edges = EdgeTree::new(shape);
        let bbox = edges
            .bounds()
            .map(|b| Bbox::ordered([b.min.x, b.min.y], [b.max.x, b.max.y]));
        Self { edges, bbox }
    }

    /// Gives the box of the shape, or `None` when it has no ring.
    pub fn bbox(&self) -> Option<Bbox> {
        self.bbox
    }

    /// Tells where a place lies, exactly; agrees with [`crate::geometry::locate`].
    #[inline]
    pub fn locate(&self, place: LonLat) -> Position {
        match self.bbox {
            Some(b) if b.contains(place) => locate_in(&self.edges, place.coord()),
            _ => Position::Outside,
        }
    }

    /// Gives how often the shape winds around a place; `None` on its limit.
    pub(super) fn turns_at(&self, c: Coord<f64>) -> Option<i32> {
        turns_in(&self.edges, c)
    }

    /// Gives the vertices: closed rings set apart by NaN, which belongs to no edge.
    pub(super) fn coords(&self) -> &[Coord<f64>] {
        self.edges.coords()
    }

    /// Gives runs of edges that hold all edges whose box meets an area, and others near them.
    pub(super) fn runs_near(&self, area: &EdgeBox) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        self.edges.search(&mut |b| b.meets(area), &mut |edge, _, _| {
            let edge = edge as u32;
            match runs.last_mut() {
                Some(run) if run.end == edge => run.end += 1,
                _ => runs.push(edge..edge + 1),
            }
        });
        runs
    }

    /// Finds the nearest place on the limit; agrees with [`crate::geometry::nearest_limit`].
    pub fn nearest_limit(&self, place: LonLat) -> Option<NearestLimit> {
        nearest_limit_in(&self.edges, place)
    }

    /// Gives the number of edges.
    pub fn edge_count(&self) -> usize {
        self.edges.edge_count()
    }

    /// Gives the bytes held on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.edges.heap_bytes()
    }
}
