//! Which side a stretch of limit faces: by the azimuth of its outward normal, on axes that turn with a squarely built place.
//!
//! Must not know features.

use geo_types::Coord;

use super::metres::{azimuth_deg, distance, minus};
use crate::geometry::Side;

/// From this strength on, a limit counts as built on two axes square to one another: 1 for a rectangle, 0 for a circle, 0.77
/// for a parallelogram whose corners are out by 20 degrees.
const SQUARE: f64 = 0.75;

/// The axes on which sides are told: north turned clockwise by some degrees, -45 to 45.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Facing {
    pub(super) turned_deg: f64,
}

impl Facing {
    /// Finds the axes of rings: those on which their edges run, weighted by length, where they run on two axes square to one another.
    ///
    /// Streets rarely run due north. On a place turned by some forty degrees the quadrants of the compass would cut each side in two;
    /// on its own axes each side is one.
    pub(super) fn of<'a>(rings: impl Iterator<Item = &'a [Coord<f64>]>) -> Self {
        let (mut x, mut y, mut whole) = (0.0, 0.0, 0.0);
        for edge in rings.flat_map(|ring| ring.windows(2)) {
            let weight = distance(edge[0], edge[1]);
            // Four times the angle is the same for all four directions of one pair of axes.
            let angle = 4.0 * azimuth_deg(minus(edge[1], edge[0])).to_radians();
            (x, y, whole) = (x + weight * angle.cos(), y + weight * angle.sin(), whole + weight);
        }
        let strength = if whole > 0.0 { x.hypot(y) / whole } else { 0.0 };
        Self {
            turned_deg: if strength >= SQUARE {
                y.atan2(x).to_degrees() / 4.0
            } else {
                0.0
            },
        }
    }

    /// Gives the other axes on which people may have told the sides: where a place is turned by more than 25 degrees, what one
    /// calls its east another may call its north.
    pub(super) fn other(self) -> Option<Self> {
        let turned_deg = self.turned_deg - 90.0_f64.copysign(self.turned_deg);
        (self.turned_deg.abs() > 25.0).then_some(Self { turned_deg })
    }

    /// Gives the side that an outward azimuth faces.
    pub(super) fn side(self, azimuth_deg: f64) -> Side {
        Side::of_azimuth(azimuth_deg - self.turned_deg)
    }

    /// Gives the azimuth in the middle of a side.
    pub(super) fn azimuth_deg(self, side: Side) -> f64 {
        let middle = match side {
            Side::North => 0.0,
            Side::East => 90.0,
            Side::South => 180.0,
            Side::West => 270.0,
        };
        (middle + self.turned_deg).rem_euclid(360.0)
    }

    /// Turns a place so that the axes run due north and east.
    pub(super) fn squared(self, c: Coord<f64>) -> Coord<f64> {
        let (sin, cos) = self.turned_deg.to_radians().sin_cos();
        Coord {
            x: c.x * cos - c.y * sin,
            y: c.x * sin + c.y * cos,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(degrees: f64) -> Vec<Coord<f64>> {
        let facing = Facing { turned_deg: -degrees };
        let corners = [(0.0, 0.0), (300.0, 0.0), (300.0, 200.0), (0.0, 200.0), (0.0, 0.0)];
        corners.iter().map(|&(x, y)| facing.squared(Coord { x, y })).collect()
    }

    #[test]
    fn a_rectangle_is_seen_on_its_own_axes_however_it_is_turned() {
        for degrees in [-44.0, -20.0, 0.0, 12.0, 44.0] {
            let ring = turned(degrees);
            let facing = Facing::of(std::iter::once(ring.as_slice()));
            assert!((facing.turned_deg - degrees).abs() < 1e-6, "{degrees}: {facing:?}");
            // The edge from the first to the second corner is the south side: its outward normal points south.
            let along = minus(ring[1], ring[0]);
            let outward = azimuth_deg(along) + 90.0;
            assert_eq!(facing.side(outward), Side::South, "{degrees}");
            assert!((facing.squared(ring[1]).y - facing.squared(ring[0]).y).abs() < 1e-6);
        }
    }

    #[test]
    fn a_round_place_keeps_the_compass() {
        let ring: Vec<Coord<f64>> = (0..=36)
            .map(|nth| f64::from(nth).to_radians() * 10.0)
            .map(|angle| Coord {
                x: angle.cos(),
                y: angle.sin(),
            })
            .collect();
        assert_eq!(Facing::of(std::iter::once(ring.as_slice())), Facing::default());
        assert_eq!(Facing::of(std::iter::empty()), Facing::default());
    }

    #[test]
    fn a_place_turned_far_may_be_told_on_other_axes() {
        assert_eq!(Facing { turned_deg: 40.0 }.other(), Some(Facing { turned_deg: -50.0 }));
        assert_eq!(Facing { turned_deg: -30.0 }.other(), Some(Facing { turned_deg: 60.0 }));
        assert_eq!(Facing { turned_deg: 10.0 }.other(), None);
    }
}
