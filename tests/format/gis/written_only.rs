//! Formats that are only written, read back by their own crates.
//!
//! Must not need an outside program.

use std::io::{Cursor, Write};

use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
use geo_traits::to_geo::ToGeoGeometry;
use geo_types::{Geometry, MultiPolygon};
use geozero::ToGeo;
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use proptest::prelude::*;
use sizhi::format::boundary::{Rows, flatgeobuf::write as write_flatgeobuf, geoparquet::write as write_geoparquet};

use super::sample::{any_rows, parks, reversed, sorted};

fn parquet(rows: &Rows) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&write_geoparquet(rows).unwrap()).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn metadata(rows: &Rows) -> serde_json::Value {
    let reader = parquet(rows);
    let pairs = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let geo = pairs.iter().find(|pair| pair.key == "geo").unwrap();
    serde_json::from_str(geo.value.as_ref().unwrap()).unwrap()
}

/// Attributes and shape of each row, in an order of their own: FlatGeobuf sorts by place.
fn told(rows: impl IntoIterator<Item = (Vec<(String, String)>, MultiPolygon<f64>)>) -> Vec<String> {
    let mut told: Vec<String> = rows
        .into_iter()
        .map(|(attributes, shape)| format!("{:?} {shape:?}", sorted(attributes)))
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_flatgeobuf_holds_what_was_put_in(rows in any_rows()) {
        let bytes = write_flatgeobuf(&rows, "园区").unwrap();
        let mut features = FgbReader::open(Cursor::new(&bytes)).unwrap().select_all_seq().unwrap();
        let mut read = Vec::new();
        while let Some(feature) = features.next().unwrap() {
            let attributes = feature.properties().unwrap().into_iter().collect();
            let shape = match feature.to_geo() {
                Ok(Geometry::MultiPolygon(shape)) => shape,
                _ => MultiPolygon(Vec::new()),
            };
            read.push((attributes, shape));
        }
        let written = rows.rows.iter().map(|row| (row.attributes.clone(), row.shape.clone()));
        prop_assert_eq!(told(read), told(written));
    }

    #[test]
    fn a_geoparquet_holds_what_was_put_in(rows in any_rows()) {
        let reader = parquet(&rows);
        let mut read = Vec::new();
        for row in reader.get_row_iter(None).unwrap() {
            let (mut attributes, mut shape) = (Vec::new(), MultiPolygon(Vec::new()));
            for (name, field) in row.unwrap().get_column_iter() {
                match field {
                    Field::Str(text) => attributes.push((name.clone(), text.clone())),
                    Field::Bytes(bytes) => match wkb::reader::read_wkb(bytes.data()).unwrap().to_geometry() {
                        Geometry::MultiPolygon(found) => shape = found,
                        other => prop_assert!(false, "{:?}", other),
                    },
                    Field::Group(_) | Field::Null => {}
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            read.push((attributes, shape));
        }
        let written = rows.rows.iter().map(|row| (row.attributes.clone(), row.shape.clone()));
        prop_assert_eq!(told(read), told(written));
    }
}

#[test]
fn geoparquet_states_what_holds() {
    let mut rows = parks("EPSG:4326");
    let geo = metadata(&rows);
    assert_eq!(
        (geo["version"].as_str(), geo["primary_column"].as_str()),
        (Some("1.1.0"), Some("geometry"))
    );
    let column = &geo["columns"]["geometry"];
    assert_eq!(
        column["crs"]["id"],
        serde_json::json!({"authority": "OGC", "code": "CRS84"})
    );
    assert_eq!(column["covering"]["bbox"]["ymax"], serde_json::json!(["bbox", "ymax"]));
    assert!(
        column.get("orientation").is_none(),
        "the sample's outer rings run clockwise"
    );
    for part in rows.rows.iter_mut().flat_map(|row| &mut row.shape.0) {
        let holes = part.interiors().iter().map(reversed).collect();
        *part = geo_types::Polygon::new(reversed(part.exterior()), holes);
    }
    rows.system = None;
    let column = metadata(&rows)["columns"]["geometry"].clone();
    assert_eq!(
        (column["orientation"].as_str(), column["crs"].is_null()),
        (Some("counterclockwise"), true)
    );
}

#[test]
fn no_rows_are_still_a_file() {
    let mut rows = parks("EPSG:4528");
    rows.rows.clear();
    assert_eq!(metadata(&rows)["columns"]["geometry"]["crs"]["id"]["code"], 4528);
    let bytes = write_flatgeobuf(&rows, "a").unwrap();
    assert!(
        FgbReader::open(Cursor::new(&bytes))
            .unwrap()
            .select_all_seq()
            .unwrap()
            .next()
            .unwrap()
            .is_none()
    );
}
