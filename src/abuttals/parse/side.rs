//! One side: where it may begin, and how it is taken into a block.
//!
//! Must not know how its text is taken apart.

use std::ops::Range;

use super::{
    area,
    extent::CLAUSE,
    feature, frame,
    opener::{Opener, opener},
    places::{Before, before, may_begin_behind_a_name},
    postfix::Postfix,
    reader::Reader,
    reading::Role,
    verb::Verb,
};
use crate::{abuttals::StatedSide, geometry::Side};

/// The longest text of a side that a further statement of the same side may be joined to.
const JOINED: usize = 120;

impl Reader<'_> {
    /// Returns the side that begins at a place, where one may; inside the text of another, given by its start, more is asked of it.
    pub(super) fn side_at(&self, nth: usize, inside: Option<usize>) -> Option<Opener> {
        let opener = opener(self.page, nth)?;
        let stop = self.page.next_stop(nth);
        let later = |side: &Side| self.places.opens(*side, opener.text, stop);
        let stated = |side: &Side| self.drafts.current().side(*side).is_some();
        let last = self.drafts.current().last.as_ref().map(|(side, _)| *side);
        let taken = opener.sides.iter().all(|side| stated(side) && last != Some(*side)) && !opener.sides.is_empty();
        let may = match before(self.page, nth) {
            Before::Clause => true,
            Before::List if opener.verb == Verb::Reach => !(inside.is_some() && taken),
            Before::List if opener.verb == Verb::Frame || opener.part.is_some() => !taken,
            Before::List => !opener.sides.iter().any(|side| stated(side) || later(side)),
            Before::Letter => inside.is_none_or(|text| {
                let free = !opener.sides.iter().any(|side| stated(side) || later(side));
                free && may_begin_behind_a_name(self.page, text, &opener)
            }),
        };
        (may && !self.names_a_place(&opener)).then_some(opener)
    }

    /// Tells whether 东至 begins a name: 东至经济开发区四至范围.
    fn names_a_place(&self, opener: &Opener) -> bool {
        let end = self.clause_end(opener.text).min(opener.text + CLAUSE);
        let limits = (opener.text..end).any(|nth| self.page.reads(nth, "四至"));
        let measured = || {
            let area = (opener.text..end).find_map(|nth| area::area(self.page, opener.text, nth));
            area.is_some_and(|area| {
                let stop = self.page.next_stop(opener.text);
                let again = |side: &Side| self.places.opens(*side, area.printed.end, stop);
                area.named && opener.sides.iter().any(again)
            })
        };
        opener.verb == Verb::Reach && (limits || measured())
    }

    /// Reads a side and takes it into a block.
    pub(super) fn side(&mut self, opener: &Opener) {
        let page = self.page;
        let end = self.side_end(opener);
        let mut words = opener.start..opener.text;
        self.cursor = end;
        if opener.sides.is_empty() {
            self.drop_number();
            self.drafts.spans.push(Role::Unread, page.trim(opener.start..end));
            return;
        }
        let framed = frame::unframe(page, opener.verb, page.trim(opener.text..end));
        if !page.folded(&framed.text).iter().any(|c| c.is_alphanumeric()) {
            self.drafts.spans.push(Role::Unread, page.trim(opener.start..end));
            return;
        }
        let again = self.continues_the_last(opener);
        self.place_number(opener, end, again);
        if !again
            && opener
                .sides
                .iter()
                .any(|&side| self.drafts.current().side(side).is_some())
        {
            self.drafts.begin(page, None);
        }
        for between in &opener.between {
            self.drafts
                .spans
                .push(Role::Opener, page.trim(words.start..between.start));
            self.drafts.spans.push(Role::Unread, between.clone());
            words.start = between.end;
        }
        self.drafts.spans.push(Role::Opener, page.trim(words));
        self.drafts
            .spans
            .push(Role::Opener, page.trim(opener.text..framed.text.start));
        self.drafts.spans.push(Role::Side, framed.text.clone());
        self.drafts.spans.push(Role::Opener, framed.closer.clone());
        self.drafts.spans.push(Role::Unread, page.trim(framed.closer.end..end));
        let dealt = feature::deal(page, &framed.text, opener);
        for (&side, range) in opener.sides.iter().zip(dealt) {
            self.take(side, range, opener, again);
        }
    }

    /// Takes the text of one side.
    fn take(&mut self, side: Side, range: Range<usize>, opener: &Opener, again: bool) {
        let page = self.page;
        let mut features = feature::features(page, &range, side, opener.verb == Verb::Distance);
        if let Some(part) = &opener.part {
            for feature in &mut features {
                feature.part.get_or_insert_with(|| page.source(part).to_owned());
            }
        }
        let mut whole = range;
        if again && let Some((_, before)) = self.drafts.current().last.clone() {
            let earlier = self.drafts.current().side(side).map(|stated| stated.features.clone());
            features.splice(0..0, earlier.unwrap_or_default());
            whole.start = before.start;
        }
        let stated = StatedSide {
            text: page.source(&whole).to_owned(),
            features,
        };
        self.drafts.side(side, whole, stated);
    }

    /// Tells whether a side goes on with the one before it: 东至甲路（北段）、东至乙路（南段）.
    fn continues_the_last(&self, opener: &Opener) -> bool {
        let Some((last, range)) = &self.drafts.current().last else {
            return false;
        };
        let close =
            (range.end..opener.start).all(|nth| matches!(self.page.at(nth), '、' | ',' | ';' | ' ' | '及' | '和'));
        *opener.sides == [*last] && close && range.len() < JOINED
    }

    /// Decides whether a list number before a side heads a block: it does where the same sentence tells a second side.
    fn place_number(&mut self, opener: &Opener, end: usize, again: bool) {
        if self.number.is_none() {
            return;
        }
        let stop = self.page.next_stop(end);
        let further = |side: &Side| !opener.sides.contains(side) && self.places.opens(*side, end, stop);
        if !again && (opener.sides.len() > 1 || Side::ALL.iter().any(further)) {
            self.number_heads();
        } else {
            self.drop_number();
        }
    }

    /// Takes a side whose direction stands behind it.
    pub(super) fn postfix_side(&mut self, told: &Postfix) {
        if self.drafts.current().side(told.side).is_some() {
            self.drafts.begin(self.page, None);
        }
        self.number_heads();
        self.drafts
            .spans
            .push(Role::Opener, self.page.trim(told.start..told.text.start));
        self.drafts.spans.push(Role::Side, told.text.clone());
        self.drafts
            .spans
            .push(Role::Opener, self.page.trim(told.text.end..told.end));
        let stated = StatedSide {
            text: self.page.source(&told.text).to_owned(),
            features: feature::features(self.page, &told.text, told.side, false),
        };
        self.drafts.side(told.side, told.text.clone(), stated);
        self.cursor = told.end;
    }
}
