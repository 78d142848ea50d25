//! The grammar of abuttals (四至): text in, what it states out.
//!
//! The text is folded character by character ([`page`]), so that every position is one of the source. A walk ([`reader`]) goes over it:
//! where a side may begin ([`opener`], [`places`]) it is read up to where something else begins ([`side`]), and what stands between
//! sides is taken apart into headings, functions, areas and words that lead on ([`gap`]). What is none of these is handed back as unread.
//! The text of a side is taken apart into features ([`feature`]). Every look ahead is bounded, or made once for the whole text.
//!
//! Must not know what bears the names on the ground.

mod area;
mod draft;
mod extent;
mod feature;
mod frame;
mod gap;
mod heading;
mod opener;
mod page;
mod phrase;
mod places;
mod postfix;
mod reader;
mod reading;
mod side;
mod sides;
mod verb;
mod words;

pub use reading::{Reading, Role, Span};

use super::Statement;

/// Reads a text of abuttals. Any text can be read; what was not understood is told in [`Statement::unread`].
pub fn parse(text: &str) -> Statement {
    read(text).statement
}

/// Reads a text of abuttals, and tells for each run of it what it was read as.
pub fn read(text: &str) -> Reading {
    let page = page::Page::new(text);
    reader::Reader::new(&page).read()
}

/// Lists the features that the text of one side names, each as written (`津二路以东550米`).
pub fn split_side(text: &str) -> Vec<String> {
    let page = page::Page::new(text);
    let items = feature::items(&page, &(0..page.len()));
    items.iter().map(|item| page.source(item).to_owned()).collect()
}
