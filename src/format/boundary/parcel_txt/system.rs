//! The coordinate system and axis order of a sheet, from its header, from the magnitude of its numbers and from what its sender states.
//!
//! Must not guess: what is missing is asked for, what contradicts itself is refused with both values.

use super::{
    claims::{Claim, of_header, of_system_name, settled, tell_contradictions},
    lines::{Entry, Header},
    parcel::{Parcel, RawCorner},
};
use crate::{
    format::{
        boundary::{
            attributes::folded,
            axis::{NORTH_BELOW_M, Order, degree_order, planar_order, prefix},
            notes::Notes,
        },
        error::{Fault, Faults, Place, shown},
    },
    geometry::{CoordinateSystem, Crs, Datum, ZoneWidth},
};

/// What was settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settled {
    pub(super) system: Option<CoordinateSystem>,
    /// Whether the first number is the northing or latitude.
    pub(super) north_first: bool,
    pub(super) is_degrees: bool,
}

/// What the sheet says of its datum.
enum Stated {
    Nothing,
    System(CoordinateSystem),
    Refused,
}

fn at(line: u64) -> Place {
    Place::Line { line, column: None }
}

/// Settles system and order; every contradiction is a fault.
pub(super) fn settle(
    header: &Header,
    parcels: &[Parcel],
    stated: Option<CoordinateSystem>,
    faults: &mut Faults,
    notes: &mut Notes,
) -> Option<Settled> {
    let corners: Vec<&RawCorner> = parcels.iter().flat_map(|parcel| &parcel.corners).collect();
    let datum = datum(header, faults);
    let Some(first) = corners.first() else {
        // Without corners nothing is to be converted.
        return Some(Settled {
            system: stated.or(Some(CoordinateSystem::CGCS2000)),
            north_first: true,
            is_degrees: true,
        });
    };
    let is_degrees = |corner: &RawCorner| corner.first.abs() <= 180.0 && corner.second.abs() <= 180.0;
    let degrees = is_degrees(first);
    let others: Vec<&&RawCorner> = corners.iter().filter(|corner| is_degrees(corner) != degrees).collect();
    for other in &others {
        let unit = if degrees { "degrees" } else { "metres" };
        let expected = format!("{unit}, as `{}, {}` on line {}", first.first, first.second, first.line);
        faults.push(Fault::new(
            at(other.line),
            expected,
            format!("`{}, {}`", other.first, other.second),
        ));
    }
    if !others.is_empty() {
        return None;
    }
    if degrees {
        in_degrees(header, &corners, &datum, stated, faults, notes)
    } else {
        in_metres(header, &corners, &datum, stated, faults, notes)
    }
}

/// Reads 坐标系. A datum that is none of ours is refused with what to do.
fn datum(header: &Header, faults: &mut Faults) -> Stated {
    let Some(entry) = header.entry(&["坐标系", "坐标系统", "坐标系名称", "空间参考"]) else {
        return Stated::Nothing;
    };
    let name = folded(&entry.value);
    if let Ok(system) = entry.value.parse::<CoordinateSystem>() {
        return Stated::System(system);
    }
    let other = if name.contains("80") || name.contains("西安") {
        Some(
            "Xi'an 1980 differs from CGCS2000 by tens of metres, by parameters that only the survey office has: have it converted",
        )
    } else if name.contains("54") || name.contains("北京") {
        Some(
            "Beijing 1954 differs from CGCS2000 by tens of metres, by parameters that only the survey office has: have it converted",
        )
    } else {
        None
    };
    let datum = match () {
        () if other.is_some() => None,
        () if name.contains("gcj") || name.contains("火星") => Some(Datum::Gcj02),
        () if name.contains("bd09") || name.contains("百度") => Some(Datum::Bd09),
        () if name.contains("wgs") => Some(Datum::Wgs84),
        () if name.contains("2000") => Some(Datum::Cgcs2000),
        () => None,
    };
    if let Some(datum) = datum {
        return Stated::System(CoordinateSystem::of_datum(datum));
    }
    let fault = Fault::new(
        at(entry.line),
        "坐标系: 2000国家大地坐标系 (CGCS2000)",
        shown(&entry.value),
    );
    faults.push(match other {
        Some(hint) => fault.hint(hint),
        None => fault,
    });
    Stated::Refused
}

/// Finds an entry that says the opposite of what the numbers are.
fn tell_opposite(entry: Option<&Entry>, is_opposite: bool, numbers: &str, first: &RawCorner, faults: &mut Faults) {
    if let Some(entry) = entry.filter(|_| is_opposite) {
        let (x, y, line) = (first.first, first.second, first.line);
        let expected = format!("what agrees with the {numbers} `{x}, {y}` on line {line}");
        faults.push(Fault::new(
            at(entry.line),
            expected,
            format!("{} `{}`", entry.key, entry.value),
        ));
    }
}

fn in_degrees(
    header: &Header,
    corners: &[&RawCorner],
    datum: &Stated,
    stated: Option<CoordinateSystem>,
    faults: &mut Faults,
    notes: &mut Notes,
) -> Option<Settled> {
    let first = corners[0];
    let projection = header.entry(&["投影类型", "投影"]);
    let is_projected = projection.is_some_and(|entry| is_gauss_kruger(&entry.value));
    tell_opposite(projection, is_projected, "degrees", first, faults);
    let unit = header.entry(&["计量单位", "单位"]);
    let is_metres = unit.is_some_and(|entry| ["米", "m", "metre", "meter"].contains(&folded(&entry.value).as_str()));
    tell_opposite(unit, is_metres, "degrees", first, faults);
    let system = match datum {
        Stated::Nothing => stated,
        Stated::System(system) => Some(*system),
        Stated::Refused => return None,
    };
    if let (Some(system), Some(entry)) = (system, header.entry(&["坐标系"]))
        && !system.is_geographic()
    {
        tell_opposite(Some(entry), true, "degrees", first, faults);
    }
    let order = degree_order(corners.iter().map(|corner| (corner.first, corner.second)));
    if order == Order::EastFirst {
        notes.say("longitude stands before latitude, by their magnitude; they were taken so");
    }
    Some(Settled {
        system,
        north_first: order != Order::EastFirst,
        is_degrees: true,
    })
}

fn is_gauss_kruger(text: &str) -> bool {
    let name = folded(text);
    name.contains("高斯") || name.contains("gauss")
}

fn in_metres(
    header: &Header,
    corners: &[&RawCorner],
    datum: &Stated,
    stated: Option<CoordinateSystem>,
    faults: &mut Faults,
    notes: &mut Notes,
) -> Option<Settled> {
    let first = corners[0];
    let unit = header.entry(&["计量单位", "单位"]);
    let is_degree = unit.is_some_and(|entry| ["度", "degree", "°"].contains(&folded(&entry.value).as_str()));
    tell_opposite(unit, is_degree, "metres", first, faults);
    let projection = header.entry(&["投影类型", "投影"]);
    if let Some(entry) = projection.filter(|entry| !is_gauss_kruger(&entry.value)) {
        faults.push(Fault::new(at(entry.line), "投影类型: 高斯克吕格", shown(&entry.value)));
    }
    let north_first = order(corners, faults, notes)?;
    let mut claims = Vec::new();
    let has_prefix = eastings(corners, north_first, &mut claims, faults)?;
    claims.extend(of_header(header, faults));
    claims.extend(
        header
            .entry(&["坐标系", "坐标系统", "坐标系名称", "空间参考"])
            .and_then(of_system_name),
    );
    if let Stated::System(CoordinateSystem::Epsg(crs)) = datum
        && let Some(zone) = crs.zone()
    {
        claims.push(Claim::of_zone(format!("坐标系 `{crs}`"), None, u32::from(zone.zone)));
    }
    if !tell_contradictions(&claims, faults) {
        return None;
    }
    let settled = |system: Option<CoordinateSystem>| Settled {
        system,
        north_first,
        is_degrees: false,
    };
    match datum {
        Stated::Refused => return None,
        Stated::System(system @ CoordinateSystem::Datum(_)) => {
            let found = format!("metres in `{system}`");
            faults.push(Fault::new(
                at(first.line),
                "degrees: this datum has no eastings and northings",
                found,
            ));
            return None;
        }
        Stated::System(CoordinateSystem::Epsg(Crs::WEB_MERCATOR)) => {
            return Some(settled(Some(CoordinateSystem::Epsg(Crs::WEB_MERCATOR))));
        }
        Stated::System(CoordinateSystem::Epsg(Crs::WGS84)) => {
            notes.say("WGS 84 in a Gauss-Krüger zone was taken as CGCS2000, with which it agrees to centimetres");
        }
        Stated::System(_) | Stated::Nothing => {}
    }
    let Some(zone) = self::settled(&claims) else {
        return not_enough(first, stated, has_prefix, faults).then(|| settled(stated));
    };
    let own = Crs::gauss_kruger(zone.width, zone.number, has_prefix)
        .ok()
        .map(CoordinateSystem::Epsg);
    if matches!(datum, Stated::Nothing) && stated.is_none() {
        let fault = Fault::new(
            Place::Whole,
            "坐标系 in the header, such as 坐标系=2000国家大地坐标系",
            "none",
        );
        let system = own.map_or_else(String::new, |own| format!(", or state `{own}` if it is CGCS2000"));
        faults.push(fault.hint(format!("add it{system}")));
        return None;
    }
    Some(settled(own))
}

/// Says what is missing where the sheet does not tell its zone; true where its sender does.
fn not_enough(first: &RawCorner, stated: Option<CoordinateSystem>, has_prefix: bool, faults: &mut Faults) -> bool {
    if stated.is_some() {
        return true;
    }
    let (x, y) = (first.first, first.second);
    let place = if has_prefix { Place::Whole } else { at(first.line) };
    let fault = Fault::new(
        place,
        "the zone: 带号 in the header, or its number in the eastings",
        format!("neither, at `{x}, {y}`"),
    );
    faults.push(fault.hint("add 带号 and 几度分带 to the header, or state a system of EPSG:4491 to 4554"));
    false
}

/// Finds by magnitude whether the northing comes first; corners that fit neither order, or the other one, are faults.
fn order(corners: &[&RawCorner], faults: &mut Faults, notes: &mut Notes) -> Option<bool> {
    let one = |corner: &RawCorner| planar_order(std::iter::once((corner.first, corner.second)), NORTH_BELOW_M);
    let decided = corners
        .iter()
        .find(|corner| matches!(one(corner), Order::NorthFirst | Order::EastFirst));
    let north_first = decided.is_none_or(|corner| one(corner) == Order::NorthFirst);
    let wrong = if north_first {
        Order::EastFirst
    } else {
        Order::NorthFirst
    };
    let mut agree = true;
    for corner in corners {
        let found = one(corner);
        if found == wrong || matches!(found, Order::Neither(_)) {
            agree = false;
            let expected = match decided {
                Some(decided) if found == wrong => {
                    let order = if north_first { "X before Y" } else { "Y before X" };
                    format!("{order}, as on line {}", decided.line)
                }
                _ => "X (north) between 300 000 and 6 000 000 m and Y (east), with the zone's number or below 1 000 000 m".to_owned(),
            };
            faults.push(Fault::new(
                at(corner.line),
                expected,
                format!("`{}, {}`", corner.first, corner.second),
            ));
        }
    }
    if agree && !north_first {
        notes.say("Y (east) stands before X (north), by their magnitude; they were taken so");
    }
    agree.then_some(north_first)
}

/// Reads the zone number that eastings bear. All bear the same one, or none does.
fn eastings(corners: &[&RawCorner], north_first: bool, claims: &mut Vec<Claim>, faults: &mut Faults) -> Option<bool> {
    let easting = |corner: &RawCorner| if north_first { corner.second } else { corner.first };
    let first = corners[0];
    let zone = prefix(easting(first));
    let mut agree = true;
    for corner in corners {
        let found = prefix(easting(corner));
        if found != zone {
            agree = false;
            let (own, line) = (easting(first), first.line);
            let expected = match zone {
                Some(zone) => format!("an easting with the zone number {zone}, as `{own}` on line {line}"),
                None => format!("an easting without a zone number, as `{own}` on line {line}"),
            };
            faults.push(Fault::new(at(corner.line), expected, format!("`{}`", easting(corner))));
        }
    }
    if let Some(zone) = zone {
        if ZoneWidth::of_zone(zone).is_none() {
            let expected = "an easting with a zone number: 25 to 45 of 3-degree zones, 13 to 23 of 6-degree zones";
            faults.push(Fault::new(at(first.line), expected, format!("`{}`", easting(first))));
            return None;
        }
        let words = format!("the easting `{}` (zone {zone})", easting(first));
        claims.push(Claim::of_zone(words, Some(first.line), zone));
    }
    agree.then_some(zone.is_some())
}
