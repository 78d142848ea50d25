//! The way from degrees to the whole units of one tile.
//!
//! Must not know shapes: it moves one place at a time.

use geo_types::Coord;

use super::address::{TileAddress, mercator};
use crate::geometry::Bbox;

/// Tile units along a tile's side (MVT 2.1, `extent`).
pub const EXTENT: i32 = 4096;

/// Tile units kept beyond each side, so that lines and fills meet without a seam: 8 of the 512 pixels that a tile is drawn with.
pub const BUFFER: i32 = 64;

/// Degrees to tile units of one tile: x to the east, y to the south, origin at the north-west corner.
#[derive(Debug, Clone, Copy)]
pub struct Projection {
    west: f64,
    north: f64,
    units_per_world: f64,
    bounds: Bbox,
}

impl Projection {
    /// Makes the projection of one tile.
    pub fn of(tile: TileAddress) -> Self {
        let units_per_world = f64::from(1_u32 << tile.z()) * f64::from(EXTENT);
        Self {
            west: f64::from(tile.x()) * f64::from(EXTENT),
            north: f64::from(tile.y()) * f64::from(EXTENT),
            units_per_world,
            bounds: tile.bbox_with(f64::from(BUFFER) / f64::from(EXTENT)),
        }
    }

    /// Gives the tile's bounds with its buffer, degrees. Shapes are cut along it.
    pub fn bounds(&self) -> Bbox {
        self.bounds
    }

    /// Gives a place in tile units, not rounded.
    #[inline]
    pub fn project(&self, place: Coord<f64>) -> Coord<f64> {
        let (across, down) = mercator(place.x, place.y);
        Coord {
            x: across * self.units_per_world - self.west,
            y: down * self.units_per_world - self.north,
        }
    }

    /// Gives a place in whole tile units, the nearest ones; halves go east and south in every tile alike.
    #[inline]
    pub fn snap(&self, place: Coord<f64>) -> Coord<i32> {
        let exact = self.project(place);
        Coord {
            x: (exact.x + 0.5).floor() as i32,
            y: (exact.y + 0.5).floor() as i32,
        }
    }
}
