//! One side: where its text ends, and what is taken off it.
//!
//! Must not know the features that the text names.

use std::ops::Range;

use super::{
    area, frame,
    heading::{heading, numbered, numbered_at},
    opener::{Opener, Verb, opener, side},
    page::Page,
    phrase,
    places::{Before, before, may_begin_behind_a_name},
    postfix::Postfix,
    reader::Reader,
    reading::Role,
};
use crate::{
    abuttals::{StatedSide, parse::feature},
    geometry::Side,
};

/// The longest clause that may go on with a list of features behind a comma.
const CLAUSE: usize = 24;

/// The longest text of a side that a further statement of the same side may be joined to.
const JOINED: usize = 400;

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
        opener.sides == [*last] && close && range.len() < JOINED
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

    /// Returns where the text of a side ends.
    fn side_end(&self, opener: &Opener) -> usize {
        let page = self.page;
        let mut nth = opener.text;
        while nth < page.len() && !page.is_stop(nth) {
            if nth > opener.text && self.ends_before(opener.text, nth) {
                return nth;
            }
            match page.at(nth) {
                '(' => match page.close(nth) {
                    Some(close) if !self.is_remark(nth + 1, close) => nth = close,
                    Some(_) => return nth,
                    None => {}
                },
                ')' => return nth,
                '\n' if self.breaks(nth) => return nth,
                ',' if !self.goes_on(opener, nth + 1) => return nth,
                ':' if nth > opener.text && self.marks_no_part(opener.text, nth) => return nth,
                _ => {}
            }
            nth += 1;
        }
        nth
    }

    /// Tells whether something else begins at a place inside a side.
    fn ends_before(&self, text: usize, nth: usize) -> bool {
        let page = self.page;
        let c = page.at(nth);
        let may_open = side(c).is_some() || matches!(c, '其' | '向' | '往' | '正' | '四' | '周');
        (may_open && self.side_at(nth, Some(text)).is_some())
            || page.reads(nth, "四至")
            || phrase::function(page, nth).is_some()
            || area_begins(page, nth)
            || (nth > text && self.block_begins(nth))
    }

    /// Tells whether a numbered heading begins at a place, and something is stated of it.
    fn block_begins(&self, nth: usize) -> bool {
        let page = self.page;
        let Some(end) = numbered_at(page, nth, page.len()) else {
            return false;
        };
        let next = page.after_blanks(end);
        let states = opener(page, next).is_some() || page.reads(next, "四至") || area_begins(page, next);
        states || matches!(page.at(next), ':' | '(')
    }

    /// Tells whether a bracket holds no part of a side: an area, or a reference to another place.
    fn is_remark(&self, start: usize, end: usize) -> bool {
        let limit = end.min(start + 4 * CLAUSE);
        let area = (start..limit).any(|nth| area::area(self.page, start, nth).is_some());
        let heads =
            heading(self.page, start..end).is_some_and(|heading| heading.numbered && heading.function.is_none());
        area || heads
            || self
                .page
                .word(start, &["具体", "详见", "见附", "以", "附图", "下同", "简称", "以下"])
                .is_some()
    }

    /// Tells whether the end of a line ends a side: it does, unless the line was only broken for want of room.
    fn breaks(&self, nth: usize) -> bool {
        let page = self.page;
        let next = page.after_blanks(nth + 1);
        let marked = nth > 0 && page.is_mark(nth - 1);
        let begins = page.at(next) == '\n' || next >= page.len() || phrase::enumerator(page, next).is_some();
        marked || begins || self.side_at(next, None).is_some() || self.states(next) || self.block_begins(next)
    }

    /// Tells whether a clause states something by itself: an area, a function, 四至, a side of another block.
    fn states(&self, nth: usize) -> bool {
        self.marker(nth, self.clause_end(nth).min(nth + 2 * CLAUSE)).is_some()
    }

    /// Tells whether a side goes on behind a comma.
    fn goes_on(&self, opener: &Opener, nth: usize) -> bool {
        let page = self.page;
        let start = page.after_blanks(nth);
        let end = self.clause_end(start);
        let clause = page.trim(start..end);
        let said: String = page
            .folded(&(clause.start..clause.end.min(clause.start + 8)))
            .iter()
            .collect();
        if matches!(said.as_str(), "不含" | "含" | "均不含" | "不包括" | "不包含" | "除外") {
            return true;
        }
        // 北段至A路，南段至B路
        if feature::begins_with_part(page.folded(&clause)) {
            return true;
        }
        if clause.is_empty() || clause.len() > CLAUSE || self.side_at(start, Some(opener.text)).is_some() {
            return false;
        }
        if phrase::is_other(page, start) && !feature::is_plain(page.folded(&clause)) {
            return false;
        }
        if self.states(start) || numbered(page, &clause).is_some() {
            return false;
        }
        let stop = page.next_stop(start);
        let between = Side::ALL
            .iter()
            .any(|side| !opener.sides.contains(side) && self.places.opens(*side, start, stop));
        between || feature::is_plain(page.folded(&clause)) || page.at(end) == '('
    }

    /// Tells whether a colon inside a side does not stand behind a part of it (北段：A路).
    fn marks_no_part(&self, text: usize, nth: usize) -> bool {
        let from = text.max(nth.saturating_sub(4));
        !feature::ends_with_part(self.page.folded(&(from..nth)))
    }
}

/// Tells whether an area with its words begins at a place.
fn area_begins(page: &Page, nth: usize) -> bool {
    let limit = page.next_stop(nth).min(nth + CLAUSE);
    let mut digit = page.next_digit(nth);
    if digit == nth || digit >= limit || !area::may_begin(page.at(nth)) {
        return false;
    }
    while digit < limit {
        if let Some(area) = area::area(page, nth, digit) {
            return area.start == nth && area.named;
        }
        digit = page.next_digit(digit + 1);
    }
    false
}
