//! The walk through a text: side by side, and over what stands between the sides.
//!
//! Must not know words: openers, headings, areas and phrases are recognised elsewhere.

use std::ops::Range;

use super::{
    area::{self, AreaPhrase},
    draft::Drafts,
    heading::Heading,
    page::Page,
    phrase,
    places::Places,
    postfix::{self, Postfix},
    reading::{Reading, Role, unread},
};
use crate::abuttals::Statement;

/// The state of the walk.
pub(super) struct Reader<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) places: Places,
    pub(super) drafts: Drafts,
    pub(super) cursor: usize,
    /// The last mark passed, or a blank.
    pub(super) mark: char,
    /// A list number that may turn out to be a heading.
    pub(super) number: Option<Range<usize>>,
    /// Sides whose direction stands behind them, in the order of the text.
    postfix: Vec<Postfix>,
    next_postfix: usize,
}

impl<'a> Reader<'a> {
    /// Begins at the start of a page.
    pub(super) fn new(page: &'a Page<'a>) -> Self {
        let places = Places::new(page);
        let postfix = postfix::sides(page, &places);
        Self {
            page,
            places,
            drafts: Drafts::default(),
            cursor: 0,
            mark: '\n',
            number: None,
            postfix,
            next_postfix: 0,
        }
    }

    /// Reads the whole page.
    pub(super) fn read(mut self) -> Reading {
        while self.cursor < self.page.len() {
            let from = self.cursor;
            self.step();
            // Every step goes on; should a rule err, the character is not understood, and the walk goes on all the same.
            if self.cursor <= from {
                self.drafts.spans.push(Role::Unread, from..from + 1);
                self.cursor = from + 1;
            }
        }
        self.drop_number();
        let (blocks, whole, spans) = self.drafts.close(self.page);
        let spans = spans.ordered(self.page);
        let unread = unread(self.page, &spans);
        Reading {
            statement: Statement { whole, blocks, unread },
            spans,
        }
    }

    fn step(&mut self) {
        let nth = self.cursor;
        if self.page.at(nth) == ' ' {
            self.cursor = nth + 1;
            return;
        }
        while self.postfix.get(self.next_postfix).is_some_and(|side| side.start < nth) {
            self.next_postfix += 1;
        }
        if let Some(side) = self
            .postfix
            .get(self.next_postfix)
            .filter(|side| side.start == nth)
            .cloned()
        {
            self.postfix_side(&side);
            return;
        }
        let fresh = matches!(self.mark, '\n' | '。' | ';' | ':' | '.' | '(' | ')');
        if (fresh || self.page.at(nth) == '(')
            && let Some(end) = phrase::enumerator(self.page, nth)
        {
            self.drop_number();
            self.number = Some(nth..end);
            self.cursor = end;
            return;
        }
        if self.page.is_mark(nth) || matches!(self.page.at(nth), '—' | '-') {
            self.mark = self.page.at(nth);
            self.cursor = nth + 1;
            return;
        }
        match self.side_at(nth, None) {
            Some(opener) => self.side(&opener),
            None => self.clause(),
        }
    }

    /// Returns where the clause at the cursor ends: at the next mark, or where a side begins that is told from behind.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let postfix = self.postfix.get(self.next_postfix..).unwrap_or_default();
        let limit = postfix.iter().map(|side| side.start).find(|&start| start > from);
        let mut mark = self.page.next_mark(from);
        // 面积：5公顷 is one clause.
        let digit = (mark + 1..mark + 5).find(|&nth| area::begins_number(self.page, nth));
        if self.page.at(mark) == ':'
            && let Some(area) = digit.and_then(|digit| area::area(self.page, from, digit))
            && area.start < mark
        {
            mark = self.page.next_mark(area.printed.end);
        }
        mark.min(limit.unwrap_or(usize::MAX))
    }

    /// Takes a heading: a block begins.
    pub(super) fn heading(&mut self, heading: Heading) {
        self.drop_number();
        self.drafts.begin(self.page, Some(heading));
    }

    /// Lets a list number be a list number.
    pub(super) fn drop_number(&mut self) {
        if let Some(range) = self.number.take() {
            self.drafts.spans.push(Role::Opener, range);
        }
    }

    /// Makes a heading of a list number that nothing else names.
    pub(super) fn number_heads(&mut self) {
        if let Some(range) = self.number.take() {
            self.drafts.begin(
                self.page,
                Some(Heading {
                    range,
                    function: None,
                    numbered: true,
                }),
            );
        }
    }

    /// Takes an area, for the block or for the whole.
    pub(super) fn area(&mut self, phrase: &AreaPhrase, understood: bool) {
        let page = self.page;
        let of_all = phrase.total && (self.drafts.current().has_area() || self.drafts.lack_areas());
        let known = self.drafts.current().has_area() || of_all;
        let fits = understood && (!known || (of_all && self.drafts.total(&phrase.printed, &phrase.area)));
        if !fits {
            self.drafts.spans.push(Role::Unread, phrase.start..phrase.printed.end);
            self.cursor = phrase.printed.end;
            return;
        }
        if let Some(earlier) = &phrase.earlier {
            self.drafts.spans.push(Role::Opener, phrase.start..earlier.start);
            self.drafts
                .spans
                .push(Role::Unread, page.trim(earlier.start..phrase.printed.start));
        } else {
            self.drafts
                .spans
                .push(Role::Opener, page.trim(phrase.start..phrase.printed.start));
        }
        if !known {
            self.drafts.area(phrase.printed.clone(), phrase.area.clone());
        }
        self.cursor = phrase.printed.end;
    }
}
