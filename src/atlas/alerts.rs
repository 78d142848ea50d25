//! The alerts that reconciliations raised, with how each was settled.
//!
//! Must not know who may see them.

use std::{collections::BTreeMap, sync::Arc};

use super::{Entry, Recorded};
use crate::{
    agency::{Alert, Reconciliation, Settlement},
    zone::Digest,
};

/// An alert with where it came from and how it was settled.
#[derive(Debug, Clone)]
pub struct AlertRecord {
    /// The alert.
    pub alert: Alert,
    /// Name of the export it came from.
    pub file: String,
    /// Digest of the export.
    pub file_digest: Digest,
    /// Where it was recorded.
    pub recorded: Recorded,
    /// How it was settled; absent while it is open.
    pub settled: Option<Settled>,
}

/// A settlement with its entry.
#[derive(Debug, Clone)]
pub struct Settled {
    /// What was done.
    pub settlement: Settlement,
    /// The entry that records it; where an act was taken, that is the entry before.
    pub entry: Entry,
}

/// All alerts, and the exports that were read.
#[derive(Debug, Clone, Default)]
pub struct Alerts {
    by_id: BTreeMap<String, Arc<AlertRecord>>,
    exports: BTreeMap<Digest, u64>,
}

impl Alerts {
    /// Returns an alert.
    pub fn get(&self, id: &str) -> Option<&Arc<AlertRecord>> {
        self.by_id.get(id)
    }

    /// Returns all alerts: what was said against agencies first, then the newest.
    pub fn ranked(&self) -> Vec<&Arc<AlertRecord>> {
        let mut ranked: Vec<_> = self.by_id.values().collect();
        ranked.sort_by(|a, b| {
            let rank = a.alert.discovery.rank().cmp(&b.alert.discovery.rank());
            let newest = b.alert.day.cmp(&a.alert.day);
            rank.then(newest).then_with(|| a.alert.id.cmp(&b.alert.id))
        });
        ranked
    }

    /// Returns the revision at which an export of this digest was last read.
    pub fn read_at(&self, file_digest: Digest) -> Option<u64> {
        self.exports.get(&file_digest).copied()
    }

    pub(super) fn raise(&mut self, reconciliation: Reconciliation, recorded: Recorded) {
        self.exports.insert(reconciliation.file_digest, recorded.revision);
        for alert in reconciliation.alerts {
            let record = AlertRecord {
                file: reconciliation.file.clone(),
                file_digest: reconciliation.file_digest,
                recorded,
                settled: None,
                alert,
            };
            self.by_id.insert(record.alert.id.clone(), Arc::new(record));
        }
    }

    pub(super) fn settle(&mut self, settlement: Settlement, entry: &Entry) {
        if let Some(record) = self.by_id.get_mut(&settlement.alert) {
            Arc::make_mut(record).settled = Some(Settled {
                settlement,
                entry: entry.clone(),
            });
        }
    }
}
