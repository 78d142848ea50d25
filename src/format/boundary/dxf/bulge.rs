//! Arcs of polylines as chords.
//!
//! Must not know files. A bulge is the tangent of a quarter of the arc's angle, positive where it turns left.

use geo_types::Coord;

/// How far a chord may lie from its arc, in units of the drawing, which are taken as metres: 1 mm.
const CHORD_TOLERANCE_M: f64 = 0.001;

/// Most chords of one arc: a circle of 100 km needs 22,000 for the tolerance above.
const MOST_CHORDS: f64 = 32_768.0;

/// Adds the corners between two, none of the two included.
pub(super) fn flatten(from: Coord<f64>, to: Coord<f64>, bulge: f64, corners: &mut Vec<Coord<f64>>) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let chord = dx.hypot(dy);
    if bulge == 0.0 || chord == 0.0 {
        return;
    }
    let angle = 4.0 * bulge.atan();
    let radius = chord * (1.0 + bulge * bulge) / (4.0 * bulge.abs());
    // The height of an arc over its chord is r (1 - cos(a/2)); 1 - cos x = 2 sin²(x/2).
    let widest = 4.0 * (CHORD_TOLERANCE_M / radius / 2.0).min(0.5).sqrt().asin();
    let chords = (angle.abs() / widest).ceil().clamp(1.0, MOST_CHORDS);
    if !chords.is_finite() || !radius.is_finite() {
        return;
    }
    // The centre, seen from the first corner: half the chord, and from there to the left.
    let aside = (1.0 - bulge * bulge) / (4.0 * bulge);
    let centre = (dx / 2.0 - dy * aside, dy / 2.0 + dx * aside);
    let start = (-centre.1).atan2(-centre.0);
    for nth in 1..chords as u32 {
        let (sin, cos) = (start + angle * f64::from(nth) / chords).sin_cos();
        corners.push(Coord {
            x: from.x + centre.0 + radius * cos,
            y: from.y + centre.1 + radius * sin,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(from: (f64, f64), to: (f64, f64), bulge: f64) -> Vec<Coord<f64>> {
        let mut corners = Vec::new();
        flatten(from.into(), to.into(), bulge, &mut corners);
        corners
    }

    #[test]
    fn a_half_circle_turns_left_for_a_positive_bulge() {
        let corners = drawn((40_500_000.0, 3_400_000.0), (40_500_200.0, 3_400_000.0), 1.0);
        let middle = corners[corners.len() / 2];
        assert!((middle.y - 3_399_900.0).abs() < 0.01, "{middle:?}");
        assert!(
            corners
                .iter()
                .all(|c| ((c.x - 40_500_100.0).hypot(c.y - 3_400_000.0) - 100.0).abs() < 1e-6)
        );
        let other_side = drawn((0.0, 0.0), (200.0, 0.0), -1.0);
        assert!(other_side.iter().all(|c| c.y > 0.0));
    }

    #[test]
    fn odd_bulges_end() {
        for bulge in [0.0, 1e-300, 1e300, f64::MAX, f64::MIN_POSITIVE] {
            assert!(drawn((0.0, 0.0), (1.0, 1.0), bulge).len() <= 32_768);
        }
        assert!(drawn((0.0, 0.0), (f64::MAX, f64::MAX), 1.0).len() <= 32_768);
        assert!(drawn((1.0, 1.0), (1.0, 1.0), 1.0).is_empty());
    }

    proptest! {
        #[test]
        fn chords_lie_within_a_millimetre_of_the_arc(to in 0.1_f64..2_000.0, bulge in 0.01_f64..4.0) {
            let mut corners = vec![Coord { x: 0.0, y: 0.0 }];
            flatten(corners[0], Coord { x: to, y: 0.0 }, bulge, &mut corners);
            corners.push(Coord { x: to, y: 0.0 });
            let centre = Coord { x: to / 2.0, y: to * (1.0 - bulge * bulge) / (4.0 * bulge) };
            let radius = to * (1.0 + bulge * bulge) / (4.0 * bulge);
            for pair in corners.windows(2) {
                let middle = (f64::midpoint(pair[0].x, pair[1].x), f64::midpoint(pair[0].y, pair[1].y));
                let off = radius - (middle.0 - centre.x).hypot(middle.1 - centre.y);
                prop_assert!((-1e-6..=0.001_001).contains(&off), "{}", off);
            }
        }
    }
}
