//! Holds the cells of one stretch of the earth as a block of whole numbers: made at once, read without following pointers, never changed.
//! Must not know more of the tree than this stretch.
//!
//! There are divided cells, sixteen [`Child`]ren each, and words. The words open with the number of shapes that cross the stretch and their
//! slots. Then come leaves: a record for each shape that reaches in.

use super::{
    bundle::{Bundle, Counting, Piece, Shapes},
    cell::{Cell, KIDS, REFERENCE, Spot, cut},
    record::{BREAK, Head, Records, crossings, pack},
    turns::UNKNOWN,
};
use std::sync::Arc;

/// A cell is divided while it has more edges than this, and more than three of each shape.
const LEAF_EDGES: usize = 24;

/// From so many divisions on, the number of edges that a leaf may have doubles with each.
const FREE_DIVISIONS: u32 = 3;

/// Points to what is known of a cell: nothing there, one shape that covers it, or a position in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Child(u32);

/// [`Child`], read.
pub(super) enum Content {
    Nothing,
    Covered(u32),
    Leaf(u32),
    Divided(u32),
}

impl Child {
    pub(super) const NOTHING: Self = Self(0);
    /// The greatest slot or position; two bits tell what it is.
    pub(super) const MOST: u32 = (1 << 30) - 1;

    pub(super) fn covered(slot: u32) -> Self {
        Self(slot << 2 | 1)
    }

    pub(super) fn leaf(position: u32) -> Self {
        Self(position << 2 | 2)
    }

    pub(super) fn divided(position: u32) -> Self {
        Self(position << 2 | 3)
    }

    #[inline]
    pub(super) fn read(self) -> Content {
        match self.0 & 3 {
            1 => Content::Covered(self.0 >> 2),
            2 => Content::Leaf(self.0 >> 2),
            3 => Content::Divided(self.0 >> 2),
            _ => Content::Nothing,
        }
    }
}

/// A divided cell: its parts by row from the south-west, in one line of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Divided(pub(super) [Child; KIDS]);

impl Divided {
    pub(super) const NOTHING: Self = Self([Child::NOTHING; KIDS]);
}

/// The block of one stretch.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(super) struct Page {
    root: Child,
    divided: Arc<[Divided]>,
    words: Arc<[u32]>,
    /// Shapes that cover the stretch.
    pub(super) cover: Option<Arc<[u32]>>,
}

impl Page {
    /// Makes the page of a cell.
    pub(super) fn of(cell: Cell, mut bundle: Bundle, shapes: &impl Shapes) -> Self {
        let cover: Vec<u32> = bundle
            .pieces
            .iter()
            .filter(|piece| piece.is_whole())
            .map(|piece| piece.slot)
            .collect();
        bundle.pieces.retain(|piece| !piece.is_whole());
        bundle.count_turns(cell, shapes);
        let members = bundle.pieces.iter().map(|piece| piece.slot);
        let mut writer = Writer {
            words: std::iter::once(bundle.pieces.len() as u32).chain(members).collect(),
            divided: Vec::new(),
            shapes,
            spare: Vec::new(),
        };
        let root = writer.cell(cell, &bundle, 0);
        Self {
            root,
            words: writer.words.into(),
            divided: writer.divided.into(),
            cover: (!cover.is_empty()).then(|| cover.into()),
        }
    }

    /// Gives the same page with further shapes that cover it.
    pub(super) fn with_cover(&self, slots: impl Iterator<Item = u32>) -> Self {
        let cover = self.covering().iter().copied().chain(slots).collect();
        Self {
            cover: Some(cover),
            ..self.clone()
        }
    }

    pub(super) fn covering(&self) -> &[u32] {
        self.cover.as_deref().unwrap_or_default()
    }

    /// Gives the shapes whose limits cross the stretch.
    pub(super) fn members(&self) -> &[u32] {
        &self.words[1..=self.words[0] as usize]
    }

    /// Gives the root, from which [`Self::step`] leads on.
    #[inline]
    pub(super) fn root(&self) -> Child {
        self.root
    }

    /// Gives the part of a divided cell of a level that holds a place.
    #[inline]
    pub(super) fn step(&self, divided: u32, spot: Spot, level: u32) -> Child {
        self.divided[divided as usize].0[spot.kid(level)]
    }

    /// Gives the records of a leaf whose cell is of a level, to be judged for a place.
    #[inline]
    pub(super) fn records(&self, leaf: u32, spot: Spot, level: u32) -> Records<'_> {
        Records::of(&self.words[leaf as usize..], spot.local(level))
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let words = (self.words.len() + self.covering().len()) * size_of::<u32>();
        words + self.divided.len() * size_of::<Divided>() + 80
    }
}

struct Writer<'a, S> {
    words: Vec<u32>,
    divided: Vec<Divided>,
    shapes: &'a S,
    /// Bundles of depths that are not in use.
    spare: Vec<[Bundle; KIDS]>,
}

impl<S: Shapes> Writer<'_, S> {
    fn cell(&mut self, cell: Cell, bundle: &Bundle, depth: u32) -> Child {
        match bundle.pieces.as_slice() {
            [] => return Child::NOTHING,
            [only] if only.is_whole() => return Child::covered(only.slot),
            _ => {}
        }
        let most = LEAF_EDGES << depth.saturating_sub(FREE_DIVISIONS).min(16);
        if bundle.is_small(most) || cell.is_last() {
            return self.leaf(cell, bundle);
        }
        let position = self.divided.len();
        self.divided.push(Divided::NOTHING);
        let mut kids = self.spare.pop().unwrap_or_default();
        kids.iter_mut().for_each(Bundle::clear);
        bundle.divide(cell, self.shapes, Counting::Kept, &mut kids);
        for (nth, kid) in kids.iter().enumerate() {
            self.divided[position].0[nth] = self.cell(cell.kid(nth), kid, depth + 1);
        }
        self.spare.push(kids);
        Child::divided(position as u32)
    }

    fn leaf(&mut self, cell: Cell, bundle: &Bundle) -> Child {
        let position = self.words.len();
        let mut head = position;
        let mut former = 0..0;
        for piece in &bundle.pieces {
            head = self.words.len() + 1;
            self.words.extend([piece.slot, 0]);
            let turns = self
                .vertices(cell, bundle, piece)
                .and_then(|()| i8::try_from(piece.turns).ok());
            let words = &self.words[head + 1..];
            let told = turns.filter(|_| words.len() <= Head::MOST_WORDS && crossings(words, REFERENCE).is_some());
            self.words[head] = if let Some(turns) = told {
                let before = &self.words[former.clone()];
                if words.is_empty() || before.is_empty() {
                    former = head + 1..self.words.len();
                    Head::word(former.len(), turns)
                } else if words == before {
                    self.words.truncate(head + 1);
                    Head::word(0, turns) | Head::REPEATED
                } else if words.iter().eq(before.iter().rev()) {
                    self.words.truncate(head + 1);
                    Head::word(0, turns) | Head::REVERSED
                } else {
                    former = head + 1..self.words.len();
                    Head::word(former.len(), turns)
                }
            } else {
                self.words.truncate(head + 1);
                Head::ASK
            };
        }
        self.words[head] |= Head::LAST;
        Child::leaf(position as u32)
    }

    /// Writes the vertices of a piece, rounded; `None` where its turns are not known.
    fn vertices(&mut self, cell: Cell, bundle: &Bundle, piece: &Piece) -> Option<()> {
        if piece.turns == UNKNOWN {
            return None;
        }
        let frame = cell.frame();
        let coords = self.shapes.shape(piece.slot).coords();
        let begin = self.words.len();
        for &(first, end) in bundle.runs(piece) {
            let mut last = None;
            for ends in coords[first as usize..=end as usize].windows(2) {
                let (a, b) = (frame.local(ends[0]), frame.local(ends[1]));
                if (a.x + b.x).is_nan() {
                    continue;
                }
                let (a, b) = cut(a, b);
                if last != Some(a) {
                    if self.words.len() > begin {
                        self.words.push(BREAK);
                    }
                    self.words.extend([pack(a), pack(b)]);
                } else if a != b {
                    self.words.push(pack(b));
                }
                last = Some(b);
            }
        }
        Some(())
    }
}
