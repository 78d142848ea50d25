//! Files that come in and go out: one file or folder a format, each fault of a file told with its place.
//!
//! Knows the words of zones, abuttals, agencies and addresses; knows no database, no HTTP and no rule.

mod abuttals_csv;
mod addresses_csv;
mod agencies_csv;
mod area_json;
pub mod boundary;
mod collection;
mod crs;
mod cut_json;
mod districts;
mod document;
pub mod draft;
mod error;
mod features_geojson;
pub mod geometry_json;
mod json;
mod notices_csv;
mod osm;
mod outlines;
mod pmtiles;
mod rings;
mod shape;
mod source;
mod table;
mod text;

pub use abuttals_csv::{StatedZone, SumCheck, parse_abuttals_csv, read_abuttals_csv};
pub use addresses_csv::{parse_addresses_csv, read_addresses_csv};
pub use agencies_csv::{AgencyRow, parse_agencies_csv, read_agencies_csv};
pub use area_json::{AreaDocument, read_area};
pub(crate) use boundary::from_north_west;
pub use boundary::{
    BoundaryFormat, BoundaryFormatError, ReadOptions, Reading, WriteOptions, Written, read_boundary,
    read_boundary_source, write_boundary,
};
pub use cut_json::{SplitDocument, read_merge, read_split};
pub use districts::{DistrictFeature, read_districts};
pub use document::DocumentKind;
pub use error::{Fault, Place, Refused};
pub use features_geojson::read_features_geojson;
pub use notices_csv::{NoticeFile, read_notices};
pub use osm::{OsmFeatures, OsmReport, read_osm, read_osm_pbf, read_osm_xml};
pub use outlines::{Outlines, read_outlines};
pub use pmtiles::{TileArchive, TileArchiveError, place as archive_place};
pub use source::{MOST_BYTES, Origin, Progress, Source};
pub use text::{Encoding, read_text};
