//! Holds a flat frame of metres around one place, for widths and offsets over some kilometres.
//! Must not be used for areas or distances that are told to a user: those are geodesic, in `measure`.

use super::ellipsoid::{metres_per_degree_lat, metres_per_degree_lon};
use geo_types::Coord;

/// Maps degrees to metres east and north of an origin, by the lengths that degrees have at the origin.
///
/// The error grows with the distance to the origin: in width about 0.02 % a kilometre to the north or south at 45 degrees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MetreFrame {
    origin: Coord<f64>,
    east_m: f64,
    north_m: f64,
}

impl MetreFrame {
    /// Lays the frame around a place in degrees; a latitude beyond 89.9 counts as 89.9.
    pub(crate) fn at(origin: Coord<f64>) -> Self {
        let lat = origin.y.clamp(-89.9, 89.9);
        Self {
            origin,
            east_m: metres_per_degree_lon(lat),
            north_m: metres_per_degree_lat(lat),
        }
    }

    /// Gives metres east and north of the origin.
    #[inline]
    pub(crate) fn to_metres(self, c: Coord<f64>) -> Coord<f64> {
        Coord {
            x: (c.x - self.origin.x) * self.east_m,
            y: (c.y - self.origin.y) * self.north_m,
        }
    }

    /// Gives the degrees of metres east and north of the origin.
    #[inline]
    pub(crate) fn to_degrees(self, c: Coord<f64>) -> Coord<f64> {
        Coord {
            x: self.origin.x + c.x / self.east_m,
            y: self.origin.y + c.y / self.north_m,
        }
    }
}
