//! Holds the records of a leaf: for each shape that reaches into a cell, what is needed to judge a place there.
//! Must not know where the leaf lies.
//!
//! A record is a slot, a word of [`Head`], and the vertices of the shape's edges that come near, 16 bits an axis on the grid of the cell.
//! Rounded so, vertices cannot settle what lies within two steps of an edge: such places are left to the shape itself.

use super::cell::{Local, REFERENCE};
use std::hint::black_box;

/// Stands between two chains of vertices; no vertex has this number.
pub(super) const BREAK: u32 = 0x8000_8000;

/// What a record says beside the slot: the number of words of vertices, the turns around the reference place, and marks.
pub(super) struct Head;

impl Head {
    pub(super) const MOST_WORDS: usize = 0xffff;
    /// Ask the shape whatever the place.
    pub(super) const ASK: u32 = 1 << 24;
    pub(super) const LAST: u32 = 1 << 25;
    /// The vertices are those of the record before, or the same turned round: neighbours share their limit, versions of a shape too.
    pub(super) const REPEATED: u32 = 1 << 26;
    pub(super) const REVERSED: u32 = 1 << 27;

    pub(super) fn word(words: usize, turns: i8) -> u32 {
        words as u32 | u32::from(turns as u8) << 16
    }
}

/// The shapes of a leaf, each judged for one place.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    words: &'a [u32],
    place: Local,
    /// The crossings of the vertices read last.
    crossed: Option<i32>,
}

/// What a record tells of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    Inside,
    Outside,
    /// Too near to an edge: ask the shape.
    Close,
}

pub(super) fn pack(c: Local) -> u32 {
    u32::from(c.x as i16 as u16) << 16 | u32::from(c.y as i16 as u16)
}

#[inline]
fn unpack(word: u32) -> Local {
    Local {
        x: i32::from((word >> 16) as u16 as i16),
        y: i32::from(word as u16 as i16),
    }
}

impl<'a> Records<'a> {
    /// Begins with a leaf's first word.
    #[inline]
    pub(super) fn of(words: &'a [u32], place: Local) -> Self {
        Self {
            words,
            place,
            crossed: Some(0),
        }
    }

    /// Reads what the judgement will need, without waiting for it: a stand-in for the order to fetch, which safe code cannot give.
    #[inline]
    pub(super) fn touch(&self) {
        let line = |nth: usize| self.words.get(16 * nth).copied().unwrap_or_default();
        black_box(line(0) ^ line(1) ^ line(2));
    }

    /// Gives the slot of the first record.
    #[inline]
    pub(super) fn first_slot(&self) -> Option<u32> {
        self.words.first().copied()
    }

    pub(super) const NONE: Self = Self {
        words: &[],
        place: REFERENCE,
        crossed: Some(0),
    };
}

impl Iterator for Records<'_> {
    type Item = (u32, Judgement);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let [slot, head, rest @ ..] = self.words else {
            return None;
        };
        let (vertices, rest) = rest.split_at((head & 0xffff) as usize);
        self.words = if head & Head::LAST == 0 { rest } else { &[] };
        let turns = i32::from((head >> 16) as u8 as i8);
        if !vertices.is_empty() {
            self.crossed = crossings(vertices, self.place);
        }
        let turns = if head & Head::ASK != 0 {
            None
        } else if head & Head::REVERSED != 0 {
            self.crossed.map(|crossed| turns - crossed)
        } else if head & Head::REPEATED != 0 || !vertices.is_empty() {
            self.crossed.map(|crossed| turns + crossed)
        } else {
            Some(turns)
        };
        let judgement = match turns {
            None => Judgement::Close,
            Some(0) => Judgement::Outside,
            Some(_) => Judgement::Inside,
        };
        Some((*slot, judgement))
    }
}

/// Places nearer to a rounded edge than this on either axis are not decided: vertices are off by half a step, the place by up to one.
const CLOSE: i64 = 2;

/// Counts how the turns change on the straight way from the reference place to a place; `None` where that is too near to an edge to tell.
///
/// The loop goes without branches: few vertices are cheaper to multiply out than to guess at.
#[inline]
pub(super) fn crossings(vertices: &[u32], place: Local) -> Option<i32> {
    let wide = |c: Local| (i64::from(c.x), i64::from(c.y));
    let (px, py) = wide(place);
    let (rx, ry) = wide(REFERENCE);
    let (wx, wy) = (px - rx, py - ry);
    let (mut turns, mut close) = (0, false);
    let (mut ax, mut ay, mut left_of, mut was_break) = (0, 0, 0, true);
    for &word in vertices {
        let (bx, by) = wide(unpack(word));
        // How far the vertex lies to the left of the way; on it counts as to the right.
        let left = wx * (by - ry) - wy * (bx - rx);
        let (dx, dy) = (bx - ax, by - ay);
        let off = dx * (py - ay) - dy * (px - ax);
        let start = off + left - left_of;
        let is_break = word == BREAK;
        let edge = !(is_break | was_break);
        let near = (px >= ax.min(bx) - CLOSE)
            & (px <= ax.max(bx) + CLOSE)
            & (py >= ay.min(by) - CLOSE)
            & (py <= ay.max(by) + CLOSE);
        close |= edge & near & (off.abs() <= CLOSE * (dx.abs() + dy.abs()));
        let crossed = i32::from(edge && (left > 0) != (left_of > 0));
        turns += crossed * (i32::from(off > 0) - i32::from(start > 0));
        (ax, ay, left_of, was_break) = (bx, by, left, is_break);
    }
    (!close).then_some(turns)
}
