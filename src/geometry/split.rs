//! Holds how a shape falls apart along a line that is drawn across it.
//! Must not know who draws it, nor which piece becomes what.
//!
//! The pieces cover the shape and share the line's vertices; that their areas add up is proven on the grid, or it is an error.

use super::{
    grid::to_grid,
    grouping::grouped,
    law::{Amiss, cleaned_pieces, parts_proven},
    overlay::{Contour, Piece, contours, engine_options, from_contours, guarded},
    overlay_error::OverlayError,
};
use geo_types::{LineString, MultiPolygon};
use i_overlay::{
    core::fill_rule::FillRule,
    i_float::int::point::IntPoint,
    string::{overlay::StringOverlay, rule::StringRule},
};

/// Gives the pieces into which a line cuts a shape, normalised, the largest first; one piece where it cuts nothing off.
///
/// Parts that the line does not cross are pieces of their own. A line that ends inside cuts nothing there.
///
/// # Errors
/// [`OverlayError`] when the pieces do not add up to the shape; it names the shape.
pub fn split(shape: &MultiPolygon<f64>, line: &LineString<f64>) -> Result<Vec<MultiPolygon<f64>>, OverlayError> {
    let whole = cleaned_pieces(&contours(shape)).map_err(|amiss| named(&amiss, shape))?;
    let path = path_of(line);
    let mut pieces = whole;
    if path.len() > 1 {
        let contours: Vec<Contour> = pieces.concat();
        let cut = sliced(&contours, &path).map_err(|amiss| named(&amiss, shape))?;
        parts_proven(&contours, &cut).map_err(|amiss| named(&amiss, shape))?;
        pieces = cut;
    }
    let mut found: Vec<MultiPolygon<f64>> = pieces
        .into_iter()
        .map(|piece| from_contours(&[piece]))
        .filter(|piece| !piece.0.is_empty())
        .collect();
    found.sort_by(|one, other| super::area_m2(other).total_cmp(&super::area_m2(one)));
    Ok(found)
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

    fn assert_covers(pieces: &[MultiPolygon<f64>], whole: &MultiPolygon<f64>) {
        let sum: f64 = pieces.iter().map(area_m2).sum();
        assert!((sum - area_m2(whole)).abs() < ROUNDED_M2, "{sum} {}", area_m2(whole));
        let refs: Vec<&MultiPolygon<f64>> = pieces.iter().collect();
        assert!((area_m2(&union(&refs).unwrap()) - area_m2(whole)).abs() < ROUNDED_M2);
    }

    #[test]
    fn a_line_across_a_square_makes_two_pieces_that_share_its_vertices() {
        let whole = shape(&SQUARE, &[]);
        let line = ring(&[(30.0, -10.0), (30.0, 50.0), (60.0, 60.0), (60.0, 110.0)]);
        let pieces = split(&whole, &line).unwrap();
        assert_eq!(pieces.len(), 2);
        assert!(area_m2(&pieces[0]) > area_m2(&pieces[1]));
        assert_covers(&pieces, &whole);
        for bend in &line.0[1..3] {
            for piece in &pieces {
                let shared = piece.0[0]
                    .exterior()
                    .0
                    .iter()
                    .any(|c| (c.x - bend.x).abs() < 1e-9 && (c.y - bend.y).abs() < 1e-9);
                assert!(shared, "{bend:?} {piece:?}");
            }
        }
    }

    #[test]
    fn a_line_that_ends_inside_or_passes_by_cuts_nothing() {
        let whole = shape(&SQUARE, &[]);
        for line in [
            ring(&[(30.0, -10.0), (30.0, 50.0)]),
            ring(&[(-10.0, -10.0), (-10.0, 200.0)]),
            ring(&[(30.0, 30.0)]),
            ring(&[]),
        ] {
            let pieces = split(&whole, &line).unwrap();
            assert_eq!(pieces.len(), 1, "{line:?}");
            assert_covers(&pieces, &whole);
        }
    }

    #[test]
    fn a_line_through_a_hole_cuts_on_both_sides_of_it() {
        let hole: &[(f64, f64)] = &[(40.0, 40.0), (40.0, 60.0), (60.0, 60.0), (60.0, 40.0), (40.0, 40.0)];
        let whole = shape(&SQUARE, &[hole]);
        let pieces = split(&whole, &ring(&[(50.0, -10.0), (50.0, 110.0)])).unwrap();
        assert_eq!(pieces.len(), 2);
        assert_covers(&pieces, &whole);
        assert!(pieces.iter().all(|piece| piece.0[0].interiors().is_empty()));
    }

    #[test]
    fn parts_that_the_line_leaves_alone_are_pieces_of_their_own() {
        let mut whole = shape(&SQUARE, &[]);
        whole.0.extend(shape(&SQUARE.map(|(x, y)| (x + 300.0, y)), &[]).0);
        let pieces = split(&whole, &ring(&[(50.0, -10.0), (50.0, 110.0)])).unwrap();
        assert_eq!(pieces.len(), 3);
        assert_covers(&pieces, &whole);
    }

    proptest! {
        #[test]
        fn the_pieces_of_any_line_cover_the_shape(points in prop::collection::vec((-20.0..120.0, -20.0..120.0), 0..9)) {
            let whole = shape(&[(0.0, 0.0), (100.0, 7.0), (83.0, 60.0), (97.0, 103.0), (40.0, 71.0), (3.0, 90.0), (0.0, 0.0)], &[]);
            let pieces = split(&whole, &ring(&points)).unwrap();
            prop_assert!(!pieces.is_empty());
            assert_covers(&pieces, &whole);
        }
    }
}
