//! Holds the faults that one ring has by itself, vertex by vertex.
//! Must not know other rings, nor crossings.

use super::{Fault, FaultKind, Findings, Limits};
use crate::geometry::{
    frame::MetreFrame,
    rings::{is_finite, orient},
};
use geo_types::Coord;

/// Finds numbers that are not finite, missing closure, repeated vertices, spikes, sharp angles and rings of too few points.
pub(super) fn check(part: usize, ring: usize, coords: &[Coord<f64>], limits: &Limits, found: &mut Findings) {
    for (i, c) in coords.iter().enumerate().filter(|(_, c)| !is_finite(**c)) {
        found.push(Fault {
            at: None,
            ..Fault::of_vertex(FaultKind::NotFinite, part, ring, i, *c)
        });
    }
    let finite: Vec<(usize, Coord<f64>)> = coords
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, c)| is_finite(*c))
        .collect();
    if let (Some(first), Some(last)) = (finite.first(), finite.last())
        && first.1 != last.1
    {
        found.push(Fault::of_vertex(FaultKind::NotClosed, part, ring, last.0, last.1));
    }
    for pair in finite.windows(2).filter(|pair| pair[0].1 == pair[1].1) {
        found.push(Fault::of_vertex(
            FaultKind::RepeatedPoint,
            part,
            ring,
            pair[1].0,
            pair[1].1,
        ));
    }
    let mut open = finite;
    open.dedup_by_key(|(_, c)| (c.x, c.y));
    while open.len() > 1 && open.first().map(|v| v.1) == open.last().map(|v| v.1) {
        open.pop();
    }
    if open.len() < 3 {
        found.push(Fault {
            at: open.first().map(|v| v.1),
            ..Fault::of_ring(FaultKind::TooFewPoints, part, ring)
        });
        return;
    }
    for i in 0..open.len() {
        let before = open[(i + open.len() - 1) % open.len()].1;
        let (vertex, at) = open[i];
        let after = open[(i + 1) % open.len()].1;
        if is_spike(before, at, after) {
            found.push(Fault::of_vertex(FaultKind::Spike, part, ring, vertex, at));
        } else if limits.sharp_angle_deg > 0.0 && angle_deg(before, at, after) < limits.sharp_angle_deg {
            found.push(Fault::of_vertex(FaultKind::SharpAngle, part, ring, vertex, at));
        }
    }
}

/// Tells whether the way from `before` over `at` to `after` turns back on itself, exactly.
pub(super) fn is_spike(before: Coord<f64>, at: Coord<f64>, after: Coord<f64>) -> bool {
    let side = |a: f64, b: f64| a.total_cmp(&b);
    orient(before, at, after) == 0.0
        && ((before.x != at.x && side(before.x, at.x) == side(after.x, at.x))
            || (before.x == at.x && side(before.y, at.y) == side(after.y, at.y)))
}

/// Gives the angle at `at` between the ways to its neighbours, degrees of 0 to 180, as measured on the ground.
fn angle_deg(before: Coord<f64>, at: Coord<f64>, after: Coord<f64>) -> f64 {
    let frame = MetreFrame::at(at);
    let (a, b) = (frame.to_metres(before), frame.to_metres(after));
    let cross = a.x * b.y - a.y * b.x;
    let dot = a.x * b.x + a.y * b.y;
    cross.atan2(dot).abs().to_degrees()
}
