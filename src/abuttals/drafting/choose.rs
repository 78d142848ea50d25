//! Which features bound each side: of all that a side runs along, the few that explain most of it.
//!
//! Must not know how a text is worded.

use std::collections::BTreeMap;

use geo_types::Coord;

use super::{DraftTolerance, DraftedFeature, DraftedSide, offset, text};
use crate::{
    abuttals::{
        Feature, FeatureClass,
        boundary::{Boundary, Piece},
        lines::{Foot, LineWork},
        metres::{minus, slant_deg},
    },
    geometry::{EdgeBox, Side},
};

/// A limit runs along a line only where both run one way, within these degrees: a road that it crosses bounds nothing.
const ALONG_DEG: f64 = 35.0;
/// What runs along less of a side than this share is not even told as passed over.
const TOLD_SHARE: f64 = 0.03;

/// What a feature bounds of a side.
pub(super) struct Chosen {
    pub(super) owner: usize,
    pub(super) offset: Option<crate::abuttals::StatedOffset>,
    /// Numbers of the side's pieces, and the distance of each.
    pub(super) pieces: Vec<(usize, f64)>,
}

/// One side while it is drafted.
pub(super) struct SideWork<'a> {
    pub(super) side: Side,
    pub(super) boundary: &'a Boundary,
    pub(super) pieces: Vec<&'a Piece>,
    pub(super) work: &'a LineWork,
}

impl SideWork<'_> {
    pub(super) fn length_m(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.length_m()).sum()
    }

    pub(super) fn length_of(&self, pieces: &[(usize, f64)]) -> f64 {
        pieces.iter().map(|(nth, _)| self.pieces[*nth].length_m()).sum()
    }

    /// Returns the features within a radius of a piece that run its way.
    pub(super) fn feet(&self, nth: usize, radius_m: f64) -> Vec<Foot> {
        let piece = self.pieces[nth];
        let direction = minus(piece.b, piece.a);
        let runs_along = |foot: &Foot| slant_deg(direction, foot.direction) <= ALONG_DEG;
        self.work.feet(piece.middle(), radius_m, runs_along)
    }
}

/// Drafts the four sides of a boundary.
pub(super) fn sides(boundary: &Boundary, features: &[&Feature], tolerance: &DraftTolerance) -> [DraftedSide; 4] {
    // All segments and carriageways of one name and class are one owner.
    let mut numbers: BTreeMap<(&str, FeatureClass), usize> = BTreeMap::new();
    let mut owners: Vec<(&str, FeatureClass)> = Vec::new();
    let mut lines = Vec::new();
    for feature in features.iter().filter(|feature| !feature.name.trim().is_empty()) {
        let key = (feature.name.trim(), feature.class);
        let owner = *numbers.entry(key).or_insert_with(|| {
            owners.push(key);
            owners.len() - 1
        });
        lines.push((owner, feature.line.as_ref()));
    }
    let work = LineWork::of_degrees(boundary.frame, &window(boundary, tolerance.beside_m), lines);
    Side::ALL.map(|side| {
        let side = SideWork {
            side,
            boundary,
            pieces: boundary
                .pieces
                .iter()
                .filter(|piece| piece.side == Some(side))
                .collect(),
            work: &work,
        };
        drafted(&side, &owners, tolerance)
    })
}

fn window(boundary: &Boundary, margin_m: f64) -> EdgeBox {
    let ends: Vec<Coord<f64>> = boundary.pieces.iter().map(|piece| piece.a).collect();
    let EdgeBox { min, max } = EdgeBox::of(&ends);
    EdgeBox {
        min: Coord {
            x: min.x - margin_m,
            y: min.y - margin_m,
        },
        max: Coord {
            x: max.x + margin_m,
            y: max.y + margin_m,
        },
    }
}

fn drafted(side: &SideWork<'_>, owners: &[(&str, FeatureClass)], tolerance: &DraftTolerance) -> DraftedSide {
    let length_m = side.length_m();
    let mut along: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for nth in 0..side.pieces.len() {
        for foot in side.feet(nth, tolerance.near_m) {
            along.entry(foot.owner).or_default().push((nth, foot.distance_m));
        }
    }
    let mut is_open = vec![true; side.pieces.len()];
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut take = |next: Option<Chosen>, least_share: f64, is_open: &mut [bool]| {
        let least_m = least_share * length_m;
        let next = next.filter(|next| side.length_of(&next.pieces) >= least_m && !next.pieces.is_empty());
        next.is_some_and(|next| {
            next.pieces.iter().for_each(|(nth, _)| is_open[*nth] = false);
            chosen.push(next);
            true
        })
    };
    let least_share = tolerance.least_share;
    while take(
        best_along(side, owners, &along, &is_open, tolerance.near_m),
        least_share,
        &mut is_open,
    ) {}
    let beside = offset::feet(side, &is_open, tolerance.beside_m);
    let least_share = tolerance.least_beside_share;
    while take(
        offset::best(side, &beside, &is_open, tolerance),
        least_share,
        &mut is_open,
    ) {}
    to_the_nearest(&mut chosen, &along);
    chosen.sort_by(|one, other| place(side, one).total_cmp(&place(side, other)));
    let feature = |chosen: &Chosen| {
        let own_m = side.length_of(&chosen.pieces);
        let weighted: f64 = chosen
            .pieces
            .iter()
            .map(|(nth, m)| m * side.pieces[*nth].length_m())
            .sum();
        DraftedFeature {
            name: owners[chosen.owner].0.to_owned(),
            class: owners[chosen.owner].1,
            share: own_m / length_m,
            length_m: own_m,
            mean_m: weighted / own_m,
            offset: chosen.offset,
        }
    };
    let features: Vec<DraftedFeature> = chosen.iter().map(feature).collect();
    let others = along.into_iter().filter(|(owner, pieces)| {
        side.length_of(pieces) > TOLD_SHARE * length_m && features.iter().all(|chosen| chosen.name != owners[*owner].0)
    });
    let mut passed_over: Vec<DraftedFeature> = others
        .map(|(owner, pieces)| {
            feature(&Chosen {
                owner,
                offset: None,
                pieces,
            })
        })
        .collect();
    passed_over.sort_by(|one, other| other.length_m.total_cmp(&one.length_m));
    let open_m: f64 = side
        .pieces
        .iter()
        .zip(&is_open)
        .filter(|(_, open)| **open)
        .map(|(piece, _)| piece.length_m())
        .sum();
    DraftedSide {
        side: side.side,
        length_m,
        text: text::side(&features),
        features,
        passed_over,
        // The sum of no length is -0.
        unnamed_share: if length_m > 0.0 { (open_m / length_m).abs() } else { 0.0 },
    }
}

/// Gives each piece that several chosen features run along to the nearest of them; a feature that is left with nothing goes.
fn to_the_nearest(chosen: &mut Vec<Chosen>, along: &BTreeMap<usize, Vec<(usize, f64)>>) {
    let mut nearest: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for next in chosen.iter().filter(|next| next.offset.is_none()) {
        for &(nth, m) in along.get(&next.owner).into_iter().flatten() {
            let best = nearest.entry(nth).or_insert((next.owner, m));
            if m < best.1 {
                *best = (next.owner, m);
            }
        }
    }
    for next in chosen.iter_mut().filter(|next| next.offset.is_none()) {
        let own = nearest.iter().filter(|(_, (owner, _))| *owner == next.owner);
        next.pieces = own.map(|(nth, (_, m))| (*nth, *m)).collect();
    }
    chosen.retain(|next| !next.pieces.is_empty());
}

/// What nobody sees on the ground, or does not walk on, is worth this much of what lies on it.
const OFF_THE_GROUND: f64 = 0.75;
/// Words of names for what is above or below the ground, or only a part of another road.
const OFF_WORDS: [&str; 8] = ["高架", "隧道", "立交", "匝道", "辅路", "桥", "地铁", "轨道交通"];

/// Returns how willingly people name a feature as a limit: a road on the ground rather than the one above, the tunnel below or the
/// administrative line in its middle.
fn weight((name, class): (&str, FeatureClass)) -> f64 {
    let is_off = class == FeatureClass::Boundary || OFF_WORDS.iter().any(|word| name.contains(word));
    if is_off { OFF_THE_GROUND } else { 1.0 }
}

/// Returns the feature that runs along most of what is open, near it: a stretch counts full on the feature, half at the tolerance.
fn best_along(
    side: &SideWork<'_>,
    owners: &[(&str, FeatureClass)],
    along: &BTreeMap<usize, Vec<(usize, f64)>>,
    is_open: &[bool],
    near_m: f64,
) -> Option<Chosen> {
    let open = along.iter().map(|(owner, pieces)| Chosen {
        owner: *owner,
        offset: None,
        pieces: pieces.iter().copied().filter(|(nth, _)| is_open[*nth]).collect(),
    });
    let worth = |chosen: &Chosen| -> f64 {
        let piece_worth = |&(nth, m): &(usize, f64)| side.pieces[nth].length_m() * (1.0 - 0.5 * m / near_m);
        weight(owners[chosen.owner]) * chosen.pieces.iter().map(piece_worth).sum::<f64>()
    };
    open.max_by(|one, other| worth(one).total_cmp(&worth(other)))
}

/// Returns where along the side a feature stands: farther south on the east and west, farther east on the north and south.
fn place(side: &SideWork<'_>, chosen: &Chosen) -> f64 {
    let along = |nth: usize| {
        let middle = side.boundary.facing.squared(side.pieces[nth].middle());
        match side.side {
            Side::East | Side::West => -middle.y,
            Side::North | Side::South => middle.x,
        }
    };
    let sum: f64 = chosen.pieces.iter().map(|(nth, _)| along(*nth)).sum();
    sum / chosen.pieces.len().max(1) as f64
}
