//! Holds the judgement of points where edges meet: whether rings cross there or only touch.
//! Must not search for such points; `crossing` has found them.

use super::{
    FaultKind, Findings,
    crossing::{Meetings, crossing_kind, fault},
    ring_set::RingSet,
};
use crate::geometry::rings::{order, orient};
use geo_types::Coord;
use std::collections::HashSet;

/// Pairs of rings, smaller number first.
pub(super) type Pairs = HashSet<(usize, usize)>;

/// A point where rings touch without crossing.
pub(super) struct Touch {
    pub(super) at: Coord<f64>,
    /// The rings that come together there, by number, each once.
    pub(super) rings: Vec<usize>,
}

/// The way of one ring through a point: over a vertex, or along an edge.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pass {
    ring: usize,
    /// The vertex in the tree, or the first of the edge.
    vertex: usize,
    on_edge: bool,
}

/// Judges all points where edges meet; gives all pairs of rings that cross and all touches.
pub(super) fn check(set: &RingSet, meetings: Meetings, found: &mut Findings) -> (Pairs, Vec<Touch>) {
    let Meetings { mut crossed, points } = meetings;
    let mut passes: Vec<(Coord<f64>, Pass)> = points
        .iter()
        .flat_map(|(at, i, j)| [*i, *j].map(|edge| pass(set, *at, edge).map(|pass| (*at, pass))))
        .flatten()
        .collect();
    let by_place = |a: &(Coord<f64>, Pass), b: &(Coord<f64>, Pass)| order(plain(a.0), plain(b.0));
    passes.sort_by(|a, b| by_place(a, b).then(a.1.cmp(&b.1)));
    passes.dedup_by(|a, b| by_place(a, b).is_eq() && a.1 == b.1);
    let mut touches = Vec::new();
    for group in passes.chunk_by(|a, b| by_place(a, b).is_eq()) {
        let mut touching = Vec::new();
        for (i, (at, one)) in group.iter().enumerate() {
            for (_, two) in &group[i + 1..] {
                if found.is_full() {
                    return (crossed, touches);
                }
                let kind = match relation(set, *at, *one, *two) {
                    Relation::Along => continue,
                    Relation::Cross => {
                        crossed.insert((one.ring, two.ring));
                        crossing_kind(set, one.ring, two.ring)
                    }
                    Relation::Touch if one.ring == two.ring => FaultKind::SelfTouch,
                    Relation::Touch => {
                        touching.extend([one.ring, two.ring]);
                        continue;
                    }
                };
                if !(one.ring == two.ring && beside_spike(set, *one, *two)) {
                    found.push(fault(set, kind, (one.vertex, one.ring), two.ring, *at));
                }
            }
        }
        touching.sort_unstable();
        touching.dedup();
        if touching.len() > 1 {
            touches.push(Touch {
                at: group[0].0,
                rings: touching,
            });
        }
    }
    (crossed, touches)
}

/// Makes -0 the same as 0.
fn plain(c: Coord<f64>) -> Coord<f64> {
    Coord {
        x: c.x + 0.0,
        y: c.y + 0.0,
    }
}

fn pass(set: &RingSet, at: Coord<f64>, edge: usize) -> Option<Pass> {
    let ring = set.ring_of_edge(edge)?;
    let (a, b) = set.tree.edge(edge);
    let after = set.rings[ring].after(edge);
    Some(match (a == at, b == at) {
        (true, _) => Pass {
            ring,
            vertex: edge,
            on_edge: false,
        },
        (_, true) => Pass {
            ring,
            vertex: after,
            on_edge: false,
        },
        _ => Pass {
            ring,
            vertex: edge,
            on_edge: true,
        },
    })
}

/// Tells whether a spike makes two passes of one ring meet: it is reported as a spike already.
fn beside_spike(set: &RingSet, one: Pass, two: Pass) -> bool {
    let ring = &set.rings[one.ring];
    let near = |pass: Pass| {
        let first = if pass.on_edge {
            pass.vertex
        } else {
            ring.before(pass.vertex)
        };
        let count = if pass.on_edge { 2 } else { 3 };
        std::iter::successors(Some(first), |i| Some(ring.after(*i))).take(count)
    };
    near(one).any(|i| set.is_spike(i) && near(two).any(|j| i == j))
}

/// How two passes lie to each other.
enum Relation {
    /// One goes from the left to the right of the other.
    Cross,
    /// One stays on one side of the other.
    Touch,
    /// They share a stretch, which `crossing` has reported.
    Along,
}

fn relation(set: &RingSet, at: Coord<f64>, one: Pass, two: Pass) -> Relation {
    let (from, to) = ends(set, one);
    let (a, b) = ends(set, two);
    match (side(from, at, to, a), side(from, at, to, b)) {
        (Some(a), Some(b)) if a == b => Relation::Touch,
        (Some(_), Some(_)) => Relation::Cross,
        _ => Relation::Along,
    }
}

fn ends(set: &RingSet, pass: Pass) -> (Coord<f64>, Coord<f64>) {
    let ring = &set.rings[pass.ring];
    let before = if pass.on_edge {
        pass.vertex
    } else {
        ring.before(pass.vertex)
    };
    (set.coord(before), set.coord(ring.after(pass.vertex)))
}

/// Tells whether `q` lies to the left of the way from `from` over `at` to `to`; `None` when it lies on that way.
fn side(from: Coord<f64>, at: Coord<f64>, to: Coord<f64>, q: Coord<f64>) -> Option<bool> {
    let turn = orient(from, at, to);
    let (first, second) = (orient(from, at, q), orient(at, to, q));
    if turn > 0.0 {
        if first > 0.0 && second > 0.0 {
            Some(true)
        } else {
            (first < 0.0 || second < 0.0).then_some(false)
        }
    } else if turn < 0.0 {
        if first < 0.0 && second < 0.0 {
            Some(false)
        } else {
            (first > 0.0 || second > 0.0).then_some(true)
        }
    } else if first == 0.0 {
        None
    } else {
        Some(first > 0.0)
    }
}
