//! How a side of an area runs along the lines that its abuttals state: share, distances, and where it does not.
//!
//! Must not know rules: it measures, and says nothing of how much is too much.

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon};

use super::{
    Compass, StatedOffset,
    boundary::{Boundary, Piece, on_the_ground_m},
    lines::{Foot, LineWork},
    metres::{azimuth_deg, minus, turn_deg},
};
use crate::geometry::{EdgeBox, MetreFrame, Side};

/// What a side is stated to run along: lines, and how far beside them.
#[derive(Debug, Clone)]
pub struct Limit<'a> {
    /// The lines that bear the name.
    pub lines: Vec<&'a MultiLineString<f64>>,
    /// The offset stated.
    pub offset: Option<StatedOffset>,
}

/// How far a limit may lie from the line that it is stated to run along, and still run along it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitTolerance {
    /// From the line itself, or from the place that a stated distance gives, in metres.
    pub near_m: f64,
    /// Beyond that, where only the side of the line is stated (道路东侧), in metres.
    pub beside_m: f64,
}

/// How one side fits.
#[derive(Debug, Clone, PartialEq)]
pub struct SideFit {
    /// Length of the side in metres.
    pub length_m: f64,
    /// Share of it within the tolerance, 0 to 1.
    pub share: f64,
    /// Mean distance from where it is stated to run, weighted by length, in metres.
    pub mean_m: f64,
    /// Greatest such distance in metres.
    pub greatest_m: f64,
    /// The stretches beyond the tolerance, in degrees.
    pub off: MultiLineString<f64>,
}

/// Measures each side of a shape against what is stated for it, in the order of [`Side::ALL`]; `None` for a side of which nothing is
/// stated, or that the shape does not have.
///
/// Sides are those of the outer limits, by the outward normal. Where the place is turned so far that its sides may be told on either of
/// two pairs of axes, the pair that fits better holds for all four.
pub fn fit_sides(
    shape: &MultiPolygon<f64>,
    limits: &[Vec<Limit<'_>>; 4],
    tolerance: FitTolerance,
) -> [Option<SideFit>; 4] {
    let Some(boundary) = Boundary::of(shape) else {
        return [const { None }; 4];
    };
    let first = measure(&boundary, limits, tolerance);
    let Some(other) = boundary.facing.other() else {
        return first;
    };
    let second = measure(&boundary.turned(other), limits, tolerance);
    let along_m =
        |fits: &[Option<SideFit>; 4]| -> f64 { fits.iter().flatten().map(|fit| fit.share * fit.length_m).sum() };
    if along_m(&second) > along_m(&first) {
        second
    } else {
        first
    }
}

fn measure(boundary: &Boundary, limits: &[Vec<Limit<'_>>; 4], tolerance: FitTolerance) -> [Option<SideFit>; 4] {
    let everything = EdgeBox {
        min: Coord {
            x: f64::NEG_INFINITY,
            y: f64::NEG_INFINITY,
        },
        max: Coord {
            x: f64::INFINITY,
            y: f64::INFINITY,
        },
    };
    let mut fits = [const { None }; 4];
    for ((fit, side), limits) in fits.iter_mut().zip(Side::ALL).zip(limits) {
        let lines = limits.iter().enumerate();
        let lines = lines.flat_map(|(nth, limit)| limit.lines.iter().map(move |line| (nth, *line)));
        let work = LineWork::of_degrees(boundary.frame, &everything, lines);
        let pieces = boundary.pieces.iter().filter(|piece| piece.side == Some(side));
        let measured: Vec<(&Piece, f64)> = pieces
            .filter_map(|piece| {
                Some((
                    piece,
                    stray_m(piece.middle(), boundary.frame, &work, limits, tolerance)?,
                ))
            })
            .collect();
        *fit = side_fit(boundary.frame, &measured, tolerance);
    }
    fits
}

/// Returns how far a place lies from where it is stated to lie: the least over all limits of the side.
fn stray_m(
    place: Coord<f64>,
    frame: MetreFrame,
    work: &LineWork,
    limits: &[Limit<'_>],
    tolerance: FitTolerance,
) -> Option<f64> {
    let nearest = work.nearest(place)?;
    let farthest = limits
        .iter()
        .filter_map(|limit| limit.offset?.distance_m)
        .fold(0.0, f64::max);
    // A limit that is stated far beside its line may fit better than one whose line is nearest.
    let feet = work.feet(place, nearest.distance_m + 2.0 * farthest + tolerance.beside_m, |_| {
        true
    });
    feet.into_iter()
        .filter_map(|foot| {
            let distance_m = on_the_ground_m(frame, place, foot.at);
            let foot = Foot { distance_m, ..foot };
            Some(stray_from(place, &foot, limits.get(foot.owner)?.offset, tolerance))
        })
        .reduce(f64::min)
}

fn stray_from(place: Coord<f64>, foot: &Foot, offset: Option<StatedOffset>, tolerance: FitTolerance) -> f64 {
    let Some(offset) = offset else { return foot.distance_m };
    let away = minus(place, foot.at);
    let on_its_side = foot.distance_m == 0.0 || turn_deg(azimuth_deg(away), compass_deg(offset.direction)) <= 90.0;
    match (offset.distance_m, on_its_side) {
        (Some(stated_m), true) => (foot.distance_m - stated_m).abs(),
        (Some(stated_m), false) => foot.distance_m + stated_m,
        (None, true) => (foot.distance_m - tolerance.beside_m).max(0.0),
        (None, false) => foot.distance_m,
    }
}

fn side_fit(frame: MetreFrame, measured: &[(&Piece, f64)], tolerance: FitTolerance) -> Option<SideFit> {
    let length_m: f64 = measured.iter().map(|(piece, _)| piece.length_m).sum();
    if length_m <= 0.0 {
        return None;
    }
    let sum = |value: &dyn Fn(f64) -> f64| -> f64 {
        measured
            .iter()
            .map(|(piece, stray_m)| piece.length_m * value(*stray_m))
            .sum()
    };
    let within = |stray_m: f64| if stray_m <= tolerance.near_m { 1.0 } else { 0.0 };
    let off = measured.iter().filter(|(_, stray_m)| *stray_m > tolerance.near_m);
    Some(SideFit {
        length_m,
        share: sum(&within) / length_m,
        mean_m: sum(&|stray_m| stray_m) / length_m,
        greatest_m: measured.iter().map(|(_, stray_m)| *stray_m).fold(0.0, f64::max),
        off: lines(frame, off.map(|(piece, _)| *piece)),
    })
}

/// Gives the limit of a shape on one side, in degrees; empty where it has none.
pub fn side_line(shape: &MultiPolygon<f64>, side: Side) -> MultiLineString<f64> {
    let Some(boundary) = Boundary::of(shape) else {
        return MultiLineString(Vec::new());
    };
    let pieces = boundary.pieces.iter().filter(|piece| piece.side == Some(side));
    lines(boundary.frame, pieces)
}

/// Puts pieces that follow one another together to lines in degrees.
fn lines<'a>(frame: MetreFrame, pieces: impl Iterator<Item = &'a Piece>) -> MultiLineString<f64> {
    let mut lines: Vec<LineString<f64>> = Vec::new();
    let mut last: Option<&Piece> = None;
    for piece in pieces {
        let (a, b) = (frame.to_degrees(piece.a), frame.to_degrees(piece.b));
        match (lines.last_mut(), last) {
            (Some(line), Some(last)) if last.b == piece.a => {
                // Pieces of one edge make one straight line.
                if last.outward_deg == piece.outward_deg {
                    line.0.pop();
                }
                line.0.push(b);
            }
            _ => lines.push(LineString(vec![a, b])),
        }
        last = Some(piece);
    }
    MultiLineString(lines)
}

/// Gives the azimuth of one of the eight directions in degrees.
pub(super) fn compass_deg(direction: Compass) -> f64 {
    match direction {
        Compass::North => 0.0,
        Compass::NorthEast => 45.0,
        Compass::East => 90.0,
        Compass::SouthEast => 135.0,
        Compass::South => 180.0,
        Compass::SouthWest => 225.0,
        Compass::West => 270.0,
        Compass::NorthWest => 315.0,
    }
}
