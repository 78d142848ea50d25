//! A sheet into rows, every line that cannot be read told at once.
//!
//! Must not convert coordinates: they are put in the order easting, northing and stay in the sheet's own system.

use geo::Area;
use geo_types::{Coord, LineString, MultiPolygon};

use super::{
    header::attributes_of,
    lines::{Entry, Header, Line, lines},
    locality,
    parcel::Parcel,
    system::{Settled, settle},
};
use crate::{
    format::{
        Encoding,
        boundary::{
            Row, Rows,
            area_unit::{StatedArea, stated_area},
            attributes::{Says, understood},
            corners::{Corner, MOST_CORNERS, Manner, rings},
            decode::decode,
            nesting::nest,
            notes::Notes,
            number::coordinate,
        },
        error::{Fault, Faults, Place, Refused},
    },
    geometry::{CoordinateSystem, area_m2},
    zone::DeclaredArea,
};

/// Reads a sheet.
///
/// # Errors
/// [`Refused`] with every fault by its line.
pub fn read(
    bytes: &[u8],
    name: Option<&str>,
    stated: Option<CoordinateSystem>,
    encoding: Option<Encoding>,
) -> Result<Rows, Refused> {
    let decoded = decode(bytes, encoding, name)?;
    let (mut faults, mut notes) = (Faults::of(name), Notes::default());
    if let Some(note) = decoded.note {
        notes.say(note);
    }
    let (header, parcels) = parts(&decoded.text, &mut faults, &mut notes);
    if parcels.is_empty() && faults.is_empty() {
        let fault = Fault::new(Place::Whole, "a parcel: a line that ends in @, and its corners", "none");
        faults.push(fault);
    }
    let settled = settle(&header, &parcels, stated, &mut faults, &mut notes);
    let rows: Vec<Row> = match settled {
        Some(settled) => parcels
            .into_iter()
            .zip(1..)
            .map(|(parcel, nth)| row(parcel, nth, &header, settled, &mut faults, &mut notes))
            .collect(),
        None => Vec::new(),
    };
    if let Some(system) = settled.and_then(|settled| settled.system) {
        locality::check(&rows, system, &mut faults, &mut notes);
    }
    super::header::tell(&header, &mut notes);
    faults.or(Rows {
        system: settled.and_then(|settled| settled.system),
        rows,
        notes: notes.sentences(),
    })
}

/// Splits a text into its header and its parcels.
fn parts(text: &str, faults: &mut Faults, notes: &mut Notes) -> (Header, Vec<Parcel>) {
    let mut header = Header::default();
    let mut parcels: Vec<Parcel> = Vec::new();
    let mut is_left_out = false;
    let mut corners = 0;
    for (number, line) in lines(text) {
        let place = || Place::Line {
            line: number,
            column: None,
        };
        match line {
            Line::Section(_) => {}
            Line::Entry(key, value) => header.entries.push(Entry {
                line: number,
                key: key.to_owned(),
                value: value.to_owned(),
            }),
            Line::Parcel(fields) => {
                let parcel = Parcel::of_line(number, &fields);
                is_left_out = ["线", "点"].contains(&parcel.drawn.as_str());
                if is_left_out {
                    let what = format!("left out, since {} is no polygon (面)", parcel.drawn);
                    notes.at(&what, &place());
                } else {
                    parcels.push(parcel);
                }
            }
            Line::Fields(fields) if is_left_out => drop(fields),
            Line::Fields(fields) => {
                // A line of words before any parcel belongs to the header.
                let is_corner = fields.len() >= 2 && fields.iter().any(|field| coordinate(field).is_some());
                if parcels.is_empty() && !is_corner {
                    notes.at("a line of the header that is no key=value is left out", &place());
                    continue;
                }
                if parcels.is_empty() {
                    notes.at("no line begins a parcel: the corners are taken as one", &place());
                    parcels.push(Parcel {
                        line: number,
                        ..Parcel::default()
                    });
                }
                corners += 1;
                if corners > MOST_CORNERS {
                    let expected = format!("at most {MOST_CORNERS} corners");
                    faults.push(Fault::new(place(), expected, "more").hint("cut the file into several"));
                    break;
                }
                if let Some(parcel) = parcels.last_mut() {
                    parcel.add(number, &fields, faults, notes);
                }
            }
        }
    }
    (header, parcels)
}

fn row(
    mut parcel: Parcel,
    nth: usize,
    header: &Header,
    settled: Settled,
    faults: &mut Faults,
    notes: &mut Notes,
) -> Row {
    let place = Place::Line {
        line: parcel.line,
        column: None,
    };
    let corner = |raw: &super::parcel::RawCorner| Corner {
        line: raw.line,
        name: raw.name.clone(),
        ring: raw.ring,
        at: if settled.north_first {
            Coord {
                x: raw.second,
                y: raw.first,
            }
        } else {
            Coord {
                x: raw.first,
                y: raw.second,
            }
        },
    };
    let manner = Manner {
        place: |line| Place::Line { line, column: None },
        unit: if settled.is_degrees { "degrees" } else { "m" },
    };
    let rings = rings(parcel.corners.iter().map(corner).collect(), manner, faults, notes);
    let distinct = rings.iter().map(|ring| ring.corners.len()).sum();
    parcel.check_count(distinct, rings.len(), faults);
    let shape = nest(rings, manner, notes);
    if parcel.name.is_empty() && !parcel.number.is_empty() {
        notes.at("the parcel bears no name; it is called by its number", &place);
        parcel.name.clone_from(&parcel.number);
    }
    let area = area(&parcel, header, &shape, settled.is_degrees, notes);
    let mut attributes = attributes_of(header, &parcel.number);
    // What the header says of the parcel goes before what its line has room for.
    let is_said = |says: Says| {
        attributes
            .iter()
            .any(|(name, _)| understood(name).is_some_and(|own| own.says == says))
    };
    let (is_named, has_area) = (is_said(Says::Park), is_said(Says::Area));
    if !is_named {
        attributes.push(("地块名称".to_owned(), parcel.name.clone()));
    }
    attributes.extend(
        area.filter(|_| !has_area)
            .map(|area| ("申报面积".to_owned(), area.printed().to_owned())),
    );
    // A number that only counts says nothing.
    if parcel.number != nth.to_string() {
        attributes.push(("地块编号".to_owned(), parcel.number));
    }
    attributes.extend(parcel.further);
    attributes.retain(|(_, value)| !value.is_empty());
    Row {
        place,
        attributes,
        shape,
        unclosed: Vec::new(),
    }
}

/// Reads the area of a parcel: with its unit, else in the unit of the header where that is one of areas, else in hectares as the norm has
/// it, unless the ground fits another unit. An area that differs from the ground is told.
fn area(
    parcel: &Parcel,
    header: &Header,
    shape: &MultiPolygon<f64>,
    is_degrees: bool,
    notes: &mut Notes,
) -> Option<DeclaredArea> {
    let (measured_m2, how) = if is_degrees {
        (area_m2(shape), "geodesic")
    } else {
        (shape.unsigned_area(), "planar")
    };
    let unit = header
        .entry(&["计量单位", "面积单位", "单位"])
        .map(|entry| entry.value.as_str());
    let place = Place::Line {
        line: parcel.line,
        column: None,
    };
    let area = match stated_area(&parcel.area, unit, Some(measured_m2)) {
        StatedArea::Whole(area) | StatedArea::Fitted(area, "公顷") => area,
        StatedArea::Fitted(area, sign) => {
            notes.at(
                &format!("the area is in {sign}, as the ground shows, not in 公顷 as the norm has it"),
                &place,
            );
            area
        }
        StatedArea::Bare => stated_area(&parcel.area, Some("公顷"), None).whole()?,
        StatedArea::Nothing => return None,
        StatedArea::Unreadable => {
            notes.at(
                &format!("the area `{}` is not understood and not carried", parcel.area),
                &place,
            );
            return None;
        }
    };
    // The coordinates are printed to the millimetre: half of one, along the whole limit, is their noise.
    let rounding_m2 = if is_degrees {
        0.001 * measured_m2
    } else {
        0.000_5 * perimeter(shape)
    };
    if (area.m2() - measured_m2).abs() > area.tolerance_m2() + rounding_m2 {
        let name = &parcel.name;
        let (declared, m2) = (area.printed(), area.m2());
        notes.say(format!(
            "parcel `{name}` declares {declared} ({m2:.3} m²), its corners enclose {measured_m2:.3} m² ({how}): {:+.3} m²",
            m2 - measured_m2
        ));
    }
    Some(area)
}

fn perimeter(shape: &MultiPolygon<f64>) -> f64 {
    let rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings
        .flat_map(LineString::lines)
        .map(|line| line.dx().hypot(line.dy()))
        .sum()
}
