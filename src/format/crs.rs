//! The datum that a GeoJSON file states, and the member `crs` of its older form (2008).
//!
//! Must not know how coordinates are converted.

use super::{
    error::{Fault, Faults, Place, shown},
    json::{At, Json},
};
use crate::geometry::{CoordinateSystem, Datum};

/// Gives the coordinate system of a draft: what the file states by `datum` and `crs`, else what its sender states, else CGCS2000.
/// A sender who states another one than the file is told.
pub(super) fn system_of(
    root: &At,
    zone: Option<&At>,
    sent_as: Option<CoordinateSystem>,
    faults: &mut Faults,
) -> CoordinateSystem {
    let stated = zone.and_then(|zone| zone.member("datum")).and_then(|at| {
        let datum = at.text(faults)?.parse::<Datum>().ok();
        if datum.is_none() {
            at.refuse(faults, "a datum: `cgcs2000`, `wgs84`, `gcj02` or `bd09`");
        }
        datum.map(|datum| (datum, at))
    });
    let crs = root.member("crs");
    let named = crs.as_ref().and_then(|crs| named_crs(crs, faults));
    let (system, pointer) = match (stated, named) {
        (Some((datum @ (Datum::Gcj02 | Datum::Bd09), at)), Some(_)) => {
            let fault = at.fault("a datum that agrees with the member `crs`");
            faults.push(fault.hint("`crs` says WGS 84 or CGCS2000: leave out the one that does not hold"));
            return datum.into();
        }
        (Some((datum, at)), _) => (datum, at.pointer),
        (None, Some(datum)) => (datum, root.pointer_to("crs")),
        (None, None) => return sent_as.unwrap_or(CoordinateSystem::CGCS2000),
    };
    let system = CoordinateSystem::of_datum(system);
    if let Some(sent_as) = sent_as.filter(|sent_as| !sent_as.agrees_with(system)) {
        let expected = format!("`{sent_as}`, as the sender states");
        let fault = Fault::new(Place::Pointer(pointer), expected, format!("`{}`", system.datum()));
        faults.push(fault.hint("leave out the one that does not hold"));
    }
    system
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
