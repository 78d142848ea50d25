//! A draft into a boundary file of any format.
//!
//! Must not change the draft: what a format has no room for is told.

use super::{
    WriteOptions, Written,
    convert::from_degrees,
    from_draft::rows_of,
    kind::{Output, words},
};
use crate::{
    format::{
        BoundaryFormat,
        error::{Fault, Faults, Place, Refused, shown},
    },
    geometry::{Bbox, CoordinateSystem, Crs, Datum},
    zone::{Draft, ZoneCode},
};

/// Writes a draft.
///
/// Where no system is asked for, it is the one usual for the format: a 3-degree Gauss-Krüger zone with its number in the eastings for
/// 界址点 TXT, longitude and latitude in the draft's own datum for all others.
///
/// # Errors
/// [`Refused`] where the format is only read, cannot be in the system asked for, or the draft holds what the format cannot.
pub fn write_boundary(draft: &Draft, format: BoundaryFormat, options: &WriteOptions) -> Result<Written, Refused> {
    let codec = format.codec();
    let Some(write) = codec.write else {
        let expected = format!("a format that is written: {}", words(BoundaryFormat::writable()));
        let fault = Fault::new(Place::Whole, expected, format!("{}, which is only read", format.name()));
        return Err(Refused::once(None, fault));
    };
    let system = match options.system {
        Some(system) => system,
        None => usual_system(draft, format)?,
    };
    let mut faults = Faults::of(None);
    let mut rows = rows_of(draft);
    if system.is_geographic() && system.agrees_with(CoordinateSystem::CGCS2000) {
        rows.system = Some(system);
    } else {
        from_degrees(&mut rows, system, &mut faults);
    }
    let rows = faults.or(rows)?;
    let output = Output {
        name: draft.code.as_ref().map_or(draft.name.as_str(), ZoneCode::as_str),
        draft,
        rows: &rows,
        options,
    };
    let mut notes: Vec<String> = opened(draft).collect();
    let bytes = write(&output, &mut notes)?;
    Ok(Written { bytes, notes })
}

/// Tells which rings were drawn open: every format writes them closed.
fn opened(draft: &Draft) -> impl Iterator<Item = String> {
    let of_parks = draft
        .parks
        .iter()
        .flat_map(|park| park.unclosed.iter().map(|ring| (shown(&park.name), ring)));
    let of_outline = draft
        .unclosed_outline
        .iter()
        .map(|ring| ("the outline".to_owned(), ring));
    of_parks.chain(of_outline).map(|(name, (part, ring))| {
        format!(
            "ring {} of part {} of {name} was drawn open and is written closed",
            ring + 1,
            part + 1
        )
    })
}

fn usual_system(draft: &Draft, format: BoundaryFormat) -> Result<CoordinateSystem, Refused> {
    if format == BoundaryFormat::ParcelTxt {
        return parcel_zone(draft);
    }
    let own = if draft.datum == Datum::Wgs84 {
        Datum::Wgs84
    } else {
        Datum::Cgcs2000
    };
    Ok(CoordinateSystem::of_datum(own))
}

/// Finds the 3-degree zone of the draft's middle.
fn parcel_zone(draft: &Draft) -> Result<CoordinateSystem, Refused> {
    let shapes = draft
        .parks
        .iter()
        .filter_map(|park| park.shape.as_ref())
        .chain(&draft.outline);
    let whole = shapes.filter_map(Bbox::of).reduce(|whole, bbox| whole.union(&bbox));
    let Some(whole) = whole else {
        return Ok(CoordinateSystem::CGCS2000);
    };
    let zone = Crs::three_degree_zone_at(whole.centre().x).and_then(|crs| {
        let zone = crs.zone().map_or(0, |zone| u32::from(zone.zone));
        Crs::gauss_kruger(crate::geometry::ZoneWidth::Three, zone, true)
    });
    zone.map(CoordinateSystem::Epsg).map_err(|error| {
        let fault = Fault::new(Place::Whole, "a draft within the national zones", format!("{error}"));
        Refused::once(None, fault.hint("state the coordinate system to write in"))
    })
}
