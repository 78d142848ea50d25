//! Boundary files: formats that surveyors, map programs and offices exchange boundaries in, each read into rows and written from rows.
//!
//! One file or folder a format. Must not judge shapes: an invalid polygon is data. Must not guess a coordinate system: it is stated
//! by the file or by whoever sends it.

mod archive;
mod columns;
mod definition;
pub mod dxf;
pub mod flatgeobuf;
pub mod geopackage;
pub mod geoparquet;
mod kept;
pub mod kml;
mod names;
mod notes;
mod plane;
mod rows;
pub mod shapefile;

pub use rows::{Row, Rows};
