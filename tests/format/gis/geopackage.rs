//! GeoPackages of other programs, and databases that mean no good.
//!
//! Must not need an outside program.

use rusqlite::{Connection, MAIN_DB};
use sizhi::format::boundary::geopackage::{read, write};

use super::sample::parks;

/// Writes the sample, changes the database by SQL, and gives it back as bytes.
fn changed(system: &str, sql: &str) -> Vec<u8> {
    let bytes = write(&parks(system), "parks").unwrap();
    let mut connection = Connection::open_in_memory().unwrap();
    connection
        .deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), false)
        .unwrap();
    connection.execute_batch(sql).unwrap();
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn told(bytes: &[u8]) -> String {
    read(bytes, None, None).unwrap_err().to_string()
}

#[test]
fn rows_are_named_by_table_and_id_and_numbers_stay_as_they_are() {
    let bytes = changed("EPSG:4528", "ALTER TABLE parks ADD COLUMN n INTEGER; ALTER TABLE parks ADD COLUMN r REAL; ALTER TABLE parks ADD COLUMN b BLOB;
        UPDATE parks SET n = 9007199254740993, r = 11.41, b = x'00ff', fid = fid + 40;");
    let rows = read(&bytes, None, None).unwrap();
    assert_eq!(rows.rows[1].place.to_string(), "table `parks`, row 42");
    assert_eq!(rows.rows[1].attribute(&["N"]), Some("9007199254740993"));
    assert_eq!(rows.rows[1].attribute(&["r"]), Some("11.41"));
    assert_eq!(
        rows.notes,
        ["column `b` of table `parks` is left out: bytes that are no text"]
    );
}

#[test]
fn several_tables_are_read_in_one_system_and_refused_in_two() {
    let second = "CREATE TABLE roads (id INTEGER PRIMARY KEY, shape BLOB, name TEXT); INSERT INTO roads SELECT fid, geom, park FROM parks;
        INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('roads', 'features', 4528);
        INSERT INTO gpkg_geometry_columns VALUES ('roads', 'shape', 'GEOMETRY', 4528, 0, 0);";
    let rows = read(&changed("EPSG:4528", second), None, None).unwrap();
    let layers: Vec<_> = rows.rows.iter().map(|row| row.attribute(&["layer"]).unwrap()).collect();
    assert_eq!(layers, ["parks", "parks", "roads", "roads"]);
    let mixed = second.replace("4528, 0", "4326, 0");
    assert!(told(&changed("EPSG:4528", &mixed)).starts_with("table `roads`: expected one coordinate system in all tables: `EPSG:4528` as in table `parks`, found `EPSG:4326`"));
}

#[test]
fn a_system_is_found_by_its_code_or_its_definition() {
    let custom = "PRAGMA foreign_keys = OFF; UPDATE gpkg_spatial_ref_sys SET srs_id = 100001, organization = 'NONE', organization_coordsys_id = 100001 WHERE srs_id = 4528;
        UPDATE gpkg_geometry_columns SET srs_id = 100001;";
    assert_eq!(
        read(&changed("EPSG:4528", custom), None, None).unwrap().system,
        Some("EPSG:4528".parse().unwrap())
    );
    let unknown = format!(
        "{custom} UPDATE gpkg_spatial_ref_sys SET definition = 'LOCAL_CS[\"town\"]', srs_name = '苏州城建坐标系' WHERE srs_id = 100001;"
    );
    let error = told(&changed("EPSG:4528", &unknown));
    assert!(
        error.starts_with("table `parks`: expected CGCS2000")
            && error.contains("found `苏州城建坐标系`; hint: convert"),
        "{error}"
    );
    let rows = read(
        &changed("EPSG:4528", &unknown),
        None,
        Some("EPSG:4549".parse().unwrap()),
    )
    .unwrap();
    assert_eq!(rows.system, None);
    let undefined = "UPDATE gpkg_geometry_columns SET srs_id = -1;";
    assert_eq!(read(&changed("EPSG:4528", undefined), None, None).unwrap().system, None);
}

#[test]
fn every_geometry_that_is_none_is_told_with_its_row() {
    let bytes = changed(
        "EPSG:4326",
        "UPDATE parks SET geom = x'0102' WHERE fid = 1; UPDATE parks SET geom = 'POLYGON' WHERE fid = 2;",
    );
    let error = told(&bytes);
    assert_eq!(
        error,
        "table `parks`, row 1: expected a geometry of GeoPackage with polygons, found 2 bytes\n\
                       table `parks`, row 2: expected a geometry of GeoPackage with polygons, found a value of the type `Text`"
    );
}

#[test]
fn a_file_left_in_wal_mode_is_read() {
    let mut bytes = write(&parks("EPSG:4326"), "parks").unwrap();
    bytes[18..20].fill(2);
    assert_eq!(read(&bytes, None, None).unwrap().rows.len(), 2);
}

#[test]
fn views_that_work_without_end_or_act_are_stopped() {
    let endless = "ALTER TABLE parks RENAME TO kept; CREATE VIEW parks AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS fid, NULL AS geom, '' AS name FROM n WHERE i < 0;";
    assert!(told(&changed("EPSG:4326", endless)).contains("a database that takes too long to read"));
    let swelling = "ALTER TABLE parks RENAME TO kept; CREATE VIEW parks AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS fid, kept.geom AS geom, hex(zeroblob(4000000)) AS name FROM n, kept;";
    assert!(told(&changed("EPSG:4326", swelling)).contains("expected rows that take at most 536870912 bytes together"));
    let acting = "ALTER TABLE parks RENAME TO kept; CREATE VIEW parks AS SELECT fid, geom, load_extension('x') AS name FROM kept;";
    let error = told(&changed("EPSG:4326", acting));
    assert!(
        error.contains("table `parks`: expected a table that can be read"),
        "{error}"
    );
}

#[test]
fn a_table_that_a_module_makes_up_is_no_table_of_features() {
    let made_up = "ALTER TABLE parks RENAME TO kept; CREATE VIRTUAL TABLE parks USING fts5(geom, name);";
    let error = told(&changed("EPSG:4326", made_up));
    assert_eq!(
        error,
        "table `parks`: expected a plain table or a view, found a virtual table"
    );
}

#[test]
fn what_is_no_geopackage_is_told() {
    assert!(told(b"PK\x03\x04").contains("expected a GeoPackage, which is an SQLite database"));
    assert!(told(b"SQLite format 3\0").contains("expected a sound SQLite database"));
    let bare = changed(
        "EPSG:4326",
        "DROP TABLE gpkg_geometry_columns; DROP TABLE gpkg_contents;",
    );
    assert!(
        told(&bare).contains("expected a table `gpkg_contents`"),
        "{}",
        told(&bare)
    );
    let tiles = changed("EPSG:4326", "UPDATE gpkg_contents SET data_type = 'tiles';");
    assert!(told(&tiles).contains("expected a table of features, found none"));
}
