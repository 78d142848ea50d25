//! Holds exact point location over many shapes with holes and parts.
//! Must not know what the keys stand for.

use super::{BoxIndex, Prepared, cell_map::CellMap};
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
///
/// A map of cells answers at once for most places; only in a cell that a limit crosses are edges looked at.
#[derive(Debug, Clone)]
pub struct PolygonIndex<K> {
    entries: Vec<Entry<K>>,
    boxes: BoxIndex<u32>,
    cells: CellMap,
    /// The boxes of shapes too large for the map of cells.
    large: BoxIndex<u32>,
}

impl<K> PolygonIndex<K> {
    /// Builds the index; prepared shapes are shared, not copied, so only boxes and cells are made anew.
    ///
    /// Shapes without a ring are left out: they hold no place.
    pub fn build(shapes: impl IntoIterator<Item = (K, Arc<Prepared>)>) -> Self {
        let (boxes, entries): (Vec<Bbox>, Vec<Entry<K>>) = shapes
            .into_iter()
            .filter_map(|(key, shape)| Some((shape.bbox()?, Entry { key, shape })))
            .unzip();
        let (cells, large) = CellMap::build(boxes.iter().copied().zip(entries.iter().map(|entry| &*entry.shape)));
        Self {
            cells,
            large: BoxIndex::build(large.into_iter().map(|slot| (boxes[slot as usize], slot))),
            boxes: BoxIndex::build(boxes.into_iter().zip(0..)),
            entries,
        }
    }

    /// Gives the number of shapes.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no shape at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives every entry, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<K>> {
        self.entries.iter()
    }

    /// Gives the keys of the shapes that hold the place in their interior or on their boundary, and which of the two.
    ///
    /// The position is never [`Position::Outside`]; the order is not promised.
    #[inline]
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = (&K, Position)> {
        let small = self
            .cells
            .at(place)
            .iter()
            .map(|reach| (reach.slot(), reach.is_whole()));
        let large = (!self.large.is_empty()).then(|| self.large.at(place).map(|slot| (*slot, false)));
        small
            .chain(large.into_iter().flatten())
            .filter_map(move |(slot, whole)| {
                let entry = &self.entries[slot as usize];
                let position = if whole {
                    Position::Inside
                } else {
                    entry.shape.locate(place)
                };
                (position != Position::Outside).then_some((&entry.key, position))
            })
    }

    /// Gives the shapes whose limit lies within `radius_m` metres of the place, or that hold it however far their limit is, with the
    /// position of the place and the nearest limit; in no promised order.
    pub fn near(&self, place: LonLat, radius_m: f64) -> impl Iterator<Item = (&K, Position, NearestLimit)> {
        self.boxes.near(place, radius_m).filter_map(move |(_, slot)| {
            let entry = &self.entries[*slot as usize];
            let position = entry.shape.locate(place);
            let limit = entry.shape.nearest_limit(place)?;
            (position != Position::Outside || limit.distance_m <= radius_m).then_some((&entry.key, position, limit))
        })
    }

    /// Gives the entries whose box shares at least a point with `area`, in no promised order.
    pub fn in_box(&self, area: Bbox) -> impl Iterator<Item = &Entry<K>> {
        self.boxes.within(area).map(|(_, slot)| &self.entries[*slot as usize])
    }

    /// Gives the bytes held on the heap by the index and the shapes it shares; the tree of boxes is counted at 64 bytes a shape.
    pub fn heap_bytes(&self) -> usize {
        let shapes: usize = self
            .entries
            .iter()
            .map(|entry| entry.shape.heap_bytes() + size_of::<Prepared>() + size_of::<Entry<K>>())
            .sum();
        shapes + self.cells.heap_bytes() + 64 * self.entries.len()
    }
}

impl<K> Default for PolygonIndex<K> {
    fn default() -> Self {
        Self::build(std::iter::empty())
    }
}
