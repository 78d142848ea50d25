//! Sides told without a direction and a verb before them: `甲路（东）、乙路（南）`; `以甲路为东界`; `甲路以西、乙路以北`, where the area
//! lies west of the first; and, behind 四至, `东甲路、南乙路`.
//!
//! Looks only at sentences in which no side is opened by a direction and a verb. Must not know blocks.

use std::ops::Range;

use super::{
    opener::side,
    page::{END, NEAR, Page},
    places::Places,
    words::Words,
};
use crate::geometry::Side;

/// Words after a direction in a bracket: （东侧）.
static ENDINGS: Words = Words::new("侧界 面界 侧 面 边 界 至 部 端");

/// Words behind which the first side begins.
static STARTS: Words = Words::new("范围为 范围是 坐落于 坐落在 位于 地处 范围 四至 界于 介于 处于 为 是 由 在");

/// A side told from behind, or without a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postfix {
    /// Side.
    pub(super) side: Side,
    /// Where it begins, and where it ends with its direction.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its text.
    pub(super) text: Range<usize>,
}

/// Finds the sides told from behind.
pub(super) fn sides(page: &Page, places: &Places) -> Vec<Postfix> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < page.len() {
        let mut end = start;
        while end < page.len() && !matches!(page.at(end), '。' | '\n' | '!' | '?') {
            end += 1;
        }
        if !places.opens_any(start, end) {
            let sentence = || start..end;
            let read = in_brackets(page, sentence())
                .or_else(|| bounded(page, sentence()))
                .or_else(|| reversed(page, sentence()))
                .or_else(|| bare(page, sentence()));
            found.extend(read.unwrap_or_default());
        }
        start = end + 1;
    }
    found
}

/// Reads `甲路（东）、乙路（南）` in a sentence.
fn in_brackets(page: &Page, sentence: Range<usize>) -> Option<Vec<Postfix>> {
    gather(page, sentence, |nth| {
        let side = side(page.at(nth + 1)).filter(|_| page.at(nth) == '(')?;
        let close = nth + 2 + page.word(nth + 2, &ENDINGS).unwrap_or(0);
        (page.at(close) == ')').then_some((side, close + 1))
    })
}

/// Reads `以甲路为东界，以乙路为南界` in a sentence.
fn bounded(page: &Page, sentence: Range<usize>) -> Option<Vec<Postfix>> {
    let mut found = gather(page, sentence, |nth| {
        let side = side(page.at(nth + 1)).filter(|_| page.at(nth) == '为')?;
        let length = page.word(nth + 2, &["侧边界", "边界", "侧界", "部界", "界线", "界限", "界"])?;
        Some((side, nth + 2 + length))
    })?;
    for told in &mut found {
        told.text.start += usize::from(page.at(told.text.start) == '以' && told.text.len() > 1);
    }
    Some(found)
}

/// Reads `甲路以西、乙路以北` in a sentence: the area lies west of the first, so that is its limit on the east.
fn reversed(page: &Page, sentence: Range<usize>) -> Option<Vec<Postfix>> {
    gather(page, sentence, |nth| {
        let toward = side(page.at(nth + 1)).filter(|_| page.at(nth) == '以')?;
        let next = page.at(nth + 2);
        let ends = page.is_mark(nth + 2) || next == END || " 的围合范区所内和及与".contains(next);
        ends.then_some((opposite(toward), nth + 2))
    })
}

/// Gathers the sides of a sentence whose directions a rule finds: at a place, the side and where its direction ends.
/// Two must be told, and none twice.
fn gather(page: &Page, sentence: Range<usize>, rule: impl Fn(usize) -> Option<(Side, usize)>) -> Option<Vec<Postfix>> {
    let mut found: Vec<Postfix> = Vec::new();
    let mut from = sentence.start;
    for nth in sentence {
        if nth < from {
            continue;
        }
        let Some((side, end)) = rule(nth) else { continue };
        let start = if found.is_empty() {
            first_start(page, from..nth)
        } else {
            let start = page.trim(from..nth).start;
            start + usize::from(matches!(page.at(start), '和' | '及' | '与' | '并'))
        };
        let text = page.trim(start..nth);
        if text.is_empty() || text.len() > NEAR || found.iter().any(|told| told.side == side) {
            return None;
        }
        found.push(Postfix {
            side,
            start: text.start,
            end,
            text,
        });
        from = end;
    }
    (found.len() > 1).then_some(found)
}

/// Reads `东甲路、南乙路、西丙路` behind 四至: three sides at least, each a direction and a name.
fn bare(page: &Page, sentence: Range<usize>) -> Option<Vec<Postfix>> {
    let limits = sentence.clone().find(|&nth| page.reads(nth, "四至"))?;
    let mut found: Vec<Postfix> = Vec::new();
    let mut nth = limits + 2;
    while nth < sentence.end {
        let begins =
            page.is_mark(nth - 1) || page.at(nth - 1) == ' ' || matches!(page.at(nth - 1), '为' | '是' | '至' | '围');
        if let Some(side) = side(page.at(nth)).filter(|_| begins) {
            let start = page.after_blanks(nth + 1);
            let rest = start..sentence.end;
            let opens = |place: usize| {
                super::opener::side(page.at(place)).is_some()
                    && (page.at(place - 1) == ' ' || page.at(place - 1) == '、')
            };
            let end = rest
                .clone()
                .find(|&place| matches!(page.at(place), ',' | ';') || place > start && opens(place));
            let text = page.trim(start..end.unwrap_or(rest.end));
            if text.len() < 2 || text.len() > NEAR || found.iter().any(|told| told.side == side) {
                return None;
            }
            let start = nth;
            nth = text.end;
            found.push(Postfix {
                side,
                start,
                end: text.end,
                text,
            });
        } else {
            nth += 1;
        }
    }
    (found.len() > 2).then_some(found)
}

/// Finds where the first side begins: behind the last mark but 、, or behind a word that leads on.
fn first_start(page: &Page, range: Range<usize>) -> usize {
    let behind = |nth: usize| page.word_before(range.start, nth, &STARTS).is_some();
    let mark = |nth: usize| nth > range.start && page.is_mark(nth - 1) && page.at(nth - 1) != '、';
    let start = range
        .clone()
        .rev()
        .find(|&nth| mark(nth) || behind(nth))
        .unwrap_or(range.start);
    page.trim(start..range.end).start
}

fn opposite(side: Side) -> Side {
    match side {
        Side::East => Side::West,
        Side::South => Side::North,
        Side::West => Side::East,
        Side::North => Side::South,
    }
}
