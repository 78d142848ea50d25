//! Holds the grid that every stored coordinate lies on: whole billionths of a degree.
//! Must not know shapes; it turns one number into another.

use geo_types::Coord;

/// The number of grid steps in a degree; one step is 1e-9 degree, at most 0.12 mm on the ground.
pub const STEPS_PER_DEGREE: f64 = 1e9;

/// The greatest step that is ever given, 2^50: a million degrees, so that products and sums of steps fit 128 bits.
const LAST_STEP: f64 = 1_125_899_906_842_624.0;

/// Gives the nearest grid step to a number of degrees; ties go away from zero.
///
/// NaN gives 0 and numbers beyond the range of the grid its end: callers report such numbers before they come here.
#[inline]
pub fn to_grid(degrees: f64) -> i64 {
    (degrees * STEPS_PER_DEGREE).round().clamp(-LAST_STEP, LAST_STEP) as i64
}

/// Gives the degrees of a grid step, correctly rounded: `to_grid(from_grid(n)) == n` for every |n| up to 2^50.
#[inline]
pub fn from_grid(step: i64) -> f64 {
    step as f64 / STEPS_PER_DEGREE
}

/// Gives the coordinate moved to the nearest grid step on both axes; -0 becomes 0.
#[inline]
pub fn snap(c: Coord<f64>) -> Coord<f64> {
    Coord {
        x: from_grid(to_grid(c.x)),
        y: from_grid(to_grid(c.y)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_step_survives_the_way_to_degrees_and_back(step in -180_000_000_000_i64..=180_000_000_000) {
            prop_assert_eq!(to_grid(from_grid(step)), step);
        }

        #[test]
        fn snapping_twice_is_snapping_once(x in -180.0..180.0, y in -90.0..90.0) {
            let once = snap(Coord { x, y });
            prop_assert_eq!(snap(once), once);
            prop_assert!((once.x - x).abs() <= 0.500_1e-9 && (once.y - y).abs() <= 0.500_1e-9);
        }
    }

    #[test]
    fn what_is_written_with_nine_decimals_is_kept_exactly() {
        for written in ["121.527210600", "0.1", "31.177427612", "-179.999999999"] {
            let degrees: f64 = written.parse().unwrap();
            assert_eq!(snap(Coord { x: degrees, y: degrees }).x, degrees, "{written}");
        }
    }

    #[test]
    fn numbers_beyond_the_grid_do_not_overflow() {
        assert_eq!(to_grid(f64::NAN), 0);
        assert!(to_grid(f64::INFINITY) > 0 && to_grid(f64::NEG_INFINITY) < 0);
    }
}
