//! Holds a search tree over boxes, each with a value.
//! Must not know what the values are, nor any shape finer than its box.

use crate::geometry::{Bbox, LonLat};
use rstar::{AABB, RTree, RTreeObject, RTreeParams, primitives::GeomWithData};

/// A leaf: the corners of a box and the value.
type Leaf<T> = GeomWithData<rstar::primitives::Rectangle<[f64; 2]>, T>;

/// Shapes the tree for point queries over boxes that tile a country: fewer, fuller nodes than the default of 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wide;

impl RTreeParams for Wide {
    const MIN_SIZE: usize = 4;
    const MAX_SIZE: usize = 12;
    const REINSERTION_COUNT: usize = 3;
    type DefaultInsertionStrategy = rstar::RStarInsertionStrategy;
}

/// Finds values by their boxes; built at once, never changed.
#[derive(Debug, Clone)]
pub struct BoxIndex<T> {
    tree: RTree<Leaf<T>, Wide>,
}

impl<T> BoxIndex<T> {
    /// Builds the index of all boxes and their values, in O(n log n).
    pub fn build(items: impl IntoIterator<Item = (Bbox, T)>) -> Self {
        let leaves = items
            .into_iter()
            .map(|(b, value)| {
                let corners = rstar::primitives::Rectangle::from_corners([b.west(), b.south()], [b.east(), b.north()]);
                Leaf::new(corners, value)
            })
            .collect();
        Self {
            tree: RTree::bulk_load_with_params(leaves),
        }
    }

    /// Gives the number of boxes.
    pub fn len(&self) -> usize {
        self.tree.size()
    }

    /// Tells whether there is no box at all.
    pub fn is_empty(&self) -> bool {
        self.tree.size() == 0
    }

    /// Gives every value with its box, in no promised order.
    pub fn iter(&self) -> impl Iterator<Item = (Bbox, &T)> {
        self.tree.iter().map(entry)
    }

    /// Gives the values whose box shares at least a point with `area`, in no promised order.
    pub fn within(&self, area: Bbox) -> impl Iterator<Item = (Bbox, &T)> {
        let envelope = AABB::from_corners([area.west(), area.south()], [area.east(), area.north()]);
        self.tree.locate_in_envelope_intersecting(&envelope).map(entry)
    }

    /// Gives the values whose box holds the place, sides included, in no promised order.
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = &T> {
        let envelope = AABB::from_point([place.lon(), place.lat()]);
        self.tree
            .locate_in_envelope_intersecting(&envelope)
            .map(|leaf| &leaf.data)
    }

    /// Gives the values whose box may come within `radius_m` metres of the place: all that do, and a few just beyond.
    pub fn near(&self, place: LonLat, radius_m: f64) -> impl Iterator<Item = (Bbox, &T)> {
        let reach = Bbox::of_coords([place.coord()]).map(|b| b.expand_m(radius_m.max(0.0)));
        reach.into_iter().flat_map(|area| self.within(area))
    }
}

fn entry<T>(leaf: &Leaf<T>) -> (Bbox, &T) {
    let envelope = leaf.geom().envelope();
    let (low, high) = (envelope.lower(), envelope.upper());
    (Bbox::ordered(low, high), &leaf.data)
}

impl<T> Default for BoxIndex<T> {
    fn default() -> Self {
        Self::build(std::iter::empty())
    }
}
