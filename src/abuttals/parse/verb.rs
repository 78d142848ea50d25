//! Verbs that open a side: 至, 临, 距, 以 … 为界, 与 … 相邻.
//!
//! Must not know directions.

use super::{
    page::Page,
    words::{List, Words},
};

/// Verbs of reaching, which hardly occur in names behind a direction.
static REACH: Words = Words::new(
    "延伸至 延伸到 扩展至 拓展至 起点为 终点为 起至 起自 起于 始于 始自 止于 止至 延至 抵达 到达 直达 直抵 \
     直至 直到 达到 至 到 抵 起 达 止",
);

/// Verbs of lying near, which occur in names too (南临路).
static NEAR: Words = Words::new(
    "相邻于 紧邻着 毗邻 毗连 紧邻 紧靠 紧临 紧接 紧挨 紧贴 紧依 邻接 邻近 临近 靠近 接壤 接至 连接 濒临 面临 \
     面向 面对 依托 背靠 相邻 临 邻 接 靠 连 濒 依 倚 傍 沿 毗 枕 襟",
);

/// Verbs that only a direction with an ending (东面为) or a count (三面环) takes, or one that begins a clause.
static EQUAL: Words = Words::new("分界线为 为 是 系");

/// Verbs that only a direction with an ending or a count takes.
static AROUND: Words = Words::new("环绕 环 朝 望 通");

/// Words that close a frame opened by 与: 东与A相邻.
pub(super) static PARTNERS: Words = Words::new(
    "一墙之隔 一路之隔 一河之隔 隔路相望 隔河相望 隔江相望 相毗邻 相毗连 相连接 相接壤 相交界 相邻 相接 相连 相望 相依 相交 相隔 毗邻 毗连 接壤 交界 为邻 为界 搭界 \
     连接 分界 衔接",
);

/// How far 与 looks for its partner.
const FRAME: usize = 48;

/// How a side is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// 至, 起, 到 and the like.
    Reach,
    /// 临, 邻, 接 and the like, which occur in names too.
    Near,
    /// 距: the feature lies so far from the side.
    Distance,
    /// 以 …, to be closed by 为界.
    Frame,
    /// 与 …, to be closed by 相邻 and the like.
    With,
    /// 为, a colon or a dash.
    Equal,
}

/// Reads a verb; gives where it ends.
pub(super) fn verb(page: &Page, nth: usize, marked: bool) -> Option<(Verb, usize)> {
    let word = |words: &dyn List| page.word(nth, words).map(|length| nth + length);
    if let Some(end) = word(&["相距", "距离", "距"]) {
        return Some((Verb::Distance, end));
    }
    if let Some(end) = word(&REACH) {
        return Some((Verb::Reach, end));
    }
    if let Some(end) = word(&NEAR) {
        return Some((Verb::Near, end));
    }
    if let Some(end) = word(&EQUAL) {
        return Some((Verb::Equal, end));
    }
    if marked && let Some(end) = word(&AROUND) {
        return Some((Verb::Near, end));
    }
    match page.at(nth) {
        '以' => Some((Verb::Frame, nth + 1)),
        '隔' if marked || has_partner(page, nth + 1) => Some((Verb::With, nth + 1)),
        '与' | '和' | '同' | '跟' if has_partner(page, nth + 1) => Some((Verb::With, nth + 1)),
        ':' | '—' => Some((Verb::Equal, nth)),
        '-' if page.at(nth + 1) != '-' => Some((Verb::Equal, nth)),
        _ => None,
    }
}

/// Tells whether one of [`PARTNERS`] follows in the same clause.
fn has_partner(page: &Page, nth: usize) -> bool {
    (nth..page.next_stop(nth).min(nth + FRAME))
        .take_while(|&place| page.at(place) != ',')
        .any(|place| "一隔相毗接交为搭连分衔".contains(page.at(place)) && page.word(place, &PARTNERS).is_some())
}
