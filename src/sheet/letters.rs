//! Text into glyphs: what the face lacks is written as its code point and remembered, and nothing becomes an empty box.
//!
//! Must not know pages.

use std::{collections::BTreeSet, fmt::Write as _, ops::Range};

use unicode_normalization::UnicodeNormalization as _;

use super::font::Face;

/// Air between a Chinese character and a Latin letter or digit beside it, in ems.
const BETWEEN_SCRIPTS_EM: f32 = 0.12;

/// One glyph with the bytes of the text that it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SetGlyph {
    /// Number in the face.
    pub id: u32,
    /// Width in ems, with the air that follows.
    pub advance_em: f32,
    /// Bytes of the run's text.
    pub range: Range<usize>,
}

/// A text set in one line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its glyphs.
    pub glyphs: Vec<SetGlyph>,
    /// Width in ems, without blanks at the end.
    pub width_em: f32,
}

/// Sets text with a face, and remembers what the face lacks.
pub struct Setter<'f> {
    /// The face.
    pub face: &'f Face,
    lacking: BTreeSet<char>,
}

impl<'f> Setter<'f> {
    /// Makes one that has set nothing yet.
    pub fn new(face: &'f Face) -> Self {
        Self {
            face,
            lacking: BTreeSet::new(),
        }
    }

    /// Returns the characters met so far that the face lacks.
    pub fn lacking(&self) -> &BTreeSet<char> {
        &self.lacking
    }

    /// Makes a text that can be set: in normal form C, all white space one blank, and `[U+1F600]` for what the face lacks or what has no shape
    /// of its own (controls, marks of direction).
    pub fn plain(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        for c in text.nfc() {
            if c.is_whitespace() {
                if !plain.ends_with(' ') && !plain.is_empty() {
                    plain.push(' ');
                }
            } else if is_variation(c) {
                // It asks for another form of the character before it, of which the face has one.
            } else if is_shapeless(c) || self.face.glyph(c).is_none() {
                self.lacking.insert(c);
                // Writing into a text never fails.
                let _ = write!(plain, "[U+{:04X}]", u32::from(c));
            } else {
                plain.push(c);
            }
        }
        plain.truncate(plain.trim_end().len());
        plain
    }

    /// Sets a plain text in one line.
    pub fn run(&self, plain: &str) -> Run {
        let mut run = Run {
            text: plain.to_owned(),
            ..Run::default()
        };
        let mut chars = plain.char_indices().peekable();
        let mut width_em = 0.0;
        while let Some((at, c)) = chars.next() {
            let Some(glyph) = self.face.glyph(c) else { continue };
            let air = chars.peek().map_or(0.0, |(_, next)| air_between(c, *next));
            let advance_em = glyph.advance_em + air;
            width_em += advance_em;
            if c != ' ' {
                run.width_em = width_em;
            }
            run.glyphs.push(SetGlyph {
                id: glyph.id,
                advance_em,
                range: at..at + c.len_utf8(),
            });
        }
        run
    }

    /// Sets any text in one line.
    pub fn set(&mut self, text: &str) -> Run {
        let plain = self.plain(text);
        self.run(&plain)
    }

    /// Sets any text in one line of at most a width, the end cut off with `…` where it is longer.
    pub fn set_within(&mut self, text: &str, width_em: f32) -> Run {
        let plain = self.plain(text);
        let whole = self.run(&plain);
        if whole.width_em <= width_em {
            return whole;
        }
        let (mut kept, mut used_em) = (0, 1.0);
        for glyph in &whole.glyphs {
            used_em += glyph.advance_em;
            if used_em > width_em {
                break;
            }
            kept = glyph.range.end;
        }
        self.run(&format!("{}…", plain.get(..kept).unwrap_or_default().trim_end()))
    }
}

/// Returns the air between two characters in ems: some where a Chinese character meets a Latin letter or a digit.
pub fn air_between(c: char, next: char) -> f32 {
    let meets = |han: char, other: char| is_han(han) && other.is_ascii_alphanumeric();
    if meets(c, next) || meets(next, c) {
        BETWEEN_SCRIPTS_EM
    } else {
        0.0
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Tells variation selectors (Unicode 16, chapter 23.4).
fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Tells what must be shown by its code even where the face maps it: controls, marks of direction and joining, private use, no characters.
fn is_shapeless(c: char) -> bool {
    let is_format = matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E00FF}');
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    c.is_control() || is_format || is_private
}
