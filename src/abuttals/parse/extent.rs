//! How far the text of a side goes: up to the next side, a stop, an area, a heading, or a clause that says no limit.
//!
//! Must not know what the text names, beyond whether a clause names something plainly.

use super::{
    area, feature,
    heading::{heading, numbered, numbered_at},
    opener::{Opener, opener, side},
    page::Page,
    phrase,
    reader::Reader,
};
use crate::geometry::Side;

/// The longest clause that may go on with a list of features behind a comma.
pub(super) const CLAUSE: usize = 24;

impl Reader<'_> {
    /// Returns where the text of a side ends.
    pub(super) fn side_end(&self, opener: &Opener) -> usize {
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
    let mut number = page.next_number(nth);
    if number == nth || number >= limit || !area::may_begin(page.at(nth)) {
        return false;
    }
    while number < limit {
        if let Some(area) = area::area(page, nth, number) {
            return area.start == nth && area.named;
        }
        number = page.next_number(number + 1);
    }
    false
}
