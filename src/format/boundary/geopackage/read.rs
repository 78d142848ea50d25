//! Reads every feature table of a GeoPackage.
//!
//! Must not know what the attributes mean. Attributes of several tables bear the table's name in `layer`.

use rusqlite::{Connection, OptionalExtension as _};

use super::{
    open::{MAGIC, open},
    table::{Listed, TableReader},
};
use crate::{
    format::{
        boundary::{
            Rows,
            definition::{Recognised, system_of_wkt},
            kept::Kept,
            notes::{Notes, finish},
        },
        error::{Fault, Faults, Place, Refused, shown},
    },
    geometry::{CoordinateSystem, Crs},
};

/// Most feature tables of a file.
const MOST_TABLES: usize = 1_000;

/// Reads a GeoPackage.
///
/// A table in a system that is not known here is a fault, unless the sender has `stated` one.
///
/// # Errors
/// [`Refused`] with every fault by table and row.
pub fn read(bytes: &[u8], name: Option<&str>, stated: Option<CoordinateSystem>) -> Result<Rows, Refused> {
    let whole = |expected: &str, found: String| Refused::once(name, Fault::new(Place::Whole, expected, found));
    if !bytes.starts_with(MAGIC) {
        return Err(whole(
            "a GeoPackage, which is an SQLite database",
            "another kind of file".to_owned(),
        ));
    }
    let failed = |error: rusqlite::Error| whole("a sound SQLite database", told(&error));
    let connection = open(bytes).map_err(failed)?;
    if !has_table(&connection, "gpkg_contents").map_err(failed)? {
        let fault = Fault::new(Place::Whole, "a table `gpkg_contents`", "an SQLite database without it");
        return Err(Refused::once(
            name,
            fault.hint("save the file as GeoPackage; SpatiaLite and others look alike from outside"),
        ));
    }
    let tables = listed(&connection).map_err(failed)?;
    let mut faults = Faults::of(name);
    let mut notes = Notes::default();
    for table in &tables {
        // A table that a module of SQLite makes up, such as a full-text index, is no table of features and may be crafted.
        if is_virtual(&connection, &table.name).map_err(failed)? {
            let place = Place::Part(format!("table {}", shown(&table.name)));
            faults.push(Fault::new(place, "a plain table or a view", "a virtual table"));
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if tables.is_empty() {
        let fault = Fault::new(Place::Whole, "a table of features", "none");
        return Err(Refused::once(
            name,
            fault.hint("tiles and tables without geometry hold no boundary"),
        ));
    }
    let mut kept = Kept::default();
    let mut rows = Vec::new();
    let mut systems: Vec<(&str, Option<CoordinateSystem>)> = Vec::new();
    for table in &tables {
        let before = rows.len();
        let reader = TableReader {
            connection: &connection,
            table,
            is_one_of_several: tables.len() > 1,
        };
        reader.read(&mut rows, &mut kept, &mut faults, &mut notes);
        if rows.len() > before || tables.len() == 1 {
            systems.push((&table.name, system(table, stated, &mut faults, &mut notes)));
        }
    }
    let system = systems.first().and_then(|(_, system)| *system);
    if let (Some((first, _)), Some((other, found))) =
        (systems.first(), systems.iter().find(|(_, other)| *other != system))
    {
        let told = |system: Option<CoordinateSystem>| system.map_or("none".to_owned(), |system| system.to_string());
        let expected = format!(
            "one coordinate system in all tables: `{}` as in table {}",
            told(system),
            shown(first)
        );
        let fault = Fault::new(
            Place::Part(format!("table {}", shown(other))),
            expected,
            format!("`{}`", told(*found)),
        );
        faults.push(fault.hint("bring the tables into one system, or send each by itself"));
    }
    finish(faults, notes, system, rows)
}

/// Says what SQLite says, without its own words for a broken-off statement.
pub(super) fn told(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => "a database that takes too long to read".to_owned(),
        Some(rusqlite::ErrorCode::TooBig) => "a value of more than 64 MiB".to_owned(),
        Some(rusqlite::ErrorCode::AuthorizationForStatementDenied) => {
            "a view or table that does more than hold data".to_owned()
        }
        _ => format!("`{error}`"),
    }
}

fn has_table(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let found = connection
        .query_row(
            "SELECT 1 FROM sqlite_master WHERE lower(name) = ?1 LIMIT 1",
            [name],
            |_| Ok(()),
        )
        .optional()?;
    Ok(found.is_some())
}

fn is_virtual(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?1) AND lower(ltrim(sql)) LIKE 'create virtual%' LIMIT 1";
    Ok(connection.query_row(sql, [name], |_| Ok(())).optional()?.is_some())
}

/// Lists the feature tables with their geometry column and system.
fn listed(connection: &Connection) -> rusqlite::Result<Vec<Listed>> {
    if !has_table(connection, "gpkg_geometry_columns")? {
        return Ok(Vec::new());
    }
    let systems = has_table(connection, "gpkg_spatial_ref_sys")?;
    let (columns, join) = if systems {
        (
            "s.organization, s.organization_coordsys_id, s.definition, s.srs_name",
            "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id",
        )
    } else {
        ("NULL, NULL, NULL, NULL", "")
    };
    let sql = format!(
        "SELECT c.table_name, g.column_name, g.srs_id, {columns} FROM gpkg_contents c \
         JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) {join} \
         WHERE lower(c.data_type) = 'features' ORDER BY c.rowid LIMIT {MOST_TABLES}"
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| {
        Ok(Listed {
            name: row.get(0)?,
            geometry: row.get(1)?,
            srs_id: row.get(2)?,
            organization: row.get(3)?,
            code: row.get(4)?,
            definition: row.get(5)?,
            srs_name: row.get(6)?,
        })
    })?;
    rows.collect()
}

/// Finds the system of a table: by its code, else by its definition. The ids 0 and -1 mean that none is stated (1.1.2.1.2).
fn system(
    table: &Listed,
    stated: Option<CoordinateSystem>,
    faults: &mut Faults,
    notes: &mut Notes,
) -> Option<CoordinateSystem> {
    if matches!(table.srs_id, 0 | -1) {
        notes.say(format!("table {} states no coordinate system", shown(&table.name)));
        return None;
    }
    let is_epsg = table
        .organization
        .as_deref()
        .is_some_and(|name| name.eq_ignore_ascii_case("epsg"));
    let code = table.code.filter(|_| is_epsg).and_then(|code| u32::try_from(code).ok());
    if let Some(crs) = code.and_then(|code| Crs::from_epsg(code).ok()) {
        return Some(CoordinateSystem::Epsg(crs));
    }
    let by_definition = table.definition.as_deref().map(system_of_wkt);
    if let Some(Recognised::Known(system)) = by_definition {
        return Some(system);
    }
    let name = table.srs_name.as_deref().unwrap_or("nothing in `gpkg_spatial_ref_sys`");
    let found = code.map_or_else(|| shown(name), |code| format!("{} (EPSG:{code})", shown(name)));
    if stated.is_some() {
        notes.say(format!(
            "table {} is in a system that is not known here, {found}; the one stated by the sender was taken",
            shown(&table.name)
        ));
        return None;
    }
    let expected =
        "CGCS2000 in degrees or in a Gauss-Krüger zone (EPSG:4490 to 4554), WGS 84 (4326) or web Mercator (3857)";
    let fault = Fault::new(Place::Part(format!("table {}", shown(&table.name))), expected, found);
    faults.push(fault.hint(
        "convert the file to CGCS2000; or, if its coordinates are in one of these systems, state which (`--from-crs`)",
    ));
    None
}
