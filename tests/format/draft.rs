//! Reading drafts: what is accepted, and every fault at once with its pointer.

use serde_json::{Value, json};
use sizhi::{
    format::draft::{parse_draft, read_draft},
    geometry::Datum,
    zone::Draft,
};

/// A draft of one park, changed by `change`.
fn draft_with(change: impl FnOnce(&mut Value)) -> String {
    let mut draft = json!({
        "type": "FeatureCollection",
        "zone": {"name": "苏州集聚区", "kind": "pilot"},
        "features": [{
            "type": "Feature",
            "properties": {"park": "一区", "functions": ["agency"]},
            "geometry": {"type": "Polygon", "coordinates": [[[120.5, 31.3], [120.6, 31.3], [120.6, 31.4], [120.5, 31.3]]]}
        }]
    });
    change(&mut draft);
    draft.to_string()
}

fn read(change: impl FnOnce(&mut Value)) -> Draft {
    parse_draft(&draft_with(change), None).unwrap()
}

fn faults(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let refused = parse_draft(&draft_with(change), None).unwrap_err();
    refused.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_least_draft_is_read_with_what_is_not_stated_left_open() {
    let draft = read(|_| {});
    assert_eq!(
        (draft.name.as_str(), draft.kind.as_str(), draft.datum),
        ("苏州集聚区", "pilot", Datum::Cgcs2000)
    );
    assert_eq!((draft.code, draft.outline, draft.valid_from), (None, None, None));
    let park = &draft.parks[0];
    assert!(park.closing && park.unclosed.is_empty());
    assert_eq!(park.shape.as_ref().unwrap().0[0].exterior().0.len(), 4);
}

#[test]
fn all_faults_of_a_draft_are_told_at_once() {
    let found = faults(|draft| {
        draft["zone"]["colour"] = json!("red");
        draft["zone"]["division"] = json!(320_505);
        draft["zone"]["valid_from"] = json!("15.1.2024");
        draft["zone"]["declared_area"] = json!("eleven");
        draft["features"][0]["properties"]["function"] = json!("agency");
        draft["features"][0]["properties"]["closing"] = json!("yes");
        draft["features"][0]["geometry"]["coordinates"][0][3] = json!([120.5, "31.3"]);
    });
    assert_eq!(
        found,
        [
            "#/features/0/geometry/coordinates/0/3/1: expected a number, found the text `31.3`",
            "#/features/0/properties/function: expected only the members park, functions, declared_area, abuttals, \
             closing, host, found the unknown member `function`",
            "#/features/0/properties/closing: expected true or false, found the text `yes`",
            "#/zone/colour: expected only the members code, name, kind, host, division, declared_area, abuttals, datum, \
             outline, document, valid_from, remark, answers, found the unknown member `colour`",
            "#/zone/division: expected a text, found the number `320505`",
            "#/zone/declared_area: expected an area as printed, such as `11.41 平方公里`, found the text `eleven`",
            "#/zone/valid_from: expected a date `YYYY-MM-DD`, found the text `15.1.2024`",
        ]
    );
}

#[test]
fn broken_json_is_told_with_line_and_column() {
    let error = parse_draft(
        "{\n  \"type\": \"FeatureCollection\",\n  \"zone\": }",
        Some("d.geojson"),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "d.geojson: line 3, column 11: expected well-formed JSON, found `expected value`"
    );
    let twice = parse_draft("{\"zone\": 1, \"zone\": 2}", None).unwrap_err().to_string();
    assert!(twice.contains("member `zone` is there twice"), "{twice}");
    assert!(parse_draft(&"[".repeat(100_000), None).is_err());
    assert!(parse_draft("[1e999]", None).is_err());
}

#[test]
fn an_open_ring_is_kept_and_named_and_a_crossing_one_is_kept() {
    let draft = read(|draft| {
        draft["features"][0]["geometry"] = json!({"type": "MultiPolygon", "coordinates": [
            [[[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]],
            [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], [[0.2, 0.1], [0.3, 0.1]]],
        ]});
        draft["zone"]["outline"] = json!({"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0]]]});
    });
    assert_eq!(draft.parks[0].unclosed, [(1, 0), (1, 1)]);
    assert_eq!(draft.unclosed_outline, [(0, 0)]);
    assert_eq!(
        draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0.len(),
        5,
        "the bow-tie is as drawn"
    );
}

#[test]
fn positions_are_told_apart_from_what_is_nested_wrongly() {
    let geometry = |coordinates: Value| {
        faults(move |draft| draft["features"][0]["geometry"]["coordinates"] = coordinates).remove(0)
    };
    assert_eq!(
        geometry(json!([[120.5, 31.3], [120.6, 31.3]])),
        "#/features/0/geometry/coordinates/0/0: expected a position: [longitude, latitude], found the number `120.5`; \
         hint: the coordinates may be nested one level too little"
    );
    assert_eq!(
        geometry(json!([[[[120.5, 31.3]]]])),
        "#/features/0/geometry/coordinates/0/0/0: expected a number, found a list of 2; \
         hint: the coordinates may be nested one level too deep"
    );
    assert_eq!(
        geometry(json!([[[120.5]]])),
        "#/features/0/geometry/coordinates/0/0: expected a position: [longitude, latitude], found a list of 1"
    );
}

#[test]
fn heights_are_dropped_when_they_are_all_the_same_and_refused_when_not() {
    let ring = |last: f64| {
        json!([[
            [120.5, 31.3, 4.0],
            [120.6, 31.3, 4.0],
            [120.6, 31.4, 4.0],
            [120.5, 31.3, last]
        ]])
    };
    let flat = read(|draft| draft["features"][0]["geometry"]["coordinates"] = ring(4.0));
    assert_eq!(flat, read(|_| {}));
    assert_eq!(
        faults(|draft| draft["features"][0]["geometry"]["coordinates"] = ring(5.0)),
        [
            "#/features/0/geometry/coordinates/0/3/2: expected the same height everywhere, `4`, found `5`; \
          hint: boundaries are flat here: leave heights out"
        ]
    );
}

#[test]
fn shifted_coordinates_are_brought_to_crs84_and_swapped_ones_are_kept_for_the_rules() {
    let shifted = read(|draft| {
        draft["zone"]["datum"] = json!("gcj02");
        draft["features"][0]["geometry"]["coordinates"][0][0] = json!([116.410_244_499_169_38, 39.916_404_281_501_64]);
    });
    let place = shifted.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert!(
        (place.x - 116.404).abs() < 1e-8 && (place.y - 39.915).abs() < 1e-8,
        "{place:?}"
    );
    assert_eq!(shifted.datum, Datum::Gcj02);
    let swapped = read(|draft| {
        draft["zone"]["datum"] = json!("gcj02");
        draft["features"][0]["geometry"]["coordinates"] =
            json!([[[31.3, 120.5], [31.3, 120.6], [31.4, 120.6], [31.3, 120.5]]]);
    });
    let place = swapped.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert_eq!((place.x, place.y), (31.3, 120.5));
}

#[test]
fn a_crs_of_degrees_is_accepted_and_any_other_refused() {
    let crs = |name: &str| json!({"type": "name", "properties": {"name": name}});
    for (name, datum) in [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", Datum::Wgs84),
        ("urn:ogc:def:crs:EPSG::4490", Datum::Cgcs2000),
        ("EPSG:4326", Datum::Wgs84),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", Datum::Cgcs2000),
    ] {
        assert_eq!(read(|draft| draft["crs"] = crs(name)).datum, datum, "{name}");
    }
    assert_eq!(
        faults(|draft| draft["crs"] = crs("urn:ogc:def:crs:EPSG::4528")),
        [
            "#/crs/properties/name: expected CRS84, EPSG:4326 or EPSG:4490, found `urn:ogc:def:crs:EPSG::4528`; \
          hint: export the file in longitude and latitude (WGS 84 or CGCS2000)"
        ]
    );
    let contradiction = faults(|draft| {
        draft["crs"] = crs("EPSG:4326");
        draft["zone"]["datum"] = json!("bd09");
    });
    assert_eq!(contradiction.len(), 1);
    assert!(contradiction[0].starts_with("#/zone/datum: expected a datum that agrees with the member `crs`"));
}

#[test]
fn abuttals_are_read_from_a_sentence_or_from_four_lists() {
    let sentence = read(|draft| draft["zone"]["abuttals"] = json!("东至江，南至路、桥，西至山，北至河"));
    let sentence = sentence.abuttals.unwrap();
    assert_eq!(
        (sentence.south, sentence.north),
        (vec!["路".to_owned(), "桥".to_owned()], vec!["河".to_owned()])
    );
    let lists = read(|draft| draft["zone"]["abuttals"] = json!({"east": ["江"], "sentence": null}));
    assert_eq!(lists.abuttals.unwrap().east, ["江"]);
    assert_eq!(
        faults(|draft| draft["zone"]["abuttals"] = json!({"east": "江", "up": []})),
        [
            "#/zone/abuttals/up: expected only the members east, south, west, north, sentence, found the unknown member `up`",
            "#/zone/abuttals/east: expected a list of texts, found the text `江`",
        ]
    );
}

#[test]
fn other_documents_are_refused_in_a_way_that_helps() {
    let collection =
        faults(|draft| draft["features"][0]["geometry"] = json!({"type": "GeometryCollection", "geometries": []}));
    assert_eq!(
        collection,
        [
            "#/features/0/geometry/type: expected a Polygon or MultiPolygon, found `GeometryCollection`; \
          hint: put the polygons of the collection into one MultiPolygon"
        ]
    );
    for (change, expected) in [
        (json!({"type": "Point", "coordinates": [1, 2]}), "found `Point`"),
        (json!(7), "found the number `7`"),
        (json!({"coordinates": []}), "found nothing"),
    ] {
        let found = faults(|draft| draft["features"][0]["geometry"] = change);
        assert!(found[0].ends_with(expected), "{found:?}");
    }
    assert!(read_draft(b"\xff\xff").is_err());
    let no_zone = faults(|draft| {
        draft.as_object_mut().unwrap().remove("zone");
    });
    assert_eq!(
        no_zone,
        ["#/zone: expected an object that says what the parks belong to, found nothing"]
    );
    assert!(parse_draft("{}", None).unwrap_err().count() >= 3);
    assert!(parse_draft("null", None).is_err());
}

#[test]
fn a_hundred_faults_are_shown_and_the_rest_counted() {
    let found = parse_draft(
        &draft_with(|draft| {
            let members = (0..250).map(|nth| (format!("m{nth}"), json!(1)));
            draft["zone"].as_object_mut().unwrap().extend(members);
        }),
        None,
    );
    let refused = found.unwrap_err();
    assert_eq!((refused.faults.len(), refused.untold, refused.count()), (100, 150, 250));
    assert!(refused.to_string().ends_with("… and 150 more"));
}
