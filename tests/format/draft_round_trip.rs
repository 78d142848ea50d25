//! The law of drafts: what is written is read back the same.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use jiff::civil::date;
use proptest::{option, prelude::*};
use sizhi::{
    abuttals::Abuttals,
    format::draft::{draft_of, parse_draft, write_delimitation, write_draft},
    geometry::{Datum, from_grid},
    zone::{Delimitation, Draft, DraftPark, Park, Zone},
};

fn ring() -> impl Strategy<Value = LineString<f64>> {
    let coord = (
        -180_000_000_000_i64..=180_000_000_000,
        -90_000_000_000_i64..=90_000_000_000,
    )
        .prop_map(|(x, y)| Coord {
            x: from_grid(x),
            y: from_grid(y),
        });
    prop::collection::vec(coord, 1..8).prop_map(|mut coords| {
        coords.push(coords[0]);
        LineString(coords)
    })
}

fn shape() -> impl Strategy<Value = MultiPolygon<f64>> {
    let polygon =
        (ring(), prop::collection::vec(ring(), 0..3)).prop_map(|(exterior, holes)| Polygon::new(exterior, holes));
    prop::collection::vec(polygon, 0..4).prop_map(MultiPolygon)
}

fn abuttals() -> impl Strategy<Value = Abuttals> {
    let list = || prop::collection::vec("\\PC{0,6}", 0..3);
    (list(), list(), list(), list(), option::of("\\PC{0,12}")).prop_map(|(east, south, west, north, sentence)| {
        Abuttals {
            east,
            south,
            west,
            north,
            sentence,
        }
    })
}

fn area() -> impl Strategy<Value = sizhi::zone::DeclaredArea> {
    "[1-9][0-9]{0,3}\\.[0-9]{1,3} ?(平方公里|公顷|亩)".prop_map(|printed| printed.parse().unwrap())
}

fn park() -> impl Strategy<Value = DraftPark> {
    let functions = prop::collection::vec("[a-z]{1,8}", 0..3);
    let texts = ("\\PC{0,10}", option::of("\\PC{0,10}"), functions, any::<bool>());
    (texts, option::of(area()), option::of(abuttals()), option::of(shape())).prop_map(
        |((name, host, functions, closing), declared_area, abuttals, shape)| DraftPark {
            name,
            host,
            functions,
            closing,
            declared_area,
            abuttals,
            shape,
            unclosed: Vec::new(),
        },
    )
}

fn draft() -> impl Strategy<Value = Draft> {
    let head = (
        option::of("[a-z0-9]{3,20}"),
        "\\PC{0,10}",
        "[a-z-]{0,12}",
        option::of("\\PC{0,10}"),
    );
    let middle = (
        option::of(110_000_u32..999_999),
        option::of(area()),
        option::of(abuttals()),
        any::<bool>(),
    );
    let tail = (
        option::of("\\PC{0,10}"),
        option::of(0_i16..3_000),
        option::of("\\PC{0,10}"),
    );
    (
        head,
        middle,
        tail,
        option::of(shape()),
        prop::collection::vec(park(), 0..4),
    )
        .prop_map(
            |(
                (code, name, kind, host),
                (division, declared_area, abuttals, wgs84),
                (document, year, remark),
                outline,
                parks,
            )| Draft {
                code: code.map(|code| code.parse().unwrap()),
                name,
                kind,
                host,
                division: division.map(|division| division.to_string().parse().unwrap()),
                declared_area,
                abuttals,
                datum: if wgs84 { Datum::Wgs84 } else { Datum::Cgcs2000 },
                outline,
                unclosed_outline: Vec::new(),
                parks,
                document,
                valid_from: year.map(|year| date(year, 2, 28)),
                answers: remark
                    .iter()
                    .map(|text| ("speck@1/园".to_owned(), text.clone()))
                    .collect(),
                remark,
            },
        )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(draft in draft()) {
        let text = write_draft(&draft);
        prop_assert_eq!(parse_draft(&text, None).unwrap(), draft);
    }
}

#[test]
fn a_draft_drawn_in_a_shifted_datum_is_written_where_it_lies() {
    let text = r#"{"type":"FeatureCollection","zone":{"name":"","kind":"","datum":"bd09"},"features":[{"type":"Feature",
        "properties":{"park":""},"geometry":{"type":"Polygon","coordinates":[[[116.4,39.9],[116.5,39.9],[116.5,40.0],[116.4,39.9]]]}}]}"#;
    let first = parse_draft(text, None).unwrap();
    let again = parse_draft(&write_draft(&first), None).unwrap();
    assert_eq!((first.datum, again.datum), (Datum::Bd09, Datum::Cgcs2000));
    let corner = |draft: &Draft| draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert!((corner(&first).x - corner(&again).x).abs() < 1e-9 && corner(&first).x < 116.39);
}

#[test]
fn a_delimitation_is_written_as_the_draft_that_states_it() {
    let zone = Zone {
        code: "cn-a".parse().unwrap(),
        programme: "national-ip-cluster".to_owned(),
        kind: "pilot".to_owned(),
        name: "甲".to_owned(),
        host: None,
        division: Some("320505".parse().unwrap()),
        remark: None,
    };
    let park = Park {
        name: "一区".to_owned(),
        host: None,
        functions: vec!["agency".to_owned()],
        closing: false,
        declared_area: Some("7.57平方公里".parse().unwrap()),
        abuttals: None,
        shape: None,
    };
    let delimitation = Delimitation {
        zone: zone.code.clone(),
        number: 2,
        declared_area: None,
        abuttals: None,
        outline: None,
        parks: vec![park],
        document: Some("批复".to_owned()),
        valid_from: Some(date(2024, 1, 15)),
        rule_set: "2026.1".to_owned(),
        answers: std::collections::BTreeMap::new(),
    };
    let text = write_delimitation(&zone, &delimitation);
    assert_eq!(
        text,
        "{\"type\":\"FeatureCollection\",\"zone\":{\"code\":\"cn-a\",\"name\":\"甲\",\"kind\":\"pilot\",\"division\":\"320505\",\
         \"datum\":\"cgcs2000\",\"document\":\"批复\",\"valid_from\":\"2024-01-15\"},\"features\":[{\"type\":\"Feature\",\
         \"properties\":{\"park\":\"一区\",\"functions\":[\"agency\"],\"closing\":false,\"declared_area\":\"7.57平方公里\"},\
         \"geometry\":null}]}"
    );
    assert_eq!(parse_draft(&text, None).unwrap(), draft_of(&zone, &delimitation));
}
