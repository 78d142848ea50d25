//! The shapes of all versions of zones, indexed for look-ups at any time.
//!
//! Must not decide what is in force: the records do. The next revision's shapes share all that did not change with those of this one.

use std::{collections::BTreeSet, sync::Arc};

use geo_types::MultiPolygon;
use imbl::OrdMap;
use rayon::prelude::*;

use super::{DelimitationRecord, ZoneRecord};
use crate::{
    index::{PolygonIndex, Prepared},
    zone::ZoneCode,
};

/// Zones by code; a clone shares its branches.
pub type Zones = OrdMap<ZoneCode, Arc<ZoneRecord>>;

/// A version of a zone, ready for look-ups.
#[derive(Debug)]
pub struct Version {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// Its extent.
    pub whole: Arc<Prepared>,
    /// Its parks, by number; none where a park has no shape.
    pub parks: Vec<Option<Arc<Prepared>>>,
}

/// A park of a version; `park` is absent for the extent of the whole.
#[derive(Debug, Clone)]
pub struct ParkKey {
    /// The version.
    pub version: Arc<Version>,
    /// Number of the park in the delimitation, from 0.
    pub park: Option<usize>,
}

/// The shapes of all versions and their indexes. They hold hidden versions too: whoever reads them asks the records what is in force.
#[derive(Default)]
pub struct Shapes {
    /// Parks of every version (or the outline where a version has no park with a shape).
    pub parks: PolygonIndex<ParkKey>,
    /// Extents of every version.
    pub extents: PolygonIndex<ParkKey>,
}

impl PartialEq for ParkKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.version, &other.version) && self.park == other.park
    }
}

impl Shapes {
    /// Makes the shapes after a change of some zones; `former` are the zones as this knows them.
    pub fn advance(&self, former: &Zones, zones: &Zones, changed: &BTreeSet<ZoneCode>) -> Self {
        let indexed = |code: &ZoneCode| former.get(code).map_or(0, |record| record.delimitations.len());
        let come: Vec<(&ZoneCode, &DelimitationRecord)> = changed
            .iter()
            .filter_map(|code| zones.get(code).map(|record| (code, record)))
            .flat_map(|(code, record)| {
                let versions = record.delimitations.iter().skip(indexed(code));
                versions.map(move |version| (code, version))
            })
            .collect();
        let come: Vec<Arc<Version>> = come
            .into_par_iter()
            .filter_map(|(code, record)| Version::of(code, record))
            .collect();
        Self {
            parks: grown(&self.parks, come.iter().flat_map(Version::located)),
            extents: grown(&self.extents, come.iter().map(Version::extent)),
        }
    }
}

/// An index with further shapes: built on all cores where there were none.
fn grown(index: &PolygonIndex<ParkKey>, come: impl Iterator<Item = (ParkKey, Arc<Prepared>)>) -> PolygonIndex<ParkKey> {
    if index.is_empty() {
        PolygonIndex::build(come)
    } else {
        index.advance([], come)
    }
}

impl Version {
    /// Prepares the shapes of a delimitation; `None` where it has none.
    fn of(zone: &ZoneCode, record: &DelimitationRecord) -> Option<Arc<Self>> {
        let extent = record.extent.as_ref()?;
        let whole = Arc::new(Prepared::new(extent));
        let ready = |shape: &Arc<MultiPolygon<f64>>| {
            if Arc::ptr_eq(shape, extent) {
                Arc::clone(&whole)
            } else {
                Arc::new(Prepared::new(shape))
            }
        };
        let parks = record.delimitation.parks.iter();
        Some(Arc::new(Self {
            zone: zone.clone(),
            delimitation: record.delimitation.number,
            parks: parks.map(|park| park.shape.as_ref().map(ready)).collect(),
            whole,
        }))
    }

    fn extent(self: &Arc<Self>) -> (ParkKey, Arc<Prepared>) {
        let key = ParkKey {
            version: Arc::clone(self),
            park: None,
        };
        (key, Arc::clone(&self.whole))
    }

    /// Gives what a place is looked up in: the parks, or the extent where none has a shape.
    fn located(self: &Arc<Self>) -> Vec<(ParkKey, Arc<Prepared>)> {
        let key = |nth| ParkKey {
            version: Arc::clone(self),
            park: Some(nth),
        };
        let parks = self.parks.iter().enumerate();
        let parks: Vec<_> = parks
            .filter_map(|(nth, shape)| Some((key(nth), Arc::clone(shape.as_ref()?))))
            .collect();
        if parks.is_empty() { vec![self.extent()] } else { parks }
    }
}
