//! What was read: the statement, and what each run of the text was read as.
//!
//! Must not know how it was read.

use std::ops::Range;

use super::page::Page;
use crate::abuttals::{Statement, Unread};

/// What a run of a text was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading (区块一).
    Heading,
    /// A function (主区).
    Function,
    /// A printed area.
    Area,
    /// The text of a side.
    Side,
    /// Words that lead on without stating anything: 四至范围为, 东至, 规划面积, 其中.
    Opener,
    /// Not understood.
    Unread,
}

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it was read as.
    pub role: Role,
    /// Its characters, counted from 0.
    pub characters: Range<usize>,
}

/// A statement with the spans it was read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What the text states.
    pub statement: Statement,
    /// Runs in the order of the text, none touching another's characters. What they leave out is punctuation and blanks.
    pub spans: Vec<Span>,
}

/// Spans as they are found, in any order.
#[derive(Default)]
pub(super) struct Spans(Vec<Span>);

impl Spans {
    /// Takes a run, unless it is empty.
    pub(super) fn push(&mut self, role: Role, characters: Range<usize>) {
        if !characters.is_empty() {
            self.0.push(Span { role, characters });
        }
    }

    /// Puts the runs in order, and makes of neighbours that were not understood one run each.
    pub(super) fn ordered(mut self, page: &Page) -> Vec<Span> {
        self.0.sort_by_key(|span| span.characters.start);
        // 明确四至范围和面积: words that lead on to nothing are part of what was not understood around them.
        for nth in 1..self.0.len() {
            let idle = |from: usize, to: usize| (from..to).all(|place| !page.is_stop(place) && page.at(place) != '\n');
            let (before, after) = (&self.0[nth - 1], self.0.get(nth + 1));
            let own = &self.0[nth].characters;
            let behind_unread = before.role == Role::Unread && before.characters.end == own.start;
            let leads_on = after.is_some_and(|span| span.role != Role::Unread && idle(own.end, span.characters.start));
            if self.0[nth].role == Role::Opener && behind_unread && !leads_on {
                self.0[nth].role = Role::Unread;
            }
        }
        let mut joined: Vec<Span> = Vec::with_capacity(self.0.len());
        for span in self.0 {
            if let Some(last) = joined.last_mut()
                && (last.role, span.role) == (Role::Unread, Role::Unread)
                && (last.characters.end..span.characters.start).all(|nth| !page.is_stop(nth) && page.at(nth) != '\n')
            {
                last.characters.end = span.characters.end;
            } else {
                joined.push(span);
            }
        }
        joined
    }
}

/// Lists what was not understood.
pub(super) fn unread(page: &Page, spans: &[Span]) -> Vec<Unread> {
    let unread = spans.iter().filter(|span| span.role == Role::Unread);
    let told = unread.map(|span| Unread {
        text: page.source(&span.characters).to_owned(),
        start: span.characters.start,
        end: span.characters.end,
    });
    told.collect()
}
