//! What a reader has to know of a file and no fault is, gathered so that ten thousand of a kind make one sentence.
//!
//! Must not know any format.

use super::{Row, Rows};
use crate::{
    format::{
        Place,
        error::{Fault, Faults, Refused},
    },
    geometry::CoordinateSystem,
};

/// How many places of one kind are named; the rest is counted.
const MOST_PLACES: usize = 5;

/// How many kinds are told; what a file makes up beyond is counted.
const MOST_KINDS: usize = 100;

/// Notes as they arise.
#[derive(Debug, Default)]
pub(super) struct Notes {
    kinds: Vec<Kind>,
    untold: usize,
}

#[derive(Debug)]
struct Kind {
    what: String,
    places: Vec<String>,
    count: usize,
}

impl Notes {
    /// Notes something once.
    pub(super) fn say(&mut self, what: impl Into<String>) {
        self.kind(what.into());
    }

    /// Finds a kind or makes it; none where there are too many.
    fn kind(&mut self, what: String) -> Option<&mut Kind> {
        let known = self.kinds.iter().position(|kind| kind.what == what);
        if known.is_none() && self.kinds.len() == MOST_KINDS {
            self.untold += 1;
            return None;
        }
        if known.is_none() {
            self.kinds.push(Kind {
                what,
                places: Vec::new(),
                count: 0,
            });
        }
        let nth = known.unwrap_or(self.kinds.len() - 1);
        self.kinds.get_mut(nth)
    }

    /// Notes something at a place; what is the same for several places is told in one sentence.
    pub(super) fn at(&mut self, what: &str, place: &Place) {
        let Some(kind) = self.kind(what.to_owned()) else { return };
        kind.count += 1;
        if kind.places.len() < MOST_PLACES {
            kind.places.push(place.to_string());
        }
    }

    /// Gives the notes as sentences, in the order in which their kinds arose.
    pub(super) fn sentences(self) -> Vec<String> {
        let sentence = |kind: Kind| {
            let more = kind.count - kind.places.len();
            let more = if more > 0 {
                format!("; and {more} more")
            } else {
                String::new()
            };
            if kind.places.is_empty() {
                kind.what
            } else {
                format!("{}: {}{more}", kind.what, kind.places.join("; "))
            }
        };
        let untold = (self.untold > 0).then(|| format!("and {} notes of other kinds", self.untold));
        self.kinds.into_iter().map(sentence).chain(untold).collect()
    }
}

/// Gives what was read, or its faults. A file of which nothing but left-out things is known holds no boundary, and that is a fault.
pub(super) fn finish(
    mut faults: Faults,
    notes: Notes,
    system: Option<CoordinateSystem>,
    rows: Vec<Row>,
) -> Result<Rows, Refused> {
    let notes = notes.sentences();
    if rows.is_empty() && faults.is_empty() && !notes.is_empty() {
        faults.push(Fault::new(
            Place::Whole,
            "a polygon",
            format!("none: {}", notes.join("; ")),
        ));
    }
    faults.or(Rows { system, rows, notes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_of_a_kind_make_one_sentence() {
        let mut notes = Notes::default();
        for row in 1..=7 {
            notes.at("left out, a point", &Place::row(row));
        }
        notes.say("heights are left out");
        notes.say("heights are left out");
        let expected = [
            "left out, a point: row 1; row 2; row 3; row 4; row 5; and 2 more",
            "heights are left out",
        ];
        assert_eq!(notes.sentences(), expected);
    }

    #[test]
    fn kinds_without_end_are_counted() {
        let mut notes = Notes::default();
        for nth in 0..1_000 {
            notes.at(&format!("left out, the file {nth}"), &Place::Whole);
        }
        let told = notes.sentences();
        assert_eq!((told.len(), told[100].as_str()), (101, "and 900 notes of other kinds"));
    }
}
