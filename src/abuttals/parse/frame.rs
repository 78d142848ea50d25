//! What frames the text of a side: 以 … 为界, 与 … 相邻, … 止, and `的区域` behind the last side.
//!
//! Must not know sides.

use std::ops::Range;

use super::{
    page::Page,
    verb::{PARTNERS, Verb},
    words::{List, Words},
};

/// What closes 以, and may close any side.
static CLOSERS: Words =
    Words::new("为界限 为界线 为边界 为分界线 作为边界 作为界线 为起点 为终点 为界 为止 为限 为邻 相邻 相接 接壤");

/// What is told of the area that the sides enclose.
static ENCLOSED: Words = Words::new("区域 范围 地块 地段 地区 土地 用地 片区 地域 空间 部分 地带");

/// What shows that a side is followed by what it encloses.
static ENCLOSING: Words = Words::new(
    "所围合而成 围合而成 所围合 所包围 所围成 所构成 所组成 围合成 围合 合围 围成 包围 所辖 之间 大片 整个 \
     全部 封闭 闭合 所围",
);

/// A side without its frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Framed {
    /// The text itself.
    pub(super) text: Range<usize>,
    /// What closes it; what stands behind that was not understood.
    pub(super) closer: Range<usize>,
}

/// Takes the frame off the text of a side.
pub(super) fn unframe(page: &Page, verb: Verb, text: Range<usize>) -> Framed {
    let mut text = text;
    let mut framed = verb == Verb::Frame;
    // 东至以甲路为界: the verb of reaching adds nothing.
    if page.at(text.start) == '以' && closer(page, &(text.start + 1..text.end)).is_some() {
        text = page.trim(text.start + 1..text.end);
        framed = true;
    }
    if framed && let Some(closer) = closer(page, &text) {
        return cut(page, &text, closer);
    }
    if verb == Verb::With
        && let Some(nth) = (text.clone()).find(|&nth| page.word(nth, &PARTNERS).is_some())
    {
        let end = nth + page.word(nth, &PARTNERS).unwrap_or(0);
        // 隔黄河与山西省相望: the river is the limit.
        let across = (text.start..nth).find(|&place| page.at(place) == '与' && page.at(text.start - 1) == '隔');
        return match across {
            Some(across) => cut(page, &text, across..across),
            None => cut(page, &text, nth..end),
        };
    }
    enclosed(page, text)
}

/// Parts a text at its closer.
fn cut(page: &Page, text: &Range<usize>, closer: Range<usize>) -> Framed {
    let end = page.trim(text.start..closer.start);
    Framed { text: end, closer }
}

/// Finds the last closer of a frame.
fn closer(page: &Page, text: &Range<usize>) -> Option<Range<usize>> {
    let nth = text.clone().rev().find(|&nth| page.word(nth, &CLOSERS).is_some())?;
    Some(nth..(nth + page.word(nth, &CLOSERS)?).min(text.end))
}

/// Takes 止, 为界 and 的区域 off the end of a text.
fn enclosed(page: &Page, text: Range<usize>) -> Framed {
    let mut end = text.end;
    let back = |end: usize, words: &dyn List| page.word_before(text.start, end, words).map(|length| end - length);
    let inside = back(end, &["以内", "之内", "内", "组成", "构成"]);
    let mut known = inside.is_some();
    let mut place = inside.unwrap_or(end);
    let named = back(place, &ENCLOSED);
    place = named.unwrap_or(place);
    known &= named.is_some();
    loop {
        if let Some(before) = back(place, &ENCLOSING) {
            (place, known) = (before, true);
        } else if named.is_some() && page.at(place.saturating_sub(1)) == '的' && place > text.start + 1 {
            (place, known) = (place - 1, true);
        } else {
            break;
        }
    }
    // 北至丁路的狭长地带
    let shaped = named.is_some_and(|named| {
        page.word(named, &["区域", "范围", "地段", "地区", "地带", "空间"])
            .is_some()
    });
    let of = (text.start + 2..place).rev().take(8).find(|&nth| page.at(nth) == '的');
    if let Some(of) = of.filter(|&of| {
        !known
            && shaped
            && page
                .word_before(text.start, of, &["规划", "现状", "在建", "拟建"])
                .is_none()
    }) {
        (place, known) = (of, true);
    }
    if known && place > text.start {
        end = place;
    }
    if let Some(before) = back(end, &CLOSERS).or_else(|| back(end, &["止"]))
        && before > text.start + 1
    {
        end = before;
    }
    let kept = page.trim(text.start..end);
    Framed {
        closer: kept.end..text.end,
        text: kept,
    }
}
