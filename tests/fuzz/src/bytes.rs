//! Takes numbers, shapes, lines and runs from bytes, for the targets that want more than bytes.
//! Must not make sound shapes only: rings may cross, repeat and leave the earth.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

/// Reads bytes one after another; zero where there are no more.
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// Begins at the first byte.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Tells whether there are no more.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the next byte.
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// Gives a number from so many bytes on, whatever they are: NaN and infinity too.
    pub fn number(&mut self) -> f64 {
        let bytes: [u8; 8] = std::array::from_fn(|_| self.byte());
        f64::from_le_bytes(bytes)
    }

    /// Gives a place: on a small lattice, on the register's grid close to it, or anywhere.
    pub fn coord(&mut self) -> Coord<f64> {
        let kind = self.byte();
        let (x, y) = (f64::from(self.byte() % 16), f64::from(self.byte() % 16));
        match kind % 8 {
            0 => Coord {
                x: self.number(),
                y: self.number(),
            },
            1 => Coord {
                x: 121.0 + (x + f64::from(self.byte()) / 256.0) * 1e-3,
                y: 31.0 + (y + f64::from(self.byte()) / 256.0) * 1e-3,
            },
            2 => Coord {
                x: 121.0 + x * 1e-9,
                y: 31.0 + y * 1e-9,
            },
            _ => Coord {
                x: 121.0 + x * 1e-3,
                y: 31.0 + y * 1e-3,
            },
        }
    }

    /// Gives a ring of up to 15 places.
    pub fn ring(&mut self) -> LineString<f64> {
        let count = self.byte() % 16;
        LineString((0..count).map(|_| self.coord()).collect())
    }

    /// Gives a shape of up to three parts with up to two holes each.
    pub fn shape(&mut self) -> MultiPolygon<f64> {
        let parts = 1 + self.byte() % 3;
        let part = |bytes: &mut Self| {
            let exterior = bytes.ring();
            let holes = bytes.byte() % 3;
            Polygon::new(exterior, (0..holes).map(|_| bytes.ring()).collect())
        };
        MultiPolygon((0..parts).map(|_| part(self)).collect())
    }
    /// Gives a run of bytes, its length told by two bytes before it, or what is left of it.
    pub fn run(&mut self) -> Vec<u8> {
        let length = usize::from(self.byte()) | usize::from(self.byte()) << 8;
        let (run, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        run.to_vec()
    }

    /// Gives what is left.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }
}
