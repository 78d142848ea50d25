//! The law of boundary files: what was read and is written reads again the same.
//! Must not ask more than a format can hold: corners may move by the rounding of a projection, rings may begin elsewhere.

use geo_types::{Coord, MultiPolygon};
use sizhi::{
    format::{BoundaryFormat, ReadOptions, Reading, WriteOptions, read_boundary, write_boundary},
    geometry::{Datum, LonLat},
    zone::Draft,
};

/// How far a corner may move, degrees: 1 mm and some, on the ground.
const MOVED_DEG: f64 = 2e-8;

/// Most corners of a draft whose shapes are compared; the comparison takes their square.
const MOST_CORNERS: usize = 400;

/// Reads bytes as they come and, where they are refused, as a sender would state their system. A refusal says why.
pub fn kept(bytes: &[u8], format: BoundaryFormat) -> Option<Reading> {
    let stated = ["EPSG:4528", "EPSG:4490", "gcj02"].map(|text| text.parse().ok());
    std::iter::once(None).chain(stated).find_map(|system| {
        let options = ReadOptions {
            format: Some(format),
            system,
            ..ReadOptions::default()
        };
        match read_boundary(bytes, None, &options) {
            Ok(reading) => Some(reading),
            Err(refused) => {
                assert!(refused.count() > 0 && !refused.to_string().is_empty());
                None
            }
        }
    })
}

/// Reads bytes, writes what was read in a format, and reads it again: the words are the same, and so are the corners.
pub fn reads_again(bytes: &[u8], format: BoundaryFormat, written: BoundaryFormat) {
    let Some(first) = kept(bytes, format) else { return };
    let draft = &first.draft;
    let is_empty = draft.parks.is_empty() && draft.outline.is_none();
    let is_in_country = |c: Coord<f64>| (73.0..136.0).contains(&c.x) && (3.0..54.0).contains(&c.y);
    let is_abroad = written == BoundaryFormat::ParcelTxt && !corners(draft).into_iter().all(is_in_country);
    if is_empty || is_abroad || !shapes(draft).all(is_on_earth) {
        // Tables have no place for what is said of a zone but their rows; numbers that are no degrees read as metres; and
        // northings are told from eastings within the country only.
        let _ = write_boundary(draft, written, &WriteOptions::default());
        return;
    }
    let Some(second) = again(&first.draft, written) else {
        return;
    };
    let (mut read, mut found) = (words(&first.draft), words(&second));
    if written == BoundaryFormat::ParcelTxt {
        // Its lines must state an area: where none is declared, the measured one stands there.
        for (read, found) in read.parks.iter_mut().zip(&mut found.parks) {
            if read.declared_area.is_none() {
                found.declared_area = None;
            }
        }
    }
    // Control characters, which binary formats may hold, have no place in texts; a line break within a value becomes a blank, and that is told.
    let told = format!("{read:?}");
    if !["\\u{", "\\0", "\\r", "\\n"].iter().any(|mark| told.contains(mark)) {
        assert_eq!(found, read, "first");
    }
    let Some(third) = again(&second, written) else {
        panic!("what was written once is refused");
    };
    assert_eq!(words(&third), words(&second), "second");
    let (before, after) = (corners(&second), corners(&third));
    if before.len() <= MOST_CORNERS && after.len() <= MOST_CORNERS {
        assert_eq!(strays(&before, &after), None, "lost");
        assert_eq!(strays(&after, &before), None, "new");
    }
}

/// Writes and reads; `None` where the format cannot hold the draft.
fn again(draft: &Draft, format: BoundaryFormat) -> Option<Draft> {
    let written = write_boundary(draft, format, &WriteOptions::default()).ok()?;
    let options = ReadOptions {
        format: Some(format),
        ..ReadOptions::default()
    };
    match read_boundary(&written.bytes, None, &options) {
        Ok(reading) => Some(reading.draft),
        Err(refused) => panic!("{refused}\n{}", String::from_utf8_lossy(&written.bytes)),
    }
}

/// All but the shapes. The datum may become the one that the format implies; rings that were open are written closed.
fn words(draft: &Draft) -> Draft {
    let mut words = draft.clone();
    words.datum = Datum::default();
    words.outline = None;
    words.unclosed_outline = Vec::new();
    for park in &mut words.parks {
        park.shape = None;
        park.unclosed = Vec::new();
    }
    words
}

/// Tells whether all corners of a shape are longitude and latitude.
pub fn is_on_earth(shape: &MultiPolygon<f64>) -> bool {
    of_shape(shape).all(|c| LonLat::try_from(c).is_ok())
}

fn shapes(draft: &Draft) -> impl Iterator<Item = &MultiPolygon<f64>> {
    draft
        .parks
        .iter()
        .filter_map(|park| park.shape.as_ref())
        .chain(&draft.outline)
}

fn corners(draft: &Draft) -> Vec<Coord<f64>> {
    shapes(draft).flat_map(of_shape).collect()
}

fn of_shape(shape: &MultiPolygon<f64>) -> impl Iterator<Item = Coord<f64>> {
    shape.iter().flat_map(|part| {
        let rings = std::iter::once(part.exterior()).chain(part.interiors());
        rings.flat_map(|ring| ring.0.iter().copied())
    })
}

/// Gives a corner of the first that the second does not have.
fn strays(of: &[Coord<f64>], others: &[Coord<f64>]) -> Option<Coord<f64>> {
    let near = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= MOVED_DEG + a.abs() * 1e-9;
    of.iter()
        .copied()
        .find(|c| !others.iter().any(|other| near(c.x, other.x) && near(c.y, other.y)))
}
