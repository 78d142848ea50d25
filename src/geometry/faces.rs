//! Holds the faces that lines cut the ground into, on a flat frame of metres.
//! Must not know what a line stands for: which face is wanted is the caller's to say.

use super::overlay::Contour;
use geo_types::{Coord, LineString, Polygon};
use i_overlay::{
    core::{
        fill_rule::FillRule,
        overlay::{ContourDirection, IntOverlayOptions},
    },
    i_float::int::point::IntPoint,
    string::{overlay::StringOverlay, rule::StringRule},
};

/// Steps of the grid in a metre: a line that meets another within a millimetre meets it.
const STEPS_PER_METRE: f64 = 1e3;

/// The greatest number of steps from the origin, 2^40: a million kilometres, beyond any shape on the earth.
const LAST_STEP: f64 = 1_099_511_627_776.0;

/// Gives the faces that lines enclose, counter-clockwise, holes included; what lies open to the outside is no face.
///
/// Lines may cross, touch, run on one another and end anywhere; ends that close nothing leave no trace. Coordinates that are not
/// finite end their line. Crossings lie on a grid of 1 mm.
pub(crate) fn faces(lines: &[Vec<Coord<f64>>]) -> Vec<Polygon<f64>> {
    let strings: Vec<Contour> = lines.iter().flat_map(|line| strings(line)).collect();
    let Some((min, max)) = bounds(&strings) else {
        return Vec::new();
    };
    // A frame around all, a metre away: whatever face has an edge on it lies open to the outside.
    let margin = STEPS_PER_METRE as i64;
    let (west, south, east, north) = (min.0 - margin, min.1 - margin, max.0 + margin, max.1 + margin);
    let frame = [(west, south), (east, south), (east, north), (west, north)].map(|(x, y)| IntPoint::new(x, y));
    let options = IntOverlayOptions {
        preserve_input_collinear: true,
        output_direction: ContourDirection::CounterClockwise,
        preserve_output_collinear: true,
        min_output_area: 0,
        ogc: true,
    };
    let mut overlay = StringOverlay::from_shape_custom(frame.as_slice(), options);
    for string in &strings {
        overlay.add_string_path(string);
    }
    let shapes = overlay
        .build_graph_view(FillRule::NonZero)
        .map(|graph| graph.extract_shapes_custom(StringRule::Slice, options))
        .unwrap_or_default();
    let closed = shapes.iter().filter(|shape| {
        let mut points = shape.iter().flatten();
        !points.any(|p| p.x == west || p.x == east || p.y == south || p.y == north)
    });
    closed.filter_map(|shape| polygon(shape)).collect()
}

/// Gives the runs of a line that are finite and not a single point, in steps.
fn strings(line: &[Coord<f64>]) -> Vec<Contour> {
    let step = |metres: f64| (metres * STEPS_PER_METRE).round().clamp(-LAST_STEP, LAST_STEP) as i64;
    let runs = line.split(|c| !(c.x.is_finite() && c.y.is_finite()));
    runs.map(|run| {
        let mut string: Contour = run.iter().map(|c| IntPoint::new(step(c.x), step(c.y))).collect();
        string.dedup();
        string
    })
    .filter(|string| string.len() > 1)
    .collect()
}

fn bounds(strings: &[Contour]) -> Option<((i64, i64), (i64, i64))> {
    strings.iter().flatten().fold(None, |found, p| {
        let (min, max) = found.unwrap_or(((p.x, p.y), (p.x, p.y)));
        Some(((min.0.min(p.x), min.1.min(p.y)), (max.0.max(p.x), max.1.max(p.y))))
    })
}

fn polygon(shape: &[Contour]) -> Option<Polygon<f64>> {
    let ring = |contour: &Contour| {
        let metres = |p: &IntPoint<i64>| Coord {
            x: p.x as f64 / STEPS_PER_METRE,
            y: p.y as f64 / STEPS_PER_METRE,
        };
        LineString(contour.iter().map(metres).collect())
    };
    let (exterior, holes) = shape.split_first()?;
    Some(Polygon::new(ring(exterior), holes.iter().map(ring).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;
    use proptest::prelude::*;

    fn line(places: &[(f64, f64)]) -> Vec<Coord<f64>> {
        places.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn four_lines_that_cross_enclose_one_face_and_their_ends_leave_no_trace() {
        let lines = [
            line(&[(0.0, -50.0), (0.0, 150.0)]),
            line(&[(100.0, -50.0), (100.0, 150.0)]),
            line(&[(-50.0, 0.0), (150.0, 0.0)]),
            line(&[(-50.0, 100.0), (150.0, 100.0)]),
            // A road that ends inside the face, and one that only enters it.
            line(&[(100.0, 50.0), (60.0, 50.0)]),
            line(&[(20.0, 20.0), (40.0, 40.0), (30.0, 60.0)]),
        ];
        let found = faces(&lines);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0].unsigned_area() - 10_000.0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn a_ring_inside_a_face_is_a_hole_and_a_face_of_its_own() {
        let ring = |from: f64, to: f64| line(&[(from, from), (to, from), (to, to), (from, to), (from, from)]);
        let mut areas: Vec<f64> = faces(&[ring(0.0, 100.0), ring(40.0, 60.0)])
            .iter()
            .map(Area::unsigned_area)
            .collect();
        areas.sort_by(f64::total_cmp);
        assert_eq!(areas, [400.0, 9_600.0]);
    }

    #[test]
    fn lines_that_run_on_one_another_count_once() {
        let there_and_back = line(&[(0.0, 0.0), (100.0, 0.0), (0.0, 0.0), (50.0, 0.0)]);
        let rest = line(&[(100.0, 0.0), (100.0, 80.0), (0.0, 80.0), (0.0, 0.0)]);
        let found = faces(&[there_and_back, rest]);
        assert_eq!(found.len(), 1);
        assert!((found[0].unsigned_area() - 8_000.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_encloses_nothing() {
        assert!(faces(&[]).is_empty());
        assert!(
            faces(&[
                line(&[(0.0, 0.0), (0.0, 0.0)]),
                line(&[(f64::NAN, 1.0), (2.0, f64::INFINITY)])
            ])
            .is_empty()
        );
        assert!(faces(&[line(&[(0.0, 0.0), (1e300, 1e300)])]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Faces do not overlap: their areas never sum to more than the box around all lines.
        #[test]
        fn faces_of_any_lines_share_no_ground(
            lines in prop::collection::vec(prop::collection::vec((0_i32..40, 0_i32..40), 2..6), 0..12),
        ) {
            let lines: Vec<Vec<Coord<f64>>> = lines
                .iter()
                .map(|places| places.iter().map(|&(x, y)| Coord { x: f64::from(x) * 7.3, y: f64::from(y) * 5.1 }).collect())
                .collect();
            let found = faces(&lines);
            let sum: f64 = found.iter().map(Area::unsigned_area).sum();
            prop_assert!(sum <= 40.0 * 7.3 * 40.0 * 5.1 + 1.0);
            for face in &found {
                prop_assert!(face.unsigned_area() > 0.0);
            }
        }
    }
}
