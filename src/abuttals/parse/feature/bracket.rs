//! What a bracket behind a name says: a part, an offset, an exclusion, or another name.
//!
//! Must not know the name.

use super::{item::ends_with_part, kind::told, offset};
use crate::{
    abuttals::{
        StatedFeature,
        parse::{
            page::{begins, ends, find},
            words::Words,
        },
    },
    geometry::Side,
};

/// What tells a name that was borne before, or is borne besides.
static NAMED: Words =
    Words::new("曾用名为 曾用名 原名为 原名 原为 原称 旧称 旧名 又名 又称 别名 亦称 现名 现为 现称 即 原 现");

/// Remarks that are no name.
static REMARKS: Words = Words::new(
    "暂名 暂定名 暂定 规划中 路中 中线 规划 在建 拟建 现状 已建 待建 中心线 道路中心线 红线 道路红线 界 为界 \
     含道路 含路",
);

/// Takes what a bracket says into a feature.
pub(super) fn note(note: &[char], source: &[char], side: Side, stated: &mut StatedFeature) {
    let said: String = note.iter().filter(|c| **c != ' ').collect();
    if begins(note, "不含") || begins(note, "不包") || ends(note, "不含") {
        stated.inclusive = false;
    } else if said.starts_with('含')
        || said.starts_with("包含")
        || said.starts_with("包括")
        || REMARKS.contains(&said.as_str())
    {
        // It belongs to the area, as everything does that is not excluded.
    } else if ends_with_part(note) && note.len() <= 5 || ends(note, "段") {
        stated.part.get_or_insert_with(|| source.iter().collect());
    } else if stated.offset.is_none()
        && let Some(found) = offset::offset(note, side, false)
        && found.name.is_empty()
    {
        stated.offset = found.offset;
    } else {
        names(note, source, stated);
    }
}

/// Takes other names, parted by 、.
fn names(note: &[char], source: &[char], stated: &mut StatedFeature) {
    let mut start = 0;
    while start < note.len() {
        let length = ["、", ",", ";", "/"]
            .iter()
            .filter_map(|mark| find(&note[start..], mark))
            .min();
        let end = length.map_or(note.len(), |length| start + length);
        let chars = &note[start..end];
        let skip = NAMED
            .iter()
            .find(|word| begins(chars, word))
            .map_or(0, |word| word.chars().count());
        let name: String = source[(start + skip).min(end)..end]
            .iter()
            .filter(|c| !c.is_whitespace())
            .collect();
        let name = name.trim_matches(['“', '”', '"', '：', ':']);
        // （规划宽40米） is a remark, （PC大道） a name.
        if !name.is_empty() && (skip > 0 || told(chars).is_some()) {
            stated.former.push(name.to_owned());
        }
        start = end + 1;
    }
}
