//! Holds exact point location over many shapes with holes and parts.
//! Must not know what the keys stand for.

use super::{
    BoxIndex, Prepared,
    cell_tree::{CellTree, Way, Whereabouts},
    entries::{Entries, Entry},
    page::Child,
    record::Judgement,
};
use crate::geometry::{Bbox, LonLat, NearestLimit, Position};
use std::sync::Arc;

/// Shapes that reach farther than this beyond the earth, degrees from its middle, are asked one by one.
const FAR_DEG: f64 = 400.0;

/// The number of ways through the tree that are gone side by side, and of places that are put in order before.
const ABREAST: usize = 32;
const TOGETHER: usize = 1 << 16;

/// Finds, among many shapes, those that hold a place, exactly, and those near it.
///
/// A tree of cells answers for most places from a few whole numbers; a place within two steps of a limit, a 16,000th of its cell, is decided by the
/// shape with exact predicates. An index is never changed: [`Self::advance`] makes the next one, which shares all that it can.
#[derive(Debug, Clone)]
pub struct PolygonIndex<K> {
    entries: Entries<K>,
    boxes: BoxIndex<u32>,
    tree: CellTree,
    /// Slots of shapes that reach far beyond the earth.
    far: Vec<u32>,
}

impl<K: Send + Sync> PolygonIndex<K> {
    /// Builds the index on all cores; prepared shapes are shared, not copied.
    ///
    /// Shapes without a ring are left out: they hold no place. Those beyond 2^30 are left out as well.
    pub fn build(shapes: impl IntoIterator<Item = (K, Arc<Prepared>)>) -> Self {
        let entries = Entries::of(entries(shapes).take(Child::MOST as usize).collect());
        let boxes = |(slot, entry): (u32, &Entry<K>)| Some((entry.shape.bbox()?, slot));
        let (far, near) = entries
            .iter()
            .filter_map(boxes)
            .partition::<Vec<_>, _>(|(b, _)| is_far(b));
        Self {
            tree: CellTree::build(near.iter().map(|(_, slot)| *slot), &entries),
            boxes: BoxIndex::build(near.into_iter().chain(far.iter().copied())),
            far: far.into_iter().map(|(_, slot)| slot).collect(),
            entries,
        }
    }
}

impl<K: Send + Sync + Clone + PartialEq> PolygonIndex<K> {
    /// Makes the index without the entries `gone`, which are looked for by key and by the box of the shape, and with those that `come`.
    ///
    /// The work is that of the stretches of the earth that the shapes reach into, and of copying a list of all stretches.
    #[must_use]
    pub fn advance(
        &self,
        gone: impl IntoIterator<Item = (K, Bbox)>,
        come: impl IntoIterator<Item = (K, Arc<Prepared>)>,
    ) -> Self {
        let mut next = self.clone();
        let mut gone_slots = Vec::new();
        for (key, area) in gone {
            let is_it = |slot: &u32| {
                let entry = self.entries.get(*slot);
                entry.is_some_and(|entry| entry.key == key) && !gone_slots.contains(slot)
            };
            let found = self.boxes.within(area).filter(|(b, slot)| *b == area && is_it(slot));
            let found = found.map(|(_, slot)| *slot).min();
            if let Some(slot) = found {
                next.boxes.remove(area, &slot);
                gone_slots.push(slot);
            }
        }
        let first = self.entries.slots();
        next.entries.append(
            entries(come)
                .take((Child::MOST as usize).saturating_sub(first))
                .collect(),
        );
        let mut come_slots = Vec::new();
        for slot in first as u32..next.entries.slots() as u32 {
            if let Some(area) = next.entries.get(slot).and_then(|entry| entry.shape.bbox()) {
                next.boxes.insert(area, slot);
                let list = if is_far(&area) { &mut next.far } else { &mut come_slots };
                list.push(slot);
            }
        }
        next.tree = self.tree.advance(&gone_slots, &come_slots, &next.entries);
        next.far.retain(|slot| !gone_slots.contains(slot));
        for slot in gone_slots {
            next.entries.remove(slot);
        }
        next
    }
}

impl<K> PolygonIndex<K> {
    /// Gives the number of shapes.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no shape at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives every entry, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<K>> {
        self.entries.iter().map(|(_, entry)| entry)
    }

    /// Gives the keys of the shapes that hold the place in their interior or on their boundary, and which of the two.
    ///
    /// The position is never [`Position::Outside`]; the order is not promised.
    #[inline]
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = (&K, Position)> {
        self.holding(place, self.tree.at(place.coord()))
    }

    /// Gives the same for many places, each with its position in the list given, in no promised order; a few times faster than one by one
    /// where the index is larger than the processor's cache.
    ///
    /// Places are taken by the pages of the tree that they lie in, and ways through the tree are gone step by step side by side, so that
    /// the processor waits for many of them at once, or for none.
    pub fn at_each(&self, places: &[LonLat], mut found: impl FnMut(usize, &K, Position)) {
        let mut waiting: Vec<(u64, u32)> = Vec::with_capacity(places.len().min(TOGETHER));
        let mut ways: Vec<Way<'_>> = Vec::with_capacity(ABREAST);
        let mut ends: Vec<Whereabouts<'_>> = Vec::with_capacity(ABREAST);
        for (first, places) in (0..).step_by(TOGETHER).zip(places.chunks(TOGETHER)) {
            waiting.clear();
            for (nth, place) in (0..).zip(places) {
                let way = self.tree.way_to_page(place.coord());
                if way.is_at_page() {
                    waiting.push((way.order(), nth));
                } else {
                    let holding = self.holding(*place, way.end());
                    holding.for_each(|(key, position)| found(first + nth as usize, key, position));
                }
            }
            waiting.sort_unstable();
            for abreast in waiting.chunks(ABREAST) {
                ways.clear();
                ways.extend(
                    abreast
                        .iter()
                        .map(|(_, nth)| self.tree.way(places[*nth as usize].coord())),
                );
                while ways.iter_mut().fold(false, |any, way| self.tree.step(way) | any) {}
                ends.clear();
                ends.extend(ways.iter().map(Way::end));
                for end in &ends {
                    end.records.touch();
                }
                for slot in ends.iter().filter_map(|end| end.records.first_slot()) {
                    self.entries.touch(slot);
                }
                for ((_, nth), end) in abreast.iter().zip(&ends) {
                    let nth = *nth as usize;
                    for (key, position) in self.holding(places[nth], end.clone()) {
                        found(first + nth, key, position);
                    }
                }
            }
        }
    }

    #[inline]
    fn holding(&self, place: LonLat, here: Whereabouts<'_>) -> impl Iterator<Item = (&K, Position)> {
        let whole = here.cover.iter().copied().chain(here.covered);
        let far = self.far.iter().map(|slot| (*slot, Judgement::Close));
        let judged = whole
            .map(|slot| (slot, Judgement::Inside))
            .chain(here.records)
            .chain(far);
        judged.filter_map(move |(slot, judgement)| {
            if judgement == Judgement::Outside {
                return None;
            }
            let entry = self.entries.get(slot)?;
            let position = if judgement == Judgement::Inside {
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
            let entry = self.entries.get(*slot)?;
            let position = entry.shape.locate(place);
            let limit = entry.shape.nearest_limit(place)?;
            (position != Position::Outside || limit.distance_m <= radius_m).then_some((&entry.key, position, limit))
        })
    }

    /// Gives the entries whose box shares at least a point with `area`, in no promised order.
    pub fn in_box(&self, area: Bbox) -> impl Iterator<Item = &Entry<K>> {
        self.boxes.within(area).filter_map(|(_, slot)| self.entries.get(*slot))
    }

    /// Gives about the bytes held on the heap by the index and the shapes it shares.
    pub fn heap_bytes(&self) -> usize {
        let shape = |entry: &Entry<K>| entry.shape.heap_bytes() + size_of::<Prepared>() + 2 * size_of::<usize>();
        let shapes: usize = self.iter().map(shape).sum();
        shapes + self.entries.heap_bytes() + self.tree.heap_bytes() + self.boxes.heap_bytes()
    }
}

fn entries<K>(shapes: impl IntoIterator<Item = (K, Arc<Prepared>)>) -> impl Iterator<Item = Entry<K>> {
    let entry = |(key, shape): (K, Arc<Prepared>)| shape.bbox().is_some().then_some(Entry { key, shape });
    shapes.into_iter().filter_map(entry)
}

fn is_far(b: &Bbox) -> bool {
    b.to_array().iter().any(|side| side.abs() > FAR_DEG)
}

impl<K: Send + Sync> Default for PolygonIndex<K> {
    fn default() -> Self {
        Self::build(std::iter::empty())
    }
}
