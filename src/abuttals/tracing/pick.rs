//! Which of the faces that the lines enclose lies within all of them: west of the east limit, north of the south limit and so on.
//!
//! Must not move lines.

use std::collections::BTreeMap;

use geo::Area;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::{
    Assumption, Traced, grow,
    stretch::{Stretch, Work},
};
use crate::{
    abuttals::{
        boundary::{Boundary, Piece},
        facing::Facing,
        lines::LineWork,
        metres::turn_deg,
    },
    geometry::{self, Side},
};

/// The limit of a face lies on a line, but for the rounding of crossings, in metres.
const ON_M: f64 = 0.3;
/// A line is on the side for which it is stated where the outward normal is within these degrees of it: the corner of a block
/// between east and north is on either.
const TOWARDS_DEG: f64 = 75.0;
/// Faces smaller than this are gaps between carriageways, in m²: a tenth of the smallest published block.
const LEAST_M2: f64 = 30.0;
/// A face whose limit runs on wrong sides for more than this is none that the text means.
const LEAST_FIT: f64 = 0.6;
/// Each side must bound this share of the whole limit.
const LEAST_SIDE: f64 = 0.02;
/// Most faces looked at closely; the largest.
const MOST_FACES: usize = 400;

/// How a shape fits the text.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// Share of the limit on the side for which its line is stated, less what stated lines do not bound it at all.
    pub(super) score: f64,
    /// The share alone.
    share: f64,
    /// Metres along each stretch on the right side, by side and stretch.
    by_stretch: BTreeMap<(Side, usize), f64>,
    /// Whether every side that has lines is bounded by one.
    is_whole: bool,
}

/// Judges shapes by the lines of a block.
pub(super) struct Judge<'a> {
    pub(super) work: &'a Work,
    lines: LineWork,
}

impl<'a> Judge<'a> {
    pub(super) fn new(work: &'a Work) -> Self {
        let lines = work
            .stretches
            .iter()
            .enumerate()
            .map(|(nth, stretch)| (nth, stretch.line.as_slice()));
        Self {
            lines: LineWork::of_lines(lines),
            work,
        }
    }

    /// Judges the outer limit of a shape in metres, on the axes that fit better.
    pub(super) fn fit(&self, ring: &[Coord<f64>]) -> Option<Fit> {
        let boundary = Boundary::of_ring(self.work.frame, ring)?;
        let stretches: Vec<(&Piece, Vec<usize>)> =
            boundary.pieces.iter().map(|piece| (piece, self.on(piece))).collect();
        let first = self.fit_on(&stretches, boundary.facing);
        let second = boundary.facing.other().map(|facing| self.fit_on(&stretches, facing));
        Some(match second {
            Some(second) if second.score > first.score => second,
            _ => first,
        })
    }

    fn on(&self, piece: &Piece) -> Vec<usize> {
        let feet = self.lines.feet(piece.middle(), ON_M, |_| true);
        feet.iter().map(|foot| foot.owner).collect()
    }

    fn fit_on(&self, pieces: &[(&Piece, Vec<usize>)], facing: Facing) -> Fit {
        let (mut right_m, mut whole_m) = (0.0, 0.0);
        let mut by_stretch: BTreeMap<(Side, usize), f64> = BTreeMap::new();
        for (piece, stretches) in pieces {
            let length_m = piece.length_m;
            whole_m += length_m;
            let sides = |stretch: &usize| self.work.named[self.work.stretches[*stretch].named].sides.iter();
            let towards = stretches
                .iter()
                .flat_map(|stretch| sides(stretch).map(move |side| (*side, *stretch)))
                .map(|(side, stretch)| (turn_deg(facing.azimuth_deg(side), piece.outward_deg), side, stretch))
                .filter(|(turn, ..)| *turn <= TOWARDS_DEG)
                .min_by(|one, other| one.0.total_cmp(&other.0));
            if let Some((_, side, stretch)) = towards {
                right_m += length_m;
                *by_stretch.entry((side, stretch)).or_insert(0.0) += length_m;
            }
        }
        let share = if whole_m > 0.0 { right_m / whole_m } else { 0.0 };
        let stated: Vec<(Side, usize)> = (0..self.work.named.len())
            .flat_map(|named| self.work.named[named].sides.iter().map(move |side| (*side, named)))
            .collect();
        let used = |(side, named): &(Side, usize)| {
            by_stretch
                .keys()
                .any(|(own, stretch)| own == side && self.work.stretches[*stretch].named == *named)
        };
        let of_side = |side: Side| -> f64 {
            by_stretch
                .iter()
                .filter(|((own, _), _)| *own == side)
                .map(|(_, m)| m)
                .sum()
        };
        let is_whole = stated.iter().all(|(side, _)| of_side(*side) >= LEAST_SIDE * whole_m);
        let used = stated.iter().filter(|line| used(line)).count() as f64 / stated.len().max(1) as f64;
        Fit {
            score: share * f64::midpoint(1.0, used),
            share,
            by_stretch,
            is_whole,
        }
    }
}

/// Traces the candidates of one locality.
pub(super) fn trace(work: &Work) -> Vec<Traced> {
    let lines: Vec<Vec<Coord<f64>>> = work.stretches.iter().map(|stretch| stretch.line.clone()).collect();
    let mut faces: Vec<Polygon<f64>> = geometry::faces(&lines);
    faces.retain(|face| face.unsigned_area() >= LEAST_M2);
    faces.sort_by(|one, other| other.unsigned_area().total_cmp(&one.unsigned_area()));
    faces.truncate(MOST_FACES);
    let found = grow::grow(&faces, &Judge::new(work));
    let fitting = found
        .iter()
        .filter(|grown| grown.fit.is_whole && grown.fit.share >= LEAST_FIT);
    fitting.map(|grown| traced(work, &grown.ring, &grown.fit)).collect()
}

/// Gives an outer limit in metres as a candidate. Holes would be loops of the very lines that bound the outside; the text knows none.
fn traced(work: &Work, ring: &[Coord<f64>], fit: &Fit) -> Traced {
    let ring = LineString(ring.iter().map(|c| work.frame.to_degrees(*c)).collect());
    let shape = geometry::normalise(&MultiPolygon(vec![Polygon::new(ring, Vec::new())]));
    let mut sides: BTreeMap<(Side, usize), f64> = BTreeMap::new();
    let mut assumptions: Vec<Assumption> = Vec::new();
    let mut assume = |assumption: &Assumption| {
        if !assumptions.contains(assumption) {
            assumptions.push(assumption.clone());
        }
    };
    for ((side, stretch), metres) in &fit.by_stretch {
        let Stretch { named, assumption, .. } = &work.stretches[*stretch];
        *sides.entry((*side, *named)).or_insert(0.0) += metres;
        work.named[*named].assumptions.iter().for_each(&mut assume);
        assumption.iter().for_each(&mut assume);
    }
    Traced {
        area_m2: geometry::area_m2(&shape),
        shape,
        area_ratio: None,
        fit: fit.share,
        sides: sides
            .into_iter()
            .map(|((side, named), metres)| (side, work.named[named].name.clone(), metres))
            .collect(),
        assumptions,
    }
}
