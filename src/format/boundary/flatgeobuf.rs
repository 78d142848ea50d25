//! Writes rows as FlatGeobuf 3: multi-polygons behind a packed Hilbert tree, all attributes as texts.
//!
//! Must not know what the attributes mean.

use flatbuffers::FlatBufferBuilder;
use flatgeobuf::{
    ColumnType, Feature, FeatureArgs, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType, size_prefixed_root_as_feature,
};
use geo_types::Geometry;
use geozero::{ColumnValue, PropertyProcessor};

use super::{
    Rows,
    columns::Table,
    definition::{describable, name_of, ogc_wkt},
};
use crate::format::error::{Fault, Place, Refused};

/// Length of what every file begins with, bytes: name, version, name, patch level.
const MAGIC_BYTES: usize = 8;

/// Writes rows as a layer of the name.
///
/// # Errors
/// [`Refused`] when the coordinates are in a shifted datum, or there are too many attributes.
pub fn write(rows: &Rows, name: &str) -> Result<Vec<u8>, Refused> {
    let crs = describable(rows.system)?;
    let table = Table::of(rows, &[])?;
    let failed = |place: &Place, error: &dyn std::fmt::Display| {
        Refused::once(
            None,
            Fault::new(place.clone(), "a row that FlatGeobuf can hold", format!("`{error}`")),
        )
    };
    let (crs_name, wkt) = crs.map(|crs| (name_of(crs), ogc_wkt(crs))).unwrap_or_default();
    let options = FgbWriterOptions {
        // A row without a shape has no box to be found by, and so the whole file no tree.
        write_index: rows.rows.iter().all(|row| !row.shape.0.is_empty()),
        detect_type: false,
        promote_to_multi: false,
        crs: crs.map_or_else(FgbCrs::default, |crs| FgbCrs {
            org: Some("EPSG"),
            code: crs.epsg() as i32,
            name: Some(&crs_name),
            wkt: Some(&wkt),
            ..FgbCrs::default()
        }),
        ..FgbWriterOptions::default()
    };
    let whole = Place::Whole;
    let mut writer = FgbWriter::create_with_options(name, GeometryType::MultiPolygon, options)
        .map_err(|error| failed(&whole, &error))?;
    for column in &table.names {
        writer.add_column(column, ColumnType::String, |_, _| {});
    }
    for (row, cells) in rows.rows.iter().zip(&table.rows) {
        let mut outcome = Ok(true);
        let added = writer.add_feature_geom(Geometry::MultiPolygon(row.shape.clone()), |feature| {
            for (nth, text) in cells {
                if outcome.is_ok() {
                    outcome = feature.property(*nth, &table.names[*nth], &ColumnValue::String(text));
                }
            }
        });
        added
            .and(outcome.map(|_| ()))
            .map_err(|error| failed(&row.place, &error))?;
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).map_err(|error| failed(&whole, &error))?;
    if rows.rows.iter().all(|row| !row.shape.0.is_empty()) {
        return Ok(bytes);
    }
    without_geometry(&bytes, rows).ok_or_else(|| failed(&whole, &"its features are not where they should be"))
}

/// Takes the geometry from features of rows without a shape: the crate's writer gives each feature one, and readers refuse a
/// multi-polygon without parts. Such a file has no tree, so that its features follow the header in the order of the rows.
fn without_geometry(bytes: &[u8], rows: &Rows) -> Option<Vec<u8>> {
    let frame = |from: usize| {
        let length = u32::from_le_bytes(*bytes.get(from..)?.first_chunk()?) as usize;
        bytes.get(from..from.checked_add(4 + length)?)
    };
    let mut at = MAGIC_BYTES;
    at += frame(at)?.len();
    let mut kept = bytes[..at].to_vec();
    for row in &rows.rows {
        let feature = frame(at)?;
        at += feature.len();
        if !row.shape.0.is_empty() {
            kept.extend(feature);
            continue;
        }
        let read = size_prefixed_root_as_feature(feature).ok()?;
        let mut builder = FlatBufferBuilder::new();
        let properties = read
            .properties()
            .map(|properties| builder.create_vector(properties.bytes()));
        let bare = Feature::create(
            &mut builder,
            &FeatureArgs {
                properties,
                ..FeatureArgs::default()
            },
        );
        builder.finish_size_prefixed(bare, None);
        kept.extend(builder.finished_data());
    }
    (at == bytes.len()).then_some(kept)
}
