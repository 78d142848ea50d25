//! Holds exact point location over many shapes with holes and parts.
//! Must not know what the keys stand for.

use super::{BoxIndex, Prepared};
use crate::geometry::{Bbox, LonLat, NearestLimit, Position};
use std::sync::Arc;

/// Pairs a key with its prepared shape.
#[derive(Debug, Clone)]
pub struct Entry<K> {
    /// The caller's key; several entries may have the same.
    pub key: K,
    /// The shape.
    pub shape: Arc<Prepared>,
}

/// Finds, among many shapes, those that hold a place, exactly, and those near it.
#[derive(Debug, Clone)]
pub struct PolygonIndex<K> {
    boxes: BoxIndex<Entry<K>>,
}

impl<K> PolygonIndex<K> {
    /// Builds the index; prepared shapes are shared, not copied, so only the tree of boxes is made anew.
    ///
    /// Shapes without a ring are left out: they hold no place.
    pub fn build(shapes: impl IntoIterator<Item = (K, Arc<Prepared>)>) -> Self {
        let entries = shapes
            .into_iter()
            .filter_map(|(key, shape)| Some((shape.bbox()?, Entry { key, shape })));
        Self {
            boxes: BoxIndex::build(entries),
        }
    }

    /// Gives the number of shapes.
    pub fn len(&self) -> usize {
        self.boxes.len()
    }

    /// Tells whether there is no shape at all.
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// Gives every entry, in no promised order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<K>> {
        self.boxes.iter().map(|(_, entry)| entry)
    }

    /// Gives the keys of the shapes that hold the place in their interior or on their boundary, and which of the two.
    ///
    /// The position is never [`Position::Outside`]; the order is not promised.
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = (&K, Position)> {
        self.boxes
            .at(place)
            .filter_map(move |entry| match entry.shape.locate(place) {
                Position::Outside => None,
                position => Some((&entry.key, position)),
            })
    }

    /// Gives the shapes whose limit lies within `radius_m` metres of the place, or that hold it however far their limit is, with the
    /// position of the place and the nearest limit; in no promised order.
    pub fn near(&self, place: LonLat, radius_m: f64) -> impl Iterator<Item = (&K, Position, NearestLimit)> {
        self.boxes.near(place, radius_m).filter_map(move |(_, entry)| {
            let position = entry.shape.locate(place);
            let limit = entry.shape.nearest_limit(place)?;
            (position != Position::Outside || limit.distance_m <= radius_m).then_some((&entry.key, position, limit))
        })
    }

    /// Gives the entries whose box shares at least a point with `area`, in no promised order.
    pub fn in_box(&self, area: Bbox) -> impl Iterator<Item = &Entry<K>> {
        self.boxes.within(area).map(|(_, entry)| entry)
    }
}

impl<K> Default for PolygonIndex<K> {
    fn default() -> Self {
        Self::build(std::iter::empty())
    }
}
