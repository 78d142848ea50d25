//! What a tile cannot show, counted where it lies.
//!
//! Must not know what is counted.

use std::collections::BTreeMap;

use fast_mvt::{MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};
use geo_types::Coord;

use super::project::EXTENT;

/// Gives the name of the layer in which what of another is too small to be drawn is counted, point by point, as `count`. Each layer has one of
/// its own, since a tile of several may have no two of one name (MVT 2.1).
pub fn unseen_layer(of: &str) -> String {
    format!("{of}_unseen")
}

/// Tile units along the side of a square in which places are counted together: 32 pixels at 512 pixels a tile.
const SQUARE_UNITS: i32 = 256;

/// Counts by square, with the sums of their places.
#[derive(Debug, Default)]
pub(super) struct Unseen(BTreeMap<(i32, i32), Square>);

#[derive(Debug, Default)]
struct Square {
    count: i64,
    sum_x: i64,
    sum_y: i64,
}

impl Unseen {
    /// Counts so many at a place that lies in the tile itself; what lies in its buffer is counted next door.
    pub(super) fn add(&mut self, place: Coord<i32>, many: usize) {
        let inside = 0..EXTENT;
        let many = i64::try_from(many).unwrap_or(0);
        if many == 0 || !inside.contains(&place.x) || !inside.contains(&place.y) {
            return;
        }
        let square = self
            .0
            .entry((place.x / SQUARE_UNITS, place.y / SQUARE_UNITS))
            .or_default();
        square.count += many;
        square.sum_x += many * i64::from(place.x);
        square.sum_y += many * i64::from(place.y);
    }

    /// Gives the layer's bytes; none where nothing was counted.
    pub(super) fn encode(self, name: &str) -> MvtResult<Vec<u8>> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        let mut layer = MvtLayerBuilder::new(name)?;
        for Square { count, sum_x, sum_y } in self.0.into_values() {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            let mean = |sum: i64| i32::try_from(sum / count).unwrap_or(0);
            feature.points([Coord {
                x: mean(sum_x),
                y: mean(sum_y),
            }])?;
            feature.tag_ref("count", MvtValueRef::SInt(count))?;
            layer = feature.end();
        }
        Ok(layer.encode())
    }
}
