//! The text of a side as a list of what it names: lists, chains, and names joined by 和.
//!
//! Must not know what a name says beyond its kind.

use std::ops::Range;

use super::{item::is_plain, kind::told};
use crate::abuttals::{
    StatedKind,
    parse::{
        page::{Page, ending, find},
        words::Words,
    },
};

/// Words that begin with 和, 与, 及 or 跟 and are part of names.
static NAME_WORDS: Words = Words::new(
    "和平 和谐 和顺 和兴 和云 和畅 和美 和睦 和田 和硕 和县 和龙 和静 和盛 和泰 和风 和信 和润 和煦 和韵 和园 \
     和悦 和家 和义 和乐 和合 和林格尔 和政 及时 与时",
);

/// What 及 joins to a name without naming a further one.
static BELONGINGS: Words = Words::new("两侧 其 周边 沿线 沿岸 附属 绿化 防护 配套 以东 以南 以西 以北 延长线");

/// Roads that are named by the two places they join: 东庄村至南辛庄村机耕路.
static JOINING: Words =
    Words::new("机耕路 生产路 公路 高速 铁路 乡道 村道 县道 省道 小路 土路 道路 水泥路 专用线 便道 联络线");

/// Lists what the text of a side names, each as a run of the text.
pub(super) fn split(page: &Page, text: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(page, text) {
        parts(page, piece, &mut found);
    }
    found
}

/// Parts a text at the marks of a list, outside of brackets.
fn pieces(page: &Page, text: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = text.start;
    let mut nth = text.start;
    while nth < text.end {
        let digit = |place: usize| page.at(place).is_ascii_digit();
        match page.at(nth) {
            '(' => nth = page.close(nth).unwrap_or(nth).min(text.end),
            '/' if nth > text.start && digit(nth - 1) && digit(nth + 1) => {}
            '、' | ',' | ';' | '/' | '。' => {
                found.push(page.trim(start..nth));
                start = nth + 1;
            }
            _ => {}
        }
        nth += 1;
    }
    found.push(page.trim(start..text.end));
    // A bare 不含 behind a comma belongs to what stands before it.
    let mut kept: Vec<Range<usize>> = Vec::new();
    for piece in found.into_iter().filter(|piece| !piece.is_empty()) {
        let said: String = page.folded(&piece).iter().take(5).collect();
        match kept.last_mut() {
            Some(last) if matches!(said.as_str(), "不含" | "均不含" | "含" | "不包括" | "不包含" | "除外") =>
            {
                last.end = piece.end;
            }
            _ => kept.push(piece),
        }
    }
    kept
}

/// Parts a piece of a list at what joins names.
fn parts(page: &Page, piece: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = piece.start;
    let mut nth = piece.start;
    while nth < piece.end {
        if page.at(nth) == '(' {
            nth = page.close(nth).unwrap_or(nth).min(piece.end) + 1;
            continue;
        }
        let length = joint(page, &(start..piece.end), nth);
        if length > 0 {
            found.push(page.trim(start..nth));
            start = nth + length;
            nth = start;
        } else {
            nth += 1;
        }
    }
    let last = page.trim(start..piece.end);
    if !last.is_empty() {
        found.push(last);
    }
}

/// Returns the length of what joins two names at a place, or 0.
fn joint(page: &Page, piece: &Range<usize>, nth: usize) -> usize {
    let left = page.trim(piece.start..nth);
    let joins = |length: usize| {
        let right = page.trim(nth + length..piece.end);
        let right = right.start..right.end.min(right.start + super::LONGEST);
        (!left.is_empty() && left.len() <= super::LONGEST && right.len() >= 2).then_some(right)
    };
    match page.at(nth) {
        '—' | '~' | '-' => joins(1).map_or(0, |right| usize::from(chains(page, &left, nth, &right))),
        '至' | '到' => joins(1).map_or(0, |right| usize::from(leads(page, &left, &right))),
        '和' | '与' | '及' | '跟' | '暨' | '以' => {
            let length = page.word(nth, &["以及", "和", "与", "及", "跟", "暨"]).unwrap_or(0);
            match joins(length) {
                Some(right) if length > 0 && adds(page, &left, nth, &right) => length,
                _ => 0,
            }
        }
        ' ' => joins(1).map_or(0, |right| usize::from(is_list(page, &left, &right))),
        _ => 0,
    }
}

/// Tells whether a dash is a link of a chain: it is not inside a code, a number, or a road named by two places.
fn chains(page: &Page, left: &Range<usize>, nth: usize, right: &Range<usize>) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric();
    if letter(page.at(nth.saturating_sub(1))) && letter(page.at(nth + 1)) {
        return false;
    }
    let known = is_plain(page.folded(left));
    if page.at(nth) == '-' {
        known
    } else {
        known || !is_joining_road(page, right)
    }
}

/// Tells whether 至 leads on to a further name: it is not inside the name of a road that joins two places.
fn leads(page: &Page, left: &Range<usize>, right: &Range<usize>) -> bool {
    let Some(kind) = told(page.folded(left)) else {
        return is_plain(page.folded(left));
    };
    let place = matches!(kind, StatedKind::Place | StatedKind::Organisation);
    !(place && is_joining_road(page, right))
}

/// Tells whether a run, up to its next mark, ends as roads do that are named by two places.
fn is_joining_road(page: &Page, right: &Range<usize>) -> bool {
    let end = right
        .clone()
        .find(|&nth| matches!(page.at(nth), '—' | '(' | '至'))
        .unwrap_or(right.end);
    let chars = page.folded(&(right.start..end));
    let idle = ending(chars, &["不含", "沿线", "段"]).unwrap_or(0);
    let chars = &chars[..chars.len() - idle];
    ending(chars, &JOINING).is_some()
}

/// Tells whether 和 and the like join two names: 甲路和乙路, but not 和谐路.
fn adds(page: &Page, left: &Range<usize>, nth: usize, right: &Range<usize>) -> bool {
    // 甲路和兴港路 are two roads; 甲村和平大街 is one.
    let line = matches!(
        told(page.folded(left)),
        Some(StatedKind::Road | StatedKind::River | StatedKind::Railway)
    );
    let name = page.word(nth, &NAME_WORDS).is_some() && !(line && right.len() > 2);
    if name || page.word(right.start, &BELONGINGS).is_some() {
        return false;
    }
    // 甲镇与乙镇交界处 is one line.
    let rest = page.folded(right);
    let between = ["交界", "分界", "接壤"]
        .iter()
        .filter_map(|word| find(rest, word))
        .min();
    let mark = ["和", "与", "及", "、"]
        .iter()
        .filter_map(|word| find(rest, word))
        .min()
        .unwrap_or(rest.len());
    if between.is_some_and(|at| at < mark) && !line {
        return false;
    }
    is_plain(page.folded(left))
}

/// Tells whether a blank parts two names.
fn is_list(page: &Page, left: &Range<usize>, right: &Range<usize>) -> bool {
    let next = page.at(right.start);
    let goes_on = next.is_ascii_alphanumeric() || "东南西北以往向约段处路线道街号之和与及、(".contains(next);
    let end = right.clone().find(|&nth| page.at(nth) == ' ').unwrap_or(right.end);
    !goes_on && is_plain(page.folded(left)) && is_plain(page.folded(&(right.start..end)))
}
