//! Holds a search tree over boxes, each with a value.
//! Must not know what the values are, nor any shape finer than its box.
//!
//! A later tree shares with the former all branches that a change does not reach; the former stays as it is.

use crate::geometry::{Bbox, LonLat};
use rayon::prelude::*;
use std::sync::Arc;

/// The most branches or values of a node.
const MOST: usize = 16;

/// From so many values on, branches are built side by side.
const SIDE_BY_SIDE: usize = 1 << 14;

/// Finds values by their boxes.
#[derive(Debug, Clone)]
pub struct BoxIndex<T> {
    root: Arc<Node<T>>,
    len: usize,
}

#[derive(Debug, Clone)]
enum Node<T> {
    Values(Vec<(Bbox, T)>),
    Branches(Vec<Branch<T>>),
}

type Branch<T> = (Bbox, Arc<Node<T>>);

impl<T: Send + Sync> BoxIndex<T> {
    /// Builds the index of all boxes and their values, in O(n log n).
    pub fn build(items: impl IntoIterator<Item = (Bbox, T)>) -> Self {
        let items: Vec<(Bbox, T)> = items.into_iter().collect();
        Self {
            len: items.len(),
            root: Arc::new(Node::of(items)),
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
        self.search(|_| true)
    }

    /// Gives the values whose box shares at least a point with `area`, in no promised order.
    pub fn within(&self, area: Bbox) -> impl Iterator<Item = (Bbox, &T)> {
        self.search(move |b| b.intersects(&area))
    }

    /// Gives the values whose box holds the place, sides included, in no promised order.
    pub fn at(&self, place: LonLat) -> impl Iterator<Item = &T> {
        self.search(move |b| b.contains(place)).map(|(_, value)| value)
    }

    /// Gives the values whose box may come within `radius_m` metres of the place: all that do, and a few just beyond.
    pub fn near(&self, place: LonLat, radius_m: f64) -> impl Iterator<Item = (Bbox, &T)> {
        let reach = Bbox::of_coords([place.coord()]).map(|b| b.expand_m(radius_m.max(0.0)));
        reach.into_iter().flat_map(|area| self.within(area))
    }

    /// Gives about the bytes held on the heap: nodes are counted as full as they are when built.
    pub fn heap_bytes(&self) -> usize {
        let node = size_of::<Branch<T>>() + size_of::<Node<T>>() + 2 * size_of::<usize>();
        self.len * size_of::<(Bbox, T)>() + self.len.div_ceil(MOST - 1) * node
    }

    fn search(&self, enter: impl Fn(&Bbox) -> bool) -> impl Iterator<Item = (Bbox, &T)> {
        let mut waiting: Vec<&Node<T>> = vec![&self.root];
        let mut values: std::slice::Iter<'_, (Bbox, T)> = std::slice::Iter::default();
        std::iter::from_fn(move || {
            loop {
                if let Some((b, value)) = values.by_ref().find(|(b, _)| enter(b)) {
                    return Some((*b, value));
                }
                match waiting.pop()? {
                    Node::Values(all) => values = all.iter(),
                    Node::Branches(all) => {
                        let entered = all.iter().filter(|(b, _)| enter(b));
                        waiting.extend(entered.map(|(_, node)| &**node));
                    }
                }
            }
        })
    }
}

impl<T: Clone + PartialEq> BoxIndex<T> {
    /// Adds a value with its box, in O(log n); clones of the index stay as they are.
    pub fn insert(&mut self, area: Bbox, value: T) {
        self.len += 1;
        let root = Arc::make_mut(&mut self.root);
        if let Some(beside) = root.insert(area, value) {
            let first = std::mem::replace(root, Node::Branches(Vec::new()));
            let branches = [first, beside].into_iter().filter_map(Node::branch);
            *root = Node::Branches(branches.collect());
        }
    }

    /// Takes out one value equal to that given, stored with the same box; tells whether there was one.
    pub fn remove(&mut self, area: Bbox, value: &T) -> bool {
        let removed = Arc::make_mut(&mut self.root).remove(&area, value);
        self.len -= usize::from(removed);
        removed
    }
}

impl<T: Send + Sync> Node<T> {
    fn of(items: Vec<(Bbox, T)>) -> Self {
        if items.len() <= MOST {
            return Self::Values(items);
        }
        // All branches but a few are filled: each takes the most that its height holds.
        let mut each = MOST;
        while each * MOST < items.len() {
            each *= MOST;
        }
        let side_by_side = items.len() >= SIDE_BY_SIDE;
        let mut tiles = Vec::with_capacity(MOST);
        tile(items, each, &mut tiles);
        let branch = |items: Vec<(Bbox, T)>| Self::of(items).branch();
        Self::Branches(if side_by_side {
            tiles.into_par_iter().filter_map(branch).collect()
        } else {
            tiles.into_iter().filter_map(branch).collect()
        })
    }
}

/// Halves along the longer side until no tile has more values than `each`.
fn tile<T>(mut items: Vec<(Bbox, T)>, each: usize, tiles: &mut Vec<Vec<(Bbox, T)>>) {
    if items.len() <= each {
        tiles.push(items);
        return;
    }
    let middle = items.len().div_ceil(each) / 2 * each;
    sort_around(&mut items, middle);
    let behind = items.split_off(middle);
    items.shrink_to_fit();
    tile(items, each, tiles);
    tile(behind, each, tiles);
}

/// Brings what lies before the `middle`th along the longer side before it.
fn sort_around<T>(items: &mut [(Bbox, T)], middle: usize) {
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
}

impl<T> Node<T> {
    fn bbox(&self) -> Option<Bbox> {
        match self {
            Self::Values(all) => all.iter().map(|(b, _)| *b).reduce(|a, b| a.union(&b)),
            Self::Branches(all) => all.iter().map(|(b, _)| *b).reduce(|a, b| a.union(&b)),
        }
    }

    /// Makes a branch of a node; none of an empty one.
    fn branch(self) -> Option<Branch<T>> {
        Some((self.bbox()?, Arc::new(self)))
    }
}

impl<T: Clone + PartialEq> Node<T> {
    /// Adds a value; gives what has to stand beside this node when it became too full.
    fn insert(&mut self, area: Bbox, value: T) -> Option<Self> {
        match self {
            Self::Values(all) => {
                all.push((area, value));
                overflow(all).map(Self::Values)
            }
            Self::Branches(all) => {
                let growth = |b: &Bbox| size(&b.union(&area)) - size(b);
                let least = all.iter_mut().min_by(|a, b| {
                    let by_growth = growth(&a.0).total_cmp(&growth(&b.0));
                    by_growth.then(size(&a.0).total_cmp(&size(&b.0)))
                });
                let beside = match least {
                    Some((b, node)) => {
                        let node = Arc::make_mut(node);
                        let beside = node.insert(area, value);
                        *b = node.bbox()?;
                        beside
                    }
                    None => Some(Self::Values(vec![(area, value)])),
                };
                all.extend(beside.and_then(Self::branch));
                overflow(all).map(Self::Branches)
            }
        }
    }

    fn remove(&mut self, area: &Bbox, value: &T) -> bool {
        match self {
            Self::Values(all) => {
                let found = all.iter().position(|(b, other)| b == area && other == value);
                found.map(|nth| all.swap_remove(nth)).is_some()
            }
            Self::Branches(all) => {
                let reaches = |b: &Bbox| b.union(area) == *b;
                let found = (0..all.len()).find(|nth| reaches(&all[*nth].0) && all[*nth].1.holds(area, value));
                let Some(nth) = found else { return false };
                let node = Arc::make_mut(&mut all[nth].1);
                let removed = node.remove(area, value);
                match node.bbox() {
                    Some(b) => all[nth].0 = b,
                    None => drop(all.swap_remove(nth)),
                }
                removed
            }
        }
    }

    /// Tells whether a value is there, so that nothing is copied on the way to where it is not.
    fn holds(&self, area: &Bbox, value: &T) -> bool {
        match self {
            Self::Values(all) => all.iter().any(|(b, other)| b == area && other == value),
            Self::Branches(all) => all
                .iter()
                .any(|(b, node)| b.union(area) == *b && node.holds(area, value)),
        }
    }
}

/// Takes half of a list that has become too long, along the longer side.
fn overflow<T>(all: &mut Vec<(Bbox, T)>) -> Option<Vec<(Bbox, T)>> {
    (all.len() > MOST).then(|| {
        sort_around(all, MOST / 2);
        all.split_off(MOST / 2)
    })
}

/// Gives the half circumference of a box, degrees: unlike the area it tells flat boxes apart.
fn size(b: &Bbox) -> f64 {
    (b.east() - b.west()) + (b.north() - b.south())
}

impl<T> Default for BoxIndex<T> {
    fn default() -> Self {
        Self {
            root: Arc::new(Node::Values(Vec::new())),
            len: 0,
        }
    }
}
