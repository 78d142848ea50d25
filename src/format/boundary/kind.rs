//! The formats of boundary files: their words, file name endings and media types, and how each is read and written.
//!
//! Must not know how a format is read: one row of the table ([`super::codecs`]) names it, and everything else asks the table.

use std::{fmt, str::FromStr};

use super::{Rows, WriteOptions, codecs::CODECS};
use crate::{
    format::{Encoding, error::Refused},
    geometry::CoordinateSystem,
    zone::Draft,
};

/// A format of boundary files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoundaryFormat {
    /// GeoJSON (RFC 7946): the draft of a zone, or plain polygons with any properties.
    GeoJson,
    /// The exchange text of cadastral surveys (勘测定界界址点坐标交换格式).
    ParcelTxt,
    /// A table of corner points.
    CornerCsv,
    /// A Shapefile in a zip.
    Shapefile,
    /// KML.
    Kml,
    /// KMZ: KML in a zip.
    Kmz,
    /// GeoPackage.
    GeoPackage,
    /// DXF, the drawing of surveyors' CAD programs.
    Dxf,
    /// GeoParquet.
    GeoParquet,
    /// FlatGeobuf.
    FlatGeobuf,
}

/// A file to be read.
pub(super) struct Input<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) name: Option<&'a str>,
    /// The coordinate system that the sender states.
    pub(super) system: Option<CoordinateSystem>,
    /// The encoding that the sender states, for formats of text.
    pub(super) encoding: Option<Encoding>,
}

/// What a file holds.
pub(super) enum Content {
    /// Polygons with attributes, still in the file's coordinates.
    Rows(Rows),
    /// A draft as this program writes it, in longitude and latitude.
    Draft(Box<Draft>, CoordinateSystem),
}

/// A draft to be written.
pub(super) struct Output<'a> {
    /// What the layer or document is called.
    pub(super) name: &'a str,
    /// The draft, in longitude and latitude.
    pub(super) draft: &'a Draft,
    /// The draft as rows, in the coordinates in which it is to be written; their system is stated.
    pub(super) rows: &'a Rows,
    pub(super) options: &'a WriteOptions,
}

/// Reads a file.
type Read = fn(&Input<'_>) -> Result<Content, Refused>;
/// Writes a file, and adds to the notes what is to be said of it.
type Write = fn(&Output<'_>, &mut Vec<String>) -> Result<Vec<u8>, Refused>;

/// One format.
pub(super) struct Codec {
    pub(super) format: BoundaryFormat,
    /// The word for it on the command line, and the ending of the file names under which it is written.
    pub(super) word: &'static str,
    /// How people call it.
    pub(super) name: &'static str,
    /// Further words and endings, in lower case, without the dot.
    pub(super) endings: &'static [&'static str],
    /// Media types; the first is written.
    pub(super) media_types: &'static [&'static str],
    /// The coordinate system in which the format's specification puts every file; what a file states itself is not meant here.
    pub(super) implied: Option<CoordinateSystem>,
    /// Absent where the format is only written.
    pub(super) read: Option<Read>,
    /// Absent where the format is only read.
    pub(super) write: Option<Write>,
}

/// Tells that a word names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format of boundary files; expected one of {list}", list = words(BoundaryFormat::all()))]
pub struct BoundaryFormatError(
    /// The word as given.
    pub String,
);

impl BoundaryFormat {
    /// Returns all formats.
    pub fn all() -> impl Iterator<Item = Self> {
        CODECS.iter().map(|codec| codec.format)
    }

    /// Returns the formats that are read.
    pub fn readable() -> impl Iterator<Item = Self> {
        CODECS
            .iter()
            .filter(|codec| codec.read.is_some())
            .map(|codec| codec.format)
    }

    /// Returns the formats that are written.
    pub fn writable() -> impl Iterator<Item = Self> {
        CODECS
            .iter()
            .filter(|codec| codec.write.is_some())
            .map(|codec| codec.format)
    }

    /// Returns the word for it, which is also its file name ending.
    pub fn word(self) -> &'static str {
        self.codec().word
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        self.codec().name
    }

    /// Returns the media type under which it is sent.
    pub fn media_type(self) -> &'static str {
        self.codec()
            .media_types
            .first()
            .copied()
            .unwrap_or("application/octet-stream")
    }

    /// Finds a format by a file's name: its last ending, without `.gz`.
    pub fn of_file_name(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        let plain = lower.strip_suffix(".gz").unwrap_or(&lower);
        let (_, ending) = plain.rsplit_once('.')?;
        Self::of_ending(ending)
    }

    /// Finds the format in which a file of a name is to be written. A bare `.shp` is read for its fault only: its format is written as a zip.
    pub fn of_output_name(name: &str) -> Option<Self> {
        Self::of_file_name(name).filter(|format| *format != Self::Shapefile || name.to_lowercase().ends_with(".zip"))
    }

    /// Finds a format by a media type, parameters left aside. `text/plain` is no evidence: browsers give it to any text.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let found = CODECS
            .iter()
            .find(|codec| codec.media_types.contains(&essence.as_str()));
        found.filter(|_| essence != "text/plain").map(|codec| codec.format)
    }

    fn of_ending(ending: &str) -> Option<Self> {
        let found = CODECS
            .iter()
            .find(|codec| codec.word == ending || codec.endings.contains(&ending));
        found.map(|codec| codec.format)
    }

    pub(super) fn codec(self) -> &'static Codec {
        // Every variant has its row, as a test holds; the first one stands in so that no caller must ask.
        CODECS.iter().find(|codec| codec.format == self).unwrap_or(&CODECS[0])
    }
}

/// Lists the words of formats.
pub(super) fn words(formats: impl Iterator<Item = BoundaryFormat>) -> String {
    let words: Vec<String> = formats.map(|format| format!("`{}`", format.word())).collect();
    words.join(", ")
}

impl fmt::Display for BoundaryFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for BoundaryFormat {
    type Err = BoundaryFormatError;

    fn from_str(word: &str) -> Result<Self, BoundaryFormatError> {
        let plain = word.trim().trim_start_matches('.').to_lowercase();
        Self::of_ending(&plain).ok_or_else(|| BoundaryFormatError(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_row_and_is_found_by_its_words() {
        for format in BoundaryFormat::all() {
            assert_eq!(format.codec().format, format);
            assert_eq!(format.word().parse::<BoundaryFormat>().unwrap(), format);
            assert_eq!(
                BoundaryFormat::of_file_name(&format!("a.b.{}", format.word().to_uppercase())),
                Some(format)
            );
            assert!(format.codec().read.is_some() || format.codec().write.is_some());
        }
        assert_eq!(
            BoundaryFormat::of_file_name("park.json.gz"),
            Some(BoundaryFormat::GeoJson)
        );
        assert_eq!(
            BoundaryFormat::of_media_type("text/csv; charset=gbk"),
            Some(BoundaryFormat::CornerCsv)
        );
        assert_eq!(BoundaryFormat::of_media_type("text/plain"), None);
        assert_eq!(BoundaryFormat::of_file_name("park"), None);
        let error = "pdf".parse::<BoundaryFormat>().unwrap_err().to_string();
        assert!(
            error.starts_with("`pdf` is not a format of boundary files; expected one of `geojson`, `txt`"),
            "{error}"
        );
    }
}
