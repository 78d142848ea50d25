//! How sides are measured against the lines stated for them.

use geo_types::{MultiLineString, MultiPolygon};
use sizhi::abuttals::{Compass, FitTolerance, Limit, SideFit, StatedOffset, fit_sides};

use super::streets::{near, road, shape};

const TOLERANCE: FitTolerance = FitTolerance {
    near_m: 40.0,
    beside_m: 60.0,
};

/// Measures the east side of a shape against one street.
fn east(shape: &MultiPolygon<f64>, street: &[(f64, f64)], offset: Option<StatedOffset>) -> SideFit {
    let street = road("东路", street);
    let lines: Vec<&MultiLineString<f64>> = vec![&street.line];
    let limits = [vec![Limit { lines, offset }], vec![], vec![], vec![]];
    let [east, south, west, north] = fit_sides(shape, &limits, TOLERANCE);
    assert_eq!((south, west, north), (None, None, None));
    east.unwrap()
}

fn block() -> MultiPolygon<f64> {
    shape(&[(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0), (0.0, 0.0)])
}

#[test]
fn a_side_on_its_street_fits_and_one_beyond_the_tolerance_is_off_with_figures_and_place() {
    let fit = east(&block(), &[(412.0, -100.0), (412.0, 400.0)], None);
    assert_eq!((fit.share, fit.off.0.len()), (1.0, 0));
    near(fit.mean_m, 12.0, 0.01);
    near(fit.greatest_m, 12.0, 0.01);
    let fit = east(&block(), &[(500.0, -100.0), (500.0, 400.0)], None);
    assert_eq!(fit.share, 0.0);
    near(fit.mean_m, 100.0, 0.01);
    near(fit.length_m, 300.0, 0.01);
    assert_eq!((fit.off.0.len(), fit.off.0[0].0.len()), (1, 2));
}

#[test]
fn a_street_that_leaves_the_limit_is_off_where_it_does() {
    // On the limit up to 150 m, then away from it by one in two.
    let fit = east(&block(), &[(400.0, -100.0), (400.0, 150.0), (475.0, 300.0)], None);
    // 40 m off from a place 80 m · √(1 + 1/4) beyond the bend on.
    near(fit.share, (150.0 + 40.0 * 5.0_f64.sqrt()) / 300.0, 0.04);
    assert_eq!(fit.off.0.len(), 1);
}

#[test]
fn the_stated_distance_and_direction_count() {
    let offset = |direction, distance_m| Some(StatedOffset { direction, distance_m });
    let street = [(280.0, -100.0), (280.0, 400.0)];
    let fit = east(&block(), &street, offset(Compass::East, Some(120.0)));
    assert_eq!(fit.share, 1.0);
    assert!(fit.greatest_m < 1.0, "{fit:?}");
    // On the wrong side, the distance adds up.
    let fit = east(&block(), &street, offset(Compass::West, Some(120.0)));
    near(fit.mean_m, 240.0, 0.01);
    // A side without a distance is a belt beside the street.
    let near_by = [(320.0, -100.0), (320.0, 400.0)];
    let fit = east(&block(), &near_by, offset(Compass::East, None));
    assert_eq!(fit.share, 1.0);
    near(fit.mean_m, 20.0, 0.02);
    let fit = east(&block(), &near_by, offset(Compass::West, None));
    assert_eq!(fit.share, 0.0);
}

#[test]
fn holes_and_the_inside_of_bays_are_no_side() {
    let bay = shape(&[
        (0.0, 0.0),
        (400.0, 0.0),
        (400.0, 300.0),
        (300.0, 300.0),
        (300.0, 100.0),
        (100.0, 100.0),
        (100.0, 300.0),
        (0.0, 300.0),
        (0.0, 0.0),
    ]);
    let fit = east(&bay, &[(400.0, -100.0), (400.0, 400.0)], None);
    near(fit.length_m, 300.0, 0.01);
    assert_eq!(fit.share, 1.0);
}

#[test]
fn the_sides_of_a_place_turned_far_are_read_as_the_words_have_them() {
    let (sin, cos) = 42.0_f64.to_radians().sin_cos();
    let turn = |(x, y): (f64, f64)| (x * cos + y * sin, -x * sin + y * cos);
    let corners = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0), (0.0, 0.0)].map(turn);
    let street = |a, b| road("路", &[turn(a), turn(b)]);
    let streets = [
        street((400.0, -50.0), (400.0, 350.0)),
        street((-50.0, 0.0), (450.0, 0.0)),
        street((0.0, -50.0), (0.0, 350.0)),
        street((-50.0, 300.0), (450.0, 300.0)),
    ];
    // Told with the sides as the quadrants have them, and told one side on.
    for first in [0, 3] {
        let limits = [0, 1, 2, 3].map(|nth| {
            vec![Limit {
                lines: vec![&*streets[(first + nth) % 4].line],
                offset: None,
            }]
        });
        for fit in fit_sides(&shape(&corners), &limits, TOLERANCE) {
            assert_eq!(fit.unwrap().share, 1.0, "{first}");
        }
    }
}

#[test]
fn what_is_not_stated_or_has_no_area_is_not_measured() {
    let none = [vec![], vec![], vec![], vec![]];
    assert_eq!(fit_sides(&block(), &none, TOLERANCE), [const { None }; 4]);
    let empty = road("东路", &[]);
    let limits = [
        vec![Limit {
            lines: vec![&*empty.line],
            offset: None,
        }],
        vec![],
        vec![],
        vec![],
    ];
    assert_eq!(fit_sides(&block(), &limits, TOLERANCE), [const { None }; 4]);
    assert_eq!(
        fit_sides(&MultiPolygon(vec![]), &limits, TOLERANCE),
        [const { None }; 4]
    );
}
