//! Writes rows as GeoParquet 1.1: multi-polygons in WKB, a box for each row, the system as PROJJSON, all attributes as texts.
//!
//! Must not state what does not hold: an orientation of rings is claimed only where all rings bear it out.

use std::sync::Arc;

use geo_types::Polygon;
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as PhysicalType},
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};
use serde_json::{Value, json};
use wkb::writer;

use super::{
    Row, Rows,
    columns::{Table, cell},
    definition::{describable, projjson},
    plane::{limits, together, twice_area},
};
use crate::{
    format::error::{Fault, Place, Refused},
    geometry::Crs,
};

/// Columns that every file has.
const OWN_COLUMNS: [&str; 2] = ["geometry", "bbox"];

/// The limits of a row, in the order of the standard's covering.
const LIMITS: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// Rows of one group: what a reader takes into memory at a time.
const GROUP_ROWS: usize = 1 << 16;

/// Writes rows.
///
/// # Errors
/// [`Refused`] when the coordinates are in a shifted datum, or there are too many attributes.
pub fn write(rows: &Rows) -> Result<Vec<u8>, Refused> {
    let crs = describable(rows.system)?;
    let table = Table::of(rows, &OWN_COLUMNS)?;
    try_write(rows, &table, crs).map_err(|error| {
        Refused::once(
            None,
            Fault::new(Place::Whole, "rows that GeoParquet can hold", format!("`{error}`")),
        )
    })
}

fn try_write(rows: &Rows, table: &Table, crs: Option<Crs>) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("sizhi ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new(
            "geo".to_owned(),
            metadata(rows, crs).to_string(),
        )]))
        .build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema(table)?, Arc::new(properties))?;
    for (shapes, cells) in rows.rows.chunks(GROUP_ROWS).zip(table.rows.chunks(GROUP_ROWS)) {
        let mut group = file.next_row_group()?;
        for column in 0..table.names.len() {
            let texts = cells.iter().map(|row| cell(row, column).map(ByteArray::from));
            column_of::<ByteArrayType>(&mut group, texts)?;
        }
        let geometries: Vec<Option<ByteArray>> = shapes.iter().map(geometry).collect::<Result<_, _>>()?;
        column_of::<ByteArrayType>(&mut group, geometries.into_iter())?;
        for limit in 0..LIMITS.len() {
            column_of::<DoubleType>(
                &mut group,
                shapes.iter().map(|row| limits(&row.shape).map(|limits| limits[limit])),
            )?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(bytes)
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let mut columns = Vec::with_capacity(table.names.len() + 2);
    for name in &table.names {
        let text = Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY);
        let text = text
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::String));
        columns.push(Arc::new(text.build()?));
    }
    let geometry =
        Type::primitive_type_builder("geometry", PhysicalType::BYTE_ARRAY).with_repetition(Repetition::OPTIONAL);
    columns.push(Arc::new(geometry.build()?));
    let limit = |name: &&str| {
        let number = Type::primitive_type_builder(name, PhysicalType::DOUBLE).with_repetition(Repetition::REQUIRED);
        number.build().map(Arc::new)
    };
    let limits = LIMITS.iter().map(limit).collect::<Result<Vec<_>, _>>()?;
    let covering = Type::group_type_builder("bbox")
        .with_repetition(Repetition::OPTIONAL)
        .with_fields(limits);
    columns.push(Arc::new(covering.build()?));
    Ok(Arc::new(
        Type::group_type_builder("schema").with_fields(columns).build()?,
    ))
}

/// Writes the next column of a group; a value that is none stands one level up.
fn column_of<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let mut levels = Vec::new();
    let mut present = Vec::new();
    for value in values {
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    let mut column = group
        .next_column()?
        .ok_or_else(|| ParquetError::General("the schema has fewer columns".to_owned()))?;
    column
        .typed::<T>()
        .write_batch(present.as_slice(), Some(&levels), None)?;
    column.close()
}

fn geometry(row: &Row) -> Result<Option<ByteArray>, ParquetError> {
    if row.shape.0.is_empty() {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(writer::multi_polygon_wkb_size(&row.shape));
    let written = writer::write_multi_polygon(&mut bytes, &row.shape, &writer::WriteOptions::default());
    written.map_err(|error| ParquetError::General(error.to_string()))?;
    Ok(Some(ByteArray::from(bytes)))
}

/// Makes the metadata of the key `geo` (GeoParquet 1.1.0, "Metadata").
fn metadata(rows: &Rows, crs: Option<Crs>) -> Value {
    let mut geometry = json!({
        "encoding": "WKB",
        "geometry_types": ["MultiPolygon"],
        "crs": crs.map(projjson),
        "covering": {"bbox": LIMITS.iter().map(|name| ((*name).to_owned(), json!(["bbox", name]))).collect::<serde_json::Map<_, _>>()},
    });
    if let Some(limits) = rows.rows.iter().filter_map(|row| limits(&row.shape)).reduce(together) {
        geometry["bbox"] = json!(limits);
    }
    let turns_left = |part: &Polygon<f64>| {
        twice_area(&part.exterior().0) > 0.0 && part.interiors().iter().all(|ring| twice_area(&ring.0) < 0.0)
    };
    if rows.rows.iter().flat_map(|row| &row.shape).all(turns_left) {
        geometry["orientation"] = json!("counterclockwise");
    }
    json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}})
}
