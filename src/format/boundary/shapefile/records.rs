//! The `.shp` cut into records, and a record into rings; nothing is believed that the bytes do not bear out.
//!
//! Must not know attributes, and not which ring lies in which.

use std::io::Cursor;

use geo_types::Coord;
use shapefile::{PolygonRing, ReadableShape, Shape, record::traits::HasXY};

use crate::format::boundary::notes::Notes;

/// Length of the header of `.shp` and `.shx`, bytes (technical description, table 1).
const HEADER_BYTES: usize = 100;

/// Length of the header of a record: its number and length (table 2).
const RECORD_HEADER_BYTES: usize = 8;

/// Length of what precedes the parts of a polygon: type, box, numbers of parts and points (table 8).
const POLYGON_HEADER_BYTES: usize = 44;

/// What a layer holds, by the code in its header (technical description, page 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Polygons, or nothing but null shapes.
    Polygons,
    /// Another kind, by its name.
    Other(&'static str),
    /// A code that means nothing.
    Unknown(i32),
}

/// What a record holds.
pub(super) enum Content {
    /// Rings as drawn, and whether positions bore heights.
    Rings(Vec<Vec<Coord<f64>>>, bool),
    /// A null shape.
    Null,
    /// Another shape than a polygon.
    Other(String),
    /// What is wrong with the record: expected, found.
    Bad(&'static str, String),
}

/// Reads the header of a `.shp`.
///
/// # Errors
/// What was found in place of a header.
pub(super) fn kind(shp: &[u8]) -> Result<Kind, String> {
    if shp.len() < HEADER_BYTES {
        return Err(format!("a file of {} bytes", shp.len()));
    }
    if shp[..4] != super::SHP_MAGIC {
        return Err("another kind of file".to_owned());
    }
    Ok(match little(shp, 32) {
        0 | 5 | 15 | 25 => Kind::Polygons,
        1 | 11 | 21 => Kind::Other("points"),
        3 | 13 | 23 => Kind::Other("lines"),
        8 | 18 | 28 => Kind::Other("groups of points"),
        31 => Kind::Other("patches of surfaces"),
        code => Kind::Unknown(code),
    })
}

/// Cuts the file into the contents of its records, by the index where there is a sound one, else one after the other.
///
/// # Errors
/// The record, from 1, at which the file breaks off, and what was found.
pub(super) fn cut<'b>(shp: &'b [u8], shx: Option<&[u8]>, notes: &mut Notes) -> Result<Vec<&'b [u8]>, (usize, String)> {
    if let Some(shx) = shx {
        if let Some(records) = by_index(shp, shx) {
            return Ok(records);
        }
        notes.say("the index `.shx` does not fit its `.shp` and was not used");
    }
    let mut records = Vec::new();
    let mut at = HEADER_BYTES;
    // Some writers fill the file up behind the length that its header states.
    let end = usize::try_from(big(shp, 24)).map_or(shp.len(), |words| {
        shp.len().min(words.saturating_mul(2).max(HEADER_BYTES))
    });
    while at + RECORD_HEADER_BYTES <= end {
        let length = usize::try_from(big(shp, at + 4))
            .ok()
            .and_then(|words| words.checked_mul(2));
        let content = length
            .and_then(|length| shp.get(at + RECORD_HEADER_BYTES..(at + RECORD_HEADER_BYTES).checked_add(length)?));
        let Some(content) = content else {
            let left = shp.len() - at - RECORD_HEADER_BYTES;
            return Err((
                records.len() + 1,
                format!("a length of `{}` words where {left} bytes are left", big(shp, at + 4)),
            ));
        };
        at += RECORD_HEADER_BYTES + content.len();
        records.push(content);
    }
    Ok(records)
}

/// Cuts by the index; none where an entry points outside, or the entries together at more than the file holds.
fn by_index<'b>(shp: &'b [u8], shx: &[u8]) -> Option<Vec<&'b [u8]>> {
    if shx.len() < HEADER_BYTES || shx[..4] != super::SHP_MAGIC || !(shx.len() - HEADER_BYTES).is_multiple_of(8) {
        return None;
    }
    let mut records = Vec::new();
    let mut together = 0;
    for entry in shx[HEADER_BYTES..].chunks_exact(8) {
        let at = usize::try_from(big(entry, 0)).ok()?.checked_mul(2)?;
        let header = shp.get(at..at.checked_add(RECORD_HEADER_BYTES)?)?;
        let length = usize::try_from(big(header, 4)).ok()?.checked_mul(2)?;
        let begin = at + RECORD_HEADER_BYTES;
        records.push(shp.get(begin..begin.checked_add(length)?)?);
        together += RECORD_HEADER_BYTES + length;
        if at < HEADER_BYTES || together > shp.len() {
            return None;
        }
    }
    Some(records)
}

/// Reads a record.
pub(super) fn content(mut bytes: &[u8]) -> Content {
    const EXPECTED: &str = "a polygon of the Shapefile format";
    if bytes.len() < 4 {
        return Content::Bad(EXPECTED, format!("a record of {} bytes", bytes.len()));
    }
    let code = little(bytes, 0);
    if matches!(code, 5 | 15 | 25) {
        if bytes.len() < POLYGON_HEADER_BYTES {
            return Content::Bad(EXPECTED, format!("a record of {} bytes", bytes.len()));
        }
        let (parts, points) = (i64::from(little(bytes, 36)), i64::from(little(bytes, 40)));
        let flat = POLYGON_HEADER_BYTES as i64 + 4 * parts + 16 * points;
        // A range and a number for each point; heights must be there, measures need not.
        let measures = 16 + 8 * points;
        let sizes = match code {
            5 => [flat, flat],
            15 => [flat + 2 * measures, flat + measures],
            _ => [flat + measures, flat],
        };
        // What some writers fill a record up with is left aside.
        let size = sizes
            .into_iter()
            .filter_map(|size| usize::try_from(size).ok())
            .find(|size| *size <= bytes.len());
        match size {
            Some(size) if parts >= 0 && points >= 0 => bytes = &bytes[..size],
            _ => {
                let found = format!(
                    "`{parts}` rings of `{points}` points in a record of {} bytes",
                    bytes.len()
                );
                return Content::Bad(EXPECTED, found);
            }
        }
    } else if code != 0 {
        return Content::Other(format!("a shape of the code {code}"));
    }
    let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    match Shape::read_from(&mut Cursor::new(bytes), length) {
        Ok(Shape::Polygon(polygon)) => rings(polygon.into_inner(), false),
        Ok(Shape::PolygonM(polygon)) => rings(polygon.into_inner(), false),
        Ok(Shape::PolygonZ(polygon)) => rings(polygon.into_inner(), true),
        Ok(Shape::NullShape) => Content::Null,
        Ok(other) => Content::Other(other.to_string()),
        Err(error) => Content::Bad(EXPECTED, format!("`{error}`")),
    }
}

fn rings<P: HasXY>(rings: Vec<PolygonRing<P>>, has_heights: bool) -> Content {
    let coords = |ring: PolygonRing<P>| -> Vec<Coord<f64>> {
        ring.into_inner()
            .iter()
            .map(|point| Coord {
                x: point.x(),
                y: point.y(),
            })
            .collect()
    };
    let rings: Vec<Vec<Coord<f64>>> = rings.into_iter().map(coords).filter(|ring| !ring.is_empty()).collect();
    if let Some(coord) = rings
        .iter()
        .flatten()
        .find(|coord| !coord.x.is_finite() || !coord.y.is_finite())
    {
        return Content::Bad("finite coordinates", format!("`{}, {}`", coord.x, coord.y));
    }
    if rings.is_empty() {
        Content::Null
    } else {
        Content::Rings(rings, has_heights)
    }
}

fn little(bytes: &[u8], at: usize) -> i32 {
    four(bytes, at).map_or(0, i32::from_le_bytes)
}

fn big(bytes: &[u8], at: usize) -> i32 {
    four(bytes, at).map_or(0, i32::from_be_bytes)
}

fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at + 4)?.try_into().ok()
}
