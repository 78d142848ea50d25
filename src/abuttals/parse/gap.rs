//! What stands between sides: headings, functions, areas, words that lead on, and what is not understood.
//!
//! Must not know how a side is read.

use std::ops::Range;

use super::{
    area::{self, AreaPhrase},
    heading::{self, Heading, Lead, lead},
    opener::{Opener, opener},
    page::ending,
    phrase,
    places::{Before, before},
    reader::Reader,
    reading::Role,
};

/// The longest run before a side that is looked at as a heading.
const LEAD: usize = 40;

/// The first thing in a clause that is known by itself.
pub(super) enum Marker {
    /// A side that begins behind a heading: A区东至.
    Side(Opener),
    /// 四至 with the words around it.
    Limits(Range<usize>),
    /// An area.
    Area(AreaPhrase),
    /// Words that open a function, and where it begins.
    Function(Range<usize>),
}

impl Marker {
    fn start(&self) -> usize {
        match self {
            Self::Side(opener) => opener.start,
            Self::Limits(range) | Self::Function(range) => range.start,
            Self::Area(phrase) => phrase.start,
        }
    }
}

/// What the run before a marker turned out to be.
#[derive(PartialEq, Eq)]
enum Led {
    Nothing,
    Heading,
    Function,
    Unknown,
}

impl Reader<'_> {
    /// Reads a clause that begins with no side, or its part up to what is known.
    pub(super) fn clause(&mut self) {
        let start = self.cursor;
        let end = self.clause_end(start);
        let Some(mut marker) = self.marker(start, end) else {
            self.cursor = self.bare(start..end);
            return;
        };
        // 北部区域面积5公顷: here 区域 ends the heading.
        if let Marker::Area(phrase) = &mut marker
            && self.page.reads(phrase.start, "区域")
            && matches!(lead(self.page, start..phrase.start + 2), Lead::Heading(..))
        {
            phrase.start += 2;
        }
        let led = self.led(start..marker.start());
        match marker {
            Marker::Side(opener) => self.side(&opener),
            Marker::Limits(range) => {
                if led == Led::Nothing {
                    self.number_heads();
                }
                self.cursor = range.end;
                self.drafts.spans.push(Role::Opener, self.page.trim(range));
            }
            Marker::Area(phrase) => {
                if led == Led::Nothing {
                    self.number_heads();
                }
                self.area(&phrase, led != Led::Unknown);
            }
            Marker::Function(range) => {
                let function = range.end..phrase::function_end(self.page, range.end);
                self.drafts.spans.push(Role::Opener, self.page.trim(range));
                self.cursor = function.end;
                self.drafts.function(self.page, function);
            }
        }
    }

    /// Finds what is known in a clause.
    pub(super) fn marker(&self, start: usize, end: usize) -> Option<Marker> {
        (start..end).find_map(|nth| {
            let c = self.page.at(nth);
            if c.is_ascii_digit() {
                return area::area(self.page, start, nth).map(Marker::Area);
            }
            if area::begins_number(self.page, nth)
                && let Some(area) = area::area(self.page, start, nth)
            {
                return Some(Marker::Area(area));
            }
            if c == '四'
                && let Some(range) = phrase::limits(self.page, start, nth)
            {
                return Some(Marker::Limits(range));
            }
            if let Some(function) = phrase::function(self.page, nth) {
                return Some(Marker::Function(nth..function));
            }
            let opener = opener(self.page, nth).filter(|_| nth > start)?;
            let led = nth - start <= LEAD && lead(self.page, start..nth) != Lead::Unknown;
            (led || before(self.page, nth) == Before::Clause).then_some(Marker::Side(opener))
        })
    }

    /// Takes the run before a marker.
    fn led(&mut self, range: Range<usize>) -> Led {
        let range = self.page.trim(range);
        let numbered = self.drafts.current().is_heading_only().map(|heading| heading.numbered);
        // 含甲区0.6平方公里（已封关）和乙区…: it goes on with what was not understood.
        if self.mark == ')' && matches!(self.page.at(range.start), '和' | '及' | '与') {
            self.drafts.spans.push(Role::Unread, range);
            return Led::Unknown;
        }
        match lead(self.page, range.clone()) {
            Lead::Words => {
                self.drafts.spans.push(Role::Opener, range);
                Led::Nothing
            }
            Lead::Heading(_, heading) if numbered == Some(true) && !heading.numbered => {
                self.opener_around(&range, &heading.range);
                self.drafts.function(self.page, heading.range);
                Led::Function
            }
            // 规划面积5公顷，其中启动区1公顷: a part of the area, and no block of its own.
            Lead::Heading(_, heading)
                if self.mark == ',' && self.page.reads(range.start, "其中") && self.is_share(&heading) =>
            {
                self.drafts.spans.push(Role::Unread, range);
                Led::Unknown
            }
            Lead::Heading(unknown, heading) => {
                self.drafts.spans.push(Role::Unread, self.page.trim(unknown.clone()));
                let whole = heading.range.start..heading.function.as_ref().map_or(heading.range.end, |f| f.end);
                self.opener_around(&(range.start.max(unknown.end)..range.end), &whole);
                self.heading_words(&heading);
                self.heading(heading);
                Led::Heading
            }
            Lead::Unknown => {
                self.drafts.spans.push(Role::Unread, range);
                Led::Unknown
            }
        }
    }

    /// Tells whether a heading behind 其中 names a share of the block's area: it is neither numbered nor told by its place (北区).
    fn is_share(&self, heading: &Heading) -> bool {
        let chars = self.page.folded(&heading.range);
        let placed = chars.first().is_some_and(|first| "东南西北中主".contains(*first));
        let block = ending(chars, &["区块", "片区", "地块", "组团", "板块", "园区"]).is_some();
        self.drafts.current().has_area() && !heading.numbered && !placed && !block
    }

    /// Takes a clause in which nothing is known by itself; gives where it goes on.
    fn bare(&mut self, range: Range<usize>) -> usize {
        let mut end = range.end;
        let whole = self.page.trim(range);
        // 苏州高新区位于…: what is named is named by the way.
        let place = |nth: &usize| self.page.word(*nth, &["位于", "地处", "坐落"]).is_some();
        let cut = whole.clone().take(LEAD).find(place).filter(|&cut| cut > whole.start);
        let range = whole.start..cut.unwrap_or(whole.end);
        let after = cut.map(|cut| cut..whole.end);
        let only = self.drafts.current().is_heading_only().map(|heading| heading.numbered);
        let read = lead(self.page, range.clone());
        let told = matches!(self.mark, ':' | '(' | '—' | '-');
        match read {
            Lead::Words => self.drafts.spans.push(Role::Opener, range),
            Lead::Heading(_, ref heading)
                if !heading.numbered && only.is_some_and(|numbered| numbered || told) && cut.is_none() =>
            {
                self.opener_around(&range, &heading.range.clone());
                self.drafts.function(self.page, heading.range.clone());
            }
            Lead::Heading(unknown, mut heading)
                if cut.is_some()
                    || (heading.numbered && unknown.is_empty())
                    || self.states_next(whole.end)
                    || self.second_name(&heading).is_some_and(|close| self.states_next(close)) =>
            {
                if let Some(close) = self.second_name(&heading).filter(|_| cut.is_none()) {
                    heading.range.end = close;
                    end = close;
                }
                self.drafts.spans.push(Role::Unread, self.page.trim(unknown.clone()));
                let inner = heading.range.start..heading.function.as_ref().map_or(heading.range.end, |f| f.end);
                self.opener_around(&(range.start.max(unknown.end)..range.end), &inner);
                self.heading_words(&heading);
                self.heading(heading);
            }
            // 区块一：高端装备: what follows the colon is the function, whatever it is called.
            _ if told && only.is_some() && cut.is_none() && !phrase::is_other(self.page, range.start) => {
                self.drafts.function(self.page, range);
            }
            _ => self.drafts.spans.push(Role::Unread, range),
        }
        if let Some(after) = after {
            // 位于甲路以西: what follows is told by itself.
            let role = if after.len() <= 2 { Role::Opener } else { Role::Unread };
            self.drafts.spans.push(role, after);
        }
        end
    }

    /// Returns where a second name in brackets behind a heading ends: 示范区（苏州高新区）.
    fn second_name(&self, heading: &Heading) -> Option<usize> {
        let open = heading.range.end;
        let close = self.page.close(open).filter(|close| close - open <= LEAD / 2)?;
        let named = heading::heading(self.page, open + 1..close).is_some_and(|heading| heading.function.is_none());
        (!heading.numbered && named).then_some(close + 1)
    }

    /// Tells whether what follows a clause states something of it: a side, an area, 四至.
    fn states_next(&self, end: usize) -> bool {
        let mut nth = end;
        while nth < self.page.len() && (self.page.is_mark(nth) || self.page.at(nth) == ' ') {
            nth += 1;
        }
        if self.side_at(nth, None).is_some() {
            return true;
        }
        let marker = self.marker(nth, self.clause_end(nth));
        marker.is_some_and(|marker| {
            !matches!(marker, Marker::Side(_)) && lead(self.page, nth..marker.start()) == Lead::Words
        })
    }

    /// Takes what stands around a part of a run as words that lead on.
    fn opener_around(&mut self, whole: &Range<usize>, part: &Range<usize>) {
        self.drafts
            .spans
            .push(Role::Opener, self.page.trim(whole.start..part.start));
        self.drafts
            .spans
            .push(Role::Opener, self.page.trim(part.end..whole.end.max(part.end)));
    }

    /// Takes what links a heading with its function (区块一为主区).
    fn heading_words(&mut self, heading: &Heading) {
        if let Some(function) = &heading.function {
            self.drafts
                .spans
                .push(Role::Opener, self.page.trim(heading.range.end..function.start));
        }
    }
}
