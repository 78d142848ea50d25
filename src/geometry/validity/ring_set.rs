//! Holds all rings of a shape that have an inside, as edges under one tree.
//! Must not know faults.

use super::ring_faults::is_spike;
use crate::geometry::{
    edge_tree::EdgeTree,
    rings::{is_ccw, is_finite},
};
use geo_types::Coord;

/// Names one ring of the shape and the run of vertices it has in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring {
    pub(super) part: usize,
    /// 0 for the exterior.
    pub(super) number: usize,
    /// The first vertex in the tree.
    pub(super) start: usize,
    /// The number of vertices, the closing one not counted.
    pub(super) len: usize,
    /// Whether the interior of the part lies on the left of the ring's edges.
    pub(super) interior_left: bool,
    /// The number of the exterior ring of the part, when that was fit to be taken.
    pub(super) shell: Option<usize>,
}

impl Ring {
    /// Gives the place in the tree of the vertex before, around the ring.
    pub(super) fn before(&self, i: usize) -> usize {
        self.start + (i - self.start + self.len - 1) % self.len
    }

    /// Gives the place in the tree of the vertex after, around the ring.
    pub(super) fn after(&self, i: usize) -> usize {
        self.start + (i - self.start + 1) % self.len
    }
}

/// Holds the rings, closed, without repeats and not-finite coordinates, as they wind.
pub(super) struct RingSet {
    pub(super) rings: Vec<Ring>,
    pub(super) tree: EdgeTree,
    /// The ring of each vertex of the tree; `NONE` for the gaps between rings.
    owners: Vec<u32>,
    /// The number that each vertex has in the ring as given.
    numbers: Vec<u32>,
    spikes: Vec<bool>,
}

const NONE: u32 = u32::MAX;

impl RingSet {
    /// Takes every ring with at least three distinct vertices.
    pub(super) fn new(parts: &[Vec<&[Coord<f64>]>]) -> Self {
        let (mut rings, mut coords) = (Vec::<Ring>::new(), Vec::new());
        let (mut owners, mut numbers) = (Vec::new(), Vec::new());
        for (part, given) in parts.iter().enumerate() {
            let mut shell = None;
            for (ring, raw) in given.iter().enumerate() {
                let mut open: Vec<(u32, Coord<f64>)> = raw
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| is_finite(**c))
                    .map(|(i, c)| (i as u32, *c))
                    .collect();
                open.dedup_by_key(|(_, c)| (c.x, c.y));
                while open.len() > 1 && open.first().map(|v| v.1) == open.last().map(|v| v.1) {
                    open.pop();
                }
                if open.len() < 3 {
                    continue;
                }
                if !coords.is_empty() {
                    coords.push(Coord {
                        x: f64::NAN,
                        y: f64::NAN,
                    });
                    owners.push(NONE);
                    numbers.push(0);
                }
                let start = coords.len();
                let closed = open.iter().chain(open.first());
                coords.extend(closed.clone().map(|v| v.1));
                numbers.extend(closed.map(|v| v.0));
                owners.resize(coords.len(), rings.len() as u32);
                let interior_left = is_ccw(&coords[start..start + open.len()]) == (ring == 0);
                if ring == 0 {
                    shell = Some(rings.len());
                }
                rings.push(Ring {
                    part,
                    number: ring,
                    start,
                    len: open.len(),
                    interior_left,
                    shell,
                });
            }
        }
        let mut spikes = vec![false; coords.len()];
        for ring in &rings {
            for i in ring.start..ring.start + ring.len {
                spikes[i] = is_spike(coords[ring.before(i)], coords[i], coords[ring.after(i)]);
            }
        }
        Self {
            rings,
            tree: EdgeTree::of_coords(coords),
            owners,
            numbers,
            spikes,
        }
    }

    /// Gives the ring of the edge that begins at a vertex of the tree, or `None` beside a gap.
    #[inline]
    pub(super) fn ring_of_edge(&self, i: usize) -> Option<usize> {
        let owner = self.owners[i];
        (owner != NONE && self.owners[i + 1] == owner).then_some(owner as usize)
    }

    pub(super) fn coord(&self, i: usize) -> Coord<f64> {
        self.tree.coords()[i]
    }

    /// Gives the number that a vertex of the tree has in its ring as given.
    pub(super) fn number(&self, i: usize) -> usize {
        self.numbers[i] as usize
    }

    pub(super) fn is_spike(&self, i: usize) -> bool {
        self.spikes[i]
    }

    /// Gives part and ring, as faults name them.
    pub(super) fn name(&self, ring: usize) -> (usize, usize) {
        (self.rings[ring].part, self.rings[ring].number)
    }
}
