//! Boundary files: formats that surveyors, map programs and offices exchange boundaries in, each read into rows and written from rows.
//!
//! One file or folder a format, and one table (`kind`) that names them. Must not judge shapes: an invalid polygon is data. Must not
//! guess a coordinate system: it is stated by the file or by whoever sends it.

mod archive;
mod area_unit;
mod attributes;
mod axis;
mod codecs;
mod columns;
mod convert;
mod corner_csv;
mod corners;
mod decode;
mod definition;
pub mod dxf;
mod encode;
pub mod flatgeobuf;
mod from_draft;
mod geojson;
pub mod geopackage;
pub mod geoparquet;
mod kept;
mod kind;
pub mod kml;
mod names;
mod nesting;
mod notes;
mod number;
mod options;
mod parcel_txt;
mod plane;
mod read;
mod row_values;
mod rows;
pub mod shapefile;
mod sniff;
mod to_draft;
mod write;

pub use kind::{BoundaryFormat, BoundaryFormatError};
pub use options::{ReadOptions, Reading, WriteOptions, Written};
pub(crate) use parcel_txt::from_north_west;
pub use read::{read_boundary, read_boundary_source};
pub use rows::{Row, Rows};
pub use write::write_boundary;
