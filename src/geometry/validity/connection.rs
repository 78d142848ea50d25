//! Holds the check that the interior of each part hangs together.
//! Must not know edges, only which rings touch where.

use super::{
    Fault, FaultKind, Findings,
    ring_set::RingSet,
    touch::{Pairs, Touch},
};

/// Finds touches that, with earlier ones, close a circle of rings and so cut the interior of their part in two.
///
/// Rings and their touches form a graph; the interior hangs together exactly when that graph has no circle. Rings that meet in one
/// point are joined in a row there, which closes none.
pub(super) fn check(set: &RingSet, crossed: &Pairs, touches: &[Touch], found: &mut Findings) {
    let mut groups = Groups((0..set.rings.len()).collect());
    for touch in touches {
        let mut rings = touch.rings.clone();
        rings.sort_by_key(|r| set.rings[*r].part);
        for of_part in rings.chunk_by(|a, b| set.rings[*a].part == set.rings[*b].part) {
            let crossing = |r: usize| of_part.iter().any(|s| crossed.contains(&(r.min(*s), r.max(*s))));
            for pair in of_part.windows(2) {
                if groups.join(pair[0], pair[1]) || crossing(pair[0]) || crossing(pair[1]) {
                    continue;
                }
                let (part, ring) = set.name(pair[1]);
                let mut fault = Fault::of_ring(FaultKind::DisconnectedInterior, part, ring);
                (fault.at, fault.other) = (Some(touch.at), Some(set.name(pair[0])));
                found.push(fault);
            }
        }
    }
}

/// Groups of rings that hang together: each points to another of its group, or to itself.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    /// Joins the groups of two nodes; tells whether they were apart.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a] = b;
        a != b
    }
}
