//! Holds the check of which ring lies in which: holes in their shell, no hole in a hole, no part in a part.
//! Must not look at rings that cross: for those the question has no answer.

use super::{Fault, FaultKind, Findings, ring_set::RingSet, touch::Pairs};
use crate::geometry::relation::{Position, Winding};
use geo_types::Coord;

/// Finds holes outside their shell, nested holes and parts inside parts.
pub(super) fn check(set: &RingSet, crossed: &Pairs, found: &mut Findings) {
    if set.rings.len() < 2 {
        return;
    }
    for r in 0..set.rings.len() {
        if found.is_full() {
            return;
        }
        let around = rings_around(set, r, crossed);
        if set.rings[r].number == 0 {
            check_part(set, r, &around, crossed, found);
        } else {
            check_hole(set, r, &around, crossed, found);
        }
    }
}

fn is_crossed(crossed: &Pairs, r: usize, s: usize) -> bool {
    crossed.contains(&(r.min(s), r.max(s)))
}

fn check_hole(set: &RingSet, r: usize, around: &[usize], crossed: &Pairs, found: &mut Findings) {
    let hole = &set.rings[r];
    let report = |kind, other: usize| {
        let at = set.coord(hole.start);
        Fault {
            other: Some(set.name(other)),
            ..Fault::of_vertex(kind, hole.part, hole.number, set.number(hole.start), at)
        }
    };
    if let Some(shell) = hole.shell
        && !is_crossed(crossed, r, shell)
        && !around.contains(&shell)
    {
        found.push(report(FaultKind::HoleOutsideShell, shell));
    }
    for s in around {
        let other = &set.rings[*s];
        if other.part == hole.part && other.number != 0 {
            found.push(report(FaultKind::NestedHoles, *s));
        }
    }
}

fn check_part(set: &RingSet, r: usize, around: &[usize], crossed: &Pairs, found: &mut Findings) {
    let part = set.rings[r].part;
    for s in around.iter().filter(|s| set.rings[**s].number == 0) {
        let other = set.rings[*s].part;
        let in_hole = around
            .iter()
            .any(|h| set.rings[*h].part == other && set.rings[*h].number != 0);
        let meets_hole = crossed
            .iter()
            .any(|&(a, b)| (a == r && set.rings[b].part == other) || (b == r && set.rings[a].part == other));
        if !in_hole && !meets_hole {
            let start = set.rings[r].start;
            found.push(Fault {
                other: Some(set.name(*s)),
                ..Fault::of_vertex(FaultKind::PartsOverlap, part, 0, set.number(start), set.coord(start))
            });
        }
    }
}

/// Gives the rings that a ring lies in, of those that it does not cross.
///
/// A vertex that lies on another ring says nothing of it, so further vertices are asked, and then the middles of edges; rings that do
/// not cross touch in few points, so the first vertex nearly always settles all.
fn rings_around(set: &RingSet, r: usize, crossed: &Pairs) -> Vec<usize> {
    let ring = &set.rings[r];
    let vertices = (ring.start..ring.start + ring.len).map(|i| set.coord(i));
    let middles = (ring.start..ring.start + ring.len).map(|i| {
        let (a, b) = set.tree.edge(i);
        Coord {
            x: f64::midpoint(a.x, b.x),
            y: f64::midpoint(a.y, b.y),
        }
    });
    let mut around = Vec::new();
    let mut open: Option<Vec<usize>> = None;
    for place in vertices.chain(middles) {
        let mut unsettled = Vec::new();
        for (s, position) in positions(set, place) {
            let asked = open.as_ref().is_none_or(|rings| rings.contains(&s));
            if s == r || !asked || is_crossed(crossed, r, s) {
                continue;
            }
            match position {
                Position::Inside => around.push(s),
                Position::Boundary => unsettled.push(s),
                Position::Outside => {}
            }
        }
        if unsettled.is_empty() {
            break;
        }
        open = Some(unsettled);
    }
    around
}

/// Gives where a place lies relative to each ring that a ray from it to the east meets; it lies outside all others.
fn positions(set: &RingSet, place: Coord<f64>) -> Vec<(usize, Position)> {
    let mut windings: Vec<(usize, Winding)> = Vec::new();
    set.tree.search(
        &mut |b| b.min.y <= place.y && place.y <= b.max.y && place.x <= b.max.x,
        &mut |i, a, b| {
            let Some(ring) = set.ring_of_edge(i) else { return };
            let known = windings.iter().position(|(r, _)| *r == ring);
            let slot = known.unwrap_or_else(|| {
                windings.push((ring, Winding::around(place)));
                windings.len() - 1
            });
            windings[slot].1.edge(a, b);
        },
    );
    windings.iter().map(|(r, winding)| (*r, winding.position())).collect()
}
