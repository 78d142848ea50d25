//! Holds the box of longitudes and latitudes that encloses a shape.
//! Must not know the antimeridian: a box never wraps, west is at most east.

use super::{ellipsoid, lon_lat::LonLat};
use geo_types::{Coord, MultiPolygon, Rect};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Encloses a shape by its least and greatest longitude and latitude, degrees; written `[west, south, east, north]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f64; 4]", into = "[f64; 4]")]
pub struct Bbox {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Tells why four numbers are not a box.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum BboxError {
    /// A number is NaN or infinite.
    #[error("bbox `{0:?}` holds a number that is not finite; expected [west, south, east, north] in degrees")]
    NotFinite([f64; 4]),
    /// West lies east of east.
    #[error("bbox west `{west}` is greater than east `{east}`; hint: the order is west, south, east, north")]
    WestOfEast {
        /// The number given as west, degrees.
        west: f64,
        /// The number given as east, degrees.
        east: f64,
    },
    /// South lies north of north.
    #[error("bbox south `{south}` is greater than north `{north}`; hint: the order is west, south, east, north")]
    SouthOfNorth {
        /// The number given as south, degrees.
        south: f64,
        /// The number given as north, degrees.
        north: f64,
    },
}

impl Bbox {
    /// Makes a box from its four sides in degrees.
    ///
    /// # Errors
    /// [`BboxError`] when a number is not finite or the sides are in the wrong order.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Result<Self, BboxError> {
        if ![west, south, east, north].iter().all(|v| v.is_finite()) {
            return Err(BboxError::NotFinite([west, south, east, north]));
        }
        if west > east {
            return Err(BboxError::WestOfEast { west, east });
        }
        if south > north {
            return Err(BboxError::SouthOfNorth { south, north });
        }
        Ok(Self {
            west,
            south,
            east,
            north,
        })
    }

    /// Makes a box of corners that are known to be finite and in order.
    pub(crate) fn ordered([west, south]: [f64; 2], [east, north]: [f64; 2]) -> Self {
        Self {
            west,
            south,
            east,
            north,
        }
    }

    /// Encloses all finite coordinates, or gives `None` when there is none.
    pub fn of_coords(coords: impl IntoIterator<Item = Coord<f64>>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for c in coords {
            if c.x.is_finite() && c.y.is_finite() {
                let one = Self {
                    west: c.x,
                    south: c.y,
                    east: c.x,
                    north: c.y,
                };
                found = Some(found.map_or(one, |b| b.union(&one)));
            }
        }
        found
    }

    /// Encloses every vertex of the shape, holes included, or gives `None` when it has none.
    pub fn of(shape: &MultiPolygon<f64>) -> Option<Self> {
        Self::of_coords(shape.iter().flat_map(|part| {
            part.interiors()
                .iter()
                .flat_map(|ring| ring.0.iter().copied())
                .chain(part.exterior().0.iter().copied())
        }))
    }

    /// Gives the least longitude, degrees.
    #[inline]
    pub fn west(&self) -> f64 {
        self.west
    }

    /// Gives the least latitude, degrees.
    #[inline]
    pub fn south(&self) -> f64 {
        self.south
    }

    /// Gives the greatest longitude, degrees.
    #[inline]
    pub fn east(&self) -> f64 {
        self.east
    }

    /// Gives the greatest latitude, degrees.
    #[inline]
    pub fn north(&self) -> f64 {
        self.north
    }

    /// Gives the four sides in the order west, south, east, north.
    pub fn to_array(self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north]
    }

    /// Gives the box as a shape.
    pub fn rect(&self) -> Rect<f64> {
        Rect::new((self.west, self.south), (self.east, self.north))
    }

    /// Gives the middle of the box.
    pub fn centre(&self) -> Coord<f64> {
        Coord {
            x: f64::midpoint(self.west, self.east),
            y: f64::midpoint(self.south, self.north),
        }
    }

    /// Gives the least box that encloses both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Gives what both boxes share, or `None` when they are apart; boxes that only touch share a line or a point.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        self.intersects(other).then(|| Self {
            west: self.west.max(other.west),
            south: self.south.max(other.south),
            east: self.east.min(other.east),
            north: self.north.min(other.north),
        })
    }

    /// Tells whether the place lies in the box or on its sides.
    #[inline]
    pub fn contains(&self, p: LonLat) -> bool {
        self.contains_coord(p.coord())
    }

    /// Tells whether the coordinate lies in the box or on its sides; never true for NaN.
    #[inline]
    pub fn contains_coord(&self, c: Coord<f64>) -> bool {
        self.west <= c.x && c.x <= self.east && self.south <= c.y && c.y <= self.north
    }

    /// Tells whether the boxes share at least a point.
    #[inline]
    pub fn intersects(&self, other: &Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// Grows the box by at least `distance_m` metres on each side; it may grow by more near the poles, never by less.
    #[must_use]
    pub fn expand_m(&self, distance_m: f64) -> Self {
        let dlat = distance_m / ellipsoid::least_metres_per_degree_lat();
        let farthest = self.south.abs().max(self.north.abs()) + dlat;
        let dlon = if farthest >= 89.9 {
            360.0
        } else {
            distance_m / ellipsoid::metres_per_degree_lon(farthest)
        };
        Self {
            west: (self.west - dlon).max(-180.0).min(self.west),
            south: (self.south - dlat).max(-90.0).min(self.south),
            east: (self.east + dlon).min(180.0).max(self.east),
            north: (self.north + dlat).min(90.0).max(self.north),
        }
    }
}

impl TryFrom<[f64; 4]> for Bbox {
    type Error = BboxError;
    fn try_from([west, south, east, north]: [f64; 4]) -> Result<Self, BboxError> {
        Self::new(west, south, east, north)
    }
}

impl From<Bbox> for [f64; 4] {
    fn from(b: Bbox) -> Self {
        b.to_array()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::distance_m;

    #[test]
    fn sides_in_the_wrong_order_are_refused_with_a_hint() {
        let error = Bbox::new(31.0, 121.0, 30.0, 122.0).unwrap_err().to_string();
        assert!(error.contains("hint: the order is west, south, east, north"), "{error}");
        assert!(serde_json::from_str::<Bbox>("[1,2,3,0]").is_err());
    }

    #[test]
    fn a_box_expanded_by_metres_reaches_at_least_that_far() {
        let b = Bbox::new(121.0, 31.0, 121.5, 31.5).unwrap();
        let big = b.expand_m(1000.0);
        for lat in [31.0, 31.5] {
            let from = LonLat::new(b.east(), lat).unwrap();
            let to = LonLat::new(big.east(), lat).unwrap();
            let reach_m = distance_m(from, to);
            assert!((1000.0..1020.0).contains(&reach_m), "{reach_m}");
        }
        let reach_m = distance_m(
            LonLat::new(121.0, 31.5).unwrap(),
            LonLat::new(121.0, big.north()).unwrap(),
        );
        assert!((1000.0..1010.0).contains(&reach_m), "{reach_m}");
    }

    #[test]
    fn boxes_that_touch_intersect_and_an_empty_shape_has_none() {
        let a = Bbox::new(0.0, 0.0, 1.0, 1.0).unwrap();
        let b = Bbox::new(1.0, 1.0, 2.0, 2.0).unwrap();
        assert!(a.intersects(&b));
        assert_eq!(a.intersection(&b).unwrap().to_array(), [1.0; 4]);
        assert_eq!(a.union(&b).to_array(), [0.0, 0.0, 2.0, 2.0]);
        assert_eq!(Bbox::of(&MultiPolygon(vec![])), None);
    }
}
