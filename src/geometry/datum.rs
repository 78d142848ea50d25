//! Holds the datums that coordinates arrive in and the way from each to CRS84 and back.
//! Must not guess: which datum a file or a request is in is always stated by whoever sent it.

use super::lon_lat::{LonLat, LonLatError};
use serde::{Deserialize, Serialize};
use std::{f64::consts::PI, fmt, str::FromStr};
use thiserror::Error;

/// Names the datum of a pair of degrees.
///
/// CGCS2000 and WGS 84 agree to centimetres and are kept as they are. GCJ-02 (Amap, Tencent) lies 265 to 603 m away, BD-09
/// (Baidu) about a kilometre. The shift is applied inside a plain box of longitudes and latitudes that is usually called "in
/// China" and is not: it also covers, and so moves, places in neighbouring countries. Map services do the same, so a
/// coordinate taken from one is turned back rightly; a coordinate outside China that never was shifted must not be
/// given as `gcj02`. Along the edge of that box, open sea and foreign land, the way back is not unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Datum {
    /// China Geodetic Coordinate System 2000, the legal datum (EPSG:4490).
    #[default]
    Cgcs2000,
    /// World Geodetic System 1984 (EPSG:4326).
    Wgs84,
    /// The shifted coordinates of GCJ-02.
    Gcj02,
    /// The coordinates of BD-09, shifted once more.
    Bd09,
}

/// Tells that a text names no datum.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a datum; expected `cgcs2000`, `wgs84`, `gcj02` or `bd09`")]
pub struct DatumError(
    /// The text as given.
    pub String,
);

impl Datum {
    /// All datums.
    pub const ALL: [Self; 4] = [Self::Cgcs2000, Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// Gives the word used in JSON, SQL and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "cgcs2000",
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// Gives the CRS84 place of a coordinate in this datum, x = longitude, y = latitude.
    ///
    /// # Errors
    /// [`LonLatError`] when the numbers are not a longitude and a latitude.
    pub fn to_lon_lat(self, x: f64, y: f64) -> Result<LonLat, LonLatError> {
        let given = LonLat::new(x, y)?;
        let (lon, lat) = match self {
            Self::Cgcs2000 | Self::Wgs84 => return Ok(given),
            Self::Gcj02 => gcj02_to_wgs84(x, y),
            Self::Bd09 => {
                let (gcj_lon, gcj_lat) = solve((x, y), gcj02_to_bd09);
                gcj02_to_wgs84(gcj_lon, gcj_lat)
            }
        };
        LonLat::new(lon, lat)
    }

    /// Gives the coordinate (longitude, latitude) that this datum has for a CRS84 place.
    pub fn from_lon_lat(self, place: LonLat) -> (f64, f64) {
        let (lon, lat) = (place.lon(), place.lat());
        match self {
            Self::Cgcs2000 | Self::Wgs84 => (lon, lat),
            Self::Gcj02 => wgs84_to_gcj02(lon, lat),
            Self::Bd09 => gcj02_to_bd09(wgs84_to_gcj02(lon, lat)),
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Datum {
    type Err = DatumError;
    fn from_str(text: &str) -> Result<Self, DatumError> {
        let plain: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match plain.as_str() {
            "cgcs2000" | "epsg4490" | "4490" | "2000国家大地坐标系" | "国家2000" | "china2000" => {
                Ok(Self::Cgcs2000)
            }
            "wgs84" | "epsg4326" | "4326" | "crs84" | "gps" => Ok(Self::Wgs84),
            "gcj02" | "gcj" | "amap" | "高德" | "tencent" | "腾讯" | "火星坐标系" | "mars" => Ok(Self::Gcj02),
            "bd09" | "bd09ll" | "baidu" | "百度" => Ok(Self::Bd09),
            _ => Err(DatumError(text.to_owned())),
        }
    }
}

/// The semi-major axis that the shift is computed with (Krassowsky 1940), metres.
const SHIFT_AXIS_M: f64 = 6_378_245.0;
/// The eccentricity squared that the shift is computed with, as all published implementations have it.
const SHIFT_ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
/// The angle factor of BD-09, π · 3000 / 180.
const BD_FACTOR: f64 = PI * 3000.0 / 180.0;

/// Tells whether the shift applies: the box that published implementations call "in China".
fn is_shifted(lon: f64, lat: f64) -> bool {
    (72.004..=137.8347).contains(&lon) && (0.8293..=55.8271).contains(&lat)
}

fn wgs84_to_gcj02(lon: f64, lat: f64) -> (f64, f64) {
    if is_shifted(lon, lat) {
        shift((lon, lat))
    } else {
        (lon, lat)
    }
}

fn gcj02_to_wgs84(lon: f64, lat: f64) -> (f64, f64) {
    if is_shifted(lon, lat) {
        solve((lon, lat), shift)
    } else {
        (lon, lat)
    }
}

fn shift((lon, lat): (f64, f64)) -> (f64, f64) {
    let (x, y) = (lon - 105.0, lat - 35.0);
    let waves = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + waves
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + waves
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let (sin, cos) = lat.to_radians().sin_cos();
    let w2 = 1.0 - SHIFT_ECCENTRICITY_SQUARED * sin * sin;
    let w = w2.sqrt();
    let per_lat = SHIFT_AXIS_M * (1.0 - SHIFT_ECCENTRICITY_SQUARED) / (w2 * w) * PI / 180.0;
    let per_lon = SHIFT_AXIS_M / w * cos * PI / 180.0;
    (lon + east / per_lon, lat + north / per_lat)
}

fn gcj02_to_bd09((lon, lat): (f64, f64)) -> (f64, f64) {
    let radius = lon.hypot(lat) + 0.000_02 * (lat * BD_FACTOR).sin();
    let angle = lat.atan2(lon) + 0.000_003 * (lon * BD_FACTOR).cos();
    (radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}

/// Finds the pair that `forward` takes to `target`, until the residual is below 1e-11 degree (a micrometre).
fn solve(target: (f64, f64), forward: impl Fn((f64, f64)) -> (f64, f64)) -> (f64, f64) {
    let mut found = target;
    // Each round shrinks the residual by about a hundred: five suffice, the bound only guards against a bad input.
    for _ in 0..64 {
        let there = forward(found);
        let residual = (target.0 - there.0, target.1 - there.1);
        found = (found.0 + residual.0, found.1 + residual.1);
        if residual.0.abs().max(residual.1.abs()) < 1e-11 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn friendly_names_are_understood_and_an_unknown_one_lists_the_datums() {
        for (text, datum) in [
            ("GCJ-02", Datum::Gcj02),
            ("Baidu", Datum::Bd09),
            ("WGS 84", Datum::Wgs84),
            ("cgcs2000", Datum::Cgcs2000),
            ("EPSG:4490", Datum::Cgcs2000),
        ] {
            assert_eq!(text.parse::<Datum>().unwrap(), datum, "{text}");
        }
        let error = "beijing54".parse::<Datum>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`beijing54` is not a datum; expected `cgcs2000`, `wgs84`, `gcj02` or `bd09`"
        );
    }

    #[test]
    fn every_datum_is_written_as_it_is_read() {
        for datum in Datum::ALL {
            assert_eq!(datum.to_string().parse::<Datum>().unwrap(), datum);
            assert_eq!(serde_json::to_string(&datum).unwrap(), format!("\"{datum}\""));
        }
    }

    #[test]
    fn a_place_outside_the_box_is_not_moved() {
        let paris = LonLat::new(2.35, 48.85).unwrap();
        assert_eq!(Datum::Gcj02.from_lon_lat(paris), (2.35, 48.85));
        assert_eq!(Datum::Gcj02.to_lon_lat(2.35, 48.85).unwrap(), paris);
    }
}
