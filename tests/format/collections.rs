//! Districts and named lines from GeoJSON collections.

use serde_json::{Value, json};
use sizhi::{
    abuttals::FeatureClass,
    format::{Refused, Source, read_districts, read_features_geojson},
    geometry::Datum,
};

fn collection(features: &[Value]) -> String {
    json!({"type": "FeatureCollection", "name": "layer", "features": features}).to_string()
}

fn district(code: impl Into<Value>, west: f64) -> Value {
    let ring = json!([[west, 31.0], [west + 1.0, 31.0], [west + 1.0, 32.0], [west, 31.0]]);
    json!({"type": "Feature", "properties": {"adcode": code.into(), "name": "某区", "level": "district"},
           "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn line(name: &str, class: &str) -> Value {
    json!({"type": "Feature", "properties": {"name": name, "class": class},
           "geometry": {"type": "LineString", "coordinates": [[120.0, 31.0], [121.0, 31.0]]}})
}

fn refused<T>(read: Result<T, Refused>) -> Vec<String> {
    read.err().unwrap().faults.iter().map(ToString::to_string).collect()
}

#[test]
fn codes_may_be_numbers_or_texts_and_degrees_are_converted() {
    let text = collection(&[district(320_505, 120.0), district("320506", 121.0)]);
    let read = |text: &str, datum| {
        let mut progress = |_: u64| {};
        let source = Source::of(text.as_bytes(), None, &mut progress).unwrap();
        read_districts(source, datum).unwrap().0
    };
    let plain = read(&text, Datum::Wgs84);
    assert_eq!(
        plain
            .iter()
            .map(|d| (d.feature, d.division.to_string()))
            .collect::<Vec<_>>(),
        [(0, "320505".to_owned()), (1, "320506".to_owned())]
    );
    let shifted = read(&text, Datum::Gcj02);
    let corner = |districts: &[sizhi::format::DistrictFeature]| districts[0].shape.0[0].exterior().0[0];
    let moved = corner(&plain).x - corner(&shifted).x;
    assert!((0.003..0.007).contains(&moved), "{moved}");
}

#[test]
fn districts_at_fault_are_told_by_their_features() {
    let mut nameless = district(320_507, 120.0);
    nameless["properties"] = json!({"adcode": "32x"});
    let mut swapped = district(320_508, 120.0);
    swapped["geometry"]["coordinates"][0][1] = json!([31.0, 121.0]);
    let text = collection(&[
        district(320_505, 120.0),
        district(320_505, 121.0),
        nameless,
        json!(5),
        swapped,
    ]);
    let mut progress = |_: u64| {};
    let source = Source::of(text.as_bytes(), Some("d.geojson"), &mut progress).unwrap();
    assert_eq!(
        refused(read_districts(source, Datum::Wgs84)),
        [
            "d.geojson: #/features/1/properties/adcode: expected a code that no other feature bears (#/features/0 does), \
             found `320505`",
            "d.geojson: #/features/2/properties/adcode: expected six digits of GB/T 2260, such as 320505, found the text `32x`",
            "d.geojson: #/features/2/properties/name: expected a text, found nothing",
            "d.geojson: #/features/3/properties: expected an object with `adcode` and `name`, found nothing",
            "d.geojson: #/features/4/geometry: expected degrees: [longitude, latitude], found `31, 121`; \
             hint: longitude comes first",
        ]
    );
}

#[test]
fn a_collection_cut_short_or_of_another_kind_is_refused() {
    let whole = collection(&[district(320_505, 120.0)]);
    for (text, expected) in [
        (
            &whole[..whole.len() - 30],
            "expected well-formed JSON, found `EOF while parsing",
        ),
        (
            "{\"type\":\"Topology\",\"features\":[]}",
            "#/type: expected `FeatureCollection`, found the text `Topology`",
        ),
        (
            "{\"type\":\"FeatureCollection\"}",
            "#/features: expected a list of features, found nothing",
        ),
        (
            "[]",
            "expected well-formed JSON, found `invalid type: sequence, expected a GeoJSON FeatureCollection`",
        ),
    ] {
        let mut progress = |_: u64| {};
        let source = Source::of(text.as_bytes(), None, &mut progress).unwrap();
        let found = refused(read_districts(source, Datum::Wgs84));
        assert!(found[0].contains(expected), "{found:?}");
    }
}

#[test]
fn lines_bear_a_name_a_class_and_an_id_of_their_own() {
    let mut named = line("甲路", "road");
    named["id"] = json!("demo/1");
    let text = collection(&[named, line("乙河", "river")]);
    let mut progress = |_: u64| {};
    let source = Source::of(text.as_bytes(), None, &mut progress).unwrap();
    let (features, _) = read_features_geojson(source, Datum::Wgs84).unwrap();
    let told: Vec<_> = features
        .iter()
        .map(|f| (f.id.as_str(), f.name.as_str(), f.class))
        .collect();
    assert_eq!(
        told,
        [
            ("demo/1", "甲路", FeatureClass::Road),
            ("feature/1", "乙河", FeatureClass::River)
        ]
    );
}

#[test]
fn lines_at_fault_are_told_by_their_features() {
    let mut short = line("丙", "road");
    short["geometry"]["coordinates"] = json!([[120.0, 31.0]]);
    let mut polygon = line("丁", "road");
    polygon["geometry"]["type"] = json!("Polygon");
    let text = collection(&[line("", "road"), line("甲", "path"), short, polygon]);
    let mut progress = |_: u64| {};
    let source = Source::of(text.as_bytes(), None, &mut progress).unwrap();
    assert_eq!(
        refused(read_features_geojson(source, Datum::Wgs84)),
        [
            "#/features/0/properties/name: expected a text, found an empty text",
            "#/features/1/properties/class: expected road, river, railway, shore or boundary, found the text `path`",
            "#/features/2/geometry/coordinates: expected a line of two positions or more, found a list of 1",
            "#/features/3/geometry/type: expected a LineString or MultiLineString, found `Polygon`",
        ]
    );
}
