//! A side that no line bounds, closed by a straight line where the declared area is reached.
//!
//! Must not be used without a declared area: then nothing says how far the place goes.

use geo_types::Coord;

use super::{
    Assumption, Traced, pick,
    resolve::Named,
    stretch::{Stretch, Work},
};
use crate::{
    abuttals::{
        facing::Facing,
        metres::{along, azimuth_deg, distance, turn_deg},
    },
    geometry::Side,
};

/// The closing line is so long to each hand, in metres: longer than any park is wide.
const REACH_M: f64 = 40_000.0;
/// The area is met within this share.
const NEAR_SHARE: f64 = 1e-4;
/// Halvings of the distance; 40 of 40 km are less than a micrometre.
const MOST_STEPS: usize = 40;
/// Lines laid out over all steps: a tangle of many lines gets fewer halvings.
const MOST_LINES: usize = 4_000;

/// Traces with a closing line on one side, parallel to what bounds the opposite one.
pub(super) fn trace(work: &Work, side: Side, declared_m2: f64) -> Vec<Traced> {
    let Some(opposite) = Opposite::of(work, side) else {
        return Vec::new();
    };
    let at = |metres: f64| {
        let mut found = pick::trace(&opposite.closed(work, side, metres));
        found.sort_by(|one, other| other.fit.total_cmp(&one.fit));
        found.into_iter().next()
    };
    // Outwards in doubled steps to the first line that encloses the declared area; beyond the ends of the flanks nothing is enclosed.
    let (mut low, mut high, mut best) = (0.0, 10.0, None);
    loop {
        match at(high) {
            Some(traced) if traced.area_m2 < declared_m2 => {
                low = high;
                high *= 2.0;
                best = Some(traced);
            }
            Some(traced) => {
                best = Some(traced);
                break;
            }
            None if best.is_none() && high < REACH_M => high *= 2.0,
            None => break,
        }
        if high > REACH_M {
            break;
        }
    }
    let steps = (MOST_LINES / work.stretches.len().max(1)).clamp(6, MOST_STEPS);
    for _ in 0..steps {
        let middle = f64::midpoint(low, high);
        match at(middle) {
            Some(traced) if traced.area_m2 < declared_m2 => {
                low = middle;
                best = Some(traced);
            }
            Some(traced) => {
                high = middle;
                best = Some(traced);
            }
            None => high = middle,
        }
        if best
            .as_ref()
            .is_some_and(|best| (best.area_m2 / declared_m2 - 1.0).abs() <= NEAR_SHARE)
        {
            break;
        }
    }
    // Flanks that end before the declared area is reached close nothing.
    best.filter(|best| (best.area_m2 / declared_m2 - 1.0).abs() <= 0.01)
        .into_iter()
        .collect()
}

/// What bounds the side opposite the missing one.
struct Opposite {
    /// The place of it that lies farthest towards the missing side, and the way to there.
    from: Coord<f64>,
    outward: Coord<f64>,
}

impl Opposite {
    fn of(work: &Work, missing: Side) -> Option<Self> {
        let side = match missing {
            Side::East => Side::West,
            Side::South => Side::North,
            Side::West => Side::East,
            Side::North => Side::South,
        };
        let stretches = work
            .stretches
            .iter()
            .filter(|stretch| work.named[stretch.named].sides.contains(&side));
        let lines: Vec<&[Coord<f64>]> = stretches.map(|stretch| stretch.line.as_slice()).collect();
        let longest = lines.iter().max_by(|one, other| span(one).total_cmp(&span(other)))?;
        let run = super::super::metres::minus(*longest.last()?, *longest.first()?);
        let towards = Facing::default().azimuth_deg(missing);
        let normals = [Coord { x: run.y, y: -run.x }, Coord { x: -run.y, y: run.x }];
        let outward = *normals.iter().min_by(|one, other| {
            let turn = |way: &Coord<f64>| turn_deg(azimuth_deg(*way), towards);
            turn(one).total_cmp(&turn(other))
        })?;
        let ahead = |c: &Coord<f64>| c.x * outward.x + c.y * outward.y;
        let from = longest
            .iter()
            .copied()
            .max_by(|one, other| ahead(one).total_cmp(&ahead(other)))?;
        (run.x.hypot(run.y) > 0.0).then_some(Self { from, outward })
    }

    /// Adds the closing line so many metres beyond the opposite side.
    fn closed(&self, work: &Work, side: Side, metres: f64) -> Work {
        let mut work = work.clone();
        let middle = along(self.from, self.outward, metres);
        let run = Coord {
            x: -self.outward.y,
            y: self.outward.x,
        };
        let named = work.named.len();
        work.named.push(Named {
            name: String::new(),
            sides: vec![side],
            features: Vec::new(),
            offset: None,
            assumptions: vec![Assumption::SideClosed { side, metres }],
        });
        work.stretches.push(Stretch {
            named,
            line: vec![along(middle, run, -REACH_M), middle, along(middle, run, REACH_M)],
            assumption: None,
        });
        work
    }
}

/// Gives the distance between the ends of a line.
fn span(line: &[Coord<f64>]) -> f64 {
    line.first()
        .zip(line.last())
        .map_or(0.0, |(first, last)| distance(*first, *last))
}
