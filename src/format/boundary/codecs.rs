//! The table of formats: a further one is a row here and a variant of [`BoundaryFormat`].
//!
//! Must not know what a format is asked for.

use super::{
    BoundaryFormat, Rows, corner_csv, dxf, flatgeobuf, geojson, geopackage, geoparquet,
    kind::{Codec, Content},
    kml, parcel_txt, shapefile,
};
use crate::geometry::CoordinateSystem;

/// All formats.
pub(super) static CODECS: &[Codec] = &[
    Codec {
        format: BoundaryFormat::GeoJson,
        word: "geojson",
        name: "GeoJSON",
        endings: &["json"],
        media_types: &["application/geo+json", "application/json"],
        implied: Some(CoordinateSystem::WGS84),
        read: Some(geojson::read),
        write: Some(geojson::write),
    },
    Codec {
        format: BoundaryFormat::ParcelTxt,
        word: "txt",
        name: "界址点 TXT",
        endings: &[],
        media_types: &["text/plain"],
        implied: None,
        read: Some(|input| parcel_txt::read(input.bytes, input.name, input.system, input.encoding).map(Content::Rows)),
        write: Some(|output, notes| {
            parcel_txt::write(output.rows, output.options.encoding, output.options.date, notes)
        }),
    },
    Codec {
        format: BoundaryFormat::CornerCsv,
        word: "csv",
        name: "CSV of corner points",
        endings: &["tsv"],
        media_types: &["text/csv", "text/tab-separated-values"],
        implied: None,
        read: Some(|input| corner_csv::read(input.bytes, input.name, input.encoding).map(Content::Rows)),
        write: Some(|output, notes| corner_csv::write(output.rows, output.options.encoding, notes)),
    },
    Codec {
        format: BoundaryFormat::Shapefile,
        word: "zip",
        name: "Shapefile in a zip",
        endings: &["shp", "shapefile", "shz"],
        media_types: &["application/zip", "application/x-zip-compressed", "application/vnd.shp"],
        implied: None,
        read: Some(|input| shapefile::read(input.bytes, input.name, input.system).map(Content::Rows)),
        write: Some(|output, _| shapefile::write(output.rows, output.name)),
    },
    Codec {
        format: BoundaryFormat::Kml,
        word: "kml",
        name: "KML",
        endings: &[],
        media_types: &["application/vnd.google-earth.kml+xml"],
        implied: Some(CoordinateSystem::WGS84),
        read: Some(|input| kml::read(input.bytes, input.name).map(unstated)),
        write: Some(|output, _| kml::write(output.rows, output.name)),
    },
    Codec {
        format: BoundaryFormat::Kmz,
        word: "kmz",
        name: "KMZ",
        endings: &[],
        media_types: &["application/vnd.google-earth.kmz"],
        implied: Some(CoordinateSystem::WGS84),
        read: Some(|input| kml::read(input.bytes, input.name).map(unstated)),
        write: Some(|output, _| kml::write_kmz(output.rows, output.name)),
    },
    Codec {
        format: BoundaryFormat::GeoPackage,
        word: "gpkg",
        name: "GeoPackage",
        endings: &["geopackage"],
        media_types: &["application/geopackage+sqlite3", "application/vnd.sqlite3"],
        implied: None,
        read: Some(|input| geopackage::read(input.bytes, input.name, input.system).map(Content::Rows)),
        write: Some(|output, _| geopackage::write(output.rows, output.name)),
    },
    Codec {
        format: BoundaryFormat::Dxf,
        word: "dxf",
        name: "DXF drawing",
        endings: &[],
        media_types: &["image/vnd.dxf", "application/dxf"],
        implied: None,
        read: Some(|input| dxf::read(input.bytes, input.name).map(Content::Rows)),
        write: None,
    },
    Codec {
        format: BoundaryFormat::GeoParquet,
        word: "parquet",
        name: "GeoParquet",
        endings: &["geoparquet"],
        media_types: &["application/vnd.apache.parquet"],
        implied: None,
        read: None,
        write: Some(|output, _| geoparquet::write(output.rows)),
    },
    Codec {
        format: BoundaryFormat::FlatGeobuf,
        word: "fgb",
        name: "FlatGeobuf",
        endings: &["flatgeobuf"],
        media_types: &["application/flatgeobuf"],
        implied: None,
        read: None,
        write: Some(|output, _| flatgeobuf::write(output.rows, output.name)),
    },
];

/// Gives rows whose system is the format's and not the file's own: a sender may know better, as of KML drawn on a shifted map.
fn unstated(rows: Rows) -> Content {
    Content::Rows(Rows { system: None, ..rows })
}
