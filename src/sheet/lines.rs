//! Lines: where a text is broken so that it fits a width.
//!
//! Must not know glyphs. Breaks are those of Unicode (UAX 14): no closing mark begins a line, no opening one ends it. A text without a place to
//! break is cut where the width ends.

use super::letters::{Run, Setter, air_between};

impl Setter<'_> {
    /// Sets any text in lines of at most a width in ems; an empty text has none.
    pub fn lines(&mut self, text: &str, width_em: f32) -> Vec<Run> {
        let plain = self.plain(text);
        let breaks: Vec<usize> = unicode_linebreak::linebreaks(&plain).map(|(at, _)| at).collect();
        let mut breaks = breaks.into_iter().peekable();
        let mut lines = Vec::new();
        // Where the line begins, and the last place where it may end with its width up to there.
        let (mut start, mut place) = (0, None);
        let (mut width, mut since_place) = (0.0_f32, 0.0_f32);
        let mut chars = plain.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            while let Some(next) = breaks.next_if(|&next| next <= at) {
                if next == at && at > start {
                    (place, since_place) = (Some(at), 0.0);
                }
            }
            let advance = self.face.glyph(c).map_or(0.0, |glyph| glyph.advance_em);
            while c != ' ' && width + advance > width_em && at > start {
                // A blank before the place belongs to the line that ends there.
                let end = place.unwrap_or(at);
                lines.push(self.run(plain.get(start..end).unwrap_or_default()));
                (start, width) = (end, if place.is_some() { since_place } else { 0.0 });
                (place, since_place) = (None, width);
            }
            let air = chars.peek().map_or(0.0, |(_, next)| air_between(c, *next));
            width += advance + air;
            since_place += advance + air;
        }
        if start < plain.len() {
            lines.push(self.run(plain.get(start..).unwrap_or_default()));
        }
        lines
    }
}
