//! Holds the search for pairs of edges of one shape that may meet.
//! Must not decide whether they do: the caller does, by exact predicates.

use super::{EdgeBox, EdgeTree, FANOUT};

impl EdgeTree {
    /// Gives every pair of edges `i < j` whose lowest boxes meet and that `pair` may have to test; stops when `pair` gives false.
    pub(crate) fn self_join(&self, pair: &mut impl FnMut(usize, usize) -> bool) {
        if !self.boxes.is_empty() {
            let top = self.levels.len() - 2;
            self.join(top, 0, 0, pair);
        }
    }

    fn join(&self, level: usize, a: usize, b: usize, pair: &mut impl FnMut(usize, usize) -> bool) -> bool {
        let begin = self.levels[level];
        if a != b && !self.boxes[begin + a].meets(&self.boxes[begin + b]) {
            return true;
        }
        if level == 0 {
            return self.join_edges(a, b, pair);
        }
        let below = self.levels[level] - self.levels[level - 1];
        let run = |i: usize| (i * FANOUT)..((i + 1) * FANOUT).min(below);
        for x in run(a) {
            for y in run(b) {
                if (a != b || x <= y) && !self.join(level - 1, x, y, pair) {
                    return false;
                }
            }
        }
        true
    }

    fn join_edges(&self, a: usize, b: usize, pair: &mut impl FnMut(usize, usize) -> bool) -> bool {
        let run = |i: usize| (i * FANOUT)..((i + 1) * FANOUT).min(self.edge_count());
        for i in run(a) {
            let one = EdgeBox::of(&self.coords[i..=i + 1]);
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

    #[test]
    fn the_self_join_finds_the_same_pairs_as_a_scan() {
        let tree = EdgeTree::new(&zigzag(300));
        let mut found = Vec::new();
        tree.self_join(&mut |i, j| {
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
}
