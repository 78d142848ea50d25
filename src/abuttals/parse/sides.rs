//! The sides that are told of at once, in the order of the text.
//!
//! Must not know words.

use std::ops::Deref;

use crate::geometry::Side;

/// Up to four sides, none twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sides {
    list: [Side; 4],
    count: usize,
}

impl Sides {
    /// No side.
    pub(super) const NONE: Self = Self {
        list: Side::ALL,
        count: 0,
    };

    /// All four.
    pub(super) const ALL: Self = Self {
        list: Side::ALL,
        count: 4,
    };

    /// Adds a side, unless it is there.
    pub(super) fn add(&mut self, side: Side) {
        if !self.contains(&side) {
            self.list[self.count] = side;
            self.count += 1;
        }
    }
}

impl Deref for Sides {
    type Target = [Side];

    fn deref(&self) -> &[Side] {
        &self.list[..self.count]
    }
}
