//! Holds the search for pairs of edges of one shape that may meet.
//! Must not decide whether they do: the caller does, by exact predicates.

use super::{EdgeBox, EdgeTree, FANOUT};
use geo_types::Coord;

/// Edges of which fewer are not worth a second tree.
const FEW: usize = 64;

/// From this share on of the edges' length that runs on two axes square to one another, boxes are laid along these axes.
const SQUARE: f64 = 0.5;

impl EdgeTree {
    /// Gives every pair of edges `i < j` that may share a point; stops when `pair` gives false.
    ///
    /// Boxes around long slanting edges side by side all meet each other, and a comb would be searched in quadratic time: where edges
    /// run on axes of their own, the boxes are laid along those.
    pub(crate) fn self_join(&self, pair: &mut impl FnMut(usize, usize) -> bool) {
        match self.squared() {
            Some((squared, doubt)) => squared.join_all(doubt, pair),
            None => self.join_all(0.0, pair),
        }
    }

    /// Gives the edges turned so that most of them run along the axes, and how far off places may lie by rounding; `None` where they
    /// are few, run anywhere, or are too short to be told from that rounding.
    fn squared(&self) -> Option<(Self, f64)> {
        if self.edge_count() < FEW {
            return None;
        }
        let (mut x, mut y, mut whole, mut edges) = (0.0, 0.0, 0.0, 0.0);
        for ends in self.coords.windows(2) {
            let length = (ends[1].x - ends[0].x).hypot(ends[1].y - ends[0].y);
            if !(length > 0.0 && length.is_finite()) {
                continue;
            }
            let (cos, sin) = ((ends[1].x - ends[0].x) / length, (ends[1].y - ends[0].y) / length);
            // Four times the angle is the same for all four directions of one pair of axes.
            let (cos, sin) = (cos * cos - sin * sin, 2.0 * cos * sin);
            let (cos, sin) = (cos * cos - sin * sin, 2.0 * cos * sin);
            (x, y) = (x + length * cos, y + length * sin);
            (whole, edges) = (whole + length, edges + 1.0);
        }
        let farthest = self
            .coords
            .iter()
            .fold(0.0, |far: f64, c| far.max(c.x.abs() + c.y.abs()));
        // Turning a place rounds two products and a sum; an edge may be off by as much again.
        let doubt = 16.0 * f64::EPSILON * farthest;
        if x.hypot(y) < SQUARE * whole || doubt > 1e-3 * whole / edges {
            return None;
        }
        let (sin, cos) = (y.atan2(x) / 4.0).sin_cos();
        let turned = |c: &Coord<f64>| Coord {
            x: c.x * cos + c.y * sin,
            y: c.y * cos - c.x * sin,
        };
        Some((Self::of_coords(self.coords.iter().map(turned).collect()), doubt))
    }

    fn join_all(&self, doubt: f64, pair: &mut impl FnMut(usize, usize) -> bool) {
        if !self.boxes.is_empty() {
            let top = self.height - 1;
            self.join(doubt, top, (0, 0), pair);
        }
    }

    fn join(
        &self,
        doubt: f64,
        level: usize,
        (a, b): (usize, usize),
        pair: &mut impl FnMut(usize, usize) -> bool,
    ) -> bool {
        let begin = self.begin(level);
        if a != b && !self.boxes[begin + a].grown(doubt).meets(&self.boxes[begin + b]) {
            return true;
        }
        if level == 0 {
            return self.join_edges(doubt, (a, b), pair);
        }
        let below = self.begin(level) - self.begin(level - 1);
        let run = |i: usize| (i * FANOUT)..((i + 1) * FANOUT).min(below);
        for x in run(a) {
            for y in run(b) {
                if (a != b || x <= y) && !self.join(doubt, level - 1, (x, y), pair) {
                    return false;
                }
            }
        }
        true
    }

    fn join_edges(&self, doubt: f64, (a, b): (usize, usize), pair: &mut impl FnMut(usize, usize) -> bool) -> bool {
        let run = |i: usize| (i * FANOUT)..((i + 1) * FANOUT).min(self.edge_count());
        for i in run(a) {
            let one = EdgeBox::of(&self.coords[i..=i + 1]).grown(doubt);
            if a != b && !one.meets(&self.boxes[b]) {
                continue;
            }
            for j in run(b) {
                let (c, d) = self.edge(j);
                let apart = (c.x < one.min.x && d.x < one.min.x)
                    || (c.x > one.max.x && d.x > one.max.x)
                    || (c.y < one.min.y && d.y < one.min.y)
                    || (c.y > one.max.y && d.y > one.max.y);
                if (a != b || i < j) && !apart && !pair(i, j) {
                    return false;
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EdgeBox, EdgeTree, tests::zigzag};
    use crate::geometry::rings::orient;
    use geo_types::Coord;

    #[test]
    fn the_join_of_boxes_as_they_lie_finds_the_same_pairs_as_a_scan() {
        let tree = EdgeTree::new(&zigzag(300));
        let mut found = Vec::new();
        tree.join_all(0.0, &mut |i, j| {
            found.push((i, j));
            true
        });
        found.sort_unstable();
        let edge_box = |i: usize| EdgeBox::of(&tree.coords()[i..=i + 1]);
        let scan: Vec<_> = (0..tree.edge_count())
            .flat_map(|i| (i + 1..tree.edge_count()).map(move |j| (i, j)))
            .filter(|(i, j)| edge_box(*i).meets(&edge_box(*j)))
            .collect();
        assert_eq!(found, scan);
    }

    /// A comb whose teeth slant, each tip on the flank of a long edge beside it.
    fn comb(teeth: usize, turned_deg: f64) -> EdgeTree {
        let (sin, cos) = turned_deg.to_radians().sin_cos();
        let place = |x: f64, y: f64| Coord {
            x: 121.0 + 1e-4 * (x * cos - y * sin),
            y: 31.0 + 1e-4 * (x * sin + y * cos),
        };
        let long = teeth as f64;
        let mut coords: Vec<_> = (0..teeth)
            .flat_map(|nth| [place(nth as f64, 0.0), place(nth as f64 + 0.5, long)])
            .collect();
        let (from, to) = (coords[0], coords[1]);
        let middle = Coord {
            x: f64::midpoint(from.x, to.x),
            y: f64::midpoint(from.y, to.y),
        };
        coords.extend([middle, place(-long, long / 3.0), from]);
        EdgeTree::of_coords(coords)
    }

    #[test]
    fn boxes_along_the_edges_miss_no_pair_that_meets_and_few_others_are_looked_at() {
        for turned_deg in [0.0, 1.0, 17.0, 22.5, 45.0, 80.0] {
            let tree = comb(300, turned_deg);
            let mut found = std::collections::HashSet::new();
            tree.self_join(&mut |i, j| found.insert((i, j)));
            assert!(
                found.len() < 10 * tree.edge_count(),
                "{turned_deg}: {} pairs",
                found.len()
            );
            for i in 0..tree.edge_count() {
                for j in i + 1..tree.edge_count() {
                    let ((a, b), (c, d)) = (tree.edge(i), tree.edge(j));
                    let sides = [orient(a, b, c) * orient(a, b, d), orient(c, d, a) * orient(c, d, b)];
                    let boxes = EdgeBox::of(&[a, b]).meets(&EdgeBox::of(&[c, d]));
                    let meets = boxes && sides.iter().all(|side| *side <= 0.0);
                    assert!(!meets || found.contains(&(i, j)), "{turned_deg}: edges {i} and {j}");
                }
            }
        }
    }
}
