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
/// The closing line is first tried so far off, in metres.
const FIRST_M: f64 = 10.0;
/// Most steps, of doubling and of closing in: 2^13 · 10 m are beyond the reach.
const MOST_STEPS: usize = 14;

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
    // Each end of the span is a distance with the area that it encloses, infinite where the flanks have ended.
    let (mut low, mut high, mut best) = ((0.0, 0.0), (FIRST_M, f64::INFINITY), None);
    for doubling in 0..MOST_STEPS {
        let metres = FIRST_M * 2.0_f64.powi(doubling as i32);
        let found = at(metres).filter(|_| metres < REACH_M);
        high = (metres, found.as_ref().map_or(f64::INFINITY, |traced| traced.area_m2));
        let is_past = high.1 >= declared_m2 && (found.is_some() || best.is_some());
        best = found.or(best);
        if is_past || metres > REACH_M {
            break;
        }
        low = if high.1.is_finite() { high } else { low };
    }
    for _ in 0..MOST_STEPS {
        if best
            .as_ref()
            .is_none_or(|best: &Traced| (best.area_m2 / declared_m2 - 1.0).abs() <= NEAR_SHARE)
        {
            break;
        }
        // The area grows nearly in line with the distance; a tenth of the span is gained at least.
        let share = if high.1.is_finite() {
            (declared_m2 - low.1) / (high.1 - low.1)
        } else {
            0.5
        };
        let metres = low.0 + (high.0 - low.0) * share.clamp(0.1, 0.9);
        let found = at(metres);
        let area_m2 = found.as_ref().map_or(f64::INFINITY, |traced| traced.area_m2);
        if area_m2 < declared_m2 {
            low = (metres, area_m2);
        } else {
            high = (metres, area_m2);
        }
        best = found.or(best);
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
