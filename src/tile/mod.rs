//! Vector tiles: which place a tile shows, what of a shape lies in it, and the bytes that carry it (MVT 2.1).
//!
//! Pure geometry and bytes; knows no zone, no layer of the register and no HTTP.

mod address;
mod clip;
mod encode;
mod levels;
mod project;
mod ring;
mod split;
mod tilejson;
mod unseen;

pub use address::{MAX_ZOOM, TileAddress, TileAddressError};
pub use clip::{clip_line, clip_polygon};
pub use encode::{TileBuilder, TileError, Value};
pub use levels::Levels;
pub use project::{BUFFER, EXTENT, Projection};
pub use tilejson::{TileJson, VectorLayer};
pub use unseen::unseen_layer;
