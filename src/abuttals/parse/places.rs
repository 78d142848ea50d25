//! Where sides may begin: what stands before a place, and which sides begin further on.
//!
//! Must not know blocks.

use super::{
    opener::{Opener, opener},
    page::Page,
    verb::Verb,
    words::Words,
};
use crate::geometry::Side;

/// No further place.
const NONE: u32 = u32::MAX;

/// What stands before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The start, a mark, a blank, or a word after which sides are told.
    Clause,
    /// 、, which parts sides as well as the features of one side.
    List,
    /// A letter.
    Letter,
}

/// For each place of a page, where the next sides are.
pub(super) struct Places {
    /// By side: the first place from here on where it is opened behind a mark.
    sides: [Vec<u32>; 4],
}

impl Places {
    /// Looks through a page, from its end.
    pub(super) fn new(page: &Page) -> Self {
        let length = page.len();
        let empty = || vec![NONE; length + 1];
        let mut places = Self {
            sides: [empty(), empty(), empty(), empty()],
        };
        for nth in (0..length).rev() {
            for side in &mut places.sides {
                side[nth] = side[nth + 1];
            }
            let before = before(page, nth);
            if before == Before::Letter {
                continue;
            }
            if let Some(opener) = opener(page, nth)
                && (before == Before::Clause || opener.verb == Verb::Reach)
            {
                for &side in opener.sides.iter() {
                    places.sides[side as usize][nth] = nth as u32;
                }
            }
        }
        places
    }

    /// Tells whether a side is opened from a place on, before another.
    pub(super) fn opens(&self, side: Side, from: usize, until: usize) -> bool {
        self.sides[side as usize]
            .get(from)
            .is_some_and(|&next| (next as usize) < until)
    }

    /// Tells whether any side is opened from a place on, before another.
    pub(super) fn opens_any(&self, from: usize, until: usize) -> bool {
        Side::ALL.iter().any(|&side| self.opens(side, from, until))
    }
}

/// Tells what stands before a place.
pub(super) fn before(page: &Page, nth: usize) -> Before {
    match page.before(nth) {
        None => Before::Clause,
        Some((_, '、')) => Before::List,
        Some((place, c)) => {
            let told = matches!(c, '为' | '是' | '即' | '围' | '界' | '由' | '自' | '从')
                || page.reads(place.saturating_sub(1), "四至");
            if page.is_mark(place) || place + 1 < nth || told {
                Before::Clause
            } else {
                Before::Letter
            }
        }
    }
}

/// Letters before a side that begins without a mark: ends of names of roads, waters and places.
const NAME_ENDS: &str = "路街道巷弄线环速桥河江渠沟溪港浜塘湖海湾堤坝岸站村庄屯寨山岭岗坡园城镇乡市厂司团校院局所场库楼苑号米里段处侧墙带矿社区";

/// Two letters, the second a direction, that are a name of their own: 济南至青岛, 河北至山东.
static NAMES: Words = Words::new(
    "济南 河南 湖南 云南 海南 淮南 渭南 陇南 赣南 闽南 皖南 豫南 越南 江南 岭南 华南 西南 东南 汝南 平南 河北 \
     湖北 台北 淮北 陕北 东北 西北 华北 苏北 江北 山东 广东 辽东 华东 胶东 浦东 关东 中东 丹东 启东 海东 肇东 \
     如东 惠东 邵东 祁东 江东 河东 山西 江西 陕西 广西 浦西 湘西 辽西 定西 鸡西 岳西 河西 赣西 川西 川东",
);

/// Tells whether a side that begins without a mark, inside the text of another, may be taken for one: 东至甲路南至乙路.
pub(super) fn may_begin_behind_a_name(page: &Page, text: usize, opener: &Opener) -> bool {
    let Some(last) = opener.start.checked_sub(1) else {
        return false;
    };
    let reaches = opener.verb == Verb::Reach || (opener.verb == Verb::Near && "路街道河江线".contains(page.at(last)));
    // 甲路南、北至乙路: the first direction belongs to the road.
    let single = opener.sides.len() == 1 && opener.between.is_empty();
    // 青石河北至 ends with a river's name; in 西至河北至 it is a province.
    let alone = last <= text || !"河江湖海山".contains(page.at(last));
    single
        && reaches
        && NAME_ENDS.contains(page.at(last))
        && !(alone && NAMES.iter().any(|name| page.reads(last, name)))
}
