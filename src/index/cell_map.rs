//! Holds a map from small cells of longitude and latitude to the shapes that reach into them.
//! Must not decide for a place in a cell that a limit crosses: the shape does, exactly.

use super::Prepared;
use crate::geometry::{Bbox, EdgeBox, LonLat, Position};
use geo_types::Coord;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A shape of middling size spans so many cells on each axis: a third of all places then lies in a cell that no limit crosses, and few
/// cells are reached by more shapes than two.
const CELLS_ACROSS: f64 = 3.0;

/// A shape whose box spans more cells than this is left to the tree of boxes.
const MAX_CELLS: f64 = 4096.0;

/// Cells are classified with a margin of this share of their size, so that rounding at their sides cannot matter.
const MARGIN: f64 = 1e-6;

/// Finds, for a place, the shapes whose interior or limit reaches into the cell around it.
#[derive(Debug, Clone, Default)]
pub(super) struct CellMap {
    grid: Grid,
    cells: HashMap<u64, Cell, BuildHasherDefault<Spread>>,
    reaches: Vec<Reach>,
}

/// Tells how a shape reaches into a cell: the position of the shape in the list given, and whether the cell lies in its interior as a
/// whole, packed as the lowest bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach(u32);

impl Reach {
    fn new(slot: u32, whole: bool) -> Self {
        Self(slot << 1 | u32::from(whole))
    }

    pub(super) fn slot(self) -> u32 {
        self.0 >> 1
    }

    pub(super) fn is_whole(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The shapes that reach into one cell; that of a single one is kept in place, which saves a step for most cells.
#[derive(Debug, Clone, Copy)]
enum Cell {
    One(Reach),
    Run(u32, u32),
}

#[derive(Debug, Clone, Copy)]
struct Grid {
    width_deg: f64,
    height_deg: f64,
}

impl Default for Grid {
    fn default() -> Self {
        Self {
            width_deg: 1.0,
            height_deg: 1.0,
        }
    }
}

/// A block of cells: the first and last column and row.
#[derive(Clone, Copy)]
struct Block {
    columns: (i32, i32),
    rows: (i32, i32),
}

impl CellMap {
    /// Builds the map; gives the positions of the shapes that are too large for it as well.
    pub(super) fn build<'a>(shapes: impl Iterator<Item = (Bbox, &'a Prepared)> + Clone) -> (Self, Vec<u32>) {
        let grid = Grid::for_boxes(shapes.clone().map(|(b, _)| b));
        let mut found: Vec<(u64, Reach)> = Vec::new();
        let mut large = Vec::new();
        for (slot, (area, shape)) in (0..).zip(shapes) {
            let span = |length: f64, cell: f64| length / cell + 2.0;
            let columns = span(area.east() - area.west(), grid.width_deg);
            let rows = span(area.north() - area.south(), grid.height_deg);
            if columns * rows > MAX_CELLS {
                large.push(slot);
            } else {
                let first = grid.cell(Coord {
                    x: area.west(),
                    y: area.south(),
                });
                let last = grid.cell(Coord {
                    x: area.east(),
                    y: area.north(),
                });
                let block = Block {
                    columns: (first.0, last.0),
                    rows: (first.1, last.1),
                };
                grid.classify(block, shape, &mut |cell, whole| {
                    found.push((key(cell), Reach::new(slot, whole)));
                });
            }
        }
        found.sort_unstable();
        let mut map = Self {
            grid,
            ..Self::default()
        };
        for run in found.chunk_by(|a, b| a.0 == b.0) {
            let begin = map.reaches.len() as u32;
            let cell = if let [(_, only)] = run {
                Cell::One(*only)
            } else {
                map.reaches.extend(run.iter().map(|(_, reach)| *reach));
                Cell::Run(begin, map.reaches.len() as u32)
            };
            map.cells.insert(run[0].0, cell);
        }
        map.reaches.shrink_to_fit();
        (map, large)
    }

    /// Gives the shapes that reach into the cell of a place.
    #[inline]
    pub(super) fn at(&self, place: LonLat) -> &[Reach] {
        match self.cells.get(&key(self.grid.cell(place.coord()))) {
            None => &[],
            Some(Cell::One(reach)) => std::slice::from_ref(reach),
            Some(Cell::Run(begin, end)) => &self.reaches[*begin as usize..*end as usize],
        }
    }

    /// Gives the bytes held on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.reaches.capacity() * size_of::<Reach>() + self.cells.capacity() * (size_of::<(u64, Cell)>() + 1)
    }
}

impl Grid {
    /// Chooses cells by the box of middling size.
    fn for_boxes(boxes: impl Iterator<Item = Bbox>) -> Self {
        let (mut widths, mut heights): (Vec<f64>, Vec<f64>) =
            boxes.map(|b| (b.east() - b.west(), b.north() - b.south())).unzip();
        let cell = |sizes: &mut Vec<f64>| {
            let middle = sizes.len() / 2;
            if sizes.is_empty() {
                return 1.0;
            }
            (*sizes.select_nth_unstable_by(middle, f64::total_cmp).1 / CELLS_ACROSS).clamp(1e-6, 10.0)
        };
        Self {
            width_deg: cell(&mut widths),
            height_deg: cell(&mut heights),
        }
    }

    #[inline]
    fn cell(&self, c: Coord<f64>) -> (i32, i32) {
        (
            (c.x / self.width_deg).floor() as i32,
            (c.y / self.height_deg).floor() as i32,
        )
    }

    fn area(&self, block: Block) -> EdgeBox {
        let low = |first: i32, size: f64| (f64::from(first) - MARGIN) * size;
        let high = |last: i32, size: f64| (f64::from(last) + 1.0 + MARGIN) * size;
        EdgeBox {
            min: Coord {
                x: low(block.columns.0, self.width_deg),
                y: low(block.rows.0, self.height_deg),
            },
            max: Coord {
                x: high(block.columns.1, self.width_deg),
                y: high(block.rows.1, self.height_deg),
            },
        }
    }

    /// Divides a block until its pieces are single cells or lie wholly inside or outside of the shape.
    fn classify(&self, block: Block, shape: &Prepared, found: &mut impl FnMut((i32, i32), bool)) {
        let area = self.area(block);
        let single = block.columns.0 == block.columns.1 && block.rows.0 == block.rows.1;
        let crossed = shape.limit_meets(&area);
        if !crossed || single {
            let middle = Coord {
                x: f64::midpoint(area.min.x, area.max.x),
                y: f64::midpoint(area.min.y, area.max.y),
            };
            if crossed || shape.locate_coord(middle) == Position::Inside {
                for column in block.columns.0..=block.columns.1 {
                    (block.rows.0..=block.rows.1).for_each(|row| found((column, row), !crossed));
                }
            }
            return;
        }
        let halves = |(first, last): (i32, i32)| {
            let middle = first + (last - first) / 2;
            [(first, middle), (middle + 1, last)]
        };
        for columns in halves(block.columns).into_iter().filter(|(a, b)| a <= b) {
            for rows in halves(block.rows).into_iter().filter(|(a, b)| a <= b) {
                self.classify(Block { columns, rows }, shape, found);
            }
        }
    }
}

#[inline]
fn key((column, row): (i32, i32)) -> u64 {
    u64::from(column as u32) << 32 | u64::from(row as u32)
}

/// Spreads the keys of cells over the map: one multiplication, for keys that no stranger chooses.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, key: u64) {
        // 2^64 divided by the golden ratio (Fibonacci hashing); the rotation brings the well mixed bits to both ends.
        self.0 = (self.0 ^ key.wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .rotate_left(26)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
