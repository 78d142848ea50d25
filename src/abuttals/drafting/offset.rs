//! Features beside which a limit runs in parallel, at a distance that the text can state.
//!
//! Must not know what the limit runs along: only what is left open is given.

use std::collections::BTreeMap;

use super::{
    DraftTolerance,
    side::{Chosen, SideWork},
};
use crate::{
    abuttals::{
        Compass, StatedOffset,
        lines::Foot,
        metres::{azimuth_deg, minus, slant_deg},
    },
    geometry::Side,
};

/// Beside a feature, a limit must run its way more closely than on it, in degrees.
const PARALLEL_DEG: f64 = 15.0;
/// Distances may differ from the one stated by so much, in metres: a lane or two, and what rounding takes.
const SPREAD_M: f64 = 15.0;

/// At the farthest distance that is stated, a feature is worth so much less.
const FAR: f64 = 0.8;
/// What bounds the opposite side is worth this much of what does not.
const OPPOSITE: f64 = 0.6;

/// A piece beside a feature: its number, and the foot on the feature.
pub(super) type Beside = (usize, Foot);

/// Returns the features beside which open pieces run.
pub(super) fn feet(side: &SideWork<'_>, radius_m: f64) -> Vec<Beside> {
    let open = (0..side.pieces.len()).filter(|nth| side.is_open[*nth]);
    let feet = open.flat_map(|nth| side.feet(nth, radius_m).into_iter().map(move |foot| (nth, foot)));
    feet.filter(|(nth, foot)| is_beside(side, *nth, foot)).collect()
}

/// Returns the feature beside which most of what is open runs in parallel; a nearer one is worth more.
///
/// What bounds the opposite side says little more of this one than how wide the place is, and is worth less.
pub(super) fn best(
    side: &SideWork<'_>,
    beside: &[Beside],
    opposite: &[usize],
    tolerance: &DraftTolerance,
) -> Option<Chosen> {
    // The same feature may bound a side from both of its own sides.
    let mut found: BTreeMap<(usize, u8), Vec<Beside>> = BTreeMap::new();
    for (nth, foot) in beside.iter().filter(|(nth, _)| side.is_open[*nth]) {
        let key = (foot.owner, direction(side, *nth, foot) as u8);
        found.entry(key).or_default().push((*nth, *foot));
    }
    let worth = |chosen: &Chosen| {
        let distance_m = chosen.offset.and_then(|offset| offset.distance_m).unwrap_or(0.0);
        let place = if opposite.contains(&chosen.owner) {
            OPPOSITE
        } else {
            1.0
        };
        side.length_of(&chosen.pieces) * (1.0 - FAR * distance_m / tolerance.beside_m) * place
    };
    found
        .into_values()
        .filter_map(|pieces| at_one_distance(side, pieces, tolerance.near_m))
        .max_by(|one, other| worth(one).total_cmp(&worth(other)))
}

/// Keeps of the pieces those whose distances agree; the distance must be one that is not the feature itself.
fn at_one_distance(side: &SideWork<'_>, mut pieces: Vec<Beside>, near_m: f64) -> Option<Chosen> {
    pieces.sort_by(|one, other| one.1.distance_m.total_cmp(&other.1.distance_m));
    // The distance around which most of the length lies: a window slid over the sorted distances.
    let (mut best, mut best_m, mut from, mut sum_m) = (0..0, 0.0, 0, 0.0);
    for to in 0..pieces.len() {
        sum_m += side.pieces[pieces[to].0].length_m;
        while pieces[to].1.distance_m - pieces[from].1.distance_m > 2.0 * SPREAD_M {
            sum_m -= side.pieces[pieces[from].0].length_m;
            from += 1;
        }
        if sum_m > best_m {
            (best, best_m) = (from..to + 1, sum_m);
        }
    }
    let kept = pieces.get(best)?;
    let first = kept.first()?;
    let weighted: f64 = kept
        .iter()
        .map(|(nth, foot)| foot.distance_m * side.pieces[*nth].length_m)
        .sum();
    let distance_m = rounded(weighted / best_m);
    (distance_m > near_m).then(|| Chosen {
        owner: first.1.owner,
        offset: Some(StatedOffset {
            direction: direction(side, first.0, &first.1),
            distance_m: Some(distance_m),
        }),
        pieces: kept.iter().map(|(nth, foot)| (*nth, foot.distance_m)).collect(),
    })
}

/// Tells whether a piece runs beside a line, not beyond its end.
fn is_beside(side: &SideWork<'_>, nth: usize, foot: &Foot) -> bool {
    let piece = side.pieces[nth];
    let run = minus(piece.b, piece.a);
    // From the foot at the end of a line, the way to the piece is slanted.
    let square = slant_deg(minus(piece.middle(), foot.at), foot.direction) > 90.0 - PARALLEL_DEG;
    slant_deg(run, foot.direction) <= PARALLEL_DEG && (square || !foot.is_end)
}

/// Returns the direction from the line to the limit, on the axes of the place.
fn direction(side: &SideWork<'_>, nth: usize, foot: &Foot) -> Compass {
    let away = azimuth_deg(minus(side.pieces[nth].middle(), foot.at));
    match side.boundary.facing.side(away) {
        Side::East => Compass::East,
        Side::South => Compass::South,
        Side::West => Compass::West,
        Side::North => Compass::North,
    }
}

/// Rounds a distance as texts state it: to 5 m below 100 m, to 10 m above.
fn rounded(distance_m: f64) -> f64 {
    let step_m = if distance_m < 100.0 { 5.0 } else { 10.0 };
    (distance_m / step_m).round() * step_m
}
