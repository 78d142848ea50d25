//! Holds the tree of cells over all shapes: upper levels of divided cells, and below them a page for each stretch of some hundred edges.
//! Must not know keys: shapes are slots.
//!
//! A later tree shares all pages that a change does not reach; the former stays as it is.

use super::{
    bundle::{Bundle, Counting, Shapes},
    cell::{Cell, KIDS, Spot, kids_near_box},
    page::{Child, Content, Divided, Page},
    record::Records,
};
use crate::geometry::{Bbox, EdgeBox};
use geo_types::Coord;
use rayon::prelude::*;

/// A stretch of the earth is one page when no more edges than this cross it.
const PAGE_EDGES: usize = 8192;

/// From so many edges on, the parts of a cell are worked on side by side.
const SIDE_BY_SIDE: usize = 2 * PAGE_EDGES;

/// The tree.
#[derive(Debug, Clone)]
pub(super) struct CellTree {
    root: Child,
    divided: Vec<Divided>,
    pages: Vec<Page>,
}

/// A part of the tree, before it has its place.
enum Part {
    Nothing,
    Covered(u32),
    Page(Page),
    Divided(Box<[Part; KIDS]>),
}

/// What reaches into the smallest cell around a place: shapes that cover a stretch around it, one that covers the cell, and records.
#[derive(Debug, Clone)]
pub(super) struct Whereabouts<'a> {
    pub(super) cover: &'a [u32],
    pub(super) covered: Option<u32>,
    pub(super) records: Records<'a>,
}

/// A way down the tree to the smallest cell around a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    spot: Spot,
    level: u32,
    child: Child,
    page: Option<&'a Page>,
}

/// What changes: shapes that come, with slots that no shape had before, and slots that go.
struct Turnover<'a, S> {
    shapes: &'a S,
    gone: &'a [u32],
}

impl Default for CellTree {
    fn default() -> Self {
        Self {
            root: Child::NOTHING,
            divided: Vec::new(),
            pages: Vec::new(),
        }
    }
}

impl CellTree {
    /// Builds the tree of all slots given, on all cores.
    pub(super) fn build(slots: impl Iterator<Item = u32>, shapes: &impl Shapes) -> Self {
        let mut all = Bundle::default();
        slots.for_each(|slot| all.push_shape(slot, shapes.shape(slot)));
        let mut tree = Self::default();
        tree.root = tree.place(part(Cell::WORLD, all, shapes), None);
        tree
    }

    /// Stands at the root, on the way to a place of the earth.
    #[inline]
    pub(super) fn way(&self, place: Coord<f64>) -> Way<'_> {
        Way {
            spot: Spot::of(place),
            level: 0,
            child: self.root,
            page: None,
        }
    }

    /// Goes to the page that a place lies in, or to the end of the way where it ends before.
    #[inline]
    pub(super) fn way_to_page(&self, place: Coord<f64>) -> Way<'_> {
        let mut way = self.way(place);
        while way.page.is_none() && self.step(&mut way) {}
        way
    }

    /// Goes on by one cell; false at the end of the way.
    #[inline]
    pub(super) fn step<'a>(&'a self, way: &mut Way<'a>) -> bool {
        match (way.child.read(), way.page) {
            (Content::Divided(nth), None) => way.child = self.divided[nth as usize].0[way.spot.kid(way.level)],
            (Content::Divided(nth), Some(page)) => way.child = page.step(nth, way.spot, way.level),
            (Content::Leaf(nth), None) => {
                let page = &self.pages[nth as usize];
                (way.child, way.page) = (page.root(), Some(page));
                return true;
            }
            _ => return false,
        }
        way.level += 2;
        true
    }

    /// Finds what reaches into the smallest cell around a place of the earth.
    #[inline]
    pub(super) fn at(&self, place: Coord<f64>) -> Whereabouts<'_> {
        let mut way = self.way(place);
        while self.step(&mut way) {}
        way.end()
    }

    /// Gives the tree without some slots and with others, which must be new; `shapes` knows both. Pages out of reach are shared.
    pub(super) fn advance(&self, gone: &[u32], come: &[u32], shapes: &impl Shapes) -> Self {
        let mut next = self.clone();
        let mut bundle = Bundle::default();
        for slot in come {
            bundle.push_shape(*slot, shapes.shape(*slot));
        }
        next.root = next.replace(Cell::WORLD, self.root, bundle, &Turnover { shapes, gone });
        next
    }

    /// Gives the bytes held on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        let pages: usize = self.pages.iter().map(Page::heap_bytes).sum();
        pages + self.divided.capacity() * size_of::<Divided>() + self.pages.capacity() * size_of::<Page>()
    }

    /// Gives a part its place in the tree; where it is a page, that of `former` if there is one.
    fn place(&mut self, part: Part, former: Option<u32>) -> Child {
        match part {
            Part::Nothing => Child::NOTHING,
            Part::Covered(slot) => Child::covered(slot),
            Part::Page(page) => {
                if let Some(nth) = former {
                    self.pages[nth as usize] = page;
                    Child::leaf(nth)
                } else {
                    self.pages.push(page);
                    Child::leaf(self.pages.len() as u32 - 1)
                }
            }
            Part::Divided(parts) => {
                let nth = self.divided.len();
                self.divided.push(Divided::NOTHING);
                let mut former = former;
                for (kid, part) in parts.into_iter().enumerate() {
                    let reuse = if matches!(part, Part::Page(_)) {
                        former.take()
                    } else {
                        None
                    };
                    self.divided[nth].0[kid] = self.place(part, reuse);
                }
                Child::divided(nth as u32)
            }
        }
    }

    fn replace(&mut self, cell: Cell, child: Child, mut come: Bundle, turnover: &Turnover<'_, impl Shapes>) -> Child {
        let shapes = turnover.shapes;
        let leaves = |slot: &u32| turnover.gone.contains(slot);
        match child.read() {
            Content::Nothing => {
                let part = part(cell, come, shapes);
                self.place(part, None)
            }
            Content::Covered(slot) => {
                if !leaves(&slot) {
                    if come.is_empty() {
                        return child;
                    }
                    come.push_whole(slot);
                }
                let part = part(cell, come, shapes);
                self.place(part, None)
            }
            Content::Leaf(nth) => {
                let page = &self.pages[nth as usize];
                let stays = !page.members().iter().any(leaves) && !page.covering().iter().any(leaves);
                if stays && come.edges() == 0 {
                    if !come.is_empty() {
                        let page = page.with_cover(come.pieces.iter().map(|piece| piece.slot));
                        self.pages[nth as usize] = page;
                    }
                    return child;
                }
                let (members, covering) = (page.members().iter(), page.covering().iter());
                members.filter(|slot| !leaves(slot)).for_each(|slot| {
                    let shape = shapes.shape(*slot);
                    come.push_runs(*slot, shape.runs_near(&bounds(cell)));
                });
                covering
                    .filter(|slot| !leaves(slot))
                    .for_each(|slot| come.push_whole(*slot));
                let part = part(cell, come, shapes);
                self.place(part, Some(nth))
            }
            Content::Divided(nth) => {
                let mut kids: [Bundle; KIDS] = Default::default();
                come.divide(cell, shapes, Counting::Left, &mut kids);
                let gone = near_kids(cell, turnover);
                for (kid, come) in kids.into_iter().enumerate() {
                    if !come.is_empty() || gone >> kid & 1 == 1 {
                        let former = self.divided[nth as usize].0[kid];
                        let latter = self.replace(cell.kid(kid), former, come, turnover);
                        self.divided[nth as usize].0[kid] = latter;
                    }
                }
                child
            }
        }
    }
}

impl<'a> Way<'a> {
    #[inline]
    pub(super) fn is_at_page(&self) -> bool {
        self.page.is_some()
    }

    /// Gives a number that is near for ways which read the same memory: places in the order of a curve that fills the plane.
    #[inline]
    pub(super) fn order(&self) -> u64 {
        self.spot.order()
    }

    /// Gives what is at the end of the way.
    #[inline]
    pub(super) fn end(&self) -> Whereabouts<'a> {
        let (covered, records) = match (self.child.read(), self.page) {
            (Content::Covered(slot), _) => (Some(slot), Records::NONE),
            (Content::Leaf(nth), Some(page)) => (None, page.records(nth, self.spot, self.level)),
            _ => (None, Records::NONE),
        };
        Whereabouts {
            cover: self.page.map(Page::covering).unwrap_or_default(),
            covered,
            records,
        }
    }
}

fn part(cell: Cell, bundle: Bundle, shapes: &impl Shapes) -> Part {
    match bundle.pieces.as_slice() {
        [] => return Part::Nothing,
        [only] if only.is_whole() => return Part::Covered(only.slot),
        _ => {}
    }
    if bundle.is_small(PAGE_EDGES) || cell.is_last() {
        return Part::Page(Page::of(cell, bundle, shapes));
    }
    let mut kids: [Bundle; KIDS] = Default::default();
    bundle.divide(cell, shapes, Counting::Left, &mut kids);
    let side_by_side = bundle.edges() > SIDE_BY_SIDE;
    drop(bundle);
    let of_kid = |(nth, kid)| part(cell.kid(nth), kid, shapes);
    let mut parts: Vec<Part> = if side_by_side {
        kids.into_par_iter().enumerate().map(of_kid).collect()
    } else {
        kids.into_iter().enumerate().map(of_kid).collect()
    };
    let mut parts = parts.drain(..);
    Part::Divided(Box::new(std::array::from_fn(|_| parts.next().unwrap_or(Part::Nothing))))
}

/// Gives the parts of a cell that a shape which goes may reach into, a bit each.
fn near_kids(cell: Cell, turnover: &Turnover<'_, impl Shapes>) -> u16 {
    let frame = cell.frame();
    let mut near = 0;
    for b in turnover
        .gone
        .iter()
        .filter_map(|slot| turnover.shapes.shape(*slot).bbox())
    {
        let [low, high] = corners(&b).map(|c| frame.local(c));
        kids_near_box(low, high, |nth| near |= 1 << nth);
    }
    near
}

fn corners(b: &Bbox) -> [Coord<f64>; 2] {
    [
        Coord {
            x: b.west(),
            y: b.south(),
        },
        Coord {
            x: b.east(),
            y: b.north(),
        },
    ]
}

/// Gives the box of a cell with its margin.
fn bounds(cell: Cell) -> EdgeBox {
    let [min, max] = cell.bounds();
    EdgeBox { min, max }
}
