//! The shapes of zones that are in force today, or pending, for overlaps and tiles.
//!
//! Must not decide what is in force: the records do. What a change leaves alone is shared with the former revision.

use std::sync::{Arc, OnceLock};

use geo_types::MultiPolygon;
use imbl::OrdMap;
use jiff::civil::Date;

use super::{DelimitationRecord, ZoneRecord, drawn::DrawnZone, shapes::Zones};
use crate::{
    geometry::Bbox,
    index::BoxIndex,
    zone::{StandingClass, Zone, ZoneCode},
};

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
    /// How it is drawn, once it has been.
    pub(super) drawn: OnceLock<Arc<DrawnZone>>,
}

/// A shape in the tree of boxes.
#[derive(Debug, Clone)]
struct Boxed(Arc<ZoneShape>);

/// The shapes of today, with their box search.
#[derive(Clone, Default)]
pub struct Current {
    /// By zone; that in force before the pending one.
    shapes: OrdMap<(ZoneCode, bool), Arc<ZoneShape>>,
    boxes: BoxIndex<Boxed>,
    next_order: usize,
}

impl PartialEq for Boxed {
    fn eq(&self, other: &Self) -> bool {
        self.0.order == other.0.order
    }
}

impl ZoneShape {
    /// Gives the shape of a delimitation; `None` where it has none. Its number is above those of the shapes of an atlas.
    pub fn of(zone: &Zone, version: &DelimitationRecord, class: StandingClass) -> Option<Self> {
        let (extent, area_m2) = version.extent.as_ref().zip(version.area_m2)?;
        Some(Self {
            order: usize::MAX,
            zone: zone.code.clone(),
            name: zone.name.clone(),
            class,
            delimitation: version.delimitation.number,
            extent: Arc::clone(extent),
            area_m2,
            drawn: OnceLock::new(),
        })
    }
}

impl Current {
    /// Indexes the shapes of zones that are in force on a day, or pending.
    pub fn of(zones: &Zones, today: Date) -> Self {
        let shapes = zones.values().flat_map(|record| current(record, today));
        let shapes = shapes.enumerate().map(|(order, shape)| {
            let shape = Arc::new(ZoneShape { order, ..shape });
            (key(&shape), shape)
        });
        let shapes: OrdMap<_, Arc<ZoneShape>> = shapes.collect();
        let boxed = shapes
            .values()
            .filter_map(|shape| Some((Bbox::of(&shape.extent)?, Boxed(Arc::clone(shape)))));
        Self {
            boxes: BoxIndex::build(boxed),
            next_order: shapes.len(),
            shapes,
        }
    }

    /// Makes the shapes after a change of some zones on the same day.
    #[must_use]
    pub fn advance<'a>(&self, zones: &Zones, changed: impl IntoIterator<Item = &'a ZoneCode>, today: Date) -> Self {
        let mut next = self.clone();
        // Who may share a limit with what came or went is drawn anew.
        let mut around = Vec::new();
        for code in changed {
            for pending in [false, true] {
                if let Some(shape) = next.shapes.remove(&(code.clone(), pending))
                    && let Some(area) = Bbox::of(&shape.extent)
                {
                    around.extend(Some(area).filter(|_| shape.class == StandingClass::InForce));
                    next.boxes.remove(area, &Boxed(shape));
                }
            }
            for shape in zones.get(code).into_iter().flat_map(|record| current(record, today)) {
                around.extend(Bbox::of(&shape.extent).filter(|_| shape.class == StandingClass::InForce));
                next.add(shape);
            }
        }
        for area in around {
            next.draw_anew(&area, self.next_order);
        }
        next
    }

    /// Forgets how the shapes of an area are drawn, but for those that came just now, from the number `newest` on. It does so too where
    /// none is drawn yet: the former picture shares the shape, and whoever still draws from that one would work it out for this one, too.
    fn draw_anew(&mut self, area: &Bbox, newest: usize) {
        let known: Vec<Arc<ZoneShape>> = self
            .boxes
            .within(*area)
            .filter(|(_, shape)| shape.0.order < newest)
            .map(|(_, shape)| Arc::clone(&shape.0))
            .collect();
        for shape in known {
            let Some(area) = Bbox::of(&shape.extent) else { continue };
            let plain = Arc::new(ZoneShape {
                drawn: OnceLock::new(),
                ..ZoneShape::clone(&shape)
            });
            self.boxes.remove(area, &Boxed(shape));
            self.boxes.insert(area, Boxed(Arc::clone(&plain)));
            self.shapes.insert(key(&plain), plain);
        }
    }

    fn add(&mut self, shape: ZoneShape) {
        let shape = Arc::new(ZoneShape {
            order: self.next_order,
            ..shape
        });
        self.next_order += 1;
        if let Some(area) = Bbox::of(&shape.extent) {
            self.boxes.insert(area, Boxed(Arc::clone(&shape)));
        }
        self.shapes.insert(key(&shape), shape);
    }

    /// Returns all shapes, by zone.
    pub fn all(&self) -> impl Iterator<Item = &ZoneShape> {
        self.shapes.values().map(|shape| &**shape)
    }

    /// Returns the shapes whose boxes meet `bbox`.
    pub fn within(&self, bbox: &Bbox) -> impl Iterator<Item = &ZoneShape> {
        self.boxed(bbox).map(|(_, shape)| shape)
    }

    /// Returns the shapes whose boxes meet `bbox`, with their boxes.
    pub fn boxed(&self, bbox: &Bbox) -> impl Iterator<Item = (Bbox, &ZoneShape)> {
        self.boxes.within(*bbox).map(|(area, shape)| (area, &*shape.0))
    }
}

fn key(shape: &ZoneShape) -> (ZoneCode, bool) {
    (shape.zone.clone(), shape.class == StandingClass::Pending)
}

/// Gives the shapes of a zone: that in force today, and the pending one.
fn current(record: &ZoneRecord, today: Date) -> impl Iterator<Item = ZoneShape> {
    let in_force = record
        .in_force(today, None)
        .map(|version| (version, StandingClass::InForce));
    let pending = record.pending(None).map(|version| (version, StandingClass::Pending));
    in_force
        .into_iter()
        .chain(pending)
        .filter_map(|(version, class)| ZoneShape::of(record.zone_of(version.delimitation.number), version, class))
}
