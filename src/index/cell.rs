//! Holds the cells into which the earth is divided, each into sixteen, and the small whole-number grid of each.
//! Must not know shapes: it turns places into numbers, and cuts edges to the surroundings of a cell.

use geo_types::Coord;

/// Places are counted in steps of 2^-40 degree from (-180, -90): 49 bits hold the 512 degrees of the largest cell.
const BITS: u32 = 49;
const STEPS_PER_DEGREE: f64 = (1_u64 << 40) as f64;

/// A cell is divided into four columns and four rows.
pub(super) const KIDS: usize = 16;

/// Cells of this level, 5 cm at the equator, are not divided any further: the steps of their grids are then as fine as `f64` can tell apart.
const LAST_LEVEL: u32 = 30;

/// Half the side of a cell on its own grid: the sides are at -16384 and 16384, so that 16 bits also hold half a cell around.
const HALF: f64 = 16_384.0;
const LOCAL_BITS: u32 = 15;

/// An edge belongs to a cell when it comes within so many steps of it; twice what the answers of a cell need.
const MARGIN: f64 = 5.0;

/// Edges are cut at so many steps from the middle of the cell, well outside of it.
const CUT: f64 = 24_576.0;

/// The reference place of every cell, on its grid: off the middle, where coordinates of few digits rarely fall.
pub(super) const REFERENCE: Local = Local { x: 409, y: -587 };

/// A place in steps from (-180, -90).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    x: u64,
    y: u64,
}

/// A place on the grid of a cell, in steps from its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Local {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A square of the earth: its south-west corner, and how often the largest square was halved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    corner: Spot,
    level: u32,
}

/// Turns degrees into steps of a cell's grid, fractions kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    west_deg: f64,
    south_deg: f64,
    steps_per_degree: f64,
}

impl Spot {
    /// Counts a place, which must be on the earth: other places would be moved there.
    #[inline]
    pub(super) fn of(c: Coord<f64>) -> Self {
        Self {
            x: ((c.x + 180.0) * STEPS_PER_DEGREE) as u64,
            y: ((c.y + 90.0) * STEPS_PER_DEGREE) as u64,
        }
    }

    /// Tells which of the sixteen parts of its cell of a level holds the place.
    #[inline]
    pub(super) fn kid(self, level: u32) -> usize {
        let shift = BITS - 2 - level;
        ((self.y >> shift & 3) << 2 | (self.x >> shift & 3)) as usize
    }

    /// Gives the place on the curve that goes through all cells of one before those of the next, to a 10,000th of a degree or so.
    #[inline]
    pub(super) fn order(self) -> u64 {
        // Spreads 24 bits to every other one of 48.
        let spread = |v: u64| {
            let v = (v | v << 16) & 0x0000_ffff_0000_ffff;
            let v = (v | v << 8) & 0x00ff_00ff_00ff_00ff;
            let v = (v | v << 4) & 0x0f0f_0f0f_0f0f_0f0f;
            let v = (v | v << 2) & 0x3333_3333_3333_3333;
            (v | v << 1) & 0x5555_5555_5555_5555
        };
        let shift = BITS - 24;
        spread(self.y >> shift) << 1 | spread(self.x >> shift)
    }

    /// Gives the place on the grid of its cell of a level, rounded down.
    #[inline]
    pub(super) fn local(self, level: u32) -> Local {
        let shift = BITS - LOCAL_BITS - level;
        let on = |v: u64| (v >> shift & ((1 << LOCAL_BITS) - 1)) as i32 - HALF as i32;
        Local {
            x: on(self.x),
            y: on(self.y),
        }
    }
}

impl Cell {
    /// The largest: all longitudes and latitudes, and more to the east and north.
    pub(super) const WORLD: Self = Self {
        corner: Spot { x: 0, y: 0 },
        level: 0,
    };

    pub(super) fn is_last(self) -> bool {
        self.level >= LAST_LEVEL
    }

    /// Gives one of the sixteen parts, by row from the south-west.
    pub(super) fn kid(self, nth: usize) -> Self {
        let shift = BITS - 2 - self.level;
        Self {
            corner: Spot {
                x: self.corner.x + ((nth as u64 & 3) << shift),
                y: self.corner.y + ((nth as u64 >> 2) << shift),
            },
            level: self.level + 2,
        }
    }

    /// Gives the reference place in degrees.
    pub(super) fn reference(self) -> Coord<f64> {
        let shift = BITS - LOCAL_BITS - self.level;
        let degrees = |corner: u64, local: i32| {
            let steps = corner + (((HALF as i32 + local) as u64) << shift);
            steps as f64 / STEPS_PER_DEGREE
        };
        Coord {
            x: degrees(self.corner.x, REFERENCE.x) - 180.0,
            y: degrees(self.corner.y, REFERENCE.y) - 90.0,
        }
    }

    /// Gives the south-west and north-east corners with the margin, degrees.
    pub(super) fn bounds(self) -> [Coord<f64>; 2] {
        let step = (1_u64 << (BITS - LOCAL_BITS - self.level)) as f64 / STEPS_PER_DEGREE;
        let side = (1_u64 << (BITS - self.level)) as f64 / STEPS_PER_DEGREE;
        let west = self.corner.x as f64 / STEPS_PER_DEGREE - 180.0;
        let south = self.corner.y as f64 / STEPS_PER_DEGREE - 90.0;
        // Twice the margin: an edge a little farther off does no harm.
        let margin = 2.0 * MARGIN * step;
        let corner = |by: f64| Coord {
            x: west + by,
            y: south + by,
        };
        [corner(-margin), corner(side + margin)]
    }

    pub(super) fn frame(self) -> Frame {
        Frame {
            west_deg: self.corner.x as f64 / STEPS_PER_DEGREE,
            south_deg: self.corner.y as f64 / STEPS_PER_DEGREE,
            steps_per_degree: STEPS_PER_DEGREE / (1_u64 << (BITS - LOCAL_BITS - self.level)) as f64,
        }
    }
}

impl Frame {
    /// Gives a place in steps from the middle of the cell; NaN stays NaN.
    #[inline]
    pub(super) fn local(&self, c: Coord<f64>) -> Coord<f64> {
        Coord {
            x: (c.x + 180.0 - self.west_deg) * self.steps_per_degree - HALF,
            y: (c.y + 90.0 - self.south_deg) * self.steps_per_degree - HALF,
        }
    }
}

/// The first and last of the four columns and rows of a cell that a box comes near, in steps of the cell; `None` when it comes near none.
#[inline]
fn reach(low: f64, high: f64) -> Option<(usize, usize)> {
    // The margin of a part is a quarter of that of its cell.
    // Rounded down without a call of the library: what is cut off is positive.
    let nth = |v: f64| (((v + HALF) / (HALF / 2.0)).clamp(-1.0, 5.0) + 1.0) as i32 - 1;
    let (first, last) = (nth(low - MARGIN / 4.0).max(0), nth(high + MARGIN / 4.0).min(3));
    (first <= last).then_some((first as usize, last as usize))
}

/// Gives the part of a cell that a place lies in, where it is near no other; in steps of the cell.
#[inline]
pub(super) fn clear_kid(c: Coord<f64>) -> Option<usize> {
    const CLEAR: f64 = MARGIN / 2.0 / HALF;
    let (x, y) = ((c.x + HALF) / (HALF / 2.0), (c.y + HALF) / (HALF / 2.0));
    let (column, row) = (x as u32, y as u32);
    let is_clear = |v: f64, nth: u32| nth < 4 && v - f64::from(nth) > CLEAR && v - f64::from(nth) < 1.0 - CLEAR;
    (is_clear(x, column) && is_clear(y, row)).then_some((row << 2 | column) as usize)
}

/// Visits the parts of a cell that a box comes near; corners in steps of the cell.
#[inline]
pub(super) fn kids_near_box(min: Coord<f64>, max: Coord<f64>, mut visit: impl FnMut(usize)) {
    let Some((columns, rows)) = reach(min.x, max.x).zip(reach(min.y, max.y)) else {
        return;
    };
    for row in rows.0..=rows.1 {
        for column in columns.0..=columns.1 {
            visit(row << 2 | column);
        }
    }
}

/// Visits the parts of a cell that an edge comes near; ends in steps of the cell.
#[inline]
pub(super) fn kids_near_edge(a: Coord<f64>, b: Coord<f64>, mut visit: impl FnMut(usize)) {
    let columns = reach(a.x.min(b.x), a.x.max(b.x));
    let rows = reach(a.y.min(b.y), a.y.max(b.y));
    let Some((columns, rows)) = columns.zip(rows) else {
        return;
    };
    if columns.0 == columns.1 || rows.0 == rows.1 {
        for row in rows.0..=rows.1 {
            (columns.0..=columns.1).for_each(|column| visit(row << 2 | column));
        }
        return;
    }
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let widest = (HALF / 4.0 + MARGIN / 4.0) * (dx.abs() + dy.abs());
    for row in rows.0..=rows.1 {
        for column in columns.0..=columns.1 {
            let middle = |nth: usize| (nth as f64 - 1.5) * (HALF / 2.0);
            let off = dx * (middle(row) - a.y) - dy * (middle(column) - a.x);
            if off.abs() <= widest {
                visit(row << 2 | column);
            }
        }
    }
}

/// Cuts an edge to the surroundings of a cell and rounds its ends to the grid; ends in steps of the cell. The edge must come near the cell.
pub(super) fn cut(a: Coord<f64>, b: Coord<f64>) -> (Local, Local) {
    // Rounded without a call of the library: what is cut off is positive.
    let nearest = |v: f64| (v.clamp(-CUT, CUT) + (CUT + 0.5)) as i32 - CUT as i32;
    let round = |c: Coord<f64>| Local {
        x: nearest(c.x),
        y: nearest(c.y),
    };
    if [a.x, a.y, b.x, b.y].iter().all(|v| v.abs() <= CUT) {
        return (round(a), round(b));
    }
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, d) in [(a.x, dx), (a.y, dy)] {
        if d != 0.0 {
            let (one, other) = ((-CUT - start) / d, (CUT - start) / d);
            from = from.max(one.min(other));
            to = to.min(one.max(other));
        }
    }
    let at = |share: f64| Coord {
        x: a.x + share * dx,
        y: a.y + share * dy,
    };
    let first = if from <= 0.0 { a } else { at(from) };
    let last = if to >= 1.0 { b } else { at(to) };
    (round(first), round(last))
}
