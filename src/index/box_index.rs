//! Holds a search tree over boxes, each with a value.
//! Must not know what the values are, nor any shape finer than its box.
//!
//! A tree of `rstar` is copied whole or not at all. So boxes lie in pages, each a tree of its own, and one more tree holds the pages:
//! a later index copies the pages that a change reaches, and shares all others with the former, which stays as it is.

use super::box_page::{Page, tiles};
use crate::geometry::{Bbox, LonLat};
use rayon::prelude::*;
use rstar::{AABB, RTree};

/// Finds values by their boxes.
#[derive(Debug, Clone)]
pub struct BoxIndex<T> {
    pages: RTree<Page<T>>,
    len: usize,
}

impl<T: Send + Sync> BoxIndex<T> {
    /// Builds the index of all boxes and their values on all cores, in O(n log n).
    pub fn build(items: impl IntoIterator<Item = (Bbox, T)>) -> Self {
        let items: Vec<(Bbox, T)> = items.into_iter().collect();
        let len = items.len();
        let pages = tiles(items).into_par_iter().filter_map(Page::of).collect();
        Self {
            pages: RTree::bulk_load(pages),
            len,
        }
    }
}

impl<T> BoxIndex<T> {
    /// Gives the number of boxes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Tells whether there is no box at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Gives every value with its box, in no promised order.
    pub fn iter(&self) -> impl Iterator<Item = (Bbox, &T)> {
        self.pages.iter().flat_map(Page::iter)
    }

    /// Gives the values whose box shares at least a point with `area`, in no promised order.
    pub fn within(&self, area: Bbox) -> impl Iterator<Item = (Bbox, &T)> {
        let envelope = AABB::from_corners([area.west(), area.south()], [area.east(), area.north()]);
        self.pages
            .locate_in_envelope_intersecting(&envelope)
            .flat_map(move |page| page.meeting(envelope))
    }

    /// Gives the values whose box holds the place, sides included, in no promised order.
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = &T> {
        let envelope = AABB::from_point([place.lon(), place.lat()]);
        self.pages
            .locate_in_envelope_intersecting(&envelope)
            .flat_map(move |page| page.meeting(envelope))
            .map(|(_, value)| value)
    }

    /// Gives the values whose box may come within `radius_m` metres of the place: all that do, and a few just beyond.
    pub fn near(&self, place: LonLat, radius_m: f64) -> impl Iterator<Item = (Bbox, &T)> {
        let reach = Bbox::of_coords([place.coord()]).map(|b| b.expand_m(radius_m.max(0.0)));
        reach.into_iter().flat_map(|area| self.within(area))
    }

    /// Gives about the bytes held on the heap.
    pub fn heap_bytes(&self) -> usize {
        let pages: usize = self.pages.iter().map(Page::heap_bytes).sum();
        pages + self.pages.size() * size_of::<Page<T>>() * 2
    }
}

impl<T: Clone + PartialEq> BoxIndex<T> {
    /// Adds a value with its box; clones of the index stay as they are. It takes the time of a page at most, and mostly that of a logarithm.
    pub fn insert(&mut self, area: Bbox, value: T) {
        self.len += 1;
        match self.pages.pop_nearest_neighbor(&area.centre().into()) {
            Some(page) => page
                .with(area, value)
                .into_iter()
                .for_each(|page| self.pages.insert(page)),
            None => Page::of(vec![(area, value)])
                .into_iter()
                .for_each(|page| self.pages.insert(page)),
        }
    }

    /// Takes out one value equal to that given, stored with the same box; tells whether there was one.
    pub fn remove(&mut self, area: Bbox, value: &T) -> bool {
        let envelope = AABB::from_corners([area.west(), area.south()], [area.east(), area.north()]);
        let found = self
            .pages
            .locate_in_envelope_intersecting(&envelope)
            .find(|page| page.holds(area, value))
            .cloned();
        let Some(page) = found else { return false };
        // Taken out of the tree before it is changed, so that a page that nobody shares is not copied.
        drop(self.pages.remove(&page));
        if let Some(page) = page.without(area, value) {
            self.pages.insert(page);
        }
        self.len -= 1;
        true
    }
}

impl<T> Default for BoxIndex<T> {
    fn default() -> Self {
        Self {
            pages: RTree::new(),
            len: 0,
        }
    }
}
