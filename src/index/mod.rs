//! Holds search over many boxes and polygons.
//! Must not know zones, parks or any other owner of a shape: keys are the caller's.

mod box_index;
mod cell_map;
mod polygon_index;
mod prepared;

pub use box_index::BoxIndex;
pub use polygon_index::{Entry, PolygonIndex};
pub use prepared::Prepared;
