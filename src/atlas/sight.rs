//! Who sees what: the picture as one kind of viewer sees it, with what is hidden from them not in it.
//!
//! Must not know requests or people: it is told the office. Every reading of the atlas works on such a picture as on the whole,
//! so that none can forget to ask.

use std::{collections::BTreeSet, sync::Arc};

use super::{AgencyRecord, Atlas, DelimitationRecord, Move, ZoneRecord, ruling_record::Rulings, shapes::Current};
use crate::zone::{Deed, Office, Subject, ZoneCode, may};

/// A kind of viewer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sight {
    /// Whoever sees everything: the write token, the command line, the rules themselves.
    Everything,
    /// Whoever is not known.
    Public,
    /// An office.
    Office(Office),
}

impl Atlas {
    /// Returns the picture as a kind of viewer sees it: the very same where nothing is hidden from them, else one that shares all that
    /// is not hidden. It takes time by the number of zones; whoever asks often keeps it for the revision.
    #[must_use]
    pub fn seen_by(self: &Arc<Self>, sight: &Sight) -> Arc<Self> {
        let is_whole = |record: &Arc<ZoneRecord>| {
            let mut versions = record.delimitations.iter();
            versions.all(|version| self.sees(sight, record, version))
        };
        if *sight == Sight::Everything || self.zones.values().all(is_whole) {
            return Arc::clone(self);
        }
        let mut seen = Self::clone(self);
        seen.zones = self
            .zones
            .iter()
            .filter_map(|(code, record)| Some((code.clone(), self.part_seen(sight, record)?)))
            .collect();
        let gone: BTreeSet<&ZoneCode> = self
            .zones
            .keys()
            .filter(|code| !seen.zones.contains_key(*code))
            .collect();
        for record in seen.agencies.values_mut() {
            if record.moves.iter().any(|(_, step)| gone.contains(zone_of(step))) {
                *record = Arc::new(without(record, &gone));
            }
        }
        seen.rulings = Arc::new(self.rulings_seen(&seen));
        seen.current = Arc::new(Current::of(&seen.zones, self.today));
        Arc::new(seen)
    }

    /// Tells whether a kind of viewer sees a delimitation.
    pub fn sees(&self, sight: &Sight, record: &ZoneRecord, version: &DelimitationRecord) -> bool {
        match sight {
            Sight::Everything => true,
            Sight::Public => self.is_public(version),
            Sight::Office(office) => {
                let subject = Subject {
                    zone: Some(&record.zone.code),
                    division: record.zone.division,
                    is_public: self.is_public(version),
                    recommended_by: None,
                };
                may(office, Deed::See, &subject).is_ok()
            }
        }
    }

    /// Tells whether this picture holds a delimitation.
    pub fn holds(&self, zone: &str, number: u32) -> bool {
        self.zone(zone)
            .is_some_and(|record| record.delimitation(number).is_some())
    }

    /// Returns the rulings of which both sides are in a picture.
    fn rulings_seen(&self, seen: &Self) -> Rulings {
        let mut rulings = Rulings::clone(&self.rulings);
        rulings.retain(|pair, records| {
            records.retain(|record| {
                let [first, second] = record.ruling.delimitations;
                seen.holds(pair.first().as_str(), first) && seen.holds(pair.second().as_str(), second)
            });
            !records.is_empty()
        });
        rulings
    }

    /// Returns a zone with the delimitations that are seen; `None` where none is.
    fn part_seen(&self, sight: &Sight, record: &Arc<ZoneRecord>) -> Option<Arc<ZoneRecord>> {
        let seen: Vec<&DelimitationRecord> = record
            .delimitations
            .iter()
            .filter(|version| self.sees(sight, record, version))
            .collect();
        if seen.len() == record.delimitations.len() {
            return Some(Arc::clone(record));
        }
        if seen.is_empty() {
            return None;
        }
        Some(Arc::new(ZoneRecord {
            delimitations: seen.into_iter().cloned().collect(),
            ..ZoneRecord::clone(record)
        }))
    }
}

/// Returns an agency without what ties it to zones that are not seen.
fn without(record: &AgencyRecord, gone: &BTreeSet<&ZoneCode>) -> AgencyRecord {
    let mut record = record.clone();
    record.moves.retain(|(_, step)| !gone.contains(zone_of(step)));
    record
}

/// Returns the zone that an agency came to or left.
fn zone_of(step: &Move) -> &ZoneCode {
    match step {
        Move::In(admission) => &admission.zone,
        Move::Out(release) => &release.zone,
    }
}
