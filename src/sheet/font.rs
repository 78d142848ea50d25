//! The letters: one face, embedded in the program, with the glyph and the width of every character it has.
//!
//! Must not know what is written with them.

use std::{collections::HashMap, io::Read as _, sync::OnceLock};

use flate2::read::GzDecoder;
use krilla::text::Font;
use rust_embed::RustEmbed;
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, prelude::Size};

use super::SheetError;

/// What `make font` made from the package of the face; in a debug build it is read from the folder as it stands.
#[derive(RustEmbed)]
#[folder = "web/font"]
#[allow_missing = true]
struct Files;

const FACE: &str = "NotoSansSC-Regular.ttf.gz";
const LICENCE: &str = "OFL.txt";

/// A character's glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the face.
    pub id: u32,
    /// Width in ems.
    pub advance_em: f32,
}

/// The face.
pub struct Face {
    /// As it goes into a PDF.
    pub font: Font,
    glyphs: HashMap<char, Glyph>,
}

impl Face {
    /// Returns the face of the program; it is unpacked once.
    ///
    /// # Errors
    /// [`SheetError`] where the program was built without it, or with something else.
    pub fn embedded() -> Result<&'static Self, SheetError> {
        static LOADED: OnceLock<Face> = OnceLock::new();
        if let Some(face) = LOADED.get() {
            return Ok(face);
        }
        let face = Self::load()?;
        Ok(LOADED.get_or_init(|| face))
    }

    /// Returns the glyph of a character; none where the face lacks it.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        self.glyphs.get(&c).copied()
    }

    fn load() -> Result<Self, SheetError> {
        let packed = Files::get(FACE).ok_or(SheetError::NoFont)?;
        let mut bytes = Vec::new();
        GzDecoder::new(packed.data.as_ref())
            .read_to_end(&mut bytes)
            .map_err(|error| Self::no_face("a file packed by gzip", error.to_string()))?;
        let glyphs = glyphs(&bytes)?;
        let count = bytes.len();
        let font = Font::new(bytes.into(), 0)
            .ok_or_else(|| Self::no_face("a TrueType font", format!("{count} bytes of something else")))?;
        Ok(Self { font, glyphs })
    }

    fn no_face(expected: &'static str, found: String) -> SheetError {
        SheetError::Font {
            name: FACE,
            expected,
            found,
        }
    }
}

/// Returns the licence of the letters, which goes wherever they go.
///
/// # Errors
/// [`SheetError::NoFont`] where the program was built without them.
pub fn licence() -> Result<String, SheetError> {
    let file = Files::get(LICENCE).ok_or(SheetError::NoFont)?;
    Ok(String::from_utf8_lossy(&file.data).into_owned())
}

fn glyphs(bytes: &[u8]) -> Result<HashMap<char, Glyph>, SheetError> {
    let font = FontRef::new(bytes).map_err(|error| Face::no_face("a TrueType font", error.to_string()))?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mapped = font.charmap().mappings().filter_map(|(code, id)| {
        let glyph = Glyph {
            id: id.to_u32(),
            advance_em: metrics.advance_width(id)?,
        };
        // The glyph 0 is the box that stands for what a face lacks.
        Some((char::from_u32(code)?, glyph)).filter(|_| glyph.id != 0)
    });
    Ok(mapped.collect())
}
