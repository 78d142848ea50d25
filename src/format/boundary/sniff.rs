//! What a file's content says of its format.
//!
//! Must not read the file: the first bytes, or the first line of a text, are enough. Where they say nothing, nothing is said.

use super::{BoundaryFormat, corner_csv, decode::decode, parcel_txt};
use crate::format::{
    Encoding,
    error::{Fault, Place, Refused},
};

/// How many bytes of a text are looked at.
const LOOKED_AT: usize = 8 << 10;

/// Finds the format by content.
pub(super) fn sniff(bytes: &[u8], encoding: Option<Encoding>) -> Option<BoundaryFormat> {
    if bytes.is_empty() || binary(bytes).is_some() {
        return None;
    }
    let head = head(bytes, encoding)?;
    let text = head.trim_start();
    if text.starts_with('{') {
        return Some(BoundaryFormat::GeoJson);
    }
    if parcel_txt::is_parcel_txt(text) {
        return Some(BoundaryFormat::ParcelTxt);
    }
    corner_csv::is_corner_csv(text).then_some(BoundaryFormat::CornerCsv)
}

/// Names a kind of binary file by its first bytes, for the message where no reader takes it.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "a zip archive"),
        (b"PK\x05\x06", "an empty zip archive"),
        (b"SQLite format 3\0", "an SQLite database or GeoPackage"),
        (b"PAR1", "a Parquet file"),
        (b"fgb\x03", "a FlatGeobuf file"),
        (b"\x00\x00\x27\x0a", "a bare `.shp` of a Shapefile"),
        (b"%PDF", "a PDF document"),
        (b"AC10", "a DWG drawing"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, name)| *name)
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
            let found = binary(bytes).unwrap_or(if bytes.is_empty() {
                "nothing"
            } else {
                "another kind of file"
            });
            refuse(
                expected,
                found.to_owned(),
                "give the file its right ending, or state its format",
            )
        }
    }
}
