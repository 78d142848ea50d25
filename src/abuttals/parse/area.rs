//! Areas: a number with a unit, and the words before it (`规划面积约11.41平方公里`).
//!
//! Must not know which block an area belongs to.

use std::ops::Range;

use super::{page::Page, words::Words};
use crate::{abuttals::StatedArea, zone::is_numeral};

/// Units, the longer before the shorter.
static UNITS: Words = Words::new("平方公里 平方千米 平方米 公顷 km² km2 k㎡ hm² hm2 m² m2 ㎡ ha 亩");

/// What says that a number is about so much. It belongs to the printed area.
static ABOUT: Words = Words::new("大约 约为 约计 约 近");

/// Words between 面积 and the number, backwards.
static LINKS: Words =
    Words::new("共计为 达到 共计 合计 总计 共有 仍为 扩大到 扩大至 增加到 增加至 增至 扩至 为 是 共 计 达 有 仍 由 :");

/// Words of which 规划总面积 and the like are made, backwards.
static WORDS: Words = Words::new(
    "区域面积 面积 规划 占地 用地 控制 建设 实际 核准 批准 批复 审定 审批 管辖 辖区 规模 土地 国土 陆域 陆地 \
     公告 实施 范围 四至 整体 合计 调整 其中 出让 挂牌 征收 研究 设计 选址 保护 总体 的 \
     总 净 毛 拟 该 其",
);

/// Words between an earlier area and the one that takes its place.
static CHANGES: Words = Words::new(
    "调整为 调整到 调整至 扩大到 扩大至 扩大为 增加到 增加至 增加为 扩展到 扩展至 变更为 调减为 调减至 核减为 \
     减少到 减少至 减少为 扩至 增至",
);

/// The longest number, in characters.
const LONGEST: usize = 24;

/// With what the words before a number may begin.
const STARTS: &str =
    "区面规占用控建实核批审管辖土国陆公现可四整合调其新开出挂征研设选保总的净毛拟该共计达有仍由扩增为是大约近范";

/// How many words are looked at before a number.
const MOST_WORDS: usize = 12;

/// An area with the words before it.
pub(super) struct AreaPhrase {
    /// Where its words begin.
    pub(super) start: usize,
    /// An area that this one takes the place of (由5公顷调整为7公顷).
    pub(super) earlier: Option<Range<usize>>,
    /// The printed area.
    pub(super) printed: Range<usize>,
    /// Its value.
    pub(super) area: StatedArea,
    /// Whether it is said to be an area (面积, 占地), not only a number with a unit.
    pub(super) named: bool,
    /// Whether it is said to be the sum of all.
    pub(super) total: bool,
}

/// Tells whether the words before a number may begin with a letter.
pub(super) fn may_begin(c: char) -> bool {
    STARTS.contains(c)
}

/// Reads an area whose number begins at a character; its words do not begin before `from`.
pub(super) fn area(page: &Page, from: usize, nth: usize) -> Option<AreaPhrase> {
    let (mut printed, mut area) = number(page, from, nth)?;
    let (start, words) = words_before(page, from, printed.start);
    let mut earlier = None;
    if let Some(length) = page.word(page.after_blanks(printed.end), &CHANGES) {
        let further = page.after_blanks(printed.end) + length;
        let further = further + page.word(further, &ABOUT).unwrap_or(0);
        if let Some((later, value)) = number(page, printed.end, page.after_blanks(further)) {
            earlier = Some(printed);
            (printed, area) = (later, value);
        }
    }
    let said: String = page.folded(&words).iter().collect();
    Some(AreaPhrase {
        start,
        earlier,
        printed,
        area,
        named: ["面积", "占地", "用地"].iter().any(|word| said.contains(word)),
        total: ["总", "合计", "共计"].iter().any(|word| said.contains(word)),
    })
}

/// Tells whether a number, in figures or numerals, begins at a character.
pub(super) fn begins_number(page: &Page, nth: usize) -> bool {
    let before = if nth > 0 { page.at(nth - 1) } else { ' ' };
    let figures = page.at(nth).is_ascii_digit() && !matches!(before, '0'..='9' | 'a'..='z' | '.' | '-');
    figures || (is_numeral(page.at(nth)) && !is_numeral(before))
}

/// Reads number and unit, with 约 before them.
fn number(page: &Page, from: usize, nth: usize) -> Option<(Range<usize>, StatedArea)> {
    if !begins_number(page, nth) {
        return None;
    }
    let digit = |place: usize| page.at(place).is_ascii_digit();
    let mut end = nth;
    while end - nth < LONGEST && (is_numeral(page.at(end)) || (end > nth && page.at(end) == '点')) {
        end += 1;
    }
    while end - nth < LONGEST && digit(nth) {
        let mark = page.after_blanks(end);
        let further = page.after_blanks(mark + 1);
        if digit(end) {
            end += 1;
        } else if page.at(end) == ',' && (1..=3).all(|further| digit(end + further)) && !digit(end + 4) {
            end += 4;
        } else if page.at(mark) == '.' && digit(further) {
            end = further;
        } else {
            break;
        }
    }
    let mut unit = page.after_blanks(end);
    if page.at(unit) == '万' {
        unit = page.after_blanks(unit + 1);
    }
    let length = page.word(unit, &UNITS)?;
    let end = unit + length;
    if page.at(end - 1).is_ascii_lowercase() && page.at(end).is_ascii_alphanumeric() {
        return None;
    }
    let mut start = nth;
    while start > from && nth - start < 3 && page.at(start - 1) == ' ' {
        start -= 1;
    }
    let start = page
        .word_before(from, start, &ABOUT)
        .map_or(nth, |length| start - length);
    let printed = start..end;
    let source = page.source(&printed);
    let area = StatedArea::of(source).or_else(|| {
        let folded: String = page.folded(&printed).iter().collect();
        StatedArea::of(&folded)
    })?;
    let text = source.to_owned();
    Some((printed, StatedArea { text, ..area }))
}

/// Walks back over the words before a printed area; gives where they begin, and the words without what links them.
fn words_before(page: &Page, from: usize, printed: usize) -> (usize, Range<usize>) {
    let mut start = printed;
    for _ in 0..MOST_WORDS {
        let link = page.word_before(from, start, &LINKS);
        match link.or_else(|| page.word_before(from, start, &WORDS)) {
            Some(length) => start -= length,
            None if start > from && page.at(start - 1) == ' ' => start -= 1,
            None => break,
        }
    }
    // A blank or colon before the first word belongs to what stands before.
    while start < printed && matches!(page.at(start), ' ' | ':') {
        start += 1;
    }
    (start, start..printed)
}
