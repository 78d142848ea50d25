//! Lists of words, each written as one text parted by blanks.
//!
//! Must not know what they are for.

use std::{ops::Deref, sync::OnceLock};

/// Words to be looked for at a place.
pub(super) trait List {
    /// Returns the words; the first that fits is taken.
    fn words(&self) -> &[&'static str];

    /// Tells whether any of them may begin with a letter.
    fn may_begin(&self, _letter: char) -> bool {
        true
    }

    /// Tells whether any of them may end with a letter.
    fn may_end(&self, _letter: char) -> bool {
        true
    }
}

/// A few words, in the order in which they are tried.
impl<const COUNT: usize> List for [&'static str; COUNT] {
    fn words(&self) -> &[&'static str] {
        self
    }
}

/// A long list of words, the longer before the shorter, so that the first that fits is the longest.
pub(super) struct Words {
    text: &'static str,
    sorted: OnceLock<Sorted>,
}

struct Sorted {
    words: Vec<&'static str>,
    firsts: Letters,
    lasts: Letters,
}

/// A set of letters that may hold more than was put into it, but never less.
#[derive(Default)]
struct Letters([u64; 4]);

impl Letters {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut set = Self::default();
        for letter in letters {
            let (word, bit) = Self::place(letter);
            set.0[word] |= bit;
        }
        set
    }

    fn holds(&self, letter: char) -> bool {
        let (word, bit) = Self::place(letter);
        self.0[word] & bit != 0
    }

    fn place(letter: char) -> (usize, u64) {
        let code = u32::from(letter);
        ((code >> 6 & 3) as usize, 1 << (code & 63))
    }
}

impl Words {
    /// Makes a list of a text.
    pub(super) const fn new(text: &'static str) -> Self {
        Self {
            text,
            sorted: OnceLock::new(),
        }
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let mut words: Vec<&str> = self.text.split_ascii_whitespace().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            Sorted {
                firsts: Letters::of(words.iter().filter_map(|word| word.chars().next())),
                lasts: Letters::of(words.iter().filter_map(|word| word.chars().next_back())),
                words,
            }
        })
    }
}

impl List for Words {
    fn words(&self) -> &[&'static str] {
        &self.sorted().words
    }

    fn may_begin(&self, letter: char) -> bool {
        self.sorted().firsts.holds(letter)
    }

    fn may_end(&self, letter: char) -> bool {
        self.sorted().lasts.holds(letter)
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.sorted().words
    }
}
