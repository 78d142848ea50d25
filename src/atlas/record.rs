//! What the register holds of one zone: its delimitations with their standings, in both times.
//!
//! Must not know other zones. *In force on a day* and *known at a moment* are told here and nowhere else.

use std::sync::Arc;

use geo_types::MultiPolygon;
use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::NoteRecord;
use crate::{
    geometry::{self, Bbox},
    zone::{DateSpan, Delimitation, Digest, Standing, StandingClass, Zone},
};

/// When and where in the ledger something was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Revision of its entry.
    pub revision: u64,
    /// Moment of its entry.
    pub at: Timestamp,
}

/// A standing with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRecord {
    /// The standing.
    pub standing: Standing,
    /// Where it was recorded.
    pub recorded: Recorded,
    /// Who brought it there: an office and an account, or one of the program's own names.
    pub author: Arc<str>,
}

/// A delimitation with all that is derived from it.
#[derive(Debug, Clone)]
pub struct DelimitationRecord {
    /// The delimitation.
    pub delimitation: Arc<Delimitation>,
    /// Where it was recorded.
    pub recorded: Recorded,
    /// Digest of its content.
    pub digest: Digest,
    /// Standings, oldest first.
    pub standings: Vec<StandingRecord>,
    /// Union of its closing and overlay parks, or its outline where no park has a shape.
    pub extent: Option<Arc<MultiPolygon<f64>>>,
    /// Geodesic area of `extent` in m².
    pub area_m2: Option<f64>,
    /// Geodesic area of each park in m².
    pub park_area_m2: Vec<Option<f64>>,
}

/// A zone with its delimitations, by number.
#[derive(Debug, Clone)]
pub struct ZoneRecord {
    /// The zone, as the newest delimitation states it that is in this picture and was not turned away.
    pub zone: Zone,
    /// What was stated of the zone, oldest first; never empty.
    pub stated: Vec<Arc<StatedZone>>,
    /// Delimitations, by number. In the whole picture the one numbered n stands at n - 1; in one that is for some viewer, some may be missing.
    pub delimitations: Vec<DelimitationRecord>,
    /// Notes of its dossier, oldest first.
    pub notes: Vec<Arc<NoteRecord>>,
    /// Hours east of UTC of the programme's clock.
    pub utc_offset_hours: i8,
    /// Revision of the newest entry about it; notes do not count, since they leave all decisions as they are.
    pub touched: u64,
}

/// A zone as it was stated once: name, kind, host and division belong to the delimitation that came with them, and are no more public than it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedZone {
    /// The zone.
    pub zone: Zone,
    /// Number of the delimitation that it came with, or that an act was taken on.
    pub delimitation: u32,
    /// Revision of its entry.
    pub revision: u64,
}

impl DelimitationRecord {
    /// Measures a delimitation and takes it up.
    pub fn new(delimitation: Arc<Delimitation>, recorded: Recorded, digest: Digest) -> Self {
        let shapes: Vec<&MultiPolygon<f64>> = delimitation.shapes().map(AsRef::as_ref).collect();
        let extent = match shapes.as_slice() {
            [] => delimitation.outline.clone(),
            [_] => delimitation.shapes().next().cloned(),
            // Where a union cannot be proven the parks stand side by side: every overlay with them is proven anew, or undecided there.
            several => Some(Arc::new(
                geometry::union(several).unwrap_or_else(|_| side_by_side(several)),
            )),
        };
        let area_m2 = extent.as_ref().map(|extent| geometry::area_m2(extent));
        let park_area_m2 = delimitation
            .parks
            .iter()
            .map(|park| park.shape.as_ref().map(|shape| geometry::area_m2(shape)))
            .collect();
        Self {
            delimitation,
            recorded,
            digest,
            standings: Vec::new(),
            extent,
            area_m2,
            park_area_m2,
        }
    }

    /// Returns the newest standing that was known at `known` (now, where absent).
    pub fn standing(&self, known: Option<Timestamp>) -> Option<&StandingRecord> {
        self.standings
            .iter()
            .rev()
            .find(|record| known.is_none_or(|known| record.recorded.at <= known))
    }

    /// Returns the office that took an act on it last: what stands before `/` in its author.
    pub fn office_of(&self, act: &str) -> Option<&str> {
        let taken = self.standings.iter().rev().find(|record| record.standing.act == act)?;
        Some(taken.author.split('/').next().unwrap_or_default())
    }

    /// Returns the office that recommended it, whom the rule of four eyes keeps from approving it.
    pub fn recommended_by(&self) -> Option<&str> {
        self.office_of("recommend")
    }

    /// Returns the known standing with which it came into force; later ones of that class are stages of it.
    pub(super) fn begun(&self, known: Option<Timestamp>) -> Option<&StandingRecord> {
        let is_known = |record: &&StandingRecord| known.is_none_or(|known| record.recorded.at <= known);
        self.standings
            .iter()
            .filter(is_known)
            .find(|record| record.standing.class == StandingClass::InForce)
    }

    /// Returns the box of its extent.
    pub fn bbox(&self) -> Option<Bbox> {
        self.extent.as_ref().and_then(|extent| Bbox::of(extent))
    }

    /// Returns the newest known standing of a class.
    fn newest_of(&self, class: StandingClass, known: Option<Timestamp>) -> Option<&StandingRecord> {
        let is_known = |record: &&StandingRecord| known.is_none_or(|known| record.recorded.at <= known);
        self.standings
            .iter()
            .rev()
            .filter(is_known)
            .find(|record| record.standing.class == class)
    }
}

impl ZoneRecord {
    /// Returns the zone as a delimitation states it: what came with it, else with the newest before.
    pub fn zone_of(&self, number: u32) -> &Zone {
        self.stated_with(number).map_or(&self.zone, |stated| &stated.zone)
    }

    /// Returns where that is stated.
    pub(super) fn stated_with(&self, number: u32) -> Option<&Arc<StatedZone>> {
        let before = self.stated.iter().filter(|stated| stated.delimitation <= number);
        before.max_by_key(|stated| (stated.delimitation, stated.revision))
    }

    /// Takes for the zone what the newest delimitation states that is here and was not turned away; where all were, the newest.
    pub(super) fn restate(&mut self) {
        let is_live = |version: &&DelimitationRecord| {
            let standing = version.standing(None).map(|record| record.standing.class);
            let is_open = !matches!(standing, Some(StandingClass::Returned | StandingClass::Ended));
            is_open || version.begun(None).is_some()
        };
        let newest = self.delimitations.last();
        let live = self.delimitations.iter().rev().find(is_live).or(newest);
        let number = live.map_or(u32::MAX, |version| version.delimitation.number);
        if let Some(stated) = self.stated_with(number) {
            self.zone = stated.zone.clone();
        }
    }

    /// Returns the newest revision of what is here of it, notes apart.
    pub(super) fn newest_revision(&self) -> u64 {
        let versions = self.delimitations.iter();
        let acts = versions.flat_map(|version| {
            let standings = version.standings.iter().map(|record| record.recorded.revision);
            standings.chain([version.recorded.revision])
        });
        acts.max().unwrap_or_default()
    }

    /// Returns the delimitation of a number.
    pub fn delimitation(&self, number: u32) -> Option<&DelimitationRecord> {
        // Some may be hidden from whom this record is for: a number is no place in the list.
        self.delimitations
            .iter()
            .find(|version| version.delimitation.number == number)
    }

    /// Returns the span in which the delimitation numbered `number` is in force, as known at `known`; `None` where it never was.
    pub fn span(&self, number: u32, known: Option<Timestamp>) -> Option<DateSpan> {
        let record = self.delimitation(number)?;
        let begun = record.begun(known)?;
        let from = begun.standing.effective;
        let ended = record
            .newest_of(StandingClass::Ended, known)
            .map(|ended| self.day_of(ended));
        // A later delimitation takes the place of this one from its own first day on.
        let followed = self
            .delimitations
            .iter()
            .filter(|other| other.delimitation.number != number);
        let followed = followed.filter_map(|other| other.begun(known));
        let followed = followed.filter(|other| other.recorded.revision > begun.recorded.revision);
        let until = followed.map(|other| self.day_of(other)).chain(ended).min();
        Some(DateSpan { from, until })
    }

    /// Returns the delimitation in force on `on`, as known at `known`.
    pub fn in_force(&self, on: Date, known: Option<Timestamp>) -> Option<&DelimitationRecord> {
        let holds = |record: &&DelimitationRecord| {
            self.span(record.delimitation.number, known)
                .is_some_and(|span| span.contains(on))
        };
        self.delimitations.iter().rev().find(holds)
    }

    /// Returns the newest delimitation handed in and not decided.
    pub fn pending(&self, known: Option<Timestamp>) -> Option<&DelimitationRecord> {
        let is_pending = |record: &&DelimitationRecord| {
            record
                .standing(known)
                .is_some_and(|s| s.standing.class == StandingClass::Pending)
        };
        self.delimitations.iter().rev().find(is_pending)
    }

    /// Returns the delimitation to show: the one in force on `on`, else the newest known.
    pub fn shown(&self, on: Date, known: Option<Timestamp>) -> Option<&DelimitationRecord> {
        self.in_force(on, known).or_else(|| {
            self.delimitations
                .iter()
                .rev()
                .find(|record| record.standing(known).is_some())
        })
    }

    /// Returns what the zone is on `on`: in force, or what its newest delimitation is.
    pub fn class(&self, on: Date, known: Option<Timestamp>) -> Option<StandingClass> {
        if self.in_force(on, known).is_some() {
            return Some(StandingClass::InForce);
        }
        let known_standing = |record| Some((record, DelimitationRecord::standing(record, known)?));
        let (version, newest) = self.delimitations.iter().rev().find_map(known_standing)?;
        let begins = version.begun(known).and_then(|record| record.standing.effective);
        Some(match newest.standing.class {
            // Approved, but with a first day that is still to come, or a last day that is past.
            StandingClass::InForce if begins.is_some_and(|from| from > on) => StandingClass::Pending,
            StandingClass::InForce => StandingClass::Ended,
            class => class,
        })
    }

    /// Returns the first day of a standing: the one stated, else the day of its entry.
    pub(super) fn day_of(&self, record: &StandingRecord) -> Date {
        record
            .standing
            .effective
            .unwrap_or_else(|| day_at(record.recorded.at, self.utc_offset_hours))
    }
}

fn side_by_side(shapes: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> {
    MultiPolygon(shapes.iter().flat_map(|shape| shape.0.iter().cloned()).collect())
}

/// Returns the day it is at a moment on a clock that is `utc_offset_hours` east of UTC.
pub fn day_at(moment: Timestamp, utc_offset_hours: i8) -> Date {
    let zone = Offset::from_hours(utc_offset_hours).map_or(TimeZone::UTC, TimeZone::fixed);
    moment.to_zoned(zone).date()
}
