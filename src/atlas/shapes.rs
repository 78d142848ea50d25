//! The shapes of zones, indexed: those of today for overlaps and tiles, all versions for look-ups at any time.
//!
//! Must not decide what is in force: the records do.

use std::{collections::BTreeMap, sync::Arc};

use geo_types::MultiPolygon;
use jiff::civil::Date;

use super::ZoneRecord;
use crate::{
    geometry::Bbox,
    index::{BoxIndex, PolygonIndex, Prepared},
    zone::{StandingClass, ZoneCode},
};

/// The shape of a zone that is in force today, or pending.
#[derive(Debug, Clone)]
pub struct ZoneShape {
    /// Place among the shapes of its atlas; tells two shapes of one pair apart.
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

/// A park of one version of a zone; `park` is absent for the extent of the whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParkKey {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// Number of the park in the delimitation, from 0.
    pub park: Option<usize>,
}

/// The shapes of today, with their box search.
#[derive(Default)]
pub struct Current {
    /// Shapes, each at its `order`.
    pub shapes: Vec<ZoneShape>,
    boxes: BoxIndex<usize>,
}

/// The shapes of all versions and their indexes. They hold hidden versions too: whoever reads them asks the records what is in force.
#[derive(Default)]
pub struct Shapes {
    /// Parks of every version (or the outline where a version has no park with a shape).
    pub parks: PolygonIndex<ParkKey>,
    /// Extents of every version.
    pub extents: PolygonIndex<ParkKey>,
    /// Prepared shapes by key; the next revision prepares only what is new.
    pub prepared: BTreeMap<ParkKey, Arc<Prepared>>,
}

impl Shapes {
    /// Indexes the shapes of all zones; `former` lends what it has prepared.
    pub fn of(zones: &BTreeMap<ZoneCode, Arc<ZoneRecord>>, former: &Self) -> Self {
        let mut prepared = BTreeMap::new();
        let mut prepare = |key: &ParkKey, shape: &Arc<MultiPolygon<f64>>| {
            let ready = former
                .prepared
                .get(key)
                .cloned()
                .unwrap_or_else(|| Arc::new(Prepared::new(shape)));
            prepared.insert(key.clone(), Arc::clone(&ready));
            ready
        };
        let (mut parks, mut extents) = (Vec::new(), Vec::new());
        for record in zones.values() {
            for version in &record.delimitations {
                let Some(extent) = &version.extent else { continue };
                let key = |park| ParkKey {
                    zone: record.zone.code.clone(),
                    delimitation: version.delimitation.number,
                    park,
                };
                let whole = key(None);
                let ready = prepare(&whole, extent);
                extents.push((whole.clone(), Arc::clone(&ready)));
                if version.delimitation.shapes().next().is_none() {
                    parks.push((whole, ready));
                }
                for (nth, park) in version.delimitation.parks.iter().enumerate() {
                    if let Some(shape) = &park.shape {
                        let key = key(Some(nth));
                        let ready = prepare(&key, shape);
                        parks.push((key, ready));
                    }
                }
            }
        }
        Self {
            parks: PolygonIndex::build(parks),
            extents: PolygonIndex::build(extents),
            prepared,
        }
    }
}

impl Current {
    /// Indexes the shapes of zones that are in force on a day, or pending.
    pub fn of(zones: &BTreeMap<ZoneCode, Arc<ZoneRecord>>, today: Date) -> Self {
        let shapes = current(zones, today);
        let boxes = shapes
            .iter()
            .filter_map(|shape| Some((Bbox::of(&shape.extent)?, shape.order)));
        let boxes = BoxIndex::build(boxes);
        Self { shapes, boxes }
    }

    /// Returns the shapes whose boxes meet `bbox`.
    pub fn within(&self, bbox: &Bbox) -> impl Iterator<Item = &ZoneShape> {
        self.boxes.within(*bbox).map(|(_, &nth)| &self.shapes[nth])
    }
}

fn current(zones: &BTreeMap<ZoneCode, Arc<ZoneRecord>>, today: Date) -> Vec<ZoneShape> {
    let mut current = Vec::new();
    for record in zones.values() {
        let in_force = record
            .in_force(today, None)
            .map(|version| (version, StandingClass::InForce));
        let pending = record.pending(None).map(|version| (version, StandingClass::Pending));
        for (version, class) in in_force.into_iter().chain(pending) {
            if let Some((extent, area_m2)) = version.extent.as_ref().zip(version.area_m2) {
                current.push(ZoneShape {
                    order: current.len(),
                    zone: record.zone.code.clone(),
                    name: record.zone.name.clone(),
                    class,
                    delimitation: version.delimitation.number,
                    extent: Arc::clone(extent),
                    area_m2,
                });
            }
        }
    }
    current
}
