//! How a side begins: directions and a verb, such as `东至`, `南、西至`, `北侧、西侧、东侧紧邻`, `东面以`, `西：`.
//!
//! Must not know whether a side may begin at this place: that depends on what stands before it.

use std::ops::Range;

use super::{
    page::{END, Page},
    sides::Sides,
    verb::{Verb, verb},
    words::Words,
};
use crate::geometry::Side;

/// What may follow a direction: 东面, 东侧边界. The longer come before the shorter.
static ENDINGS: Words =
    Words::new("侧边界线 边界线 侧边界 面边界 部边界 侧界线 边界 界线 界限 边线 方向 侧 面 边 部 界 端 方 向 缘 沿 头");

/// What may count the directions before it: 东、西两侧.
static COUNTS: Words =
    Words::new("三个方向 两个方向 四个方向 两侧 三侧 四侧 两面 三面 四面 两边 三边 四边 二面 四至 三方 两方 两端 各侧");

/// All sides at once.
static ROUND: Words = Words::new("四周边界 四周 四面 四侧 四边 周边");

/// What may stand between direction and verb. `分别` deals the features out to the sides.
static ADVERBS: Words = Words::new("分别 依次 大致 大体 基本 主要 全部 均 皆 都 则 也 亦 一直 大约 由 自 从 其 各 仍");

/// Parts of a side: 东侧北段至.
static PARTS: Words = Words::new("北半段 南半段 东半段 西半段 东段 南段 西段 北段 中段 上段 下段 其余段");

/// With what a count, an adverb or a verb may begin.
const STARTS: &str = "两三四二各分依大基主全均皆都则也亦一由自从其仍延扩拓起终始止抵到直达至相紧毗邻临靠接连濒面背倚傍沿枕襟为是系环朝望通以隔与和同跟距:—-";

/// The beginning of one or more sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opener {
    /// Sides, in the order of the text.
    pub(super) sides: Sides,
    /// Directions between two sides (东南), which are no side.
    pub(super) between: Vec<Range<usize>>,
    /// Where it begins.
    pub(super) start: usize,
    /// Where the text of the side begins.
    pub(super) text: usize,
    /// How it is opened.
    pub(super) verb: Verb,
    /// Whether the features are dealt out to the sides in order (分别).
    pub(super) respectively: bool,
    /// The part of the side that is told of: 东侧北段至.
    pub(super) part: Option<Range<usize>>,
}

/// Directions as they are read.
#[derive(Clone)]
struct Directions {
    sides: Sides,
    between: Vec<Range<usize>>,
    end: usize,
    /// Whether the last has an ending, or all are counted.
    marked: bool,
    /// Whether two stand together without a mark (东西), so that they must be counted.
    bare_pair: bool,
}

impl Directions {
    /// Adds the directions that stand in a run of letters.
    fn add(&mut self, page: &Page, run: Range<usize>) {
        for side in run.filter_map(|nth| side(page.at(nth))) {
            self.sides.add(side);
        }
    }
}

/// Returns the side of a direction.
pub(super) fn side(c: char) -> Option<Side> {
    match c {
        '东' => Some(Side::East),
        '南' => Some(Side::South),
        '西' => Some(Side::West),
        '北' => Some(Side::North),
        _ => None,
    }
}

/// Reads the beginning of a side at a character.
pub(super) fn opener(page: &Page, start: usize) -> Option<Opener> {
    let first = page.at(start);
    let lead = usize::from(matches!(first, '其' | '向' | '往' | '正'));
    if side(page.at(start + lead)).is_none() && !(lead == 0 && matches!(first, '四' | '周')) {
        return None;
    }
    // 东与南山镇相邻: 与 may join directions or open a frame, so each shorter reading is tried in turn.
    readings(page, start + lead)
        .into_iter()
        .rev()
        .find_map(|read| finish(page, start, read))
}

/// Reads directions: one reading for each number of them.
fn readings(page: &Page, start: usize) -> Vec<Directions> {
    let mut found = Vec::new();
    let mut so_far = Directions {
        sides: Sides::NONE,
        between: Vec::new(),
        end: start,
        marked: false,
        bare_pair: false,
    };
    if let Some(length) = page.word(start, &ROUND) {
        so_far.sides = Sides::ALL;
        so_far.end = start + length;
        so_far.marked = true;
        return vec![so_far];
    }
    let mut nth = start;
    while found.len() < 4 {
        let run = (nth..nth + 5)
            .take_while(|&place| side(page.at(place)).is_some())
            .count();
        // 甲路东侧、东至乙河: no list of directions tells one twice.
        let again = side(page.at(nth)).is_some_and(|side| so_far.sides.contains(&side));
        match run {
            0 | 5 => break,
            1 if again => break,
            1 => so_far.add(page, nth..nth + 1),
            2 if side(page.at(nth)).is_some_and(lies_along) != side(page.at(nth + 1)).is_some_and(lies_along) => {
                so_far.between.push(nth..nth + 2);
            }
            _ => {
                so_far.add(page, nth..nth + run);
                so_far.bare_pair = true;
            }
        }
        nth += run;
        so_far.marked = false;
        for _ in 0..2 {
            if let Some(length) = page.word(nth, &ENDINGS) {
                nth += length;
                so_far.marked = true;
            }
        }
        so_far.end = nth;
        found.push(so_far.clone());
        let mark = page.after_blanks(nth);
        let joins = match page.at(mark) {
            '、' | '和' | '及' | '与' | '/' => true,
            ',' => so_far.marked && page.word(page.after_blanks(mark + 1) + 1, &ENDINGS).is_some(),
            _ => false,
        };
        if !joins {
            break;
        }
        nth = page.after_blanks(mark + 1);
    }
    found
}

/// Tells whether a side is east or west.
fn lies_along(side: Side) -> bool {
    matches!(side, Side::East | Side::West)
}

/// Reads what stands between directions and the text of the side.
fn finish(page: &Page, start: usize, read: Directions) -> Option<Opener> {
    let mut nth = page.after_blanks(read.end);
    let part = page
        .word(nth, &PARTS)
        .filter(|_| read.marked)
        .map(|length| nth..nth + length);
    nth = part.as_ref().map_or(nth, |part| page.after_blanks(part.end));
    if !STARTS.contains(page.at(nth)) {
        return None;
    }
    let mut counted = false;
    if let Some(length) = page.word(nth, &COUNTS) {
        nth += length;
        counted = true;
    }
    let mut respectively = false;
    while let Some(length) = page.word(nth, &ADVERBS) {
        respectively |= page.reads(nth, "分别") || page.reads(nth, "依次");
        counted |= matches!(page.at(nth), '均' | '皆' | '都') || respectively;
        nth += length;
    }
    if read.bare_pair && !counted {
        return None;
    }
    let (verb, end) = verb(page, page.after_blanks(nth), read.marked || counted)?;
    let text = text_start(page, end);
    let opener = Opener {
        sides: read.sides,
        between: read.between,
        start,
        text,
        verb,
        respectively,
        part,
    };
    is_followed_by_text(page, &opener).then_some(opener)
}

/// Passes blanks, and a colon or dash behind the verb (东至：A).
fn text_start(page: &Page, end: usize) -> usize {
    let mut nth = page.after_blanks(end);
    while matches!(page.at(nth), ':' | '—' | '-') {
        nth = page.after_blanks(nth + 1);
        // 东：⏎A路: the side may stand on a line of its own.
        if page.at(nth) == '\n' {
            nth = page.after_blanks(nth + 1);
        }
    }
    nth
}

/// Tells whether what follows can be the text of a side: 东至县 is a county, and 东至西长 tells a length.
fn is_followed_by_text(page: &Page, opener: &Opener) -> bool {
    let next = page.at(opener.text);
    if next == END || (page.is_mark(opener.text) && !matches!(next, '(' | '"')) || next == ')' {
        return false;
    }
    let county = next == '县' && page.at(opener.text - 1) == '至' && *opener.sides == [Side::East];
    if county
        && !matches!(
            page.at(opener.text + 1),
            '道' | '界' | '政' | '委' | '医' | '级' | '乡' | '第'
        )
    {
        return false;
    }
    if side(next).is_none() {
        return true;
    }
    // 由东至西分布 tells a course.
    if opener.start > 0 && matches!(page.at(opener.start - 1), '由' | '自' | '从') {
        return false;
    }
    let further = page.after_blanks(opener.text + 1);
    let length = matches!(
        page.at(further),
        '长' | '宽' | '走' | '向' | '方' | '约' | '依' | '跨' | '共' | '全' | '各'
    );
    !(length || page.at(further) == END || page.is_mark(further))
}
