//! Holds the edges of one shape in the order in which they were drawn, under a tree of boxes.
//! Must not know what a search is for: it says which edges may matter, the caller decides by exact predicates.
//!
//! Neighbouring edges of a ring lie near each other, so boxes over runs of edges need no sorting: building is one pass, and
//! the tree adds about 5 bytes to the 16 of each vertex.

mod join;

use super::rings::{is_ccw, open_ring};
use geo_types::{Coord, MultiPolygon};

/// The number of edges under a lowest box, and of boxes under a higher one.
const FANOUT: usize = 8;

/// One more than the levels of 2^32 edges, 8 boxes under one.
const MAX_LEVELS: usize = 12;

/// Stands between two rings in the list of vertices; no comparison with it holds, so its two edges are never met.
const GAP: Coord<f64> = Coord {
    x: f64::NAN,
    y: f64::NAN,
};

/// Encloses a run of edges, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EdgeBox {
    pub(crate) min: Coord<f64>,
    pub(crate) max: Coord<f64>,
}

impl EdgeBox {
    const EMPTY: Self = Self {
        min: Coord {
            x: f64::INFINITY,
            y: f64::INFINITY,
        },
        max: Coord {
            x: f64::NEG_INFINITY,
            y: f64::NEG_INFINITY,
        },
    };

    /// Encloses coordinates; those that are NaN are passed over.
    pub(crate) fn of(coords: &[Coord<f64>]) -> Self {
        coords.iter().fold(Self::EMPTY, |b, c| Self {
            min: Coord {
                x: b.min.x.min(c.x),
                y: b.min.y.min(c.y),
            },
            max: Coord {
                x: b.max.x.max(c.x),
                y: b.max.y.max(c.y),
            },
        })
    }

    fn union(self, other: &Self) -> Self {
        Self {
            min: Coord {
                x: self.min.x.min(other.min.x),
                y: self.min.y.min(other.min.y),
            },
            max: Coord {
                x: self.max.x.max(other.max.x),
                y: self.max.y.max(other.max.y),
            },
        }
    }

    /// Gives the box with so much more on every side.
    #[inline]
    fn grown(self, by: f64) -> Self {
        Self {
            min: Coord {
                x: self.min.x - by,
                y: self.min.y - by,
            },
            max: Coord {
                x: self.max.x + by,
                y: self.max.y + by,
            },
        }
    }

    /// Tells whether two boxes share at least a point.
    #[inline]
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }
}

/// Keeps the edges of a shape ready for point location, distances and crossings.
#[derive(Debug, Clone)]
pub(crate) struct EdgeTree {
    coords: Vec<Coord<f64>>,
    boxes: Vec<EdgeBox>,
    /// Where each level of boxes begins, the lowest first; the last is the number of boxes.
    levels: [u32; MAX_LEVELS],
    /// The number of levels of boxes.
    height: usize,
}

impl EdgeTree {
    /// Takes the rings of a shape, closed, without repeats and not-finite coordinates, exteriors counter-clockwise, interiors clockwise.
    pub(crate) fn new(shape: &MultiPolygon<f64>) -> Self {
        let vertices: usize = shape
            .iter()
            .map(|part| part.exterior().0.len() + part.interiors().iter().map(|r| r.0.len() + 1).sum::<usize>() + 1)
            .sum();
        let mut coords = Vec::with_capacity(vertices);
        for part in shape {
            let holes = part.interiors().iter().map(|ring| (ring, false));
            for (ring, ccw) in std::iter::once((part.exterior(), true)).chain(holes) {
                let mut open = open_ring(ring);
                if open.len() < 2 {
                    continue;
                }
                if is_ccw(&open) != ccw {
                    open.reverse();
                }
                if !coords.is_empty() {
                    coords.push(GAP);
                }
                coords.extend_from_slice(&open);
                coords.push(open[0]);
            }
        }
        Self::of_coords(coords)
    }

    /// Takes vertices as they are, rings closed and set apart by NaN coordinates.
    pub(crate) fn of_coords(coords: Vec<Coord<f64>>) -> Self {
        let edges = coords.len().saturating_sub(1);
        let counts = std::iter::successors(Some(edges.div_ceil(FANOUT)), |n| (*n > 1).then(|| n.div_ceil(FANOUT)));
        let mut boxes: Vec<EdgeBox> = Vec::with_capacity(counts.sum());
        let (mut levels, mut height) = ([0; MAX_LEVELS], 1);
        boxes.extend(
            (0..edges)
                .step_by(FANOUT)
                .map(|i| EdgeBox::of(&coords[i..=(i + FANOUT).min(edges)])),
        );
        let mut begin = 0;
        while boxes.len() - begin > 1 {
            let end = boxes.len();
            levels[height] = end as u32;
            height += 1;
            for i in (begin..end).step_by(FANOUT) {
                let run = boxes[i..(i + FANOUT).min(end)]
                    .iter()
                    .fold(EdgeBox::EMPTY, EdgeBox::union);
                boxes.push(run);
            }
            begin = end;
        }
        levels[height] = boxes.len() as u32;
        Self {
            coords,
            boxes,
            levels,
            height,
        }
    }

    /// Gives where a level of boxes begins; of the height, the number of boxes.
    #[inline]
    fn begin(&self, level: usize) -> usize {
        self.levels[level] as usize
    }

    /// Gives the number of edges, those beside a gap included.
    pub(crate) fn edge_count(&self) -> usize {
        self.coords.len().saturating_sub(1)
    }

    /// Gives the ends of an edge; one of them is NaN beside a gap.
    #[inline]
    pub(crate) fn edge(&self, i: usize) -> (Coord<f64>, Coord<f64>) {
        (self.coords[i], self.coords[i + 1])
    }

    /// Gives all vertices: closed rings set apart by NaN coordinates.
    pub(crate) fn coords(&self) -> &[Coord<f64>] {
        &self.coords
    }

    /// Gives the box of the whole shape, or `None` when it has no edge.
    pub(crate) fn bounds(&self) -> Option<&EdgeBox> {
        self.boxes.last()
    }

    /// Gives the bytes that the tree holds on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.coords.capacity() * size_of::<Coord<f64>>() + self.boxes.capacity() * size_of::<EdgeBox>()
    }

    /// Visits every edge whose boxes all pass `enter`, in drawn order; `edge` gets the number and the ends.
    #[inline]
    pub(crate) fn search(
        &self,
        enter: &mut impl FnMut(&EdgeBox) -> bool,
        edge: &mut impl FnMut(usize, Coord<f64>, Coord<f64>),
    ) {
        if !self.boxes.is_empty() {
            self.descend(self.height - 1, 0, enter, edge);
        }
    }

    fn descend(
        &self,
        level: usize,
        index: usize,
        enter: &mut impl FnMut(&EdgeBox) -> bool,
        edge: &mut impl FnMut(usize, Coord<f64>, Coord<f64>),
    ) {
        if !enter(&self.boxes[self.begin(level) + index]) {
            return;
        }
        let first = index * FANOUT;
        if level == 0 {
            let run = &self.coords[first..=(first + FANOUT).min(self.coords.len() - 1)];
            for (i, ends) in run.windows(2).enumerate() {
                edge(first + i, ends[0], ends[1]);
            }
        } else {
            let below = self.begin(level) - self.begin(level - 1);
            for child in first..(first + FANOUT).min(below) {
                self.descend(level - 1, child, enter, edge);
            }
        }
    }

    /// Visits edges, the boxes of least `bound` first, passing over boxes whose bound `is_too_far` refuses at that moment.
    pub(crate) fn search_nearest(&self, bound: &impl Fn(&EdgeBox) -> f64, visit: &mut impl FnMut(Nearby) -> bool) {
        if !self.boxes.is_empty() {
            self.descend_nearest(self.height - 1, 0, bound, visit);
        }
    }

    fn descend_nearest(
        &self,
        level: usize,
        index: usize,
        bound: &impl Fn(&EdgeBox) -> f64,
        visit: &mut impl FnMut(Nearby) -> bool,
    ) {
        let first = index * FANOUT;
        if level == 0 {
            for i in first..(first + FANOUT).min(self.coords.len() - 1) {
                visit(Nearby::Edge(self.coords[i], self.coords[i + 1]));
            }
            return;
        }
        let below = self.begin(level) - self.begin(level - 1);
        let mut children = [(f64::INFINITY, 0); FANOUT];
        let mut count = 0;
        for child in first..(first + FANOUT).min(below) {
            children[count] = (bound(&self.boxes[self.begin(level - 1) + child]), child);
            count += 1;
        }
        children[..count].sort_by(|a, b| a.0.total_cmp(&b.0));
        for (least, child) in &children[..count] {
            if visit(Nearby::Box(*least)) {
                self.descend_nearest(level - 1, *child, bound, visit);
            }
        }
    }
}

/// What a search by distance meets: a box with its least possible distance, or an edge.
pub(crate) enum Nearby {
    /// A box and the value that `bound` gave it; the answer tells whether to look inside.
    Box(f64),
    /// The ends of an edge; the answer is not used.
    Edge(Coord<f64>, Coord<f64>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::{LineString, Polygon};

    pub(super) fn zigzag(vertices: usize) -> MultiPolygon<f64> {
        let top = (0..vertices).map(|i| Coord {
            x: i as f64,
            y: if i % 2 == 0 { 1.0 } else { 2.0 },
        });
        let ring: Vec<_> = top
            .chain([
                Coord {
                    x: vertices as f64,
                    y: 0.0,
                },
                Coord { x: 0.0, y: 0.0 },
            ])
            .collect();
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    }

    #[test]
    fn every_edge_is_visited_once_whatever_the_size() {
        for vertices in [3, 8, 9, 64, 65, 513, 5000] {
            let tree = EdgeTree::new(&zigzag(vertices));
            let mut seen = vec![0; tree.edge_count()];
            tree.search(&mut |_| true, &mut |i, _, _| seen[i] += 1);
            assert!(seen.iter().all(|n| *n == 1), "{vertices}");
        }
    }
}
