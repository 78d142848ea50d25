//! A text as the grammar looks at it: one folded character for each character of the source, so that positions hold.
//!
//! Must not know what the words mean.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::words::List;
use crate::zone::is_numeral;

/// What [`Page::at`] gives behind the end; no character folds to it.
pub(super) const END: char = '\0';

/// A bracket without a partner.
const ALONE: usize = usize::MAX;

/// The most characters that a look to the side may pass.
pub(super) const NEAR: usize = 60;

/// Traditional forms of the grammar's words, each followed by the form that the grammar knows.
const PAIRS: &str = "東东範范圍围區区塊块積积畝亩頃顷為为規规劃划總总鐵铁線线鎮镇縣县邊边側侧臨临鄰邻達达園园產产業业場场橋桥灣湾運运廠厂學学醫医鄉乡與与約约號号\
                     溝沟莊庄嶺岭崗岗島岛間间緊紧連连過过開开發发幹干應应現现處处個个";

/// [`PAIRS`] by their traditional form.
static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let known = PAIRS.chars().skip(1).step_by(2);
    PAIRS.chars().step_by(2).zip(known).collect()
});

/// A text with its folded characters.
pub(super) struct Page<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// Byte at which each character begins, and the length of the text.
    starts: Vec<usize>,
    /// For each opening bracket, where it is closed.
    closes: Vec<usize>,
    /// For each place, the next stop, mark and number from it on.
    next: Next,
}

/// Looks ahead, made once.
#[derive(Default)]
struct Next {
    stop: Vec<u32>,
    mark: Vec<u32>,
    number: Vec<u32>,
}

impl<'a> Page<'a> {
    /// Folds a text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        starts.push(text.len());
        let chars: Vec<char> = text.chars().map(fold).collect();
        let closes = partners(&chars);
        let mut page = Self {
            text,
            chars,
            starts,
            closes,
            next: Next::default(),
        };
        page.next = Next {
            stop: page.ahead(Self::is_stop),
            mark: page.ahead(Self::is_mark),
            number: page.ahead(|page, nth| page.at(nth).is_ascii_digit() || is_numeral(page.at(nth))),
        };
        page
    }

    /// For each place, finds the next from it on of which something holds; the end of the text where there is none.
    fn ahead(&self, holds: impl Fn(&Self, usize) -> bool) -> Vec<u32> {
        let mut next = vec![self.len() as u32; self.len() + 1];
        for nth in (0..self.len()).rev() {
            next[nth] = if holds(self, nth) { nth as u32 } else { next[nth + 1] };
        }
        next
    }

    /// Returns the next stop, or the end of the text.
    pub(super) fn next_stop(&self, from: usize) -> usize {
        self.next.stop.get(from).map_or(self.len(), |&stop| stop as usize)
    }

    /// Returns the next mark, or the end of the text.
    pub(super) fn next_mark(&self, from: usize) -> usize {
        self.next.mark.get(from).map_or(self.len(), |&mark| mark as usize)
    }

    /// Returns the next digit or numeral, or the end of the text.
    pub(super) fn next_number(&self, from: usize) -> usize {
        self.next.number.get(from).map_or(self.len(), |&number| number as usize)
    }

    /// Returns the number of characters.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Returns a folded character, or [`END`] behind the text.
    pub(super) fn at(&self, nth: usize) -> char {
        self.chars.get(nth).copied().unwrap_or(END)
    }

    /// Returns folded characters.
    pub(super) fn folded(&self, range: &Range<usize>) -> &[char] {
        let end = range.end.min(self.len());
        &self.chars[range.start.min(end)..end]
    }

    /// Returns the source between two characters.
    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        let end = range.end.min(self.len());
        &self.text[self.starts[range.start.min(end)]..self.starts[end]]
    }

    /// Returns the characters of the source between two characters.
    pub(super) fn source_chars(&self, range: &Range<usize>) -> impl Iterator<Item = char> + use<'a> {
        self.source(range).chars()
    }

    /// Tells whether a word begins at a character.
    pub(super) fn reads(&self, nth: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(further, c)| self.at(nth + further) == c)
    }

    /// Returns the length of the first of some words that begins at a character.
    pub(super) fn word(&self, nth: usize, list: &dyn List) -> Option<usize> {
        if !list.may_begin(self.at(nth)) {
            return None;
        }
        let found = list.words().iter().find(|word| self.reads(nth, word));
        found.map(|word| word.chars().count())
    }

    /// Returns the length of the first of some words that ends before a character, not beginning before `from`.
    pub(super) fn word_before(&self, from: usize, nth: usize, list: &dyn List) -> Option<usize> {
        let from = from.min(self.len());
        ending(&self.chars[from..nth.clamp(from, self.len())], list)
    }

    /// Returns the first character from `nth` on that is no blank.
    pub(super) fn after_blanks(&self, nth: usize) -> usize {
        let mut nth = nth;
        while self.at(nth) == ' ' {
            nth += 1;
        }
        nth
    }

    /// Returns the last character before `nth` that is no blank, with its place.
    pub(super) fn before(&self, nth: usize) -> Option<(usize, char)> {
        let from = nth.saturating_sub(NEAR);
        let place = (from..nth).rev().find(|&place| self.at(place) != ' ')?;
        Some((place, self.at(place)))
    }

    /// Returns where the bracket that opens at a character is closed.
    pub(super) fn close(&self, nth: usize) -> Option<usize> {
        self.closes.get(nth).copied().filter(|&close| close != ALONE)
    }

    /// Tells whether a sentence, or its part before a semicolon, ends at a character.
    pub(super) fn is_stop(&self, nth: usize) -> bool {
        match self.at(nth) {
            '。' | ';' | '!' | '?' => true,
            // A point inside a number, a name or a list number is none.
            '.' => !self.at(nth + 1).is_ascii_alphanumeric(),
            _ => false,
        }
    }

    /// Tells whether a character parts words: punctuation of any kind, or the end of a line.
    pub(super) fn is_mark(&self, nth: usize) -> bool {
        matches!(self.at(nth), ',' | '、' | ':' | '\n' | '(' | ')' | '"') || self.is_stop(nth)
    }

    /// Takes blanks and marks off both ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let idle = |nth: usize| self.at(nth) == ' ' || (self.is_mark(nth) && !matches!(self.at(nth), '(' | ')' | '"'));
        let (mut start, mut end) = (range.start, range.end);
        while start < end && idle(start) {
            start += 1;
        }
        while start < end && idle(end - 1) {
            end -= 1;
        }
        start..end
    }
}

/// Tells whether a list of folded characters begins with a word.
pub(super) fn begins(chars: &[char], word: &str) -> bool {
    let mut further = chars.iter();
    word.chars().all(|c| further.next() == Some(&c))
}

/// Tells whether a list of folded characters ends with a word.
pub(super) fn ends(chars: &[char], word: &str) -> bool {
    let mut back = chars.iter().rev();
    word.chars().rev().all(|c| back.next() == Some(&c))
}

/// Returns the length of the first of some words with which a list of characters ends.
pub(super) fn ending(chars: &[char], list: &dyn List) -> Option<usize> {
    let last = *chars.last()?;
    if !list.may_end(last) {
        return None;
    }
    let found = list.words().iter().find(|word| ends(chars, word));
    found.map(|word| word.chars().count())
}

/// Returns where a word stands first in a list of characters.
pub(super) fn find(chars: &[char], word: &str) -> Option<usize> {
    (0..chars.len()).find(|&nth| begins(&chars[nth..], word))
}

/// Folds a character: width, dashes, brackets, quotes, blanks, and traditional forms.
fn fold(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => '\n',
        '\0' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => ' ',
        c if c.is_whitespace() => ' ',
        '｡' => '。',
        '､' | '﹑' => '、',
        '﹐' => ',',
        '﹔' => ';',
        '﹕' | '︰' | '∶' => ':',
        '[' | '{' | '【' | '〔' | '〖' | '﹝' | '﹙' => '(',
        ']' | '}' | '】' | '〕' | '〗' | '﹞' | '﹚' => ')',
        '“' | '”' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '<' | '>' => {
            '"'
        }
        '→' | '—' | '–' | '―' | '─' | '‐' | '‑' | '−' => '—',
        '〜' | '∼' | '～' => '~',
        c if u32::from(c) > 0x4E00 => TRADITIONAL.get(&c).copied().unwrap_or(c),
        c => c.to_ascii_lowercase(),
    }
}

/// Finds the partner of each opening bracket.
fn partners(chars: &[char]) -> Vec<usize> {
    let mut closes = vec![ALONE; chars.len()];
    let mut open = Vec::new();
    for (nth, &c) in chars.iter().enumerate() {
        match c {
            '(' => open.push(nth),
            ')' => {
                if let Some(start) = open.pop() {
                    closes[start] = nth;
                }
            }
            _ => {}
        }
    }
    closes
}
