//! Holds the laws of the normal form.
//! Must not know validity.

use crate::judge::{cases, rough_shape, shape};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use proptest::prelude::*;
use sizhi::geometry::normalise;

/// Turns, reverses and shuffles what was drawn without changing it.
fn redrawn(shape: &MultiPolygon<f64>, turn: usize, reverse: bool) -> MultiPolygon<f64> {
    let ring = |ring: &LineString<f64>| {
        let mut open = ring.0.clone();
        open.pop();
        let len = open.len().max(1);
        open.rotate_left(turn % len);
        if reverse {
            open.reverse();
        }
        LineString(open)
    };
    let parts = shape
        .0
        .iter()
        .rev()
        .map(|part| Polygon::new(ring(part.exterior()), part.interiors().iter().rev().map(ring).collect()));
    MultiPolygon(parts.collect())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn twice_is_once(shape in rough_shape(5)) {
        let once = normalise(&shape);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn where_and_which_way_a_drawing_began_does_not_show(shape in rough_shape(5), turn in 0..9_usize, reverse: bool) {
        prop_assert_eq!(normalise(&redrawn(&shape, turn, reverse)), normalise(&shape));
    }

    #[test]
    fn any_numbers_are_taken(numbers in prop::collection::vec(prop::num::f64::ANY, 0..30)) {
        let ring: LineString<f64> = numbers.chunks_exact(2).map(|c| Coord { x: c[0], y: c[1] }).collect();
        let once = normalise(&MultiPolygon(vec![Polygon::new(ring, vec![])]));
        prop_assert_eq!(normalise(&once), once);
    }
}

#[test]
fn the_form_is_as_promised() {
    let drawn = shape("(9 9, 9 0, 0 0, 0 9, 0 9) (6 6, 3 6, 3 3, 6 3) (1 1, 2 1, 2 2) | (-5 0, -4 0, -4 1)");
    let form = shape("(-5 0, -4 0, -4 1) | (0 0, 9 0, 9 9, 0 9) (1 1, 2 2, 2 1) (3 3, 3 6, 6 6, 6 3)");
    assert_eq!(normalise(&drawn), form);
}

#[test]
fn what_falls_together_on_the_grid_vanishes() {
    assert_eq!(normalise(&shape("(0 0, 1e-10 0, 0 1e-10)")), MultiPolygon(vec![]));
    let with_speck = shape("(0 0, 9 0, 9 9) (3 1, 3.0000000001 1, 3 1.0000000001)");
    assert_eq!(normalise(&with_speck), normalise(&shape("(0 0, 9 0, 9 9)")));
}
