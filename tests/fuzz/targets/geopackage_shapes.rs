//! Takes any bytes as the geometry in a sound GeoPackage; what is read is written and read again alike.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use rusqlite::{Connection, MAIN_DB};
use sizhi::format::{
    BoundaryFormat, Place,
    boundary::{Row, Rows, geopackage},
};
use sizhi_fuzz::reads_again;

/// A GeoPackage with one row.
fn sound() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let row = Row {
            place: Place::Whole,
            attributes: vec![("park".to_owned(), "a".to_owned())],
            shape: geo_types::MultiPolygon(Vec::new()),
            unclosed: Vec::new(),
        };
        let rows = Rows {
            system: "EPSG:4490".parse().ok(),
            rows: vec![row],
            notes: Vec::new(),
        };
        geopackage::write(&rows, "a").unwrap()
    })
}

fn with(geometry: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut package = Connection::open_in_memory()?;
    package.deserialize_read_exact(MAIN_DB, sound(), sound().len(), false)?;
    let columns = "SELECT table_name, column_name FROM gpkg_geometry_columns";
    let (table, column): (String, String) = package.query_row(columns, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    package.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = ?1"), [geometry])?;
    Ok(package.serialize(MAIN_DB)?.to_vec())
}

fuzz_target!(|geometry: &[u8]| {
    let package = with(geometry).unwrap();
    reads_again(&package, BoundaryFormat::GeoPackage, BoundaryFormat::GeoPackage);
});
