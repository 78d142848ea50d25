//! GeoJSON as a boundary file: drafts as they are, and plain polygons with any properties.

use sizhi::{
    format::{BoundaryFormat, ReadOptions, Reading, WriteOptions, read_boundary, write_boundary},
    geometry::Datum,
};

fn read_with(text: &str, system: Option<&str>) -> Result<Reading, String> {
    let options = ReadOptions {
        system: system.map(|system| system.parse().unwrap()),
        ..ReadOptions::default()
    };
    read_boundary(text.as_bytes(), Some("a.geojson"), &options).map_err(|refused| refused.to_string())
}

fn read(text: &str) -> Reading {
    read_with(text, None).unwrap_or_else(|told| panic!("{told}\n{text}"))
}

const RING: &str = "[[[116.4,39.9],[116.5,39.9],[116.5,40.0],[116.4,39.9]]]";

fn polygon() -> String {
    format!(r#"{{"type":"Polygon","coordinates":{RING}}}"#)
}

fn collection(features: &str) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

#[test]
fn a_geometry_a_feature_and_a_collection_are_read_alike() {
    let shape = read(&polygon()).draft.parks[0].shape.clone();
    assert_eq!(shape.as_ref().unwrap().0[0].exterior().0.len(), 4);
    let multi = format!(r#"{{"type":"MultiPolygon","coordinates":[{RING}]}}"#);
    let many = format!(r#"{{"type":"GeometryCollection","geometries":[{}]}}"#, polygon());
    for text in [
        multi.clone(),
        many,
        feature("null", &multi),
        collection(&feature("{}", &polygon())),
    ] {
        let reading = read(&text);
        assert_eq!(reading.draft.parks[0].shape, shape, "{text}");
        assert!(
            reading
                .notes
                .join("\n")
                .contains("taken as EPSG:4326, as the specification of GeoJSON says")
        );
    }
}

#[test]
fn properties_are_taken_by_their_names_and_the_rest_is_told() {
    let properties = r#"{"名称":"甲","功能定位":["agency","legal"],"closing":false,"declared_area":"12.5公顷","abuttals":{"east":["江"]},
        "集聚区名称":"某区","行政区划代码":320505,"颜色":{"r":1.5},"层数":7,"空":null}"#;
    let more = feature(r#"{"name":"点"}"#, r#"{"type":"Point","coordinates":[1,2]}"#);
    let text = collection(&format!("{},{more}", feature(properties, &polygon())))
        .replace("\"features\"", "\"name\":\"layer1\",\"features\"");
    let reading = read(&text);
    let (draft, park) = (&reading.draft, &reading.draft.parks[0]);
    assert_eq!(
        (park.name.as_str(), park.closing, draft.name.as_str()),
        ("甲", false, "某区")
    );
    assert_eq!(park.functions, ["agency", "legal"]);
    assert_eq!(park.abuttals.as_ref().unwrap().east, ["江"]);
    assert_eq!(draft.division.unwrap().to_string(), "320505");
    let notes = reading.notes.join("\n");
    for told in [
        "attribute `颜色` is not carried: `{\"r\":1.5}`",
        "attribute `层数` is not carried: `7`",
        "left out, since a Point is no polygon: #/features/1/geometry",
        "members of the file that are not carried: `name`",
    ] {
        assert!(notes.contains(told), "{told}\n{notes}");
    }
    let wrong = feature(r#"{"park":"甲","declared_area":"lots","行政区划代码":"x"}"#, &polygon());
    let told = read_with(&collection(&wrong), None).unwrap_err();
    assert!(
        told.contains("#/features/0: expected an area with its unit") && told.contains("six digits"),
        "{told}"
    );
}

#[test]
fn a_system_is_stated_by_the_file_or_by_the_sender_and_not_by_both_differently() {
    let shifted = read_with(&polygon(), Some("gcj02")).unwrap();
    assert_eq!(shifted.draft.datum, Datum::Gcj02);
    assert!(shifted.draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0].x < 116.395);
    let with_crs = polygon().replace(
        "\"type\":\"Polygon\"",
        r#""type":"Polygon","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}"#,
    );
    assert_eq!(read(&with_crs).system.to_string(), "EPSG:4490");
    let told = read_with(&with_crs, Some("gcj02")).unwrap_err();
    assert!(
        told.contains("`gcj02`") && told.contains("`EPSG:4490`, as the file states"),
        "{told}"
    );
    // The older form may hold eastings and northings.
    let metres = r#"{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:4528"}},
        "coordinates":[[[40520500,3353100],[40520600,3353100],[40520600,3353000],[40520500,3353100]]]}"#;
    let place = read(metres).draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert!((place.x - 120.2132).abs() < 0.001, "{place:?}");
    let draft = |zone: &str| {
        format!(
            r#"{{"type":"FeatureCollection","zone":{{"name":"甲","kind":"pilot"{zone}}},"features":[{}]}}"#,
            feature(r#"{"park":"一"}"#, &polygon())
        )
    };
    assert_eq!(read(&draft("")).draft.datum, Datum::Cgcs2000);
    assert_eq!(read_with(&draft(""), Some("bd09")).unwrap().draft.datum, Datum::Bd09);
    assert_eq!(
        read_with(&draft(r#","datum":"wgs84""#), Some("cgcs2000"))
            .unwrap()
            .draft
            .datum,
        Datum::Wgs84
    );
    let told = read_with(&draft(r#","datum":"gcj02""#), Some("EPSG:4490")).unwrap_err();
    assert!(
        told.contains("#/zone/datum: expected `EPSG:4490`, as the sender states, found `gcj02`"),
        "{told}"
    );
}

#[test]
fn what_is_not_geojson_of_polygons_is_refused_with_its_place() {
    for (text, told) in [
        ("{", "line 1, column 1: expected well-formed JSON"),
        (
            r#"{"type":"Point","coordinates":[1,2]}"#,
            "expected at least one polygon",
        ),
        (
            r#"{"type":"Topology"}"#,
            "#/type: expected a Polygon or MultiPolygon, found the text `Topology`",
        ),
        (
            r#"{"type":"FeatureCollection"}"#,
            "#/features: expected a list of features, found nothing",
        ),
        (
            r#"{"type":"FeatureCollection","features":[{"type":"x"}]}"#,
            "#/features/0: expected a feature",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[["a",1]]]}"#,
            "#/coordinates/0/0/0: expected a number",
        ),
    ] {
        let found = read_with(text, None).unwrap_err();
        assert!(found.contains(told), "{told}\n{found}");
    }
    let heights = r#"{"type":"Polygon","coordinates":[[[1,2,3],[2,2,4],[2,3,5],[1,2,3]]]}"#;
    assert!(read(heights).notes.join("\n").contains("heights are left out: #"));
}

#[test]
fn a_draft_is_written_in_the_datum_asked_for_and_states_it() {
    let draft = read(&polygon()).draft;
    for (system, datum) in [("gcj02", "gcj02"), ("EPSG:4326", "wgs84"), ("EPSG:4490", "cgcs2000")] {
        let options = WriteOptions {
            system: Some(system.parse().unwrap()),
            ..WriteOptions::default()
        };
        let bytes = write_boundary(&draft, BoundaryFormat::GeoJson, &options).unwrap().bytes;
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json["zone"]["datum"], datum);
        let again = read(std::str::from_utf8(&bytes).unwrap()).draft;
        let corner = |draft: &sizhi::zone::Draft| draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
        assert!((corner(&again).x - corner(&draft).x).abs() < 2e-9, "{system}");
    }
    let projected = WriteOptions {
        system: Some("EPSG:4528".parse().unwrap()),
        ..WriteOptions::default()
    };
    let told = write_boundary(
        &read(&polygon().replace("116.", "120.")).draft,
        BoundaryFormat::GeoJson,
        &projected,
    );
    assert!(told.unwrap_err().to_string().contains("RFC 7946"));
}
