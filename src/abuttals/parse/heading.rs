//! Headings: `区块一`, `A区`, `第一区块`, `虹桥镇东区块`, `利津循环经济产业园`, and what leads up to a side or an area without being one.
//!
//! Must not know where in the text it stands.

use std::ops::Range;

use super::{
    page::{Page, begins, ending, ends, find},
    words::Words,
};

/// Words that a number makes a heading of: 区块一.
static KINDS: Words = Words::new("功能区 区块 片区 地块 组团 板块 分区 宗地 单元 园区 核心区 街区 街坊");

/// How the name of a block or zone ends.
static NAME_ENDS: Words = Words::new(
    "区块 片区 地块 组团 板块 园区 街区 街坊 小区 产业园 工业园 科技园 创业园 物流园 示范园 基地 新城 小镇 \
     功能带 产业带 集聚地 中心 单元 宗地 港区 科学城 智造城 开发带 走廊 区域 城 园 区 片",
);

/// What a text calls its subject without naming it.
static SUBJECTS: Words = Words::new(
    "园区 地块 该地块 本地块 此地块 项目 该项目 本项目 项目区 项目地块 规划区 规划用地 用地 项目用地 宗地 \
     该宗地 本宗地 全区 本区 该区 该园区 本园区 整个园区 片区 该片区 区块 该区块 区域 该区域 规划区域 \
     规划范围 建设用地 土地 现在 目前 具体 位置 以上 两区 各区块 各片区 四周 上述区块 区块划分",
);

/// Words before a heading that do not belong to it.
static FRONT: Words = Words::new("其中 另外 同时 以及 具体 即 其 另");

/// Words behind a heading that lead on to what is stated.
static BACK: Words = Words::new(
    "四至范围 四至边界 四至界限 四至界线 具体范围 规划范围 实施范围 用地范围 范围 边界 界线 界限 四至 为 是 \
     即 系 共 约 由 在 分别 如下 具体 的 其 仍 拟 现",
);

/// What no name of a block holds.
static NO_NAME: Words = Words::new(
    "同意 批准 关于 请示 收悉 根据 按照 位于 地处 坐落 包括 包含 涵盖 分为 组成 研究 予以 公布 公告 要求 应当 \
     严格 不得 以及 的 意见 实行 推进 加快 扣除 不含 面积 范围 四至 两区 部分 个区块 个片区 个园区 个地块",
);

/// Verbs behind which a name may stand: 同意设立山东利津经济开发区.
static VERBS: Words = Words::new("整合设立 同意设立 同意将 设立 同意 批准 认定 调整 扩大 建设 关于 命名 确定 现将");

/// The longest name of a block, in characters.
const LONGEST: usize = 40;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The heading itself.
    pub(super) range: Range<usize>,
    /// A function that follows without a mark: 区块一主区.
    pub(super) function: Option<Range<usize>>,
    /// Whether it numbers its block, rather than naming it.
    pub(super) numbered: bool,
}

/// What a run of text before a side, an area or a mark is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// Words that only lead on: 其中, 该地块, 扩区后, 规划范围为.
    Words,
    /// A heading; what stands before it was not understood, unless it is empty.
    Heading(Range<usize>, Heading),
    /// Nothing that is known.
    Unknown,
}

/// Tells what a run of text is.
pub(super) fn lead(page: &Page, range: Range<usize>) -> Lead {
    let whole = page.trim(range);
    if whole.len() > 4 * LONGEST {
        return Lead::Unknown;
    }
    let mut range = whole.clone();
    while let Some(length) = FRONT.iter().find(|word| begins(page.folded(&range), word)) {
        range = page.trim(range.start + length.chars().count()..range.end);
    }
    let subject = |range: &Range<usize>| {
        let chars: String = page.folded(range).iter().filter(|c| **c != ' ').collect();
        chars.is_empty() || SUBJECTS.contains(&chars.as_str())
    };
    while !subject(&range)
        && let Some(length) = ending(page.folded(&range), &BACK)
    {
        range = page.trim(range.start..range.end - length);
    }
    let chars = page.folded(&range);
    let time = range.len() <= 12 && matches!(chars.last(), Some('后' | '时' | '前'));
    if subject(&range) || time {
        return Lead::Words;
    }
    if let Some(heading) = heading(page, range.clone()) {
        return Lead::Heading(whole.start..whole.start, heading);
    }
    let behind = |word: &&str| {
        let last = (0..chars.len()).rev().find(|&nth| begins(&chars[nth..], word))?;
        Some(range.start + last + word.chars().count())
    };
    if let Some(cut) = VERBS.iter().filter_map(behind).max()
        && let Some(heading) = heading(page, cut..range.end)
    {
        return Lead::Heading(whole.start..cut, heading);
    }
    Lead::Unknown
}

/// Reads a heading that fills a run of text.
pub(super) fn heading(page: &Page, range: Range<usize>) -> Option<Heading> {
    let range = page.trim(range);
    let chars = page.folded(&range);
    if !(2..=LONGEST).contains(&chars.len()) || !chars.iter().all(|&c| may_stand_in_a_name(c)) {
        return None;
    }
    let excludes = matches!(chars[0], '含' | '除' | '不' | '分' | '在') && !begins(chars, "含山");
    if excludes || NO_NAME.iter().any(|word| find(chars, word).is_some()) {
        return None;
    }
    if let Some(end) = numbered(page, &range) {
        let rest = page.trim(end..range.end);
        let linked = page
            .word(rest.start, &["为", "是", "即", "系", "—", "-"])
            .map_or(rest.start, |length| rest.start + length);
        let function = page.trim(linked.min(rest.end)..rest.end);
        return Some(Heading {
            range: range.start..end,
            function: (!function.is_empty()).then_some(function),
            numbered: true,
        });
    }
    let length = ending(chars, &NAME_ENDS)?;
    let stem = &chars[..chars.len() - length];
    if stem.is_empty() || (length == 1 && stem.len() == 1 && "市县社矿林".contains(stem[0])) {
        return None;
    }
    let ordinal = stem
        .iter()
        .all(|&c| is_numeral(c) || matches!(c, '第' | '号' | '个' | '-'))
        && !ends(stem, "开发");
    Some(Heading {
        range,
        function: None,
        numbered: ordinal,
    })
}

/// Finds 区块一 and the like in a run of text; gives where the number ends.
pub(super) fn numbered(page: &Page, range: &Range<usize>) -> Option<usize> {
    range.clone().find_map(|nth| numbered_at(page, nth, range.end))
}

/// Reads 区块一 and the like at a place; gives where the number ends, which is not behind `most`.
pub(super) fn numbered_at(page: &Page, nth: usize, most: usize) -> Option<usize> {
    let end = nth + page.word(nth, &KINDS)?;
    number(page, end, most)
}

/// Reads the number behind 区块.
fn number(page: &Page, nth: usize, most: usize) -> Option<usize> {
    let start = page.after_blanks(nth);
    let start = start + usize::from(matches!(page.at(start), '之' | '第' | '#'));
    let mut end = start;
    let links = |nth: usize| matches!(page.at(nth), '-' | '—') && nth > start && is_numeral(page.at(nth + 1));
    while end < most && (is_numeral(page.at(end)) || links(end)) {
        end += 1;
    }
    let letters = (start..end)
        .filter(|&place| page.at(place).is_ascii_alphabetic())
        .count();
    if end == start || letters > 2 {
        return None;
    }
    Some(end + usize::from(end < most && matches!(page.at(end), '号' | '期')))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_alphanumeric() || "一二三四五六七八九十〇甲乙丙丁戊".contains(c) || matches!(c, '①'..='⑳' | 'Ⅰ'..='ⅻ')
}

fn may_stand_in_a_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '—' | '-' | '·' | '•' | '~' | ' ' | '#' | '(' | ')')
}
