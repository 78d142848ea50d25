//! The country's districts, written by GDAL in each format: every ring must come to its place, holes to the part that holds them.
//!
//! Skipped by name where the file or GDAL is absent.

use std::{collections::BTreeMap, path::PathBuf, process::Command};

use geo_types::{LineString, MultiPolygon, Polygon};
use serde_json::Value;
use sizhi::format::boundary::{Rows, geopackage, kml, shapefile};

use crate::skip::skip;

/// A shape as its parts, each its rings as corners in an order of their own: writers start and turn rings as they like.
type Told = Vec<Vec<Vec<[u64; 2]>>>;

fn ring(ring: &LineString<f64>) -> Vec<[u64; 2]> {
    let mut corners: Vec<[u64; 2]> = ring.0.iter().map(|c| [c.x.to_bits(), c.y.to_bits()]).collect();
    corners.sort_unstable();
    corners.dedup();
    corners
}

fn told(shape: &MultiPolygon<f64>) -> Told {
    let part = |part: &Polygon<f64>| {
        let mut holes: Vec<Vec<[u64; 2]>> = part.interiors().iter().map(ring).collect();
        holes.sort_unstable();
        std::iter::once(ring(part.exterior())).chain(holes).collect()
    };
    let mut parts: Told = shape.iter().map(part).collect();
    parts.sort_unstable();
    parts
}

fn districts(collection: &Value) -> BTreeMap<String, Told> {
    let feature = |feature: &Value| {
        let polygons: Vec<Vec<Vec<[f64; 2]>>> = match feature["geometry"]["type"].as_str() {
            Some("Polygon") => serde_json::from_value(serde_json::json!([feature["geometry"]["coordinates"]])).unwrap(),
            _ => serde_json::from_value(feature["geometry"]["coordinates"].clone()).unwrap(),
        };
        let line = |ring: Vec<[f64; 2]>| LineString(ring.into_iter().map(geo_types::Coord::from).collect());
        let polygon = |rings: Vec<Vec<[f64; 2]>>| {
            let mut rings = rings.into_iter().map(line);
            Polygon::new(rings.next().unwrap(), rings.collect())
        };
        let code = feature["properties"]["adcode"].to_string().replace('"', "");
        (code, told(&MultiPolygon(polygons.into_iter().map(polygon).collect())))
    };
    collection["features"].as_array().unwrap().iter().map(feature).collect()
}

/// Counts districts that came back otherwise; prints their codes.
fn differing(rows: &Rows, expected: &BTreeMap<String, Told>, format: &str) -> usize {
    assert_eq!(rows.rows.len(), expected.len());
    let is_other =
        |row: &&sizhi::format::boundary::Row| expected[row.attribute(&["adcode"]).unwrap()] != told(&row.shape);
    let other: Vec<&str> = rows
        .rows
        .iter()
        .filter(is_other)
        .filter_map(|row| row.attribute(&["adcode"]))
        .collect();
    println!(
        "{format}: {} of {} districts differ: {other:?}; notes: {:?}",
        other.len(),
        rows.rows.len(),
        rows.notes
    );
    other.len()
}

#[test]
fn districts_written_by_gdal_come_back_with_every_ring() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/admin/districts_2019_gcj02.geojson.gz");
    let has_gdal = Command::new("ogr2ogr").arg("--version").output().is_ok();
    if !path.exists() || !has_gdal {
        skip("skipped: districts_written_by_gdal_come_back_with_every_ring (the districts or ogr2ogr are absent)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("districts.geojson");
    let mut text = String::new();
    std::io::Read::read_to_string(
        &mut flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()),
        &mut text,
    )
    .unwrap();
    std::fs::write(&plain, &text).unwrap();
    let expected = districts(&serde_json::from_str(&text).unwrap());
    let written = |name: &str, options: &[&str]| {
        let to = folder.path().join(name);
        let mut command = Command::new("ogr2ogr");
        command
            .args(["-select", "adcode,name"])
            .args(options)
            .arg(&to)
            .arg(&plain);
        assert!(command.output().unwrap().status.success());
        std::fs::read(to).unwrap()
    };
    let package = geopackage::read(&written("a.gpkg", &["-f", "GPKG"]), None, None).unwrap();
    assert_eq!(differing(&package, &expected, "GeoPackage"), 0);
    let kml = kml::read(&written("a.kml", &["-f", "KML"]), None).unwrap();
    assert_eq!(differing(&kml, &expected, "KML"), 0);
    let shape = shapefile::read(
        &written("a.shz", &["-f", "ESRI Shapefile", "-lco", "ENCODING=GBK"]),
        None,
        None,
    )
    .unwrap();
    assert_eq!(differing(&shape, &expected, "Shapefile"), 0);
    assert_eq!(
        shape
            .rows
            .iter()
            .find(|row| row.attribute(&["adcode"]) == Some("320508"))
            .unwrap()
            .attribute(&["name"]),
        Some("姑苏区")
    );
}
