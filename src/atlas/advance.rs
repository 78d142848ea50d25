//! From one revision to the next: how changes become part of the picture.
//!
//! Must not refuse a change: what is in the ledger has happened.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{
    AgencyRecord, Atlas, Change, DatasetKind, DelimitationRecord, Entry, Recorded, Rows, StandingRecord, ZoneRecord,
    layers::{DistrictLayer, FeatureLayer},
};
use crate::{agency::AgencyId, geocode::AddressBook, zone::ZoneCode};

/// An entry with its change; without one where a later load replaced it.
pub type Step = (Entry, Option<Change>);

impl Atlas {
    /// Makes the picture after `steps`, as of `today`. The atlas itself stays as it is; what the steps leave alone is shared.
    #[must_use]
    pub fn advance(&self, today: Date, steps: impl IntoIterator<Item = Step>) -> Self {
        let mut next = self.clone();
        let mut changed = BTreeSet::new();
        for (entry, change) in steps {
            next.head = entry.head();
            next.recorded_at = Some(entry.recorded_at);
            if let Some(change) = change {
                next.apply(&entry, change, &mut changed);
            }
        }
        next.reindex(today, self, &changed);
        next
    }

    fn apply(&mut self, entry: &Entry, change: Change, changed: &mut BTreeSet<ZoneCode>) {
        let recorded = Recorded {
            revision: entry.revision,
            at: entry.recorded_at,
        };
        let utc_offset_hours = self.programme.utc_offset_hours;
        match change {
            Change::ZoneRecorded(zone) => {
                self.layers.zones = entry.revision;
                changed.insert(zone.code.clone());
                if let Some(record) = self.zones.get_mut(&zone.code) {
                    Arc::make_mut(record).zone = zone;
                } else {
                    let code = zone.code.clone();
                    let record = ZoneRecord {
                        zone,
                        delimitations: Vec::new(),
                        utc_offset_hours,
                    };
                    self.zones.insert(code, Arc::new(record));
                }
            }
            Change::Delimited(delimitation) => {
                self.layers.zones = entry.revision;
                let code = delimitation.zone.clone();
                changed.insert(code.clone());
                let version = DelimitationRecord::new(Arc::new(*delimitation), recorded, entry.content);
                self.change_zone(&code, |record| record.delimitations.push(version));
            }
            Change::Stood { zone, number, standing } => {
                self.layers.zones = entry.revision;
                changed.insert(zone.clone());
                self.change_zone(&zone, |record| {
                    let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                    if let Some(version) = nth.and_then(|nth| record.delimitations.get_mut(nth)) {
                        version.standings.push(StandingRecord { standing, recorded });
                    }
                });
            }
            Change::AgencyRecorded(agency) => {
                self.layers.agencies = entry.revision;
                if let Some(record) = self.agencies.get_mut(&agency.id) {
                    Arc::make_mut(record).agency = agency;
                } else {
                    let id = agency.id.clone();
                    let record = AgencyRecord {
                        agency,
                        admissions: Vec::new(),
                        releases: Vec::new(),
                    };
                    self.agencies.insert(id, Arc::new(record));
                }
            }
            Change::Admitted(admission) => {
                self.layers.agencies = entry.revision;
                self.change_agency(&admission.agency.clone(), |record| record.admissions.push(admission));
            }
            Change::Released(release) => {
                self.layers.agencies = entry.revision;
                self.change_agency(&release.agency.clone(), |record| record.releases.push(release));
            }
            Change::Loaded(load) => {
                match load.dataset.kind {
                    DatasetKind::Districts => self.layers.districts = entry.revision,
                    DatasetKind::Features => self.layers.features = entry.revision,
                    DatasetKind::Addresses => self.layers.addresses = entry.revision,
                }
                self.datasets
                    .insert((load.dataset.kind, load.dataset.name.clone()), Arc::from(load));
            }
        }
    }

    fn change_zone(&mut self, code: &ZoneCode, change: impl FnOnce(&mut ZoneRecord)) {
        if let Some(record) = self.zones.get_mut(code) {
            change(Arc::make_mut(record));
        }
    }

    fn change_agency(&mut self, id: &AgencyId, change: impl FnOnce(&mut AgencyRecord)) {
        if let Some(record) = self.agencies.get_mut(id) {
            change(Arc::make_mut(record));
        }
    }

    /// Makes the indexes of the layers that changed; that of zones shares what did not.
    fn reindex(&mut self, today: Date, former: &Self, changed: &BTreeSet<ZoneCode>) {
        let before = former.layers;
        let another_day = today != self.today || former.zones.is_empty();
        if !changed.is_empty() {
            let same_day = (!another_day).then_some(today);
            self.shapes = Arc::new(self.shapes.advance(&former.zones, &self.zones, changed, same_day));
        }
        if another_day {
            self.today = today;
            self.shapes = Arc::new(self.shapes.on(&self.zones, today));
        }
        if self.layers.districts != before.districts {
            self.districts = Arc::new(DistrictLayer::of(self.datasets.values()));
        }
        if self.layers.features != before.features {
            self.features = Arc::new(FeatureLayer::of(self.datasets.values()));
        }
        if self.layers.addresses != before.addresses {
            let mut entries = Vec::new();
            for load in self.datasets.values() {
                if let Rows::Addresses(rows) = &load.rows {
                    entries.extend(rows.iter().cloned());
                }
            }
            self.book = Arc::new(AddressBook::build(entries));
        }
    }
}
