//! The features that the text of a side names.
//!
//! Must not know where in the source the side stands.

mod bracket;
mod item;
mod kind;
mod offset;
mod split;

pub(super) use item::{begins_with_part, ends_with_part, is_plain};

use std::ops::Range;

use super::{opener::Opener, page::Page};
use crate::{abuttals::StatedFeature, geometry::Side};

/// The longest name that is looked at as one.
const LONGEST: usize = 60;

/// Lists the runs of a side's text that name something each.
pub(super) fn items(page: &Page, text: &Range<usize>) -> Vec<Range<usize>> {
    split::split(page, text)
}

/// Reads the features that the text of a side names. `distant` tells that they lie beyond the limit (西距甲河500米).
pub(super) fn features(page: &Page, text: &Range<usize>, side: Side, distant: bool) -> Vec<StatedFeature> {
    let items = items(page, text).into_iter();
    let mut found: Vec<StatedFeature> = items.flat_map(|item| item::read(page, &item, side, distant)).collect();
    // 甲路、乙路一线以东200米: the offset is that of the whole line.
    let line = (text.start..text.end)
        .rev()
        .take(LONGEST)
        .any(|nth| page.word(nth, &["一线以", "一线往", "一线向"]).is_some());
    if let Some(offset) = found.last().and_then(|last| last.offset).filter(|_| line) {
        for feature in &mut found {
            feature.offset.get_or_insert(offset);
        }
    }
    if found.is_empty() {
        vec![item::unnamed(page, text)]
    } else {
        found
    }
}

/// Gives each side its text: the same to all, unless the features are dealt out in order (东、西分别至甲路、乙路).
pub(super) fn deal(page: &Page, text: &Range<usize>, opener: &Opener) -> Vec<Range<usize>> {
    let count = opener.sides.len();
    if opener.respectively && count > 1 {
        let items = items(page, text);
        if items.len() == count {
            return items;
        }
    }
    vec![text.clone(); count]
}
