//! What a file's content says of its format.
//!
//! Must not read the file: the first bytes, or the first line of a text, are enough. Where they say nothing, nothing is said.

use super::{
    BoundaryFormat,
    archive::{Archive, is_zip},
    corner_csv,
    decode::decode,
    parcel_txt,
};
use crate::format::{
    Encoding,
    error::{Fault, Place, Refused},
};

/// How many bytes of a text are looked at.
const LOOKED_AT: usize = 8 << 10;

/// Finds the format by content.
pub(super) fn sniff(bytes: &[u8], encoding: Option<Encoding>) -> Option<BoundaryFormat> {
    if bytes.is_empty() {
        return None;
    }
    if is_zip(bytes) {
        return of_archive(bytes);
    }
    if let Some((_, _, format)) = kind_of_binary(bytes) {
        return format;
    }
    let head = head(bytes, encoding)?;
    let text = head.trim_start();
    if text.starts_with('<') {
        return text.contains("<kml").then_some(BoundaryFormat::Kml);
    }
    if is_dxf(text) {
        return Some(BoundaryFormat::Dxf);
    }
    if text.starts_with('{') {
        return Some(BoundaryFormat::GeoJson);
    }
    // The head of a table says what it is; a text in one of its cells may look like anything.
    if corner_csv::is_corner_csv(text) {
        return Some(BoundaryFormat::CornerCsv);
    }
    parcel_txt::is_parcel_txt(text).then_some(BoundaryFormat::ParcelTxt)
}

/// Kinds of binary files: first bytes, name, and the format where it is one of ours.
type Kind = (&'static [u8], &'static str, Option<BoundaryFormat>);

fn kind_of_binary(bytes: &[u8]) -> Option<Kind> {
    const KINDS: [Kind; 9] = [
        (b"PK", "a zip archive with neither Shapefile nor KML", None),
        (
            b"SQLite format 3\0",
            "an SQLite database",
            Some(BoundaryFormat::GeoPackage),
        ),
        (b"PAR1", "a Parquet file", Some(BoundaryFormat::GeoParquet)),
        (b"fgb\x03", "a FlatGeobuf file", Some(BoundaryFormat::FlatGeobuf)),
        (b"\x00\x00\x27\x0a", "a bare `.shp`", Some(BoundaryFormat::Shapefile)),
        (b"AutoCAD Binary DXF", "a DXF drawing", Some(BoundaryFormat::Dxf)),
        (b"%PDF", "a PDF document", None),
        (b"AC10", "a DWG drawing", None),
        (b"\xd0\xcf\x11\xe0", "an old Office document", None),
    ];
    KINDS.into_iter().find(|(magic, ..)| bytes.starts_with(magic))
}

/// Finds what a zip holds.
fn of_archive(bytes: &[u8]) -> Option<BoundaryFormat> {
    let archive = Archive::open(bytes, None).ok()?;
    let has = |ending: &str| {
        archive
            .members()
            .iter()
            .any(|member| member.stem_and_ending().1 == ending)
    };
    if has("shp") {
        Some(BoundaryFormat::Shapefile)
    } else {
        has("kml").then_some(BoundaryFormat::Kmz)
    }
}

/// Tells whether a text begins as a drawing does: remarks under the code 999, then a section under the code 0.
fn is_dxf(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    while let (Some(code), Some(value)) = (lines.next(), lines.next()) {
        match (code, value) {
            ("999", _) => {}
            (code, value) => return code == "0" && value == "SECTION",
        }
    }
    false
}

/// Decodes the beginning of a text, cut at its last line end.
fn head(bytes: &[u8], encoding: Option<Encoding>) -> Option<String> {
    let cut = &bytes[..bytes.len().min(LOOKED_AT)];
    if cut.len() == bytes.len() {
        return decode(cut, encoding, None).ok().map(|decoded| decoded.text);
    }
    // A cut may go through a character; up to 4 bytes less there is a whole one.
    (0..4).find_map(|less| {
        decode(&cut[..cut.len() - less], encoding, None)
            .ok()
            .map(|decoded| decoded.text)
    })
}

/// Chooses the format by what is stated, by the file's name, by its media type and by its content.
///
/// # Errors
/// [`Refused`] where two of them contradict each other, or none of them says anything.
pub(super) fn recognise(
    bytes: &[u8],
    name: Option<&str>,
    options: &super::ReadOptions<'_>,
    notes: &mut Vec<String>,
) -> Result<BoundaryFormat, Refused> {
    let refuse = |expected: String, found: String, hint: &str| {
        Err(Refused::once(
            name,
            Fault::new(Place::Whole, expected, found).hint(hint),
        ))
    };
    let by_content = sniff(bytes, options.encoding);
    let by_name = name.and_then(BoundaryFormat::of_file_name);
    let by_media_type = options.media_type.and_then(BoundaryFormat::of_media_type);
    if let Some(stated) = options.format {
        return Ok(stated);
    }
    let content = |format: BoundaryFormat| format!("what its content says: {}", format.name());
    if let (Some(named), None, Some((_, found, None))) = (by_name, by_content, kind_of_binary(bytes)) {
        let expected = format!("{}, as the file's name says", named.name());
        return refuse(
            expected,
            (*found).to_owned(),
            "give the file its right ending, or state its format",
        );
    }
    match (by_name, by_media_type, by_content) {
        (Some(named), _, Some(found)) if named != found => refuse(
            format!("{}, as the file's name says", named.name()),
            content(found),
            "give the file its right ending, or state its format",
        ),
        (None, Some(sent), Some(found)) if sent != found => refuse(
            format!("{}, as the media type says", sent.name()),
            content(found),
            "send the file under its right media type, or give its name",
        ),
        (Some(named), Some(sent), _) if named != sent => {
            let (named_as, sent_as) = (named.name(), sent.name());
            notes.push(format!(
                "the file was sent as {sent_as}; its name says {named_as}, and so it was read"
            ));
            Ok(named)
        }
        (Some(format), ..) | (None, Some(format), _) | (None, None, Some(format)) => Ok(format),
        (None, None, None) => {
            let expected = format!("a boundary file: {}", super::kind::words(BoundaryFormat::readable()));
            let other = if bytes.is_empty() {
                "nothing"
            } else {
                "another kind of file"
            };
            let found = kind_of_binary(bytes).map_or(other, |(_, name, _)| name);
            refuse(
                expected,
                found.to_owned(),
                "give the file its right ending, or state its format",
            )
        }
    }
}
