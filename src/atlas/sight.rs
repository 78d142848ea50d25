//! Who sees what: the picture as one kind of viewer sees it, with what is hidden from them not in it.
//!
//! Must not know requests or people: it is told the office. Every reading of the atlas works on such a picture as on the whole,
//! so that none can forget to ask.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    AgencyRecord, Atlas, DelimitationRecord, Move, ZoneRecord, current::Current, ruling_record::Rulings, shapes::Zones,
};
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

/// An earlier picture, and how the same kind of viewer saw it.
#[derive(Clone)]
pub struct Earlier {
    /// The whole.
    pub whole: Arc<Atlas>,
    /// What was seen.
    pub seen: Arc<Atlas>,
}

impl Atlas {
    /// Returns the picture as a kind of viewer sees it: the very same where nothing is hidden from them, else one that shares all that
    /// is not hidden. It takes time by the number of zones; where an earlier picture is given, by that of the changes since.
    #[must_use]
    pub fn seen_by(self: &Arc<Self>, sight: &Sight, earlier: Option<&Earlier>) -> Arc<Self> {
        if *sight == Sight::Everything {
            return Arc::clone(self);
        }
        let since = earlier.and_then(|earlier| Some((earlier, self.changed_since(&earlier.whole)?)));
        match since {
            Some((earlier, changed)) => self.mended(sight, earlier, &changed),
            None => self.seen_anew(sight),
        }
    }

    /// Gives the zones that changed since an earlier picture of the same register and day; `None` where that is not known.
    fn changed_since(&self, earlier: &Self) -> Option<BTreeSet<&ZoneCode>> {
        let same = Arc::ptr_eq(&self.programme, &earlier.programme) && self.today == earlier.today;
        same.then(|| self.recent.since(earlier.head.revision)).flatten()
    }

    fn seen_anew(self: &Arc<Self>, sight: &Sight) -> Arc<Self> {
        if self.zones.values().all(|record| self.is_whole(sight, record)) {
            return Arc::clone(self);
        }
        let parts = self
            .zones
            .iter()
            .filter_map(|(code, record)| Some((code.clone(), self.part_seen(sight, record)?)));
        let zones: Zones = parts.collect();
        let current = Current::of(&zones, self.today);
        self.with_parts(zones, Arc::new(current))
    }

    fn mended(self: &Arc<Self>, sight: &Sight, earlier: &Earlier, changed: &BTreeSet<&ZoneCode>) -> Arc<Self> {
        let was_whole = Arc::ptr_eq(&earlier.whole, &earlier.seen);
        let records = || changed.iter().filter_map(|code| self.zones.get(*code));
        if was_whole && records().all(|record| self.is_whole(sight, record)) {
            return Arc::clone(self);
        }
        let mut zones = earlier.seen.zones.clone();
        for record in records() {
            match self.part_seen(sight, record) {
                Some(part) => zones.insert(record.zone.code.clone(), part),
                None => zones.remove(&record.zone.code),
            };
        }
        let current = earlier
            .seen
            .current
            .advance(&zones, changed.iter().copied(), self.today);
        self.with_parts(zones, Arc::new(current))
    }

    /// Returns this picture with no more than some of its zones, and without what tells of the others.
    fn with_parts(&self, zones: Zones, current: Arc<Current>) -> Arc<Self> {
        let mut seen = Self::clone(self);
        let is_gone = |zone: &ZoneCode| !zones.contains_key(zone);
        for (id, record) in &self.agencies {
            if record.moves.iter().any(|(_, step)| is_gone(zone_of(step))) {
                let mut record = AgencyRecord::clone(record);
                record.moves.retain(|(_, step)| !is_gone(zone_of(step)));
                seen.agencies.insert(id.clone(), Arc::new(record));
            }
        }
        seen.zones = zones;
        seen.current = current;
        seen.rulings = Arc::new(self.rulings_seen(&seen));
        Arc::new(seen)
    }

    /// Tells whether a kind of viewer sees all of a zone.
    fn is_whole(&self, sight: &Sight, record: &ZoneRecord) -> bool {
        let mut versions = record.delimitations.iter();
        versions.all(|version| self.sees(sight, record, version))
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
        let mut part = ZoneRecord {
            delimitations: seen.into_iter().cloned().collect(),
            ..ZoneRecord::clone(record)
        };
        let numbers = part.delimitations.iter().map(|version| version.delimitation.number);
        let came_with: BTreeSet<u32> = numbers
            .filter_map(|number| record.stated_with(number))
            .map(|stated| stated.delimitation)
            .collect();
        part.stated.retain(|stated| came_with.contains(&stated.delimitation));
        part.restate();
        // That something happened to it is told no more than what happened.
        part.touched = part.newest_revision();
        Some(Arc::new(part))
    }
}

/// Returns the zone that an agency came to or left.
fn zone_of(step: &Move) -> &ZoneCode {
    match step {
        Move::In(admission) => &admission.zone,
        Move::Out(release) => &release.zone,
    }
}
