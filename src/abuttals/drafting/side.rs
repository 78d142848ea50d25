//! One side while it is drafted: of all that it runs along, the few features that explain most of it.
//!
//! Must not know the other sides beyond what it is told of the opposite one.

use std::collections::BTreeMap;

use super::{DraftTolerance, DraftedFeature, DraftedSide, choose::Owner, offset, text};
use crate::{
    abuttals::{
        FeatureClass, StatedOffset,
        boundary::{Boundary, Piece, on_the_ground_m},
        lines::{Foot, LineWork},
        metres::{minus, slant_deg},
    },
    geometry::Side,
};

/// A limit runs along a line only where both run one way, within these degrees: a road that it crosses bounds nothing.
const ALONG_DEG: f64 = 35.0;
/// What runs along less of a side than this share is not even told as passed over.
const TOLD_SHARE: f64 = 0.03;
/// What nobody sees on the ground, or does not walk on, is worth this much of what lies on it.
const OFF_THE_GROUND: f64 = 0.75;
/// Words of names for what is above or below the ground, or only a part of another road.
const OFF_WORDS: [&str; 8] = ["高架", "隧道", "立交", "匝道", "辅路", "桥", "地铁", "轨道交通"];

/// What a feature bounds of a side.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) owner: usize,
    pub(super) offset: Option<StatedOffset>,
    /// Numbers of the side's pieces, and the distance of each in metres.
    pub(super) pieces: Vec<(usize, f64)>,
}

/// One side while it is drafted.
pub(super) struct SideWork<'a> {
    pub(super) side: Side,
    pub(super) boundary: &'a Boundary,
    pub(super) pieces: Vec<&'a Piece>,
    /// Whether each piece is still open.
    pub(super) is_open: Vec<bool>,
    work: &'a LineWork,
    owners: &'a [Owner<'a>],
    /// For each owner, the pieces that run along it, with their distances.
    along: BTreeMap<usize, Vec<(usize, f64)>>,
    chosen: Vec<Chosen>,
}

impl<'a> SideWork<'a> {
    pub(super) fn new(side: Side, boundary: &'a Boundary, work: &'a LineWork, owners: &'a [Owner<'a>]) -> Self {
        let of_side = boundary.pieces.iter().filter(|piece| piece.side == Some(side));
        let pieces: Vec<&Piece> = of_side.collect();
        Self {
            side,
            boundary,
            is_open: vec![true; pieces.len()],
            pieces,
            work,
            owners,
            along: BTreeMap::new(),
            chosen: Vec::new(),
        }
    }

    pub(super) fn length_of(&self, pieces: &[(usize, f64)]) -> f64 {
        pieces.iter().map(|(nth, _)| self.pieces[*nth].length_m).sum()
    }

    fn length_m(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.length_m).sum()
    }

    /// Returns the features within a radius of a piece that run its way.
    pub(super) fn feet(&self, nth: usize, radius_m: f64) -> Vec<Foot> {
        let piece = self.pieces[nth];
        let direction = minus(piece.b, piece.a);
        let runs_along = |foot: &Foot| slant_deg(direction, foot.direction) <= ALONG_DEG;
        let feet = self.work.feet(piece.middle(), radius_m, runs_along);
        let told = |foot: Foot| Foot {
            distance_m: on_the_ground_m(self.boundary.frame, piece.middle(), foot.at),
            ..foot
        };
        feet.into_iter().map(told).collect()
    }

    /// Names the features along which the side runs, the one that explains most first.
    pub(super) fn name_along(&mut self, tolerance: &DraftTolerance) {
        for nth in 0..self.pieces.len() {
            for foot in self.feet(nth, tolerance.near_m) {
                self.along.entry(foot.owner).or_default().push((nth, foot.distance_m));
            }
        }
        while let Some(next) = self.best_along(tolerance.near_m) {
            if !self.take(next, tolerance.least_share) {
                break;
            }
        }
        self.share_out();
    }

    /// Names the features beside which the rest of the side runs, rather others than those of the opposite side.
    pub(super) fn name_beside(&mut self, tolerance: &DraftTolerance, opposite: &[usize]) {
        let beside = offset::feet(self, tolerance.beside_m);
        while let Some(next) = offset::best(self, &beside, opposite, tolerance) {
            if !self.take(next, tolerance.least_beside_share) {
                break;
            }
        }
    }

    /// Returns the owners that were named.
    pub(super) fn named(&self) -> Vec<usize> {
        self.chosen.iter().map(|chosen| chosen.owner).collect()
    }

    /// Takes what bounds enough of the side; tells whether it did.
    fn take(&mut self, next: Chosen, least_share: f64) -> bool {
        let is_enough = !next.pieces.is_empty() && self.length_of(&next.pieces) >= least_share * self.length_m();
        if is_enough {
            next.pieces.iter().for_each(|(nth, _)| self.is_open[*nth] = false);
            self.chosen.push(next);
        }
        is_enough
    }

    /// Returns the feature that runs along most of what is open: a stretch counts full on the feature, half at the tolerance.
    fn best_along(&self, near_m: f64) -> Option<Chosen> {
        let open = self.along.iter().map(|(owner, pieces)| Chosen {
            owner: *owner,
            offset: None,
            pieces: pieces.iter().copied().filter(|(nth, _)| self.is_open[*nth]).collect(),
        });
        let worth = |chosen: &Chosen| {
            let of_piece = |&(nth, m): &(usize, f64)| self.pieces[nth].length_m * (1.0 - 0.5 * m / near_m);
            weight(self.owners[chosen.owner]) * chosen.pieces.iter().map(of_piece).sum::<f64>()
        };
        open.max_by(|one, other| worth(one).total_cmp(&worth(other)))
    }

    /// Gives each piece that several named features run along to the nearest of them; a feature that is left with nothing goes.
    fn share_out(&mut self) {
        let mut nearest: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
        for next in &self.chosen {
            for &(nth, m) in self.along.get(&next.owner).into_iter().flatten() {
                let best = nearest.entry(nth).or_insert((next.owner, m));
                if m < best.1 {
                    *best = (next.owner, m);
                }
            }
        }
        for next in &mut self.chosen {
            let own = nearest.iter().filter(|(_, (owner, _))| *owner == next.owner);
            next.pieces = own.map(|(nth, (_, m))| (*nth, *m)).collect();
        }
        self.chosen.retain(|next| !next.pieces.is_empty());
    }

    /// Gives the side as drafted.
    pub(super) fn drafted(mut self) -> DraftedSide {
        let length_m = self.length_m();
        let mut chosen = std::mem::take(&mut self.chosen);
        chosen.sort_by(|one, other| self.place(one).total_cmp(&self.place(other)));
        let features: Vec<DraftedFeature> = chosen.iter().map(|chosen| self.feature(chosen)).collect();
        let is_named = |owner: usize| features.iter().any(|chosen| chosen.name == self.owners[owner].0);
        let others = self
            .along
            .iter()
            .filter(|(owner, pieces)| self.length_of(pieces) > TOLD_SHARE * length_m && !is_named(**owner));
        let mut passed_over: Vec<DraftedFeature> = others
            .map(|(owner, pieces)| Chosen {
                owner: *owner,
                offset: None,
                pieces: pieces.clone(),
            })
            .map(|other| self.feature(&other))
            .collect();
        passed_over.sort_by(|one, other| other.length_m.total_cmp(&one.length_m));
        let open = self.pieces.iter().zip(&self.is_open).filter(|(_, open)| **open);
        let open_m: f64 = open.map(|(piece, _)| piece.length_m).sum();
        DraftedSide {
            side: self.side,
            length_m,
            text: text::side(&features),
            features,
            passed_over,
            // The sum of no length is -0.
            unnamed_share: if length_m > 0.0 { (open_m / length_m).abs() } else { 0.0 },
        }
    }

    fn feature(&self, chosen: &Chosen) -> DraftedFeature {
        let length_m = self.length_of(&chosen.pieces);
        let weighted = chosen.pieces.iter().map(|(nth, m)| m * self.pieces[*nth].length_m);
        let (name, class) = self.owners[chosen.owner];
        DraftedFeature {
            name: name.to_owned(),
            class,
            share: length_m / self.length_m(),
            length_m,
            mean_m: weighted.sum::<f64>() / length_m,
            offset: chosen.offset,
        }
    }

    /// Returns where along the side a feature stands: farther south on the east and west, farther east on the north and south.
    fn place(&self, chosen: &Chosen) -> f64 {
        let along = |nth: usize| {
            let middle = self.boundary.facing.squared(self.pieces[nth].middle());
            match self.side {
                Side::East | Side::West => -middle.y,
                Side::North | Side::South => middle.x,
            }
        };
        let sum: f64 = chosen.pieces.iter().map(|(nth, _)| along(*nth)).sum();
        sum / chosen.pieces.len().max(1) as f64
    }
}

/// Returns how willingly people name a feature as a limit: a road on the ground rather than the one above, the tunnel below or the
/// administrative line in its middle.
fn weight((name, class): Owner<'_>) -> f64 {
    let is_off = class == FeatureClass::Boundary || OFF_WORDS.iter().any(|word| name.contains(word));
    if is_off { OFF_THE_GROUND } else { 1.0 }
}
