//! Blocks as they are gathered: when one ends, what becomes of a block without sides, and which is the whole of the others.
//!
//! Must not know how sides, areas and headings are recognised.

use std::ops::Range;

use super::{
    heading::Heading,
    page::Page,
    reading::{Role, Spans},
};
use crate::{
    abuttals::{Block, StatedArea, StatedSide, Whole},
    geometry::Side,
};

/// How far, as a share of it, a sum of printed areas may lie from their printed total.
const SUM_SHARE: f64 = 1e-3;

/// A block in the making.
#[derive(Default)]
pub(super) struct Draft {
    block: Block,
    heading: Option<Heading>,
    function: Option<Range<usize>>,
    area: Option<Range<usize>>,
    /// The side read last, with its characters.
    pub(super) last: Option<(Side, Range<usize>)>,
}

/// All blocks so far.
#[derive(Default)]
pub(super) struct Drafts {
    current: Draft,
    done: Vec<(Block, Option<Heading>)>,
    /// Whether a block that is done states an area.
    area_done: bool,
    whole: Option<Range<usize>>,
    /// An area told to be the sum of all, outside of any block.
    total: Option<(Range<usize>, StatedArea)>,
    pub(super) spans: Spans,
}

impl Draft {
    fn is_blank(&self) -> bool {
        self.heading.is_none() && self.function.is_none() && self.area.is_none() && !self.has_sides()
    }

    /// Tells whether a side was stated.
    pub(super) fn has_sides(&self) -> bool {
        Side::ALL.iter().any(|&side| self.block.side(side).is_some())
    }

    /// Returns the text of a side stated before.
    pub(super) fn side(&self, side: Side) -> Option<&StatedSide> {
        self.block.side(side)
    }

    /// Tells whether an area was stated.
    pub(super) fn has_area(&self) -> bool {
        self.area.is_some()
    }

    /// Tells whether nothing but a heading stands yet.
    pub(super) fn is_heading_only(&self) -> Option<&Heading> {
        let only = self.function.is_none() && self.area.is_none() && !self.has_sides();
        self.heading.as_ref().filter(|_| only)
    }
}

impl Drafts {
    /// Returns the block in the making.
    pub(super) fn current(&self) -> &Draft {
        &self.current
    }

    /// Begins a block.
    pub(super) fn begin(&mut self, page: &Page, heading: Option<Heading>) {
        if !self.current.is_blank() {
            self.finish(page);
        }
        let function = heading.as_ref().and_then(|heading| heading.function.clone());
        self.current.heading = heading;
        if let Some(function) = function {
            self.function(page, function);
        }
    }

    /// Takes a function; the second of a block is not understood.
    pub(super) fn function(&mut self, page: &Page, range: Range<usize>) {
        let range = page.trim(range);
        if range.is_empty() {
            return;
        }
        if self.current.function.is_some() {
            self.spans.push(Role::Unread, range);
        } else {
            self.current.block.function = Some(page.source(&range).to_owned());
            self.current.function = Some(range);
        }
    }

    /// Takes an area.
    pub(super) fn area(&mut self, printed: Range<usize>, area: StatedArea) {
        self.current.block.area = Some(area);
        self.current.area = Some(printed);
    }

    /// Takes the sum of all blocks, told outside of any; false where one is known or there are not two blocks yet.
    pub(super) fn total(&mut self, printed: &Range<usize>, area: &StatedArea) -> bool {
        if self.total.is_some() || self.done.is_empty() {
            return false;
        }
        self.total = Some((printed.clone(), area.clone()));
        true
    }

    /// Tells whether sides were told, of two blocks at least, and no area of any.
    pub(super) fn lack_areas(&self) -> bool {
        !self.done.is_empty() && !self.area_done && self.current.has_sides() && !self.current.has_area()
    }

    /// Takes a side.
    pub(super) fn side(&mut self, side: Side, characters: Range<usize>, stated: StatedSide) {
        *self.current.block.side_mut(side) = Some(stated);
        self.current.last = Some((side, characters));
    }

    /// Ends the block in the making: without side and area it is none, and what it held was not understood.
    fn finish(&mut self, page: &Page) {
        let draft = std::mem::take(&mut self.current);
        let kept = draft.has_sides() || draft.area.is_some();
        let heading = draft.heading.as_ref().map(|heading| heading.range.clone());
        if !kept && self.done.is_empty() && self.whole.is_none() && draft.heading.as_ref().is_some_and(|h| !h.numbered)
        {
            // The name of the zone, before its first block.
            self.whole = heading;
            if let Some(function) = draft.function {
                self.spans.push(Role::Unread, function);
            }
            return;
        }
        let role = |role| if kept { role } else { Role::Unread };
        for (of, range) in [
            (Role::Heading, heading.clone()),
            (Role::Function, draft.function),
            (Role::Area, draft.area),
        ] {
            if let Some(range) = range {
                self.spans.push(role(of), range);
            }
        }
        if kept {
            let mut block = draft.block;
            self.area_done |= block.area.is_some();
            block.heading = heading.map(|range| page.source(&range).to_owned());
            self.done.push((block, draft.heading));
        }
    }

    /// Tells whether the first block, which states no side, tells of all others: no other is like it, or their areas add up to its own.
    fn first_is_the_whole(&self) -> bool {
        let sideless = |block: &Block| Side::ALL.iter().all(|&side| block.side(side).is_none());
        let Some(((first, heading), others)) = self.done.split_first() else {
            return false;
        };
        if others.is_empty() || !sideless(first) || heading.as_ref().is_some_and(|heading| heading.numbered) {
            return false;
        }
        let sum_m2: f64 = others
            .iter()
            .filter_map(|(block, _)| block.area.as_ref())
            .map(|area| area.m2)
            .sum();
        let adds_up = first
            .area
            .as_ref()
            .is_some_and(|area| (area.m2 - sum_m2).abs() <= area.m2 * SUM_SHARE);
        adds_up || !others.iter().any(|(block, _)| sideless(block))
    }

    /// Ends all blocks.
    pub(super) fn close(mut self, page: &Page) -> (Vec<Block>, Option<Whole>, Spans) {
        self.finish(page);
        let leads = self.first_is_the_whole();
        let mut whole = Whole::default();
        if leads {
            let (block, _) = self.done.remove(0);
            whole = Whole {
                heading: block.heading,
                function: block.function,
                area: block.area,
            };
        }
        if let Some(range) = self.whole {
            let named = whole.heading.is_none() && !self.done.is_empty();
            self.spans
                .push(if named { Role::Heading } else { Role::Unread }, range.clone());
            whole.heading = whole.heading.or_else(|| Some(page.source(&range).to_owned()));
        }
        if let Some((printed, area)) = self.total {
            self.spans
                .push(if whole.area.is_none() { Role::Area } else { Role::Unread }, printed);
            whole.area.get_or_insert(area);
        }
        let blocks: Vec<Block> = self.done.into_iter().map(|(block, _)| block).collect();
        let stated = !blocks.is_empty() && whole != Whole::default();
        (blocks, stated.then_some(whole), self.spans)
    }
}
