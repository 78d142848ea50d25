//! One name of a side: what is taken off it until the bare name is left.
//!
//! Must not know lists.

use std::ops::Range;

use super::{
    bracket,
    kind::{is_own, kind, told},
    offset::{self, Found},
};
use crate::{
    abuttals::{
        StatedFeature, StatedKind,
        parse::{
            page::{Page, begins, ending, ends, find},
            words::{List, Words},
        },
    },
    geometry::Side,
};

/// Parts of a line: 北段, 中段, 东延.
static PARTS: Words = Words::new(
    "东北段 东南段 西北段 西南段 北半段 南半段 东半段 西半段 东延伸段 西延伸段 南延伸段 北延伸段 东延长线 \
     西延长线 南延长线 北延长线 延伸段 延长段 延伸线 延长线 东延线 西延线 南延线 北延线 东延段 西延段 南延段 \
     北延段 东延 西延 南延 北延 东段 南段 西段 北段 中段 上段 下段 前段 后段 东端 南端 西端 北端 中端 东部 \
     南部 西部 北部 中部 其余段 余段 上游 下游 部分段",
);

/// What links a part before a name with it: 北段为甲路.
static LINKS: Words = Words::new("分界线为 为 至 到 以 是 : 临 接 邻 靠 沿 起 抵");

/// What says that a feature does not belong to the area.
static EXCLUDED: Words = Words::new("均不含在内 不含在内 不包括在内 均不含 不包括 不包含 不含 除外 不计");

/// What says that it does.
static INCLUDED: Words = Words::new("包含在内 包括在内 含在内 在内 (含)");

/// What may stand behind a name and adds nothing: 处, 一线.
static IDLE: Words = Words::new(
    "交叉口处 交叉口 交叉处 交叉点 交汇处 交汇口 交会处 交口 路口 相交处 交接处 连接处 连接形成的斜向界线 \
     形成的斜向界限 形成的斜向界线 一线 沿线 一带 附近 处 及其 止 为界 道路中心线 规划中心线 中心线 中线 道路红线 \
     规划道路红线 规划红线 用地红线 红线 外边线 道路边线 边线 绿线 蓝线 路缘石 路沿 路肩 坡脚",
);

/// A name in the making: its folded characters and those of the source, without blanks and brackets.
pub(super) struct Item {
    pub(super) folded: Vec<char>,
    source: Vec<char>,
    notes: Vec<Vec<char>>,
    note_sources: Vec<Vec<char>>,
}

impl Item {
    fn new(page: &Page, range: &Range<usize>) -> Self {
        let mut item = Self {
            folded: Vec::new(),
            source: Vec::new(),
            notes: Vec::new(),
            note_sources: Vec::new(),
        };
        let source: Vec<char> = page.source_chars(range).collect();
        let mut nth = range.start;
        while nth < range.end {
            let c = page.at(nth);
            if c == '('
                && let Some(close) = page.close(nth).filter(|&close| close < range.end)
            {
                item.notes.push(page.folded(&(nth + 1..close)).to_vec());
                item.note_sources
                    .push(source[nth + 1 - range.start..close - range.start].to_vec());
                nth = close + 1;
                continue;
            }
            if !matches!(c, ' ' | '\n' | '(' | ')' | '"' | ',' | '、' | ';') {
                item.folded.push(c);
                item.source.push(source[nth - range.start]);
            }
            nth += 1;
        }
        item
    }

    /// Keeps a run of the name.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        self.folded.truncate(range.end);
        self.source.truncate(range.end);
        self.folded.drain(..range.start);
        self.source.drain(..range.start);
    }

    fn cut_end(&mut self, length: usize) {
        let kept = self.folded.len().saturating_sub(length);
        self.keep(0..kept);
    }
}

/// Reads one name, which may hold a second that it excludes.
pub(super) fn read(page: &Page, range: &Range<usize>, side: Side, distant: bool) -> Vec<StatedFeature> {
    let item = Item::new(page, range);
    // 甲公司北侧不含乙道: the limit is the first, and the second is left out.
    let cut = ["不含", "不包括", "不包含"].iter().filter_map(|word| {
        let at = find(&item.folded, word)?;
        let end = at + word.chars().count();
        (at > 1 && end + 1 < item.folded.len() && !begins(&item.folded[end..], "在内")).then_some((at, end))
    });
    let Some((at, end)) = cut.min() else {
        return feature(item, side, distant).into_iter().collect();
    };
    let mut excluded = Item {
        folded: item.folded[end..].to_vec(),
        source: item.source[end..].to_vec(),
        notes: Vec::new(),
        note_sources: Vec::new(),
    };
    if let Some(belonging) = ["及两侧", "及其", "和两侧", "及附属"]
        .iter()
        .filter_map(|word| find(&excluded.folded, word))
        .min()
    {
        excluded.keep(0..belonging);
    }
    let mut item = item;
    item.keep(0..at);
    let mut found: Vec<StatedFeature> = feature(item, side, distant).into_iter().collect();
    found.extend(feature(excluded, side, false).map(|feature| StatedFeature {
        inclusive: false,
        ..feature
    }));
    found
}

/// Makes a feature of a text in which no name was found, so that the side is not without one.
pub(super) fn unnamed(page: &Page, text: &Range<usize>) -> StatedFeature {
    StatedFeature {
        name: page.source(text).to_owned(),
        kind: StatedKind::Place,
        offset: None,
        part: None,
        inclusive: true,
        former: Vec::new(),
    }
}

/// Reads one name; nothing where there is no letter in it.
fn feature(mut item: Item, side: Side, distant: bool) -> Option<StatedFeature> {
    let whole: String = item.source.iter().collect();
    let mut stated = StatedFeature {
        name: String::new(),
        kind: StatedKind::Place,
        offset: None,
        part: leading_part(&mut item),
        inclusive: true,
        former: Vec::new(),
    };
    let distant = leading_words(&mut item, &mut stated) || distant;
    for (note, source) in item.notes.iter().zip(&item.note_sources) {
        bracket::note(note, source, side, &mut stated);
    }
    let mut bank = false;
    for _ in 0..4 {
        let before = item.folded.len();
        trailing(&mut item, &mut stated);
        if stated.offset.is_none()
            && !is_own(&item.folded)
            && let Some(Found { name, offset, is_bank }) = offset::offset(&item.folded, side, distant)
        {
            item.keep(name);
            stated.offset = offset;
            bank |= is_bank;
        }
        if item.folded.len() == before {
            break;
        }
    }
    stated.kind = match kind(&item.folded) {
        StatedKind::Shore => StatedKind::Shore,
        _ if bank => StatedKind::Bank,
        kind => kind,
    };
    stated.name = item.source.iter().collect();
    if !stated.name.contains(char::is_alphanumeric) {
        stated.name = whole;
    }
    stated.name.contains(char::is_alphanumeric).then_some(stated)
}

/// Takes 北段为 off the beginning.
fn leading_part(item: &mut Item) -> Option<String> {
    let (part, end) = part_before(&item.folded)?;
    let name: String = item.source[..part].iter().collect();
    item.keep(end..item.folded.len());
    Some(name)
}

/// Finds a part and its link at the beginning; gives where each ends.
fn part_before(chars: &[char]) -> Option<(usize, usize)> {
    let part = PARTS
        .iter()
        .find(|word| begins(chars, word))
        .map(|word| word.chars().count())?;
    let link = LINKS
        .iter()
        .find(|word| begins(&chars[part..], word))
        .map(|word| word.chars().count())?;
    (part + link < chars.len()).then_some((part, part + link))
}

/// Takes verbs off the beginning; tells whether the name is at a distance.
fn leading_words(item: &mut Item, stated: &mut StatedFeature) -> bool {
    let mut distant = false;
    for _ in 0..3 {
        let chars = &item.folded;
        let word = ["距离", "不含", "不包括", "距", "沿着", "沿", "至", "到", "以", "其"]
            .iter()
            .find(|word| begins(chars, word));
        let Some(word) = word else { break };
        let length = word.chars().count();
        // 沿江路, 到达路: a name may begin so.
        let name = matches!(*word, "沿" | "至" | "到" | "以" | "其") && chars.len() < length + 3;
        let road = *word == "沿" && chars.get(1).is_some_and(|c| "江河海湖山溪湾滩线城".contains(*c));
        if name || road || chars.len() <= length {
            break;
        }
        distant |= word.starts_with('距');
        stated.inclusive &= !word.starts_with('不');
        item.keep(length..item.folded.len());
    }
    distant
}

/// Takes 不含, 北段, 一线, 中心线 and the like off the end.
fn trailing(item: &mut Item, stated: &mut StatedFeature) {
    for _ in 0..4 {
        let chars = &item.folded;
        if let Some(length) = ending(chars, &EXCLUDED) {
            stated.inclusive = false;
            item.cut_end(length);
        } else if let Some(length) = ending(chars, &INCLUDED) {
            item.cut_end(length);
        } else if let Some(length) = ending(chars, &IDLE).filter(|&length| is_idle(chars, length)) {
            item.cut_end(length);
        } else if let Some(length) = ending(chars, &PARTS).filter(|&length| is_part(chars, length))
            && stated.part.is_none()
        {
            stated.part = Some(item.source[chars.len() - length..].iter().collect());
            item.cut_end(length);
        } else if ends(chars, "段") && chars.len() > 2 && told(&chars[..chars.len() - 1]).is_some() {
            item.cut_end(1);
        } else {
            break;
        }
    }
}

/// Tells whether what stands before an idle word is a name of its own: 用地红线 is one by itself, and 交界处 is a line.
fn is_idle(chars: &[char], length: usize) -> bool {
    let name = &chars[..chars.len() - length];
    // 津沽一线 is a road by that name.
    let own_name = ends(chars, "一线") && told(name).is_none() && offset::offset(name, Side::East, false).is_none();
    let line = own_name || ends(name, "交界") || ends(name, "分界") || is_own(chars);
    name.len() > 1 && !line && !ends(name, "办事")
}

/// Tells whether a part ends a name that it may be a part of: 盛云路北段, but not 东部.
fn is_part(chars: &[char], length: usize) -> bool {
    let name = &chars[..chars.len() - length];
    name.len() > 1 && (told(name).is_some() || name.len() > 2)
}

/// Tells whether a clause begins with a part and its link.
pub(in crate::abuttals::parse) fn begins_with_part(chars: &[char]) -> bool {
    part_before(chars).is_some() || chars.first() == Some(&'(') && PARTS.iter().any(|word| begins(&chars[1..], word))
}

/// Tells whether a run ends with a part.
pub(in crate::abuttals::parse) fn ends_with_part(chars: &[char]) -> bool {
    ending(chars, &PARTS).is_some()
}

/// Tells whether a run is plainly the name of something, with or without an offset, a part or an exclusion.
pub(in crate::abuttals::parse) fn is_plain(chars: &[char]) -> bool {
    let chars: Vec<char> = chars.iter().copied().filter(|c| *c != ' ').collect();
    if chars.len() > 2 * super::LONGEST {
        return false;
    }
    if told(&chars).is_some() || chars.last() == Some(&')') {
        return true;
    }
    let idle = |words: &dyn List| ending(&chars, words).is_some_and(|length| chars.len() > length + 1);
    idle(&EXCLUDED) || idle(&IDLE) || idle(&PARTS) || offset::offset(&chars, Side::East, false).is_some()
}
