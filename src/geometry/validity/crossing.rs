//! Holds the search for edges that cross or run along each other, and for the points where edges meet.
//! Must not judge meetings at a point: `touch` does, once all edges that meet there are known.

use super::{Fault, FaultKind, Findings, ring_set::RingSet};
use crate::geometry::rings::{order, orient};
use geo_types::Coord;
use std::{cmp::Ordering, collections::HashSet};

/// What the search for crossings leaves for the checks after it.
pub(super) struct Meetings {
    /// Pairs of rings (smaller number first) that cross or run along each other.
    pub(super) crossed: HashSet<(usize, usize)>,
    /// Pairs of edges that meet in a single point which is an end of one of them, and that point.
    pub(super) points: Vec<(Coord<f64>, usize, usize)>,
}

/// How two edges meet.
enum Meeting {
    Cross(Coord<f64>),
    Along(Coord<f64>),
    Point(Coord<f64>),
}

/// Finds crossings and shared stretches of edges; neighbours in a ring are left to the spike check.
pub(super) fn check(set: &RingSet, found: &mut Findings) -> Meetings {
    let mut meetings = Meetings {
        crossed: HashSet::new(),
        points: Vec::new(),
    };
    let mut along: HashSet<(usize, usize)> = HashSet::new();
    set.tree.self_join(&mut |i, j| {
        let (Some(r), Some(s)) = (set.ring_of_edge(i), set.ring_of_edge(j)) else {
            return true;
        };
        if r == s && (set.rings[r].after(i) == j || set.rings[r].after(j) == i) {
            return true;
        }
        match meet(set.tree.edge(i), set.tree.edge(j)) {
            None => {}
            Some(Meeting::Point(at)) => meetings.points.push((at, i, j)),
            Some(Meeting::Cross(at)) => {
                meetings.crossed.insert((r.min(s), r.max(s)));
                found.push(fault(set, crossing_kind(set, r, s), (i, r), s, at));
            }
            Some(Meeting::Along(at)) => {
                meetings.crossed.insert((r.min(s), r.max(s)));
                // One fault a pair of rings: neighbours with a long common limit would fill the list.
                if r == s || along.insert((r.min(s), r.max(s))) {
                    found.push(fault(set, along_kind(set, (i, r), (j, s)), (i, r), s, at));
                }
            }
        }
        !found.is_full()
    });
    meetings
}

/// Names the edge `i` of ring `r` at fault, and the other ring where it is another.
pub(super) fn fault(set: &RingSet, kind: FaultKind, (i, r): (usize, usize), s: usize, at: Coord<f64>) -> Fault {
    let (part, ring) = set.name(r);
    Fault {
        other: (r != s).then(|| set.name(s)),
        ..Fault::of_vertex(kind, part, ring, set.number(i), at)
    }
}

/// Names the fault of two rings that cross.
pub(super) fn crossing_kind(set: &RingSet, r: usize, s: usize) -> FaultKind {
    if r == s {
        FaultKind::SelfIntersection
    } else if set.rings[r].part == set.rings[s].part {
        FaultKind::RingsCross
    } else {
        FaultKind::PartsOverlap
    }
}

fn along_kind(set: &RingSet, (i, r): (usize, usize), (j, s): (usize, usize)) -> FaultKind {
    if r == s {
        return FaultKind::SelfIntersection;
    }
    let (one, two) = (&set.rings[r], &set.rings[s]);
    if one.part == two.part {
        return FaultKind::RingsShareEdge;
    }
    let ((a, b), (c, d)) = (set.tree.edge(i), set.tree.edge(j));
    let same_way = order(a, b) == order(c, d);
    if same_way == (one.interior_left == two.interior_left) {
        FaultKind::PartsOverlap
    } else {
        FaultKind::PartsShareEdge
    }
}

/// Decides exactly how two edges meet; the place of a crossing is rounded.
fn meet((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> Option<Meeting> {
    let (c_side, d_side) = (orient(a, b, c), orient(a, b, d));
    if (c_side > 0.0 && d_side > 0.0) || (c_side < 0.0 && d_side < 0.0) {
        return None;
    }
    if c_side == 0.0 && d_side == 0.0 {
        return meet_in_line((a, b), (c, d));
    }
    let (a_side, b_side) = (orient(c, d, a), orient(c, d, b));
    if (a_side > 0.0 && b_side > 0.0) || (a_side < 0.0 && b_side < 0.0) {
        return None;
    }
    Some(if c_side == 0.0 {
        Meeting::Point(c)
    } else if d_side == 0.0 {
        Meeting::Point(d)
    } else if a_side == 0.0 {
        Meeting::Point(a)
    } else if b_side == 0.0 {
        Meeting::Point(b)
    } else {
        let share = a_side / (a_side - b_side);
        Meeting::Cross(Coord {
            x: a.x + share * (b.x - a.x),
            y: a.y + share * (b.y - a.y),
        })
    })
}

fn meet_in_line((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> Option<Meeting> {
    let sorted = |p, q| if order(p, q).is_le() { (p, q) } else { (q, p) };
    let (one, two) = (sorted(a, b), sorted(c, d));
    let begin = if order(one.0, two.0).is_ge() { one.0 } else { two.0 };
    let end = if order(one.1, two.1).is_le() { one.1 } else { two.1 };
    match order(begin, end) {
        Ordering::Less => Some(Meeting::Along(begin)),
        Ordering::Equal => Some(Meeting::Point(begin)),
        Ordering::Greater => None,
    }
}
