//! Writes rows as FlatGeobuf 3: multi-polygons behind a packed Hilbert tree, all attributes as texts.
//!
//! Must not know what the attributes mean.

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo_types::Geometry;
use geozero::{ColumnValue, PropertyProcessor};

use super::{
    Rows,
    columns::Table,
    definition::{describable, name_of, ogc_wkt},
};
use crate::format::error::{Fault, Place, Refused};

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
    Ok(bytes)
}
