//! Holds the coordinate reference systems that files arrive in, and the way from each to CRS84 and back by PROJ.
//! Must not know files: which system, which axis comes first and whether a header lies is decided by the reader of the format.

use super::{
    bbox::Bbox,
    lon_lat::{LonLat, LonLatError},
};
use geo_types::{LineString, MultiPolygon};
use proj::Proj;
use std::{cell::RefCell, collections::HashMap, fmt, str::FromStr};
use thiserror::Error;

/// Names a coordinate reference system by its EPSG code: 4490, 4326, 3857, or a CGCS2000 Gauss-Krüger zone (4491 to 4554).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Crs {
    epsg: u32,
}

/// Tells the two widths of Gauss-Krüger zones apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ZoneWidth {
    /// Zones of 3 degrees, numbers 25 to 45.
    Three,
    /// Zones of 6 degrees, numbers 13 to 23.
    Six,
}

impl ZoneWidth {
    /// Finds the width of a zone by its number: the numbers of 6-degree zones (13 to 23) and of 3-degree zones (25 to 45) are apart.
    pub fn of_zone(zone: u32) -> Option<Self> {
        match zone {
            13..=23 => Some(Self::Six),
            25..=45 => Some(Self::Three),
            _ => None,
        }
    }

    /// Gives the width in degrees.
    pub fn degrees(self) -> u32 {
        match self {
            Self::Three => 3,
            Self::Six => 6,
        }
    }
}

/// Describes a Gauss-Krüger system: its zone and whether eastings begin with the zone's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GaussKruger {
    /// The width of the zone.
    pub width: ZoneWidth,
    /// The number of the zone: 25 to 45 (3 degrees) or 13 to 23 (6 degrees).
    pub zone: u8,
    /// Whether eastings carry the zone's number as millions (40 541 309.8 instead of 541 309.8).
    pub prefixed: bool,
}

/// Tells why a system or a conversion is refused.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CrsError {
    /// The text or code names no system that is known here.
    #[error(
        "`{0}` is not a known coordinate reference system; expected EPSG:4490, EPSG:4326, EPSG:3857 or a CGCS2000 Gauss-Krüger code EPSG:4491 to EPSG:4554"
    )]
    Unknown(String),
    /// The zone number does not exist for the width.
    #[error("zone `{zone}` does not exist; expected {expected}")]
    Zone {
        /// The number given.
        zone: u32,
        /// The numbers that exist.
        expected: &'static str,
    },
    /// PROJ has no way between the systems; its database is missing or damaged.
    #[error("no conversion between EPSG:{epsg} and longitude and latitude: {cause}")]
    Setup {
        /// The code of the system.
        epsg: u32,
        /// What PROJ said.
        cause: String,
    },
    /// The numbers cannot be converted.
    #[error("`{x}, {y}` cannot be converted by EPSG:{epsg}: {cause}")]
    Conversion {
        /// The code of the system.
        epsg: u32,
        /// The easting or longitude given.
        x: f64,
        /// The northing or latitude given.
        y: f64,
        /// What PROJ said.
        cause: String,
    },
    /// The result is not a longitude and a latitude.
    #[error(transparent)]
    LonLat(#[from] LonLatError),
    /// The place lies outside the zones of the national grid.
    #[error("longitude `{0}` lies outside the national 3-degree zones 25 to 45 (73.5 to 136.5)")]
    OutsideZones(f64),
}

/// The first and last code of each run of Gauss-Krüger codes, its width, prefix and first zone (EPSG registry, area China).
const RUNS: [(u32, u32, ZoneWidth, bool, u8); 4] = [
    (4491, 4501, ZoneWidth::Six, true, 13),
    (4502, 4512, ZoneWidth::Six, false, 13),
    (4513, 4533, ZoneWidth::Three, true, 25),
    (4534, 4554, ZoneWidth::Three, false, 25),
];

impl Crs {
    /// CGCS2000 longitude and latitude.
    pub const CGCS2000: Self = Self { epsg: 4490 };
    /// WGS 84 longitude and latitude; kept as it is, since both agree to centimetres.
    pub const WGS84: Self = Self { epsg: 4326 };
    /// The metres of web maps (Mercator on a sphere); never to be measured in, at 40° N they are 1.3 times too long.
    pub const WEB_MERCATOR: Self = Self { epsg: 3857 };

    /// Finds a system by its EPSG code.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] for any other code than 3857, 4326 and 4490 to 4554.
    pub fn from_epsg(code: u32) -> Result<Self, CrsError> {
        if matches!(code, 3857 | 4326 | 4490..=4554) {
            Ok(Self { epsg: code })
        } else {
            Err(CrsError::Unknown(format!("EPSG:{code}")))
        }
    }

    /// Finds the Gauss-Krüger system of a zone.
    ///
    /// # Errors
    /// [`CrsError::Zone`] when the width has no zone of this number.
    pub fn gauss_kruger(width: ZoneWidth, zone: u32, prefixed: bool) -> Result<Self, CrsError> {
        let expected = match width {
            ZoneWidth::Three => "25 to 45 for 3-degree zones",
            ZoneWidth::Six => "13 to 23 for 6-degree zones",
        };
        RUNS.iter()
            .filter(|run| run.2 == width && run.3 == prefixed)
            .find_map(|run| {
                let code = zone.checked_sub(u32::from(run.4))? + run.0;
                (code <= run.1).then_some(Self { epsg: code })
            })
            .ok_or(CrsError::Zone { zone, expected })
    }

    /// Finds the 3-degree zone, without prefix, whose central meridian is nearest to a longitude in degrees.
    ///
    /// # Errors
    /// [`CrsError::OutsideZones`] outside 73.5 to 136.5.
    pub fn three_degree_zone_at(lon: f64) -> Result<Self, CrsError> {
        if !(73.5..=136.5).contains(&lon) {
            return Err(CrsError::OutsideZones(lon));
        }
        Self::gauss_kruger(ZoneWidth::Three, ((lon / 3.0).round() as u32).clamp(25, 45), false)
    }

    /// Gives the EPSG code.
    pub fn epsg(self) -> u32 {
        self.epsg
    }

    /// Tells whether coordinates of this system are longitude and latitude in degrees.
    pub fn is_geographic(self) -> bool {
        matches!(self.epsg, 4326 | 4490)
    }

    /// Gives the central meridian of a Gauss-Krüger system in degrees, `None` for any other.
    pub fn central_meridian(self) -> Option<f64> {
        let zone = self.zone()?;
        Some(match zone.width {
            ZoneWidth::Three => f64::from(zone.zone) * 3.0,
            ZoneWidth::Six => f64::from(zone.zone) * 6.0 - 3.0,
        })
    }

    /// Gives the zone of a Gauss-Krüger system, `None` for longitude and latitude.
    pub fn zone(self) -> Option<GaussKruger> {
        let run = RUNS.iter().find(|run| (run.0..=run.1).contains(&self.epsg))?;
        Some(GaussKruger {
            width: run.2,
            zone: run.4 + (self.epsg - run.0) as u8,
            prefixed: run.3,
        })
    }

    /// Gives the CRS84 place of an easting and northing in metres, or of a longitude and latitude in degrees.
    ///
    /// Mind that Chinese sheets write X for the northing and Y for the easting: pass `(Y, X)`.
    ///
    /// # Errors
    /// [`CrsError`] when PROJ cannot convert the numbers or the result is no place on the earth.
    pub fn to_lon_lat(self, x: f64, y: f64) -> Result<LonLat, CrsError> {
        if self.is_geographic() {
            return Ok(LonLat::new(x, y)?);
        }
        let (lon, lat) = self.convert(Way::Inverse, x, y)?;
        Ok(LonLat::new(lon, lat)?)
    }

    /// Gives the easting and northing in metres, or the longitude and latitude in degrees, of a CRS84 place.
    ///
    /// # Errors
    /// [`CrsError`] when PROJ cannot convert the place.
    pub fn from_lon_lat(self, place: LonLat) -> Result<(f64, f64), CrsError> {
        if self.is_geographic() {
            return Ok((place.lon(), place.lat()));
        }
        self.convert(Way::Forward, place.lon(), place.lat())
    }

    fn convert(self, way: Way, x: f64, y: f64) -> Result<(f64, f64), CrsError> {
        let failed = |cause: String| CrsError::Conversion {
            epsg: self.epsg,
            x,
            y,
            cause,
        };
        let (to_x, to_y) = CONVERTERS.with_borrow_mut(|known| {
            let converter = match known.entry((self.epsg, way)) {
                std::collections::hash_map::Entry::Occupied(found) => found.into_mut(),
                std::collections::hash_map::Entry::Vacant(free) => free.insert(self.converter(way)?),
            };
            converter.convert((x, y)).map_err(|e| failed(e.to_string()))
        })?;
        if to_x.is_finite() && to_y.is_finite() {
            Ok((to_x, to_y))
        } else {
            Err(failed("the result is not finite".to_owned()))
        }
    }

    fn converter(self, way: Way) -> Result<Proj, CrsError> {
        let here = self.to_string();
        // Each system from the datum that it is defined on: both are kept as CRS84, so no shift of datums is let in.
        let degrees = if self == Self::WEB_MERCATOR {
            "EPSG:4326"
        } else {
            "EPSG:4490"
        };
        let (from, to) = match way {
            Way::Forward => (degrees, here.as_str()),
            Way::Inverse => (here.as_str(), degrees),
        };
        Proj::new_known_crs(from, to, None).map_err(|e| CrsError::Setup {
            epsg: self.epsg,
            cause: e.to_string(),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Forward,
    Inverse,
}

thread_local! {
    /// A `Proj` may not leave its thread and takes 2 ms to make, so each thread keeps those it has used.
    static CONVERTERS: RefCell<HashMap<(u32, Way), Proj>> = RefCell::new(HashMap::new());
}

/// Gives the planar area of a shape in the 3-degree Gauss-Krüger zone of its middle, m², and that zone.
///
/// This is the figure that parcel sheets declare. It is larger than the geodesic one by up to 506 ppm at the edge of a zone.
///
/// # Errors
/// [`CrsError`] when the shape is empty of coordinates, outside the national zones or cannot be converted.
pub fn gauss_kruger_area_m2(shape: &MultiPolygon<f64>) -> Result<(f64, Crs), CrsError> {
    let middle = Bbox::of(shape).map_or(f64::NAN, |b| b.centre().x);
    let crs = Crs::three_degree_zone_at(middle)?;
    let mut area_m2 = 0.0;
    for part in shape {
        area_m2 += planar_ring_area_m2(crs, part.exterior())?;
        for hole in part.interiors() {
            area_m2 -= planar_ring_area_m2(crs, hole)?;
        }
    }
    Ok((area_m2, crs))
}

fn planar_ring_area_m2(crs: Crs, ring: &LineString<f64>) -> Result<f64, CrsError> {
    let mut twice_m2 = 0.0;
    let mut origin = None;
    let mut last = (0.0, 0.0);
    for c in &ring.0 {
        let (x, y) = crs.from_lon_lat(LonLat::try_from(*c)?)?;
        let (x0, y0) = *origin.get_or_insert((x, y));
        let here = (x - x0, y - y0);
        twice_m2 += last.0 * here.1 - here.0 * last.1;
        last = here;
    }
    Ok((twice_m2 / 2.0).abs())
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.epsg)
    }
}

impl FromStr for Crs {
    type Err = CrsError;

    /// Reads `EPSG:4528`, `4528`, `urn:ogc:def:crs:EPSG::4528`, the OGC addresses of these, and `CRS84`.
    fn from_str(text: &str) -> Result<Self, CrsError> {
        let unknown = || CrsError::Unknown(text.to_owned());
        let upper = text.trim().to_ascii_uppercase();
        if upper.ends_with("CRS84") {
            return Ok(Self::WGS84);
        }
        let code = upper.rsplit([':', '/']).next().unwrap_or_default();
        let names_epsg = upper.len() == code.len() || upper.contains("EPSG");
        let code: u32 = code.parse().map_err(|_| unknown())?;
        if names_epsg {
            Self::from_epsg(code).map_err(|_| unknown())
        } else {
            Err(unknown())
        }
    }
}
