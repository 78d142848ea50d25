//! The course of a zone through its acts: the terms of its title, and what is due of it.
//!
//! Must not know the acts by name, nor the clock: the programme says what acts mean, and days are told to it.

use jiff::{Timestamp, civil::Date};

use super::{StandingRecord, ZoneRecord};
use crate::zone::{DateSpan, Deadline, Due, Programme, StandingClass, Title, TitleEffect};

/// Something that is due of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAct<'a> {
    /// The deadline.
    pub deadline: &'a Deadline,
    /// Day by which the act is due.
    pub due: Date,
    /// Effective day of the act from which it counts.
    pub since: Date,
}

/// What the acts have led to: terms of the title, and the acts that deadlines count from and are met by.
#[derive(Debug, Default)]
struct Course {
    /// Number of the delimitation whose coming into force none has ended.
    current: Option<u32>,
    /// Terms of the title, oldest first.
    terms: Vec<DateSpan>,
    /// Acts that deadlines count from, oldest first; a day that is not known is absent.
    anchors: Vec<(String, Option<Date>)>,
    /// All acts with their days, oldest first.
    acts: Vec<(String, Date)>,
}

impl Course {
    fn end(&mut self, day: Date) {
        self.current = None;
        self.anchors.clear();
        self.terms.retain(|term| term.from.is_none_or(|from| from < day));
        for term in &mut self.terms {
            term.until = Some(term.until.map_or(day, |until| until.min(day)));
        }
    }
}

impl ZoneRecord {
    /// Returns the term of the title to tell on `on`: the one that runs, else the newest begun, else the first to come.
    pub fn title(&self, programme: &Programme, on: Date, known: Option<Timestamp>) -> Title {
        if !programme.kind(&self.zone.kind).is_some_and(|kind| kind.titled) {
            return Title::default();
        }
        let terms = self.course(programme, None, known).terms;
        let begun = |term: &&DateSpan| term.from.is_none_or(|from| from <= on);
        let span = terms.iter().rev().find(|term| term.contains(on));
        let span = span.or_else(|| terms.iter().rev().find(begun)).or(terms.first());
        Title {
            span: span.copied().unwrap_or_default(),
        }
    }

    /// Returns what is due of the zone on `on`, by the acts taken up to that day: what is overdue, and of each deadline what comes next.
    pub fn due<'a>(&self, programme: &'a Programme, on: Date) -> Vec<DueAct<'a>> {
        let course = self.course(programme, Some(on), None);
        if course.current.is_none() {
            return Vec::new();
        }
        let kind = &self.zone.kind;
        let of_kind = |deadline: &&Deadline| deadline.kinds.is_empty() || deadline.kinds.contains(kind);
        let deadlines = programme.lifecycle.deadlines.iter().filter(of_kind);
        let mut due: Vec<DueAct<'_>> = deadlines.flat_map(|deadline| open(&course, deadline, on)).collect();
        due.sort_by_key(|item| item.due);
        due
    }

    /// Follows the acts known at `known`, those of days after `until` left out.
    fn course(&self, programme: &Programme, until: Option<Date>, known: Option<Timestamp>) -> Course {
        let mut events: Vec<(u32, &StandingRecord)> = Vec::new();
        for version in &self.delimitations {
            let number = version.delimitation.number;
            events.extend(version.standings.iter().map(|standing| (number, standing)));
        }
        events.retain(|(_, record)| known.is_none_or(|known| record.recorded.at <= known));
        events.retain(|(_, record)| until.is_none_or(|until| self.day_of(record) <= until));
        events.sort_by_key(|(_, record)| record.recorded.revision);
        let mut course = Course::default();
        for (number, record) in events {
            self.step(programme, &mut course, number, record);
        }
        course
    }

    fn step(&self, programme: &Programme, course: &mut Course, number: u32, record: &StandingRecord) {
        let standing = &record.standing;
        course.acts.push((standing.act.clone(), self.day_of(record)));
        if standing.class == StandingClass::Ended && course.current == Some(number) {
            course.end(self.day_of(record));
        }
        let lifecycle = &programme.lifecycle;
        let Some(act) = lifecycle.act(&standing.act) else {
            return;
        };
        if standing.class != StandingClass::InForce {
            return;
        }
        if lifecycle.begins_force(act) && course.current.replace(number).is_some() {
            // The boundary of a zone in force changed: its title and its duties run on.
            return;
        }
        let years = programme.terms.title_years;
        let term = || Title::new(standing.effective, years).span;
        match act.title {
            Some(TitleEffect::Begins) if act.accepts => course.terms = vec![term()],
            Some(TitleEffect::Begins | TitleEffect::Renews) => course.terms.push(term()),
            None => {}
        }
        course.anchors.push((standing.act.clone(), standing.effective));
    }
}

/// Returns the days of a deadline that no act has met: those past, and the next.
fn open<'a>(course: &Course, deadline: &'a Deadline, on: Date) -> Vec<DueAct<'a>> {
    let counts = |(act, _): &&(String, Option<Date>)| deadline.after.contains(act);
    let Some(&(_, Some(since))) = course.anchors.iter().rev().find(counts) else {
        return Vec::new();
    };
    let until = course.terms.last().and_then(|term| term.until);
    let mut days = deadline.due.days(since, until);
    for (_, day) in course
        .acts
        .iter()
        .filter(|(act, day)| *act == deadline.act && *day >= since)
    {
        // A yearly act meets the oldest day that is open, but none beyond the first to come on the day it is taken.
        let latest = match deadline.due {
            Due::EachYear(month_day) => month_day.after(*day),
            Due::Months(_) | Due::TitleEnd => None,
        };
        if days
            .first()
            .is_some_and(|first| latest.is_none_or(|latest| *first <= latest))
        {
            days.remove(0);
        }
    }
    let past = days.iter().filter(|day| **day < on).count();
    days.truncate(past + 1);
    let item = |due| DueAct { deadline, due, since };
    days.into_iter().map(item).collect()
}
