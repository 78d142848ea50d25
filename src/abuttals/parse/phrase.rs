//! Phrases between sides: what opens limits (四至范围为), what opens a function (功能定位为), list numbers, and what ends a list of limits.
//!
//! Must not know blocks.

use std::ops::Range;

use super::{page::Page, words::Words};

/// Words before 四至 that belong to it, backwards.
static LIMITS_BEFORE: Words = Words::new("具体 规划 项目 用地 其 的 该 \"");

/// Words behind 四至 that belong to it.
static LIMITS_BEHIND: Words = Words::new(
    "范围 边界 界限 界线 界址 坐标 情况 位置 描述 调整 变更 确定 界定 划定 具体 初步 分别 大致 仍 均 拟 现 为 \
     是 即 如下 : \"",
);

/// Words that tell a function, to be followed by 为 or a colon.
static FUNCTIONS: Words = Words::new(
    "主要功能定位 功能定位 产业定位 发展定位 主导功能 主要功能 规划功能 主导产业 土地用途 规划用途 用地性质 \
     定位 功能",
);

/// Words that tell a function by themselves.
static DEVELOPS: Words = Words::new("重点发展 主要发展 重点布局 着力发展 主要布局");

/// Beginnings of clauses that say no limit.
static OTHER: Words = Words::new(
    "具体 详见 详细 其中 不含 不包括 不包含 包括 包含 扣除 除外 位于 地处 坐落 核准 批准 批复 形成 属于 涉及 \
     根据 按照 实行 上述 以上 人口 用地 建设 设立 同时 总投资 投资 距离 占地 面积 总面积 规划面积 规划用地 \
     现状 四至 范围 所有 共计 合计 共 为 是 并 且 该 本 由 经 总 拟 主要 重点 实际",
);

/// Tells how many characters of 四至 words begin at a character, for a place that reads 四至; gives where they begin and end.
pub(super) fn limits(page: &Page, from: usize, nth: usize) -> Option<Range<usize>> {
    if !page.reads(nth, "四至") {
        return None;
    }
    let mut start = nth;
    while let Some(length) = page.word_before(from, start, &LIMITS_BEFORE) {
        start -= length;
    }
    let mut end = nth + 2;
    while let Some(length) = page.word(page.after_blanks(end), &LIMITS_BEHIND) {
        end = page.after_blanks(end) + length;
    }
    Some(start..end)
}

/// Reads words that open a function; gives where the function begins.
pub(super) fn function(page: &Page, nth: usize) -> Option<usize> {
    if !matches!(
        page.at(nth),
        '主' | '功' | '产' | '发' | '规' | '土' | '用' | '定' | '重' | '着'
    ) {
        return None;
    }
    if let Some(length) = page.word(nth, &DEVELOPS) {
        return Some(nth + length);
    }
    let end = page.after_blanks(nth + page.word(nth, &FUNCTIONS)?);
    let end = end + page.word(end, &["调整"]).unwrap_or(0);
    let length = page.word(end, &["为", "是", "确定为", ":"])?;
    Some(page.after_blanks(end + length))
}

/// Returns where a function that begins at a character ends.
pub(super) fn function_end(page: &Page, start: usize) -> usize {
    let mut end = start;
    while end < page.len() && !(page.at(end) == ',' || page.at(end) == '\n' || page.is_stop(end)) {
        end = page.close(end).map_or(end + 1, |close| close + 1);
    }
    end
}

/// Reads a list number such as `(一)`, `1.`, `一、`, `①`; gives where it ends.
pub(super) fn enumerator(page: &Page, nth: usize) -> Option<usize> {
    let opens = matches!(page.at(nth), '(');
    let start = nth + usize::from(opens) + usize::from(page.at(nth + usize::from(opens)) == '第');
    if matches!(page.at(start), '①'..='⑳' | '⑴'..='⒇' | '㈠'..='㈩') {
        let number = matches!(page.at(start + 1), '号' | '区' | '地' | '片' | '组' | '期');
        return (!number).then(|| start + 1 + usize::from(page.at(start + 1) == '、'));
    }
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let end = (start..start + 4).find(|&place| !numeral(page.at(place)))?;
    if end == start {
        return None;
    }
    match (opens, page.at(end)) {
        (_, ')') | (false, '、') => Some(end + 1),
        (false, '.') if !page.at(end + 1).is_ascii_digit() => Some(end + 1),
        _ => None,
    }
}

/// Tells whether a clause begins like one that says no limit.
pub(super) fn is_other(page: &Page, nth: usize) -> bool {
    page.word(nth, &OTHER).is_some()
}
