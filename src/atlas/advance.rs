//! From one revision to the next: how changes become part of the picture.
//!
//! Must not refuse a change: what is in the ledger has happened.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{
    AgencyRecord, Atlas, Change, DatasetKind, DelimitationRecord, Entry, Move, NoteRecord, Recorded, Rows,
    RulingRecord, StandingRecord, StatedZone, ZoneRecord,
    current::Current,
    layers::{DistrictLayer, FeatureLayer},
};
use crate::{
    agency::AgencyId,
    geocode::AddressBook,
    zone::{Zone, ZoneCode},
};

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
                changed.extend(zone_of(&change).cloned());
                next.apply(&entry, change);
            }
        }
        next.recent.take(next.head.revision, &changed);
        next.reindex(today, self, &changed);
        next
    }

    fn apply(&mut self, entry: &Entry, change: Change) {
        let recorded = Recorded {
            revision: entry.revision,
            at: entry.recorded_at,
        };
        match change {
            Change::OfficeRecorded(office) => {
                self.offices.insert(office.code.clone(), Arc::new(office));
            }
            Change::AccountRecorded(account) => {
                self.accounts.insert(account.name.clone(), Arc::new(account));
            }
            Change::ZoneRecorded(zone) => {
                self.layers.zones = entry.revision;
                self.state_zone(zone, entry.revision);
            }
            Change::Delimited(delimitation) => {
                self.layers.zones = entry.revision;
                let code = delimitation.zone.clone();
                let version = DelimitationRecord::new(Arc::new(*delimitation), recorded, entry.content);
                self.change_zone(&code, |record| {
                    record.touched = entry.revision;
                    bind(record, entry.revision, version.delimitation.number);
                    record.delimitations.push(version);
                    record.restate();
                });
            }
            Change::Stood { zone, number, standing } => {
                self.layers.zones = entry.revision;
                self.change_zone(&zone, |record| {
                    record.touched = entry.revision;
                    bind(record, entry.revision, number);
                    let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                    if let Some(version) = nth.and_then(|nth| record.delimitations.get_mut(nth)) {
                        let author = Arc::from(entry.actor.as_str());
                        version.standings.push(StandingRecord {
                            standing,
                            recorded,
                            author,
                        });
                    }
                    record.restate();
                });
            }
            Change::Noted { zone, note } => {
                let author = Arc::from(entry.actor.as_str());
                let record = Arc::new(NoteRecord { note, recorded, author });
                self.change_zone(&zone, |zone| zone.notes.push(record));
            }
            Change::Ruled(ruling) => {
                let record = RulingRecord::new(*ruling, recorded, Arc::from(entry.actor.as_str()));
                let rulings = Arc::make_mut(&mut self.rulings);
                rulings
                    .entry(record.ruling.pair.clone())
                    .or_default()
                    .push(Arc::new(record));
            }
            Change::AgencyRecorded(agency) => {
                self.layers.agencies = entry.revision;
                if let Some(record) = self.agencies.get_mut(&agency.id) {
                    Arc::make_mut(record).record(agency, recorded);
                } else {
                    let id = agency.id.clone();
                    self.agencies.insert(id, Arc::new(AgencyRecord::new(agency, recorded)));
                }
            }
            Change::Admitted(admission) => {
                self.layers.agencies = entry.revision;
                self.change_agency(&admission.agency.clone(), |record| {
                    record.moves.push((recorded, Move::In(admission)));
                });
            }
            Change::Released(release) => {
                self.layers.agencies = entry.revision;
                self.change_agency(&release.agency.clone(), |record| {
                    record.moves.push((recorded, Move::Out(release)));
                });
            }
            Change::Reconciled(reconciliation) => self.alerts.raise(*reconciliation, recorded),
            Change::AlertSettled(settlement) => self.alerts.settle(settlement, entry),
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

    /// Takes up what is stated of a zone. With which delimitation it came, the entry after it tells.
    fn state_zone(&mut self, zone: Zone, revision: u64) {
        let mut stated = StatedZone {
            zone,
            delimitation: 1,
            revision,
        };
        if let Some(record) = self.zones.get_mut(&stated.zone.code) {
            let record = Arc::make_mut(record);
            stated.delimitation = record.delimitations.last().map_or(1, |last| last.delimitation.number);
            record.stated.push(Arc::new(stated));
            record.restate();
            record.touched = revision;
            return;
        }
        let record = ZoneRecord {
            zone: stated.zone.clone(),
            stated: vec![Arc::new(stated)],
            delimitations: Vec::new(),
            notes: Vec::new(),
            utc_offset_hours: self.programme.utc_offset_hours,
            touched: revision,
        };
        self.zones.insert(record.zone.code.clone(), Arc::new(record));
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
        if !changed.is_empty() {
            self.shapes = Arc::new(self.shapes.advance(&former.zones, &self.zones, changed));
        }
        if today != self.today || former.zones.is_empty() {
            self.today = today;
            self.current = Arc::new(Current::of(&self.zones, today));
        } else if !changed.is_empty() {
            self.current = Arc::new(self.current.advance(&self.zones, changed, today));
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

/// Returns the zone whose record a change changes.
fn zone_of(change: &Change) -> Option<&ZoneCode> {
    match change {
        Change::ZoneRecorded(zone) => Some(&zone.code),
        Change::Delimited(delimitation) => Some(&delimitation.zone),
        Change::Stood { zone, .. } | Change::Noted { zone, .. } => Some(zone),
        // Named one by one, so that a new kind of change is thought about here.
        Change::OfficeRecorded(_)
        | Change::AccountRecorded(_)
        | Change::Ruled(_)
        | Change::AgencyRecorded(_)
        | Change::Admitted(_)
        | Change::Released(_)
        | Change::Reconciled(_)
        | Change::AlertSettled(_)
        | Change::Loaded(_) => None,
    }
}

/// Binds what was stated of a zone to the delimitation of the entry that follows it in the same act.
fn bind(record: &mut ZoneRecord, revision: u64, number: u32) {
    if let Some(last) = record.stated.last_mut()
        && last.revision.checked_add(1) == Some(revision)
    {
        Arc::make_mut(last).delimitation = number;
    }
}
