//! A ruling with its place in the ledger, and where the atlas keeps rulings.
//!
//! Must not know whether a ruling stands: it takes the shapes of both zones, and the rules compare them.

use std::{collections::BTreeMap, sync::Arc};

use super::{Atlas, Recorded};
use crate::{
    geometry,
    zone::{PairKey, Ruling},
};

/// A ruling with its place in the ledger.
#[derive(Debug, Clone)]
pub struct RulingRecord {
    /// The ruling.
    pub ruling: Ruling,
    /// Where it was recorded.
    pub recorded: Recorded,
    /// Who ruled: an office and an account, or one of the program's own names.
    pub author: Arc<str>,
    /// Area of what was shared, m².
    pub shared_m2: f64,
}

/// Rulings by pair, oldest first.
pub(super) type Rulings = BTreeMap<PairKey, Vec<Arc<RulingRecord>>>;

impl RulingRecord {
    /// Measures a ruling and takes it up.
    pub(super) fn new(ruling: Ruling, recorded: Recorded, author: Arc<str>) -> Self {
        Self {
            shared_m2: geometry::area_m2(&ruling.shared),
            ruling,
            recorded,
            author,
        }
    }
}

impl Atlas {
    /// Returns the rulings on a pair, oldest first.
    pub fn rulings(&self, pair: &PairKey) -> &[Arc<RulingRecord>] {
        self.rulings.get(pair).map_or(&[], Vec::as_slice)
    }

    /// Returns the rulings on pairs of which a zone is one side, oldest first.
    pub fn rulings_of(&self, zone: &crate::zone::ZoneCode) -> Vec<&Arc<RulingRecord>> {
        let of_zone = |pair: &PairKey| pair.first() == zone || pair.second() == zone;
        let pairs = self.rulings.iter().filter(|(pair, _)| of_zone(pair));
        let mut rulings: Vec<_> = pairs.flat_map(|(_, rulings)| rulings).collect();
        rulings.sort_by_key(|ruling| ruling.recorded.revision);
        rulings
    }
}
