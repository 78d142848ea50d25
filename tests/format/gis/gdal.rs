//! GDAL as judge: it reads what is written here, and what it writes is read here.
//!
//! Skipped by name where `ogr2ogr` is not installed.

use std::{path::Path, process::Command};

use serde_json::{Value, json};
use sizhi::{
    format::boundary::{Rows, dxf, flatgeobuf, geopackage, kml, shapefile},
    geometry::CoordinateSystem,
};
use tempfile::TempDir;

use super::sample::parks;
use crate::skip::skip;

/// Tells whether GDAL is there.
fn has_gdal(test: &str) -> bool {
    let is_there = Command::new("ogr2ogr")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_there {
        skip(&format!("skipped: {test} (no `ogr2ogr`: install gdal-bin)"));
    }
    is_there
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !errors.contains("ERROR"),
        "{program} {arguments:?}: {errors}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// What GDAL makes of a file: GeoJSON in the file's own coordinates.
fn as_gdal_reads(path: &Path) -> Value {
    let path = path.to_str().unwrap();
    serde_json::from_str(&run(
        "ogr2ogr",
        &[
            "-f",
            "GeoJSON",
            "-lco",
            "COORDINATE_PRECISION=15",
            "-lco",
            "RFC7946=NO",
            "/vsistdout/",
            path,
        ],
    ))
    .unwrap()
}

fn rings(geometry: &Value) -> Vec<Vec<Vec<[f64; 2]>>> {
    let multi = match geometry["type"].as_str() {
        Some("Polygon") => json!([geometry["coordinates"]]),
        _ => geometry["coordinates"].clone(),
    };
    serde_json::from_value(multi).unwrap()
}

/// Asserts that GDAL finds the sample's parks with their texts and every corner.
fn assert_parks(found: &Value, rows: &Rows) {
    let features = found["features"].as_array().unwrap();
    assert_eq!(features.len(), rows.rows.len());
    for row in &rows.rows {
        let park = row.attribute(&["park"]).unwrap();
        let feature = features
            .iter()
            .find(|feature| [&feature["properties"]["park"], &feature["properties"]["Name"]].contains(&&json!(park)));
        let feature = feature.unwrap_or_else(|| panic!("no `{park}` in {found}"));
        let found = rings(&feature["geometry"]);
        let parts: Vec<Vec<Vec<[f64; 2]>>> = row
            .shape
            .iter()
            .map(|part| {
                std::iter::once(part.exterior())
                    .chain(part.interiors())
                    .map(|ring| ring.0.iter().map(|c| [c.x, c.y]).collect())
                    .collect()
            })
            .collect();
        // GeoJSON's writer may start and turn a ring as it likes: corners are compared as sets.
        let set = |shape: &[Vec<Vec<[f64; 2]>>]| -> Vec<Vec<Vec<String>>> {
            let ring = |ring: &Vec<[f64; 2]>| {
                let mut corners: Vec<String> = ring.iter().map(|[x, y]| format!("{x:.9} {y:.9}")).collect();
                corners.sort();
                corners.dedup();
                corners
            };
            let mut parts: Vec<Vec<Vec<String>>> = shape.iter().map(|part| part.iter().map(ring).collect()).collect();
            parts.sort();
            parts
        };
        assert_eq!(set(&found), set(&parts), "{park}");
    }
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn gdal_reads_the_shapefile_with_its_system_and_texts() {
    if !has_gdal("gdal_reads_the_shapefile_with_its_system_and_texts") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for code in [
        "EPSG:4490",
        "EPSG:4326",
        "EPSG:4528",
        "EPSG:4549",
        "EPSG:4500",
        "EPSG:4509",
    ] {
        let rows = parks(code);
        let path = written(
            &folder,
            &format!("{}.shp.zip", &code[5..]),
            &shapefile::write(&rows, "园区").unwrap(),
        );
        assert_parks(&as_gdal_reads(&path), &rows);
        assert_eq!(
            run("gdalsrsinfo", &["-e", "-o", "epsg", path.to_str().unwrap()]).trim(),
            code
        );
    }
}

#[test]
fn gdal_reads_the_geopackage_and_finds_nothing_to_complain_of() {
    if !has_gdal("gdal_reads_the_geopackage_and_finds_nothing_to_complain_of") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for code in ["EPSG:4490", "EPSG:4326", "EPSG:4528", "EPSG:4549"] {
        let mut rows = parks(code);
        let path = written(
            &folder,
            &format!("{}.gpkg", &code[5..]),
            &geopackage::write(&rows, "园区").unwrap(),
        );
        let found = as_gdal_reads(&path);
        assert_parks(&found, &rows);
        assert_eq!(
            found["features"][0]["properties"]["abuttals"].as_str(),
            rows.rows[0].attribute(&["abuttals"])
        );
        assert_eq!(
            run("gdalsrsinfo", &["-e", "-o", "epsg", path.to_str().unwrap()]).trim(),
            code
        );
        rows.system = None;
        let path = written(&folder, "none.gpkg", &geopackage::write(&rows, "园区").unwrap());
        assert_parks(&as_gdal_reads(&path), &rows);
    }
}

#[test]
fn gdal_reads_kml_and_kmz() {
    if !has_gdal("gdal_reads_kml_and_kmz") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let rows = parks("EPSG:4326");
    let path = written(&folder, "a.kml", &kml::write(&rows, "园区").unwrap());
    assert_parks(&as_gdal_reads(&path), &rows);
    let path = written(&folder, "a.kmz", &kml::write_kmz(&rows, "园区").unwrap());
    assert_parks(&as_gdal_reads(&path), &rows);
}

#[test]
fn gdal_reads_the_flatgeobuf_and_finds_by_box() {
    if !has_gdal("gdal_reads_the_flatgeobuf_and_finds_by_box") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for code in ["EPSG:4490", "EPSG:4528"] {
        let rows = parks(code);
        let path = written(&folder, "a.fgb", &flatgeobuf::write(&rows, "园区").unwrap());
        assert_parks(&as_gdal_reads(&path), &rows);
        assert_eq!(
            run("gdalsrsinfo", &["-e", "-o", "epsg", path.to_str().unwrap()]).trim(),
            code
        );
    }
    let path = folder.path().join("a.fgb");
    let told = run(
        "ogrinfo",
        &[
            "-so",
            "-al",
            "-spat",
            "541500",
            "3464000",
            "541600",
            "3464010",
            path.to_str().unwrap(),
        ],
    );
    assert!(told.contains("Feature Count: 1"), "{told}");
}

#[test]
fn gdal_reads_rows_without_a_shape() {
    if !has_gdal("gdal_reads_rows_without_a_shape") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut rows = parks("EPSG:4326");
    rows.rows[0].shape.0.clear();
    let files = [
        ("a.shp.zip", shapefile::write(&rows, "园区")),
        ("a.gpkg", geopackage::write(&rows, "园区")),
        ("a.kml", kml::write(&rows, "园区")),
        ("a.fgb", flatgeobuf::write(&rows, "园区")),
    ];
    for (name, bytes) in files {
        let found = as_gdal_reads(&written(&folder, name, &bytes.unwrap()));
        let shapes: Vec<bool> = found["features"]
            .as_array()
            .unwrap()
            .iter()
            .map(|feature| feature["geometry"].is_null())
            .collect();
        assert_eq!(shapes, [true, false], "{name}");
    }
}

/// Two parks as GeoJSON, for GDAL to write in its formats.
fn source(folder: &TempDir, geometry: &Value) -> std::path::PathBuf {
    let collection = json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"park": "高新区", "area": "11.410", "approved": "2024-01-15"}, "geometry": geometry},
        {"type": "Feature", "properties": {"park": "狮山", "area": "2", "approved": null}, "geometry": geometry},
    ]});
    written(folder, "source.geojson", collection.to_string().as_bytes())
}

fn with_hole() -> Value {
    json!({"type": "Polygon", "coordinates": [
        [[120.5, 31.3], [120.6, 31.3], [120.6, 31.4], [120.5, 31.4], [120.5, 31.3]],
        [[120.52, 31.32], [120.52, 31.34], [120.54, 31.34], [120.52, 31.32]]
    ]})
}

/// Lets GDAL write a file and gives it.
fn as_gdal_writes(folder: &TempDir, name: &str, options: &[&str]) -> Vec<u8> {
    let (path, from) = (folder.path().join(name), source(folder, &with_hole()));
    run(
        "ogr2ogr",
        &[options, &[path.to_str().unwrap(), from.to_str().unwrap()]].concat(),
    );
    std::fs::read(path).unwrap()
}

fn assert_two_parks(rows: &Rows, system: &str) {
    assert_eq!(rows.system, Some(system.parse::<CoordinateSystem>().unwrap()));
    let parks: Vec<_> = rows
        .rows
        .iter()
        .map(|row| row.attribute(&["park", "name"]).unwrap())
        .collect();
    assert_eq!(parks, ["高新区", "狮山"]);
    assert_eq!(rows.rows[0].attribute(&["area"]), Some("11.410"));
    assert_eq!(
        rows.rows[0].attribute(&["approved"]).map(|day| day.replace('/', "-")),
        Some("2024-01-15".to_owned())
    );
    assert!(
        rows.rows
            .iter()
            .all(|row| row.shape.0.len() == 1 && row.shape.0[0].interiors().len() == 1 && row.unclosed.is_empty())
    );
}

#[test]
fn shapefiles_of_gdal_are_read() {
    if !has_gdal("shapefiles_of_gdal_are_read") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, encoding, system) in [
        ("a.shz", "ENCODING=UTF-8", "EPSG:4490"),
        ("b.shz", "ENCODING=GBK", "EPSG:4528"),
        ("c.shz", "ENCODING=CP936", "EPSG:4549"),
        ("d.shz", "ENCODING=UTF-8", "EPSG:4509"),
    ] {
        let bytes = as_gdal_writes(
            &folder,
            name,
            &["-f", "ESRI Shapefile", "-t_srs", system, "-lco", encoding],
        );
        assert_two_parks(&shapefile::read(&bytes, None, None).unwrap(), system);
    }
}

#[test]
fn geopackages_of_gdal_are_read() {
    if !has_gdal("geopackages_of_gdal_are_read") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, system) in [
        ("a.gpkg", "EPSG:4490"),
        ("b.gpkg", "EPSG:4326"),
        ("c.gpkg", "EPSG:4528"),
        ("d.gpkg", "EPSG:4549"),
    ] {
        let bytes = as_gdal_writes(&folder, name, &["-f", "GPKG", "-t_srs", system, "-nln", "园区 \"x\""]);
        let rows = geopackage::read(&bytes, None, None).unwrap();
        assert_two_parks(&rows, system);
        assert_eq!(rows.rows[1].place.to_string(), "table `园区 \"x\"`, row 2");
    }
    let multi = as_gdal_writes(&folder, "e.gpkg", &["-f", "GPKG", "-nlt", "MULTIPOLYGONZ"]);
    assert_eq!(
        geopackage::read(&multi, None, None).unwrap().notes,
        ["heights are left out"]
    );
}

#[test]
fn kml_of_gdal_is_read() {
    if !has_gdal("kml_of_gdal_is_read") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [("a.kml", "KML"), ("b.kml", "LIBKML"), ("c.kmz", "LIBKML")] {
        let bytes = as_gdal_writes(&folder, name, &["-f", format, "-dsco", "NameField=park"]);
        assert_two_parks(&kml::read(&bytes, None).unwrap(), "EPSG:4326");
    }
}

#[test]
fn drawings_of_gdal_are_read() {
    if !has_gdal("drawings_of_gdal_are_read") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let line = json!({"type": "LineString", "coordinates": with_hole()["coordinates"][0]});
    let (path, from) = (folder.path().join("a.dxf"), source(&folder, &line));
    let bare: Value = serde_json::from_slice(&std::fs::read(&from).unwrap()).unwrap();
    let features = bare["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| json!({"type": "Feature", "properties": {}, "geometry": feature["geometry"]}));
    std::fs::write(
        &from,
        json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()}).to_string(),
    )
    .unwrap();
    run(
        "ogr2ogr",
        &[
            "-f",
            "DXF",
            "-t_srs",
            "EPSG:4549",
            path.to_str().unwrap(),
            from.to_str().unwrap(),
        ],
    );
    let rows = dxf::read(&std::fs::read(path).unwrap(), None).unwrap();
    assert_eq!((rows.rows.len(), rows.rows[0].shape.0[0].exterior().0.len()), (2, 5));
    assert_eq!(rows.rows[0].attribute(&["layer"]), Some("0"));
}
