//! The datum that a GeoJSON file states, and the member `crs` of its older form (2008).
//!
//! Must not know how coordinates are converted.

use super::{
    error::{Fault, Faults, Place, shown},
    json::{At, Json},
};
use crate::geometry::Datum;

/// Gives the datum that the file states by `datum` and `crs`; where it states none, CGCS2000.
pub(super) fn datum_of(root: &At, zone: Option<&At>, faults: &mut Faults) -> Datum {
    let stated = zone.and_then(|zone| zone.member("datum")).and_then(|at| {
        let datum = at.text(faults)?.parse::<Datum>().ok();
        if datum.is_none() {
            at.refuse(faults, "a datum: `cgcs2000`, `wgs84`, `gcj02` or `bd09`");
        }
        datum.map(|datum| (datum, at))
    });
    let crs = root.member("crs").and_then(|crs| named_crs(&crs, faults));
    match (stated, crs) {
        (Some((datum @ (Datum::Gcj02 | Datum::Bd09), at)), Some(_)) => {
            let fault = at.fault("a datum that agrees with the member `crs`");
            faults.push(fault.hint("`crs` says WGS 84 or CGCS2000: leave out the one that does not hold"));
            datum
        }
        (Some((datum, _)), _) => datum,
        (None, crs) => crs.unwrap_or_default(),
    }
}

/// Reads `{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}`.
pub(super) fn named_crs(crs: &At, faults: &mut Faults) -> Option<Datum> {
    let name = crs
        .member("properties")
        .and_then(|properties| properties.member("name"));
    let Some(At {
        value: Json::Text(name),
        pointer,
    }) = &name
    else {
        crs.refuse(faults, "a named crs: an object with `properties.name`");
        return None;
    };
    let lower = name.to_lowercase();
    match lower.rsplit([':', '/']).next() {
        Some("crs84") => Some(Datum::Wgs84),
        Some("4326") if lower.contains("epsg") => Some(Datum::Wgs84),
        Some("4490") if lower.contains("epsg") => Some(Datum::Cgcs2000),
        _ => {
            let expected = "CRS84, EPSG:4326 or EPSG:4490";
            let fault = Fault::new(Place::Pointer(pointer.clone()), expected, shown(name));
            faults.push(fault.hint("export the file in longitude and latitude (WGS 84 or CGCS2000)"));
            None
        }
    }
}
