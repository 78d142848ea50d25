//! Lines that stop short: segments of one line joined over a gap, ends extended to the next line.
//!
//! Must not go beyond the limits given, nor bridge in silence.

use std::collections::BTreeMap;

use geo_types::Coord;

use super::{
    Assumption, TraceLimits,
    stretch::{Stretch, Work},
};
use crate::{
    abuttals::{
        lines::LineWork,
        metres::{along, azimuth_deg, crossing, distance, minus, turn_deg},
    },
    geometry::EdgeBox,
};

/// An end goes on the way of its last metres, not of its last edge alone.
const HEADING_M: f64 = 20.0;
/// Two ends are joined over a gap where both head for the other within these degrees, over a long one more closely.
const HEAD_ON_DEG: f64 = 45.0;
const LONG_M: f64 = 100.0;
const LONG_DEG: f64 = 20.0;
/// An end this near to a line is on it, in metres; it is drawn on beyond the line, so that the two cross.
const ON_M: f64 = 1.0;
const BEYOND_M: f64 = 0.05;
/// Bridged gaps below this assume nothing, in metres: surveys round to less.
const TOLD_M: f64 = 1.0;
/// Most ends of one name that are paired.
const MOST_ENDS: usize = 400;

/// A loose end of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    named: usize,
    stretch: usize,
    at: Coord<f64>,
    /// The way in which the line would go on.
    heading: Coord<f64>,
}

/// Joins the segments of each line where their ends head for one another; returns the ends that are left.
pub(super) fn join(work: &mut Work, limits: &TraceLimits) -> Vec<End> {
    let mut loose = Vec::new();
    for named in 0..work.named.len() {
        let mut ends = ends(work, named);
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for one in 0..ends.len().min(MOST_ENDS) {
            for other in one + 1..ends.len().min(MOST_ENDS) {
                let gap_m = distance(ends[one].at, ends[other].at);
                if ends[one].stretch != ends[other].stretch && may_join(&ends[one], &ends[other], gap_m, limits) {
                    pairs.push((gap_m, one, other));
                }
            }
        }
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut joined = vec![false; ends.len()];
        let is_centred = work.named[named]
            .assumptions
            .iter()
            .any(|a| matches!(a, Assumption::CentreLine { .. }));
        for (gap_m, one, other) in pairs {
            if joined[one] || joined[other] {
                continue;
            }
            (joined[one], joined[other]) = (true, true);
            // What merging carriageways has moved apart is no gap on the ground.
            let told = gap_m > if is_centred { limits.carriageway_m } else { TOLD_M };
            let name = work.named[named].name.clone();
            work.stretches.push(Stretch {
                named,
                line: vec![ends[one].at, ends[other].at],
                assumption: told.then_some(Assumption::Joined { name, metres: gap_m }),
            });
        }
        let mut nth = 0..;
        ends.retain(|_| nth.next().is_none_or(|nth: usize| !joined[nth]));
        loose.extend(ends);
    }
    loose
}

fn may_join(one: &End, other: &End, gap_m: f64, limits: &TraceLimits) -> bool {
    let most_deg = if gap_m > LONG_M { LONG_DEG } else { HEAD_ON_DEG };
    let heads_for =
        |from: &End, to: &End| turn_deg(azimuth_deg(from.heading), azimuth_deg(minus(to.at, from.at))) <= most_deg;
    gap_m <= limits.carriageway_m || (gap_m <= limits.join_m && heads_for(one, other) && heads_for(other, one))
}

/// Returns the ends of a line's stretches; a ring has none.
fn ends(work: &Work, named: usize) -> Vec<End> {
    let mut ends = Vec::new();
    for (stretch, Stretch { line, .. }) in work.stretches.iter().enumerate().filter(|(_, s)| s.named == named) {
        let [first, .., last] = line.as_slice() else { continue };
        if distance(*first, *last) < BEYOND_M {
            continue;
        }
        for (at, inner) in [(*first, before(line.iter())), (*last, before(line.iter().rev()))] {
            ends.push(End {
                named,
                stretch,
                at,
                heading: minus(at, inner.unwrap_or(at)),
            });
        }
    }
    ends
}

/// Returns the vertex of a line that lies far enough behind its end to tell its heading.
fn before<'a>(mut vertices: impl Iterator<Item = &'a Coord<f64>>) -> Option<Coord<f64>> {
    let end = vertices.next()?;
    let mut last = None;
    for vertex in vertices {
        last = Some(*vertex);
        if distance(*vertex, *end) >= HEADING_M {
            break;
        }
    }
    last
}

/// Extends loose ends to the next line of another name, or to where two loose ends would cross.
pub(super) fn extend(
    work: &mut Work,
    ends: &[End],
    drawn: &BTreeMap<usize, Vec<Vec<Coord<f64>>>>,
    limits: &TraceLimits,
) {
    let all = LineWork::of_lines(
        work.stretches
            .iter()
            .map(|stretch| (stretch.named, stretch.line.as_slice())),
    );
    let as_drawn = LineWork::of_lines(
        drawn
            .iter()
            .flat_map(|(nth, lines)| lines.iter().map(|line| (*nth, line.as_slice()))),
    );
    let mut open: Vec<End> = Vec::new();
    let mut made: Vec<Stretch> = Vec::new();
    for end in ends {
        let touching = all.feet(end.at, ON_M, |foot| foot.owner != end.named);
        if let Some(foot) = touching.first() {
            // Rounding may leave the end a hair short: it is drawn across the line, from hand to hand.
            let across = Coord {
                x: -foot.direction.y,
                y: foot.direction.x,
            };
            let line = vec![
                end.at,
                along(foot.at, across, BEYOND_M),
                along(foot.at, across, -BEYOND_M),
            ];
            made.push(Stretch {
                named: end.named,
                line,
                assumption: None,
            });
            continue;
        }
        let Some((metres, met)) = hit(&all, end, limits.extend_m) else {
            open.push(*end);
            continue;
        };
        // From the carriageway on which a road ends to the middle line there is nothing to assume.
        let on_ground = as_drawn.feet(end.at, metres, |foot| foot.owner == met);
        let gap_m = on_ground.first().map_or(metres, |foot| foot.distance_m);
        made.push(extension(work, end, metres, gap_m));
    }
    made.extend(both_short(work, &open, limits.extend_m));
    work.stretches.append(&mut made);
}

/// Finds the first line of another name that an end meets when it goes on: how far, and which.
fn hit(all: &LineWork, end: &End, most_m: f64) -> Option<(f64, usize)> {
    let to = along(end.at, end.heading, most_m);
    let mut first: Option<(f64, usize)> = None;
    all.edges_in(&EdgeBox::of(&[end.at, to]), |named, a, b| {
        if named == end.named {
            return;
        }
        if let Some((share, _)) = crossing(end.at, to, a, b)
            && first.is_none_or(|(least, _)| share * most_m < least)
        {
            first = Some((share * most_m, named));
        }
    });
    first
}

/// Extends pairs of ends that stop short of the corner where they would meet; each end once, the nearest corner first.
fn both_short(work: &Work, open: &[End], most_m: f64) -> Vec<Stretch> {
    let mut corners: Vec<(f64, f64, usize, usize)> = Vec::new();
    let open = &open[..open.len().min(MOST_ENDS)];
    for (one, end) in open.iter().enumerate() {
        for (other, next) in open
            .iter()
            .enumerate()
            .skip(one + 1)
            .filter(|(_, next)| next.named != end.named)
        {
            let (to, next_to) = (along(end.at, end.heading, most_m), along(next.at, next.heading, most_m));
            if let Some((share, next_share)) = crossing(end.at, to, next.at, next_to) {
                corners.push((share * most_m, next_share * most_m, one, other));
            }
        }
    }
    corners.sort_by(|one, other| (one.0 + one.1).total_cmp(&(other.0 + other.1)));
    let mut used = vec![false; open.len()];
    let mut made = Vec::new();
    for (metres, next_metres, one, other) in corners {
        if !used[one] && !used[other] {
            (used[one], used[other]) = (true, true);
            made.push(extension(work, &open[one], metres, metres));
            made.push(extension(work, &open[other], next_metres, next_metres));
        }
    }
    made
}

fn extension(work: &Work, end: &End, metres: f64, told_m: f64) -> Stretch {
    let name = work.named[end.named].name.clone();
    Stretch {
        named: end.named,
        line: vec![end.at, along(end.at, end.heading, metres + BEYOND_M)],
        assumption: (told_m > TOLD_M).then_some(Assumption::Extended { name, metres: told_m }),
    }
}
