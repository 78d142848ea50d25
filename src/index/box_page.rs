//! Holds a page of a box index: a tree of some boxes with their values, shared until it is changed.
//! Must not know of other pages.

use crate::geometry::Bbox;
use rstar::{
    AABB, PointDistance, RTree, RTreeObject,
    primitives::{GeomWithData, Rectangle},
};
use std::sync::Arc;

/// The most values of a page: a change copies as many, some 30 µs; and the boxes of a million values make two thousand pages, copied as fast.
const MOST: usize = 1024;

/// Values in a page when an index is built, so that the first that comes does not divide it.
const FILLED: usize = MOST / 4 * 3;

/// A box and its value.
type Leaf<T> = GeomWithData<Rectangle<[f64; 2]>, T>;

/// A tree that is never empty.
#[derive(Debug, Clone)]
pub(super) struct Page<T> {
    tree: Arc<RTree<Leaf<T>>>,
}

impl<T> Page<T> {
    /// Makes a page; `None` of no value.
    pub(super) fn of(items: Vec<(Bbox, T)>) -> Option<Self> {
        let leaves: Vec<Leaf<T>> = items.into_iter().map(|(b, value)| leaf(b, value)).collect();
        (!leaves.is_empty()).then(|| Self {
            tree: Arc::new(RTree::bulk_load(leaves)),
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Bbox, &T)> {
        self.tree.iter().map(entry)
    }

    /// Gives the values whose boxes meet an area.
    pub(super) fn meeting(&self, area: AABB<[f64; 2]>) -> impl Iterator<Item = (Bbox, &T)> {
        self.tree.locate_in_envelope_intersecting(&area).map(entry)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        // Nodes stand two thirds full of six; each is as large as a leaf with its box, or larger.
        let node = size_of::<Leaf<T>>().max(size_of::<AABB<[f64; 2]>>() + size_of::<Vec<T>>()) + size_of::<usize>();
        self.tree.size() * node * 5 / 4
    }
}

impl<T: Clone + PartialEq> Page<T> {
    /// Adds a value; makes two pages of one that has become too full.
    pub(super) fn with(mut self, area: Bbox, value: T) -> Vec<Self> {
        let tree = Arc::make_mut(&mut self.tree);
        tree.insert(leaf(area, value));
        if tree.size() <= MOST {
            return vec![self];
        }
        let mut items: Vec<(Bbox, T)> = self.iter().map(|(b, value)| (b, value.clone())).collect();
        let behind = halve(&mut items, MOST / 2);
        [items, behind].into_iter().filter_map(Self::of).collect()
    }

    pub(super) fn holds(&self, area: Bbox, value: &T) -> bool {
        self.tree.contains(&leaf(area, value.clone()))
    }

    /// Takes one value out; `None` where none is left.
    pub(super) fn without(mut self, area: Bbox, value: &T) -> Option<Self> {
        let tree = Arc::make_mut(&mut self.tree);
        tree.remove(&leaf(area, value.clone()));
        (tree.size() > 0).then_some(self)
    }
}

impl<T> RTreeObject for Page<T> {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.tree.root().envelope()
    }
}

impl<T> PointDistance for Page<T> {
    fn distance_2(&self, place: &[f64; 2]) -> f64 {
        Rectangle::from_aabb(self.envelope()).distance_2(place)
    }
}

/// Pages are the same where they share one tree.
impl<T> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.tree, &other.tree)
    }
}

/// Parts values into those of each page, by where their boxes lie.
pub(super) fn tiles<T>(items: Vec<(Bbox, T)>) -> Vec<Vec<(Bbox, T)>> {
    let (mut waiting, mut tiles) = (vec![items], Vec::new());
    while let Some(mut items) = waiting.pop() {
        if items.len() <= FILLED {
            tiles.push(items);
        } else {
            // All pages but one are filled.
            let middle = items.len().div_ceil(FILLED) / 2 * FILLED;
            waiting.push(halve(&mut items, middle));
            waiting.push(items);
        }
    }
    tiles
}

/// Takes away what lies behind the `middle`th along the longer side.
fn halve<T>(items: &mut Vec<(Bbox, T)>, middle: usize) -> Vec<(Bbox, T)> {
    let all = items.iter().map(|(b, _)| *b).reduce(|a, b| a.union(&b));
    let across = all.is_none_or(|b| b.east() - b.west() >= b.north() - b.south());
    let centre = |b: &Bbox| {
        if across {
            b.west() + b.east()
        } else {
            b.south() + b.north()
        }
    };
    items.select_nth_unstable_by(middle, |a, b| centre(&a.0).total_cmp(&centre(&b.0)));
    items.split_off(middle)
}

fn leaf<T>(b: Bbox, value: T) -> Leaf<T> {
    Leaf::new(
        Rectangle::from_corners([b.west(), b.south()], [b.east(), b.north()]),
        value,
    )
}

fn entry<T>(leaf: &Leaf<T>) -> (Bbox, &T) {
    let envelope = leaf.geom().envelope();
    (Bbox::ordered(envelope.lower(), envelope.upper()), &leaf.data)
}
