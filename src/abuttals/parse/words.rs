//! Lists of words, each written as one text parted by blanks.
//!
//! Must not know what they are for.

use std::{ops::Deref, sync::OnceLock};

/// A list of words, the longer before the shorter, so that the first that fits is the longest.
pub(super) struct Words {
    text: &'static str,
    sorted: OnceLock<Vec<&'static str>>,
}

impl Words {
    /// Makes a list of a text.
    pub(super) const fn new(text: &'static str) -> Self {
        Self {
            text,
            sorted: OnceLock::new(),
        }
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.sorted.get_or_init(|| {
            let mut words: Vec<&str> = self.text.split_ascii_whitespace().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            words
        })
    }
}
