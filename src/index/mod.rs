//! Holds search over many boxes and polygons.
//! Must not know zones, parks or any other owner of a shape: keys are the caller's.

mod box_index;
mod box_page;
mod bundle;
mod cell;
mod cell_tree;
mod entries;
mod page;
mod polygon_index;
mod prepared;
mod record;
mod scan;
mod turns;

pub use box_index::BoxIndex;
pub use entries::Entry;
pub use polygon_index::PolygonIndex;
pub use prepared::Prepared;
pub use scan::{Disagreement, disagreement};
