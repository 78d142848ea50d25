//! Holds what the coordinates of a file can be in: a system of the EPSG registry, or one of the shifted datums of map services.
//! Must not guess: which system a file is in is stated by the file or by whoever sends it.

use super::{
    crs::{Crs, CrsError},
    datum::Datum,
    lon_lat::LonLat,
};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Names the system of a file's coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoordinateSystem {
    /// A system of the EPSG registry.
    Epsg(Crs),
    /// Longitude and latitude in a datum, shifted ones included.
    Datum(Datum),
}

/// Tells that a text names no coordinate system.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not a known coordinate system; expected an EPSG code (4490, 4326, 3857, 4491 to 4554), `gcj02` or `bd09`"
)]
pub struct CoordinateSystemError(
    /// The text as given.
    pub String,
);

impl CoordinateSystem {
    /// CGCS2000 longitude and latitude.
    pub const CGCS2000: Self = Self::Epsg(Crs::CGCS2000);
    /// WGS 84 longitude and latitude.
    pub const WGS84: Self = Self::Epsg(Crs::WGS84);

    /// Gives the system of coordinates in longitude and latitude of a datum.
    pub fn of_datum(datum: Datum) -> Self {
        match datum {
            Datum::Cgcs2000 => Self::CGCS2000,
            Datum::Wgs84 => Self::WGS84,
            Datum::Gcj02 | Datum::Bd09 => Self::Datum(datum),
        }
    }

    /// Tells whether both give a place the same coordinates: CGCS2000 and WGS 84 agree to centimetres.
    pub fn agrees_with(self, other: Self) -> bool {
        let plain = |system: Self| match system {
            Self::Datum(Datum::Cgcs2000 | Datum::Wgs84) | Self::Epsg(Crs::WGS84) => Self::CGCS2000,
            other => other,
        };
        plain(self) == plain(other)
    }

    /// Tells whether coordinates are longitude and latitude in degrees.
    pub fn is_geographic(self) -> bool {
        match self {
            Self::Epsg(crs) => crs.is_geographic(),
            Self::Datum(_) => true,
        }
    }

    /// Gives the datum that a draft read in this system bears.
    pub fn datum(self) -> Datum {
        match self {
            Self::Epsg(Crs::WGS84 | Crs::WEB_MERCATOR) => Datum::Wgs84,
            Self::Epsg(_) => Datum::Cgcs2000,
            Self::Datum(datum) => datum,
        }
    }

    /// Gives the CRS84 place of an easting and northing in metres, or of a longitude and latitude in degrees.
    ///
    /// # Errors
    /// [`CrsError`] when the numbers cannot be converted or the result is no place on the earth.
    pub fn to_lon_lat(self, x: f64, y: f64) -> Result<LonLat, CrsError> {
        match self {
            Self::Epsg(crs) => crs.to_lon_lat(x, y),
            Self::Datum(datum) => Ok(datum.to_lon_lat(x, y)?),
        }
    }

    /// Gives the easting and northing in metres, or the longitude and latitude in degrees, of a CRS84 place.
    ///
    /// # Errors
    /// [`CrsError`] when the place cannot be converted.
    pub fn from_lon_lat(self, place: LonLat) -> Result<(f64, f64), CrsError> {
        match self {
            Self::Epsg(crs) => crs.from_lon_lat(place),
            Self::Datum(datum) => Ok(datum.from_lon_lat(place)),
        }
    }
}

impl From<Datum> for CoordinateSystem {
    fn from(datum: Datum) -> Self {
        Self::of_datum(datum)
    }
}

impl fmt::Display for CoordinateSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Epsg(crs) => crs.fmt(f),
            Self::Datum(datum) => datum.fmt(f),
        }
    }
}

impl FromStr for CoordinateSystem {
    type Err = CoordinateSystemError;

    fn from_str(text: &str) -> Result<Self, CoordinateSystemError> {
        if let Ok(crs) = text.parse::<Crs>() {
            return Ok(Self::Epsg(crs));
        }
        let datum = text.parse::<Datum>();
        datum
            .map(Self::of_datum)
            .map_err(|_| CoordinateSystemError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_datums_are_told_apart() {
        let read = |text: &str| text.parse::<CoordinateSystem>();
        assert_eq!(read("EPSG:4528").unwrap().to_string(), "EPSG:4528");
        assert_eq!(read("gcj02").unwrap(), CoordinateSystem::Datum(Datum::Gcj02));
        assert_eq!(read("cgcs2000").unwrap(), CoordinateSystem::CGCS2000);
        assert_eq!(read("2436").unwrap_err(), CoordinateSystemError("2436".to_owned()));
    }
}
