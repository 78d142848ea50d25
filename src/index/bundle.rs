//! Holds what reaches into one cell while the tree is built: for each shape the runs of its edges that come near, and its turns.
//! Must not know how the tree is stored.

use super::{
    Prepared,
    cell::{Cell, KIDS, clear_kid, kids_near_box, kids_near_edge},
    turns::{Lattice, Turns, UNKNOWN},
};
use geo_types::Coord;
use std::ops::Range;

/// Finds a shape by its slot.
pub(super) trait Shapes: Sync {
    fn shape(&self, slot: u32) -> &Prepared;
}

/// A shape in a cell: with runs of edges, or without any where it covers the cell as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) slot: u32,
    /// How often the shape winds around the reference place, or [`UNKNOWN`].
    pub(super) turns: i32,
    first_run: u32,
    runs: u32,
}

/// All pieces of a cell.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    pub(super) pieces: Vec<Piece>,
    runs: Vec<(u32, u32)>,
    edges: usize,
    crossing: usize,
}

/// Whether turns around the reference places of parts are worked out at each division, or left unknown where a limit passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    Kept,
    Left,
}

impl Piece {
    pub(super) fn is_whole(&self) -> bool {
        self.runs == 0
    }
}

impl Bundle {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Tells whether the cell need not be divided to hold at most so many edges, or so few of each shape that dividing gains nothing.
    pub(super) fn is_small(&self, edges: usize) -> bool {
        self.edges <= edges.max(3 * self.crossing)
    }

    pub(super) fn edges(&self) -> usize {
        self.edges
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.runs.clear();
        (self.edges, self.crossing) = (0, 0);
    }

    /// Gives the runs of edges of a piece: numbers of the first edge and of that after the last.
    pub(super) fn runs(&self, piece: &Piece) -> &[(u32, u32)] {
        &self.runs[piece.first_run as usize..(piece.first_run + piece.runs) as usize]
    }

    /// Adds a shape that covers the cell.
    pub(super) fn push_whole(&mut self, slot: u32) {
        self.push(slot, 1, self.runs.len());
    }

    /// Adds a shape with all its edges.
    pub(super) fn push_shape(&mut self, slot: u32, shape: &Prepared) {
        self.push_runs(slot, std::iter::once(0..shape.edge_count() as u32));
    }

    /// Adds a shape with some of its edges.
    pub(super) fn push_runs(&mut self, slot: u32, runs: impl IntoIterator<Item = Range<u32>>) {
        let first = self.runs.len();
        for run in runs.into_iter().filter(|run| !run.is_empty()) {
            self.edges += run.len();
            self.runs.push((run.start, run.end));
        }
        if self.runs.len() > first {
            self.push(slot, UNKNOWN, first);
        }
    }

    fn push_edge(&mut self, edge: u32, first_run: usize) {
        self.edges += 1;
        match self.runs.get_mut(first_run..).and_then(<[_]>::last_mut) {
            Some(run) if run.1 == edge => run.1 += 1,
            _ => self.runs.push((edge, edge + 1)),
        }
    }

    fn push(&mut self, slot: u32, turns: i32, first_run: usize) {
        let runs = (self.runs.len() - first_run) as u32;
        self.crossing += usize::from(runs > 0);
        self.pieces.push(Piece {
            slot,
            turns,
            first_run: first_run as u32,
            runs,
        });
    }

    /// Works out all turns that are not known; those of a shape whose limit passes through the reference place stay so.
    pub(super) fn count_turns(&mut self, cell: Cell, shapes: &impl Shapes) {
        for piece in self.pieces.iter_mut().filter(|piece| piece.turns == UNKNOWN) {
            piece.turns = shapes.shape(piece.slot).turns_at(cell.reference()).unwrap_or(UNKNOWN);
        }
    }

    /// Divides what reaches into a cell among its parts.
    pub(super) fn divide(&self, cell: Cell, shapes: &impl Shapes, counting: Counting, kids: &mut [Bundle; KIDS]) {
        let (lattice, frame) = (Lattice::of(cell), cell.frame());
        for piece in &self.pieces {
            if piece.is_whole() {
                for kid in kids.iter_mut() {
                    kid.push(piece.slot, piece.turns, kid.runs.len());
                }
                continue;
            }
            let shape = shapes.shape(piece.slot);
            let near = near_box(cell, shape);
            let complete = self.runs(piece) == [(0, shape.edge_count() as u32)];
            if counting == Counting::Left && complete && near.is_power_of_two() {
                kids[near.trailing_zeros() as usize].push_shape(piece.slot, shape);
                continue;
            }
            let mut turns = Turns::along(&lattice);
            let first: [usize; KIDS] = std::array::from_fn(|nth| kids[nth].runs.len());
            for &(begin, end) in self.runs(piece) {
                let coords = &shape.coords()[begin as usize..=end as usize];
                let of = |c: Coord<f64>| {
                    let local = frame.local(c);
                    (c, local, clear_kid(local))
                };
                let mut a = of(coords[0]);
                for (edge, &next) in (begin..).zip(&coords[1..]) {
                    let b = of(next);
                    if !(a.1.x + b.1.x).is_nan() {
                        match (a.2, b.2) {
                            (Some(nth), Some(other)) if nth == other => kids[nth].push_edge(edge, first[nth]),
                            _ => kids_near_edge(a.1, b.1, |nth| kids[nth].push_edge(edge, first[nth])),
                        }
                        if counting == Counting::Kept {
                            turns.edge(a.0, b.0);
                        }
                    }
                    a = b;
                }
            }
            for (nth, kid) in kids.iter_mut().enumerate() {
                let crossed = kid.runs.len() > first[nth];
                if !crossed && near >> nth & 1 == 0 {
                    continue;
                }
                let exact = || shape.turns_at(lattice.kid(nth)).unwrap_or(UNKNOWN);
                let around = match counting {
                    Counting::Left if crossed => UNKNOWN,
                    Counting::Left => exact(),
                    Counting::Kept => match turns.around(nth, piece.turns) {
                        UNKNOWN => exact(),
                        known => known,
                    },
                };
                if crossed || around != 0 {
                    kid.push(piece.slot, around, first[nth]);
                }
            }
        }
    }
}

/// Gives the parts of a cell that the box of a shape comes near, a bit each.
fn near_box(cell: Cell, shape: &Prepared) -> u16 {
    let frame = cell.frame();
    let mut near = 0;
    if let Some(b) = shape.bbox() {
        let corner = |x, y| frame.local(Coord { x, y });
        kids_near_box(corner(b.west(), b.south()), corner(b.east(), b.north()), |nth| {
            near |= 1 << nth;
        });
    }
    near
}
