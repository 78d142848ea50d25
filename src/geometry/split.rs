//! Holds how a shape falls into two along a line that is drawn across it.
//! Must not know who draws it, nor what becomes of the halves.
//!
//! The halves cover the shape and share the line's vertices; that their areas add up is proven on the grid, or it is an error.

use super::{
    grid::to_grid,
    grouping::grouped,
    law::{Amiss, cleaned_pieces, parts_proven},
    lon_lat::LonLat,
    overlay::{Contour, Piece, contours, engine_options, from_contours, guarded},
    overlay_error::OverlayError,
    relation::{Position, locate},
    split_sides::{Side, meets, sides},
    validity::{Limits, faults},
};
use geo_types::{LineString, MultiPolygon};
use i_overlay::{
    core::fill_rule::FillRule,
    i_float::int::point::IntPoint,
    string::{overlay::StringOverlay, rule::StringRule},
};
use thiserror::Error;

/// Most vertices of a line along which a shape is split; nobody draws as many.
const MOST_LINE_VERTICES: usize = 2_000;

/// What a line makes of a shape, each normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// What lies left of the line, as it runs.
    pub left: MultiPolygon<f64>,
    /// What lies right of it.
    pub right: MultiPolygon<f64>,
    /// The parts that the line leaves alone.
    pub untouched: MultiPolygon<f64>,
}

/// Why a line does not split a shape.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SplitError {
    /// The shape is not sound.
    #[error("expected a sound shape, found one with {0} fault(s); hint: mend what the findings say, then split it")]
    Unsound(usize),
    /// The line has fewer than two places.
    #[error("expected a line of two places or more, found {0}")]
    NoLine(usize),
    /// The line has more vertices than anyone draws.
    #[error("expected a line of {MOST_LINE_VERTICES} vertices or fewer, found {0}")]
    TooLong(usize),
    /// An end of the line lies inside.
    #[error("expected a line from limit to limit, found that its {} lies inside the shape; hint: draw it on, beyond the limit",
        if *.at_start { "first place" } else { "last place" })]
    EndsInside {
        /// Whether it is the line's first place.
        at_start: bool,
    },
    /// The line and the shape have no place in common.
    #[error("expected a line across the shape, found one that does not meet it")]
    Misses,
    /// The line touches the shape, or runs along its limit, and cuts nothing off.
    #[error("expected a line across the shape, found one that only touches it or runs along its limit")]
    Touches,
    /// A piece lies on both sides of the line.
    #[error(
        "expected a line that leaves each piece on one side of it, found one that winds around a piece; hint: split it in two steps"
    )]
    Winds,
    /// The pieces do not add up.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
}

/// Splits a shape along a line: what lies left of it, what lies right of it, and the parts that it leaves alone.
///
/// The ends of the line lie on the limit or beyond it. The line may cross the shape several times, and holes and several parts too.
///
/// # Errors
/// [`SplitError`] that says what is wrong with the line or the shape.
pub fn split(shape: &MultiPolygon<f64>, line: &LineString<f64>) -> Result<Split, SplitError> {
    if line.0.len() > MOST_LINE_VERTICES {
        return Err(SplitError::TooLong(line.0.len()));
    }
    let found = faults(shape, &Limits::default()).len();
    if found > 0 || shape.0.is_empty() {
        return Err(SplitError::Unsound(found));
    }
    let path = path_of(line);
    let (Some(first), Some(last), true) = (path.first(), path.last(), path.len() > 1) else {
        return Err(SplitError::NoLine(path.len()));
    };
    let whole = cleaned_pieces(&contours(shape)).map_err(|amiss| named(&amiss, shape))?;
    let on_grid = from_contours(&whole);
    for (end, at_start) in [(first, true), (last, false)] {
        let place = from_contours_place(*end);
        if place.is_some_and(|place| locate(&on_grid, place) == Position::Inside) {
            return Err(SplitError::EndsInside { at_start });
        }
    }
    let whole: Vec<Contour> = whole.concat();
    let pieces = sliced(&whole, &path).map_err(|amiss| named(&amiss, shape))?;
    parts_proven(&whole, &pieces).map_err(|amiss| named(&amiss, shape))?;
    halves(pieces, &path, &whole)
}

/// Sorts the pieces by the side of the line on which they lie.
fn halves(pieces: Vec<Piece>, path: &Contour, whole: &[Contour]) -> Result<Split, SplitError> {
    let sides = sides(&pieces, path);
    let (mut left, mut right, mut untouched) = (Vec::new(), Vec::new(), Vec::new());
    for (piece, side) in pieces.into_iter().zip(sides) {
        match side {
            Some(Side::Left) => left.push(piece),
            Some(Side::Right) => right.push(piece),
            Some(Side::Both) => return Err(SplitError::Winds),
            None => untouched.push(piece),
        }
    }
    match (left.is_empty(), right.is_empty()) {
        (true, true) if meets(path, whole) => Err(SplitError::Touches),
        (true, true) => Err(SplitError::Misses),
        (false, false) => Ok(Split {
            left: from_contours(&left),
            right: from_contours(&right),
            untouched: from_contours(&untouched),
        }),
        _ => Err(SplitError::Winds),
    }
}

/// Gives the line on the grid, without repeats and without places that are none.
fn path_of(line: &LineString<f64>) -> Contour {
    let mut path = Contour::with_capacity(line.0.len());
    for c in line.0.iter().filter(|c| c.x.is_finite() && c.y.is_finite()) {
        let p = IntPoint::new(to_grid(c.x), to_grid(c.y));
        if path.last() != Some(&p) {
            path.push(p);
        }
    }
    path
}

fn from_contours_place(p: IntPoint<i64>) -> Option<LonLat> {
    LonLat::new(super::grid::from_grid(p.x), super::grid::from_grid(p.y)).ok()
}

fn sliced(contours: &[Contour], path: &Contour) -> Result<Vec<Piece>, Amiss> {
    let run = || {
        let capacity = contours.iter().map(Vec::len).sum::<usize>() + path.len();
        let mut engine = StringOverlay::with_options(capacity, engine_options());
        engine.add_shape_source(contours);
        engine.add_string_path(path);
        let graph = engine.build_graph_view(FillRule::NonZero);
        graph
            .map(|graph| graph.extract_shapes(StringRule::Slice))
            .unwrap_or_default()
    };
    guarded(run).and_then(grouped).map_err(Amiss::Engine)
}

fn named(amiss: &Amiss, shape: &MultiPolygon<f64>) -> OverlayError {
    super::overlap::named(amiss, shape, shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{area_m2, union};
    use geo_types::{Coord, Polygon};
    use proptest::prelude::*;

    fn ring(points: &[(f64, f64)]) -> LineString<f64> {
        points
            .iter()
            .map(|&(x, y)| Coord {
                x: 121.4 + x * 1e-5,
                y: 31.2 + y * 1e-5,
            })
            .collect()
    }

    fn shape(exterior: &[(f64, f64)], holes: &[&[(f64, f64)]]) -> MultiPolygon<f64> {
        MultiPolygon(vec![Polygon::new(
            ring(exterior),
            holes.iter().map(|hole| ring(hole)).collect(),
        )])
    }

    const SQUARE: [(f64, f64); 5] = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)];

    /// A crossing is rounded by 0.1 mm at most, along limits of 100 m: 10 mm² a crossing.
    const ROUNDED_M2: f64 = 0.1;

    fn assert_covers(split: &Split, whole: &MultiPolygon<f64>) {
        let pieces = [&split.left, &split.right, &split.untouched];
        let sum: f64 = pieces.iter().map(|piece| area_m2(piece)).sum();
        assert!((sum - area_m2(whole)).abs() < ROUNDED_M2, "{sum} {}", area_m2(whole));
        assert!((area_m2(&union(&pieces).unwrap()) - area_m2(whole)).abs() < ROUNDED_M2);
    }

    #[test]
    fn a_line_across_a_square_makes_two_halves_that_share_its_vertices() {
        let whole = shape(&SQUARE, &[]);
        let line = ring(&[(30.0, -10.0), (30.0, 50.0), (60.0, 60.0), (60.0, 110.0)]);
        let halves = split(&whole, &line).unwrap();
        assert!(halves.untouched.0.is_empty());
        assert_covers(&halves, &whole);
        for bend in &line.0[1..3] {
            for half in [&halves.left, &halves.right] {
                let held = half.0[0].exterior().0.iter();
                let shared = held
                    .clone()
                    .any(|c| (c.x - bend.x).abs() < 1e-9 && (c.y - bend.y).abs() < 1e-9);
                assert!(shared, "{bend:?} {half:?}");
            }
        }
        // The line runs north: what lies west of it is on its left.
        let west = |half: &MultiPolygon<f64>| half.0[0].exterior().0.iter().any(|c| c.x < 121.400_01);
        assert!(west(&halves.left) && !west(&halves.right));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told() {
        let whole = shape(&SQUARE, &[]);
        let told = |points: &[(f64, f64)]| split(&whole, &ring(points)).unwrap_err();
        assert_eq!(
            told(&[(30.0, -10.0), (30.0, 50.0)]),
            SplitError::EndsInside { at_start: false }
        );
        assert_eq!(
            told(&[(30.0, 50.0), (30.0, 150.0)]),
            SplitError::EndsInside { at_start: true }
        );
        assert_eq!(told(&[(-10.0, -10.0), (-10.0, 200.0)]), SplitError::Misses);
        assert_eq!(told(&[(-10.0, 10.0), (10.0, -10.0)]), SplitError::Touches);
        assert_eq!(told(&[(0.0, -10.0), (0.0, 110.0)]), SplitError::Touches);
        assert_eq!(told(&[(30.0, 30.0), (30.0, 30.0)]), SplitError::NoLine(1));
        assert_eq!(told(&[]), SplitError::NoLine(0));
        assert_eq!(told(&vec![(0.0, 0.0); 2_001]), SplitError::TooLong(2_001));
        let bow_tie = shape(
            &[(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0), (0.0, 0.0)],
            &[],
        );
        assert!(matches!(
            split(&bow_tie, &ring(&[(50.0, -10.0), (50.0, 110.0)])),
            Err(SplitError::Unsound(1..))
        ));
    }

    #[test]
    fn a_line_that_winds_around_a_piece_is_refused_and_one_that_comes_back_is_not() {
        let whole = shape(&SQUARE, &[]);
        let back = [(-10.0, 30.0), (110.0, 30.0), (110.0, 60.0), (-10.0, 60.0)];
        let halves = split(&whole, &ring(&back)).unwrap();
        assert_eq!((halves.left.0.len(), halves.right.0.len()), (1, 2));
        assert_covers(&halves, &whole);
        let around = [
            (-10.0, 30.0),
            (110.0, 30.0),
            (110.0, 120.0),
            (-10.0, 120.0),
            (-10.0, 60.0),
            (110.0, 60.0),
        ];
        assert_eq!(split(&whole, &ring(&around)).unwrap_err(), SplitError::Winds);
    }

    #[test]
    fn a_line_through_a_hole_cuts_on_both_sides_of_it() {
        let hole: &[(f64, f64)] = &[(40.0, 40.0), (40.0, 60.0), (60.0, 60.0), (60.0, 40.0), (40.0, 40.0)];
        let whole = shape(&SQUARE, &[hole]);
        let halves = split(&whole, &ring(&[(50.0, -10.0), (50.0, 110.0)])).unwrap();
        assert_covers(&halves, &whole);
        assert!(
            [&halves.left, &halves.right]
                .iter()
                .all(|half| half.0[0].interiors().is_empty())
        );
        // From the outer limit into the hole nothing is cut off.
        assert_eq!(
            split(&whole, &ring(&[(50.0, -10.0), (50.0, 50.0)])).unwrap_err(),
            SplitError::Touches
        );
    }

    #[test]
    fn parts_that_the_line_leaves_alone_are_told_apart() {
        let mut whole = shape(&SQUARE, &[]);
        whole.0.extend(shape(&SQUARE.map(|(x, y)| (x + 300.0, y)), &[]).0);
        let halves = split(&whole, &ring(&[(50.0, -10.0), (50.0, 110.0)])).unwrap();
        assert_eq!(halves.untouched.0.len(), 1);
        assert_covers(&halves, &whole);
    }

    proptest! {
        #[test]
        fn the_halves_of_any_line_cover_the_shape(points in prop::collection::vec((-20.0..120.0, -20.0..120.0), 0..9)) {
            let whole = shape(&[(0.0, 0.0), (100.0, 7.0), (83.0, 60.0), (97.0, 103.0), (40.0, 71.0), (3.0, 90.0), (0.0, 0.0)], &[]);
            let beyond = [(-30.0, -30.0), (130.0, 130.0)];
            let line: Vec<(f64, f64)> = beyond[..1].iter().copied().chain(points).chain(beyond[1..].iter().copied()).collect();
            match split(&whole, &ring(&line)) {
                Ok(halves) => assert_covers(&halves, &whole),
                Err(error) => prop_assert!(matches!(error, SplitError::Winds | SplitError::Misses | SplitError::Touches), "{error:?}"),
            }
        }
    }
}
