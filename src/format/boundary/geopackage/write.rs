//! Writes rows as a GeoPackage 1.3: one feature table, all attributes as texts.
//!
//! Must not know what the attributes mean. No spatial index is written: readers build one where they want it, and boundaries of a
//! zone are few.

use rusqlite::{Connection, MAIN_DB, params_from_iter, types::Value};

use super::blob;
use crate::{
    format::{
        boundary::{
            Rows,
            columns::{Table, cell},
            definition::{describable, name_of, ogc_wkt},
            names::file_stem,
            plane::{limits, together},
        },
        error::{Fault, Place, Refused},
    },
    geometry::Crs,
};

/// Application id of GeoPackage: the letters `GPKG` (1.1.1.1.1).
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"GPKG");

/// Version 1.3.0 as GeoPackage counts it.
const USER_VERSION: i32 = 10_300;

/// Columns that the table has anyway.
const OWN_COLUMNS: [&str; 2] = ["fid", "geom"];

/// The tables that every GeoPackage has (annex C).
const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);";

/// The moment of the last change that is written: the same rows give the same bytes.
const LAST_CHANGE: &str = "2000-01-01T00:00:00.000Z";

/// Writes rows as a table of the name.
///
/// # Errors
/// [`Refused`] when the coordinates are in a shifted datum, or there are too many attributes.
pub fn write(rows: &Rows, name: &str) -> Result<Vec<u8>, Refused> {
    let crs = describable(rows.system)?;
    let table = Table::of(rows, &OWN_COLUMNS)?;
    let failed = |error: rusqlite::Error| {
        Refused::once(
            None,
            Fault::new(Place::Whole, "rows that a GeoPackage can hold", format!("`{error}`")),
        )
    };
    let mut connection = Connection::open_in_memory().map_err(failed)?;
    let layer = layer_name(name);
    fill(&mut connection, rows, &table, &layer, crs).map_err(failed)?;
    let bytes = connection.serialize(MAIN_DB).map_err(failed)?.to_vec();
    Ok(bytes)
}

/// Gives a name for a table: none that SQLite or GeoPackage keeps for itself.
fn layer_name(name: &str) -> String {
    let stem = file_stem(name);
    let lower = stem.to_lowercase();
    let is_kept = ["gpkg", "sqlite", "rtree"]
        .iter()
        .any(|prefix| lower.starts_with(&format!("{prefix}_")));
    if is_kept { format!("layer_{stem}") } else { stem }
}

fn fill(
    connection: &mut Connection,
    rows: &Rows,
    table: &Table,
    layer: &str,
    crs: Option<Crs>,
) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    let mut insert = transaction.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    insert.execute((
        "Undefined cartesian SRS",
        -1,
        "NONE",
        -1,
        "undefined",
        "undefined cartesian coordinate reference system",
    ))?;
    insert.execute((
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        "undefined",
        "undefined geographic coordinate reference system",
    ))?;
    // WGS 84 must be there, whatever the rows are in (1.1.2.1.2).
    for own in [Some(Crs::WGS84), crs.filter(|crs| *crs != Crs::WGS84)]
        .into_iter()
        .flatten()
    {
        insert.execute((name_of(own), own.epsg(), "EPSG", own.epsg(), ogc_wkt(own), Value::Null))?;
    }
    drop(insert);
    let srs_id = crs.map_or(-1, |crs| crs.epsg() as i32);
    let limits = rows.rows.iter().filter_map(|row| limits(&row.shape)).reduce(together);
    let [west, south, east, north] = limits.map_or([None; 4], |limits| limits.map(Some));
    transaction.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id) \
         VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, ?7)",
        (layer, LAST_CHANGE, west, south, east, north, srs_id),
    )?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let columns: Vec<String> = table
        .names
        .iter()
        .map(|name| format!(", {} TEXT", quoted(name)))
        .collect();
    let columns = columns.concat();
    transaction.execute_batch(&format!(
        "CREATE TABLE {} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON{columns})",
        quoted(layer)
    ))?;
    transaction.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'MULTIPOLYGON', ?2, 0, 0)",
        (layer, srs_id),
    )?;
    let marks = ", ?".repeat(table.names.len());
    let mut insert = transaction.prepare(&format!("INSERT INTO {} VALUES (?, ?{marks})", quoted(layer)))?;
    for (nth, (row, cells)) in rows.rows.iter().zip(&table.rows).enumerate() {
        let geometry = if row.shape.0.is_empty() {
            Value::Null
        } else {
            Value::Blob(
                blob::write(&row.shape, srs_id)
                    .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?,
            )
        };
        let own = [Value::Integer(nth as i64 + 1), geometry];
        let text = |column| cell(cells, column).map_or(Value::Null, |text| Value::Text(text.to_owned()));
        let texts = (0..table.names.len()).map(text);
        insert.execute(params_from_iter(own.into_iter().chain(texts)))?;
    }
    drop(insert);
    transaction.commit()
}
