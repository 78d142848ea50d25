//! Holds the list of entries in chunks, so that a later list shares all that did not change.
//! Must not know where the shapes lie.

use super::{Prepared, bundle::Shapes};
use std::{hint::black_box, sync::Arc};

/// The number of entries in a chunk: copying one is the least that a change costs.
const CHUNK: usize = 256;

/// Pairs a key with its prepared shape.
#[derive(Debug, Clone)]
pub struct Entry<K> {
    /// The caller's key; several entries may have the same.
    pub key: K,
    /// The shape.
    pub shape: Arc<Prepared>,
}

/// Entries by slot; a slot whose entry went stays empty.
#[derive(Debug, Clone)]
pub(super) struct Entries<K> {
    chunks: Vec<Arc<[Option<Entry<K>>]>>,
    slots: usize,
    gone: usize,
}

impl<K> Entries<K> {
    pub(super) fn of(entries: Vec<Entry<K>>) -> Self {
        let slots = entries.len();
        let mut chunks = Vec::with_capacity(slots.div_ceil(CHUNK));
        let mut rest = entries.into_iter().map(Some);
        while rest.len() > 0 {
            chunks.push(rest.by_ref().take(CHUNK).collect());
        }
        Self { chunks, slots, gone: 0 }
    }

    #[inline]
    pub(super) fn get(&self, slot: u32) -> Option<&Entry<K>> {
        self.chunks
            .get(slot as usize / CHUNK)?
            .get(slot as usize % CHUNK)?
            .as_ref()
    }

    /// Reads the place of an entry without waiting for it.
    #[inline]
    pub(super) fn touch(&self, slot: u32) {
        black_box(self.get(slot).is_some());
    }

    /// Gives the number of entries.
    pub(super) fn len(&self) -> usize {
        self.slots - self.gone
    }

    /// Gives the number of slots, empty ones included.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    /// Gives every entry with its slot, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Entry<K>)> {
        let all = self.chunks.iter().flat_map(|chunk| chunk.iter());
        (0..).zip(all).filter_map(|(slot, entry)| Some((slot, entry.as_ref()?)))
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let chunks: usize = self.chunks.iter().map(|chunk| size_of_val(&**chunk) + 16).sum();
        chunks + self.chunks.capacity() * size_of::<Arc<[Option<Entry<K>>]>>()
    }
}

impl<K: Clone> Entries<K> {
    /// Adds entries behind the last slot.
    pub(super) fn append(&mut self, entries: Vec<Entry<K>>) {
        let open = (!self.slots.is_multiple_of(CHUNK)).then(|| self.chunks.pop()).flatten();
        self.slots += entries.len();
        let kept = open.iter().flat_map(|chunk| chunk.iter().cloned());
        let mut rest: Vec<Option<Entry<K>>> = kept.chain(entries.into_iter().map(Some)).collect();
        while !rest.is_empty() {
            let behind = rest.split_off(rest.len().min(CHUNK));
            self.chunks.push(rest.into());
            rest = behind;
        }
    }

    /// Empties a slot.
    pub(super) fn remove(&mut self, slot: u32) {
        let Some(chunk) = self.chunks.get_mut(slot as usize / CHUNK) else {
            return;
        };
        let nth = slot as usize % CHUNK;
        if chunk.get(nth).is_some_and(Option::is_some) {
            self.gone += 1;
            let kept = chunk.iter().enumerate();
            *chunk = kept.map(|(i, entry)| entry.clone().filter(|_| i != nth)).collect();
        }
    }
}

/// Stands for a slot that is empty.
static NO_SHAPE: std::sync::LazyLock<Prepared> =
    std::sync::LazyLock::new(|| Prepared::new(&geo_types::MultiPolygon(vec![])));

impl<K: Sync + Send> Shapes for Entries<K> {
    fn shape(&self, slot: u32) -> &Prepared {
        self.get(slot).map_or(&NO_SHAPE, |entry| &entry.shape)
    }
}
