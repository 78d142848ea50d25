//! Shapes as WKB, the form in which both databases take them.
//!
//! Must not change a coordinate: what is read is what was written, bit for bit.

use geo_traits::{
    GeometryTrait, GeometryType,
    to_geo::{ToGeoMultiLineString, ToGeoMultiPolygon},
};
use geo_types::{MultiLineString, MultiPolygon};
use wkb::{reader::read_wkb, writer};

use super::{StoreError, column::Columns};

/// Writes a shape as WKB.
pub fn multi_polygon_to_wkb(shape: &MultiPolygon<f64>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(writer::multi_polygon_wkb_size(shape));
    writer::write_multi_polygon(&mut bytes, shape, &writer::WriteOptions::default())?;
    Ok(bytes)
}

/// Writes a line as WKB.
pub fn multi_line_to_wkb(line: &MultiLineString<f64>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(writer::multi_line_string_wkb_size(line));
    writer::write_multi_line_string(&mut bytes, line, &writer::WriteOptions::default())?;
    Ok(bytes)
}

/// Reads a shape from a column.
pub fn multi_polygon(
    columns: &Columns<'_>,
    column: &'static str,
    bytes: &[u8],
) -> Result<MultiPolygon<f64>, StoreError> {
    let read = read_wkb(bytes).map_err(|error| columns.corrupt(column, &error))?;
    match read.as_type() {
        GeometryType::MultiPolygon(shape) => Ok(shape.to_multi_polygon()),
        _ => Err(columns.corrupt(column, &"expected a multi-polygon, found another kind of shape")),
    }
}

/// Reads a line from a column.
pub fn multi_line(
    columns: &Columns<'_>,
    column: &'static str,
    bytes: &[u8],
) -> Result<MultiLineString<f64>, StoreError> {
    let read = read_wkb(bytes).map_err(|error| columns.corrupt(column, &error))?;
    match read.as_type() {
        GeometryType::MultiLineString(line) => Ok(line.to_multi_line_string()),
        _ => Err(columns.corrupt(column, &"expected a multi-line, found another kind of shape")),
    }
}
