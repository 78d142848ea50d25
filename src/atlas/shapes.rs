//! The shapes of zones, indexed: those of today for overlaps and tiles, all versions for look-ups at any time.
//!
//! Must not decide what is in force: the records do. The next revision's shapes share all that did not change with those of this one.

use std::{collections::BTreeSet, sync::Arc};

use geo_types::MultiPolygon;
use imbl::OrdMap;
use jiff::civil::Date;
use rayon::prelude::*;

use super::{DelimitationRecord, ZoneRecord};
use crate::{
    geometry::Bbox,
    index::{BoxIndex, PolygonIndex, Prepared},
    zone::{StandingClass, ZoneCode},
};

/// Zones by code; a clone shares its branches.
pub type Zones = OrdMap<ZoneCode, Arc<ZoneRecord>>;

/// The shape of a zone that is in force today, or pending.
#[derive(Debug, Clone)]
pub struct ZoneShape {
    /// A number that no other shape of the atlas has; tells two shapes of one pair apart.
    pub order: usize,
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Name of the zone.
    pub name: String,
    /// Whether it is in force or pending.
    pub class: StandingClass,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// Union of its parks.
    pub extent: Arc<MultiPolygon<f64>>,
    /// Geodesic area of `extent` in m².
    pub area_m2: f64,
}

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

/// A shape of today in the tree of boxes.
#[derive(Debug, Clone)]
struct Current(Arc<ZoneShape>);

/// Shapes and their indexes.
#[derive(Default)]
pub struct Shapes {
    /// Shapes of today, by zone; that in force before the pending one.
    current: OrdMap<(ZoneCode, bool), Arc<ZoneShape>>,
    boxes: BoxIndex<Current>,
    next_order: usize,
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

impl PartialEq for Current {
    fn eq(&self, other: &Self) -> bool {
        self.0.order == other.0.order
    }
}

impl Shapes {
    /// Makes the shapes after a change of some zones; `former` are the zones as this knows them. Those of today are left to [`Self::on`]
    /// where no day is given.
    pub fn advance(&self, former: &Zones, zones: &Zones, changed: &BTreeSet<ZoneCode>, today: Option<Date>) -> Self {
        let indexed = |code: &ZoneCode| former.get(code).map_or(0, |record| record.delimitations.len());
        let come: Vec<(&ZoneCode, &DelimitationRecord)> = changed
            .iter()
            .filter_map(|code| zones.get(code).map(|record| (code, record)))
            .flat_map(|(code, record)| {
                record
                    .delimitations
                    .iter()
                    .skip(indexed(code))
                    .map(move |version| (code, version))
            })
            .collect();
        let come: Vec<Arc<Version>> = come
            .into_par_iter()
            .filter_map(|(code, record)| Version::of(code, record))
            .collect();
        let extents = come.iter().map(|version| version.extent());
        let mut next = Self {
            current: self.current.clone(),
            boxes: self.boxes.clone(),
            next_order: self.next_order,
            parks: grown(&self.parks, come.iter().flat_map(|version| version.located())),
            extents: grown(&self.extents, extents),
        };
        let Some(today) = today else { return next };
        for code in changed {
            for pending in [false, true] {
                if let Some(shape) = next.current.remove(&(code.clone(), pending))
                    && let Some(area) = Bbox::of(&shape.extent)
                {
                    next.boxes.remove(area, &Current(shape));
                }
            }
            for shape in zones.get(code).into_iter().flat_map(|record| current(record, today)) {
                let shape = next.take(shape);
                if let Some(area) = Bbox::of(&shape.extent) {
                    next.boxes.insert(area, Current(shape));
                }
            }
        }
        next
    }

    /// Makes the shapes of another day.
    pub fn on(&self, zones: &Zones, today: Date) -> Self {
        let mut next = Self {
            parks: self.parks.clone(),
            extents: self.extents.clone(),
            ..Self::default()
        };
        let shapes: Vec<Arc<ZoneShape>> = zones
            .values()
            .flat_map(|record| current(record, today))
            .map(|shape| next.take(shape))
            .collect();
        let boxed = |shape: Arc<ZoneShape>| Some((Bbox::of(&shape.extent)?, Current(shape)));
        next.boxes = BoxIndex::build(shapes.into_iter().filter_map(boxed));
        next
    }

    /// Gives a shape its number, and keeps it.
    fn take(&mut self, shape: ZoneShape) -> Arc<ZoneShape> {
        let shape = Arc::new(ZoneShape {
            order: self.next_order,
            ..shape
        });
        self.next_order += 1;
        let pending = shape.class == StandingClass::Pending;
        self.current.insert((shape.zone.clone(), pending), Arc::clone(&shape));
        shape
    }

    /// Returns the shapes of today, by zone.
    pub fn current(&self) -> impl Iterator<Item = &ZoneShape> {
        self.current.values().map(|shape| &**shape)
    }

    /// Returns the shapes of today whose boxes meet `bbox`.
    pub fn current_in(&self, bbox: &Bbox) -> impl Iterator<Item = &ZoneShape> {
        self.boxes.within(*bbox).map(|(_, shape)| &*shape.0)
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

/// Gives the shapes of a zone: that in force today, and the pending one.
fn current(record: &ZoneRecord, today: Date) -> impl Iterator<Item = ZoneShape> {
    let in_force = record
        .in_force(today, None)
        .map(|version| (version, StandingClass::InForce));
    let pending = record.pending(None).map(|version| (version, StandingClass::Pending));
    in_force.into_iter().chain(pending).filter_map(|(version, class)| {
        let (extent, area_m2) = version.extent.as_ref().zip(version.area_m2)?;
        Some(ZoneShape {
            order: 0,
            zone: record.zone.code.clone(),
            name: record.zone.name.clone(),
            class,
            delimitation: version.delimitation.number,
            extent: Arc::clone(extent),
            area_m2,
        })
    })
}
