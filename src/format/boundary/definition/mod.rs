//! Coordinate systems as files describe them: read from well-known text, written as WKT 1 (OGC's and Esri's) and PROJJSON.
//!
//! Must not know any format of files, and not how coordinates are converted. Figures of systems are those of the EPSG registry.

mod read;
mod syntax;
mod write;

use crate::{
    format::error::{Fault, Place, Refused},
    geometry::{CoordinateSystem, Crs, ZoneWidth},
};

pub(super) use read::{Recognised, system_of_wkt};
pub(super) use write::{esri_wkt, name_of, ogc_wkt, projjson};

/// Easting of the central meridian of a Gauss-Krüger zone, metres.
const CENTRAL_EASTING_M: f64 = 500_000.0;

/// What an easting's zone number is multiplied by, metres.
const ZONE_STEP_M: f64 = 1_000_000.0;

/// The figures of a Gauss-Krüger system.
struct TransverseMercator {
    meridian_deg: f64,
    false_easting_m: f64,
}

/// Gives the figures of a Gauss-Krüger system; none for another one.
fn transverse_mercator(crs: Crs) -> Option<TransverseMercator> {
    let zone = crs.zone()?;
    let number = f64::from(zone.zone);
    let prefix_m = if zone.prefixed { number * ZONE_STEP_M } else { 0.0 };
    let meridian_deg = match zone.width {
        ZoneWidth::Three => number * 3.0,
        ZoneWidth::Six => number * 6.0 - 3.0,
    };
    Some(TransverseMercator {
        meridian_deg,
        false_easting_m: prefix_m + CENTRAL_EASTING_M,
    })
}

/// Gives the system of rows that are to be written, where it is one that files can describe.
pub(super) fn describable(system: Option<CoordinateSystem>) -> Result<Option<Crs>, Refused> {
    match system {
        None => Ok(None),
        Some(CoordinateSystem::Epsg(crs)) => Ok(Some(crs)),
        Some(CoordinateSystem::Datum(datum)) => {
            let expected = "a coordinate system that map programs know";
            let fault = Fault::new(Place::Whole, expected, format!("`{datum}`"));
            Err(Refused::once(None, fault.hint("convert to CGCS2000 (EPSG:4490) first")))
        }
    }
}
