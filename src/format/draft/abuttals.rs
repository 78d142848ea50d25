//! Abuttals as a draft carries them: one sentence, or four lists.
//!
//! Must not know how sentences are split.

use crate::{
    abuttals::{Abuttals, split_sentence},
    format::{
        error::Faults,
        json::{At, Json},
    },
    geometry::Side,
};

/// Reads the member `abuttals`.
pub(super) fn abuttals(at: &At, faults: &mut Faults) -> Option<Abuttals> {
    if let Json::Text(sentence) = at.value {
        return Some(split_sentence(sentence));
    }
    if !matches!(at.value, Json::Members(_)) {
        at.refuse(
            faults,
            "a sentence, or an object of four lists: east, south, west, north",
        );
        return None;
    }
    at.only(&["east", "south", "west", "north", "sentence"], faults);
    let mut abuttals = Abuttals::default();
    for side in [Side::East, Side::South, Side::West, Side::North] {
        if let Some(list) = at.member(side.as_str()) {
            *abuttals.side_mut(side) = texts(&list, faults);
        }
    }
    abuttals.sentence = at.member("sentence").and_then(|at| at.text(faults).map(str::to_owned));
    Some(abuttals)
}

/// Reads a list of texts.
pub(super) fn texts(at: &At, faults: &mut Faults) -> Vec<String> {
    let Some(items) = at.items(faults, "a list of texts") else {
        return Vec::new();
    };
    let items: Vec<At> = items.collect();
    items
        .iter()
        .filter_map(|item| item.text(faults).map(str::to_owned))
        .collect()
}
