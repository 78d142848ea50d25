//! Holds one place on the earth as longitude and latitude that cannot be out of range.
//! Must not know datums: a `LonLat` is CRS84 (CGCS2000 or WGS 84, which agree to centimetres).

use geo_types::{Coord, Point};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Places a point by longitude and latitude in degrees, CRS84 order (longitude first).
///
/// It does not say which datum a user meant: see [`crate::geometry::Datum`] for that.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

/// Tells why two numbers are not a longitude and a latitude.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum LonLatError {
    /// The longitude is outside -180..=180 or not a number.
    #[error("longitude `{value}` is not in -180..=180{}", swapped_hint(*.swapped))]
    Longitude {
        /// The number given as longitude, degrees.
        value: f64,
        /// Whether the pair would be a valid place in the order latitude, longitude.
        swapped: bool,
    },
    /// The latitude is outside -90..=90 or not a number.
    #[error("latitude `{value}` is not in -90..=90{}", swapped_hint(*.swapped))]
    Latitude {
        /// The number given as latitude, degrees.
        value: f64,
        /// Whether the pair would be a valid place in the order latitude, longitude.
        swapped: bool,
    },
}

fn swapped_hint(swapped: bool) -> &'static str {
    if swapped {
        "; hint: longitude comes first, the pair looks like latitude, longitude"
    } else {
        ""
    }
}

impl LonLat {
    /// Makes a place from longitude and latitude in degrees.
    ///
    /// # Errors
    /// [`LonLatError`] names the first number that is out of its range, and says when the two look swapped.
    pub fn new(lon: f64, lat: f64) -> Result<Self, LonLatError> {
        let lon_fits = (-180.0..=180.0).contains(&lon);
        let lat_fits = (-90.0..=90.0).contains(&lat);
        let swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
        if !lon_fits {
            return Err(LonLatError::Longitude { value: lon, swapped });
        }
        if !lat_fits {
            return Err(LonLatError::Latitude { value: lat, swapped });
        }
        Ok(Self { lon, lat })
    }

    /// Gives the longitude in degrees, -180..=180.
    #[inline]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Gives the latitude in degrees, -90..=90.
    #[inline]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Gives the place as a `geo_types` coordinate, x = longitude.
    #[inline]
    pub fn coord(self) -> Coord<f64> {
        Coord {
            x: self.lon,
            y: self.lat,
        }
    }

    /// Gives the place as a `geo_types` point, x = longitude.
    pub fn point(self) -> Point<f64> {
        Point(self.coord())
    }
}

impl TryFrom<Coord<f64>> for LonLat {
    type Error = LonLatError;
    fn try_from(c: Coord<f64>) -> Result<Self, LonLatError> {
        Self::new(c.x, c.y)
    }
}

impl TryFrom<Point<f64>> for LonLat {
    type Error = LonLatError;
    fn try_from(p: Point<f64>) -> Result<Self, LonLatError> {
        Self::new(p.x(), p.y())
    }
}

impl From<LonLat> for Coord<f64> {
    fn from(p: LonLat) -> Self {
        p.coord()
    }
}

impl From<LonLat> for Point<f64> {
    fn from(p: LonLat) -> Self {
        p.point()
    }
}

impl fmt::Display for LonLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lon, self.lat)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    lon: f64,
    lat: f64,
}

impl TryFrom<Parts> for LonLat {
    type Error = LonLatError;
    fn try_from(parts: Parts) -> Result<Self, LonLatError> {
        Self::new(parts.lon, parts.lat)
    }
}

impl From<LonLat> for Parts {
    fn from(p: LonLat) -> Self {
        Self { lon: p.lon, lat: p.lat }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_pair_is_named_as_such() {
        let error = LonLat::new(31.2, 121.4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "latitude `121.4` is not in -90..=90; hint: longitude comes first, the pair looks like latitude, longitude"
        );
        assert_eq!(
            LonLat::new(500.0, 10.0).unwrap_err().to_string(),
            "longitude `500` is not in -180..=180"
        );
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        assert!(LonLat::new(f64::NAN, 0.0).is_err());
        assert!(LonLat::new(0.0, f64::INFINITY).is_err());
        assert!(LonLat::new(180.0, -90.0).is_ok());
    }

    #[test]
    fn json_names_both_numbers_and_checks_them() {
        let p = LonLat::new(121.5, 31.25).unwrap();
        let text = serde_json::to_string(&p).unwrap();
        assert_eq!(text, r#"{"lon":121.5,"lat":31.25}"#);
        assert_eq!(serde_json::from_str::<LonLat>(&text).unwrap(), p);
        assert!(serde_json::from_str::<LonLat>(r#"{"lon":31.0,"lat":121.0}"#).is_err());
    }
}
