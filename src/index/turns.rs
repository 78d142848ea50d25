//! Holds the counting of how often a shape winds around the reference places of the parts of a cell.
//! Must not decide on its own what cannot be decided from the edges of the cell: it says so.

use super::cell::{Cell, KIDS};
use crate::geometry::orient;
use geo_types::Coord;

/// Stands for a number of turns that is not known.
pub(super) const UNKNOWN: i32 = i32::MIN;

/// The reference places of a cell and of its parts: the latter lie on four meridians and four parallels.
pub(super) struct Lattice {
    from: Coord<f64>,
    columns: [f64; 4],
    rows: [f64; 4],
}

/// Counts turns along ways from the reference place of a cell: along its meridian to the parallel of a part, then along that.
pub(super) struct Turns<'a> {
    lattice: &'a Lattice,
    /// How the turns change along the meridian, by row.
    to_row: [i32; 4],
    /// How they change along the parallel, by part.
    to_kid: [i32; KIDS],
    /// Whether an edge passes through a corner of the ways.
    in_doubt: bool,
}

impl Lattice {
    pub(super) fn of(cell: Cell) -> Self {
        Self {
            from: cell.reference(),
            columns: [0, 1, 2, 3].map(|column| cell.kid(column).reference().x),
            rows: [0, 1, 2, 3].map(|row| cell.kid(row << 2).reference().y),
        }
    }

    pub(super) fn kid(&self, nth: usize) -> Coord<f64> {
        Coord {
            x: self.columns[nth & 3],
            y: self.rows[nth >> 2],
        }
    }
}

impl<'a> Turns<'a> {
    pub(super) fn along(lattice: &'a Lattice) -> Self {
        Self {
            lattice,
            to_row: [0; 4],
            to_kid: [0; KIDS],
            in_doubt: false,
        }
    }

    /// Takes one edge into account. Ways lie infinitely little to the east and north of what they are drawn, so that they pass no vertex.
    #[inline]
    pub(super) fn edge(&mut self, a: Coord<f64>, b: Coord<f64>) {
        let from = self.lattice.from;
        if (a.x <= from.x) != (b.x <= from.x) {
            let start = orient(a, b, from);
            for row in 0..4 {
                let corner = Coord {
                    x: from.x,
                    y: self.lattice.rows[row],
                };
                self.to_row[row] += self.crossing(start, orient(a, b, corner));
            }
        }
        for row in 0..4 {
            let y = self.lattice.rows[row];
            if (a.y <= y) != (b.y <= y) {
                let start = orient(a, b, Coord { x: from.x, y });
                for column in 0..4 {
                    let x = self.lattice.columns[column];
                    self.to_kid[row << 2 | column] += self.crossing(start, orient(a, b, Coord { x, y }));
                }
            }
        }
    }

    /// Gives how the turns change on the way from one side of an edge to the other.
    #[inline]
    fn crossing(&mut self, start: f64, end: f64) -> i32 {
        self.in_doubt |= start == 0.0 || end == 0.0;
        i32::from(end > 0.0) - i32::from(start > 0.0)
    }

    /// Gives the turns around the reference place of a part, from those around that of the cell.
    pub(super) fn around(&self, kid: usize, turns: i32) -> i32 {
        if self.in_doubt || turns == UNKNOWN {
            UNKNOWN
        } else {
            turns + self.to_row[kid >> 2] + self.to_kid[kid]
        }
    }
}
