//! The law of boundary files: what is written is read back the same, in every format and system that has room for it.

use geo::MapCoords;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use proptest::{option, prelude::*};
use sizhi::{
    abuttals::{Abuttals, split_sentence},
    format::{BoundaryFormat, Encoding, ReadOptions, WriteOptions, read_boundary, write_boundary},
    geometry::{CoordinateSystem, Datum, LonLat, distance_m, from_grid, to_grid},
    zone::{DeclaredArea, Draft, DraftPark},
};

/// A star of some corners around a place: simple, whatever the radii.
fn star(centre: Coord<f64>, radii: &[f64]) -> LineString<f64> {
    let corner = |(nth, radius): (usize, &f64)| {
        let turn = nth as f64 / radii.len() as f64 * std::f64::consts::TAU;
        let snap = |degrees: f64| from_grid(to_grid(degrees));
        Coord {
            x: snap(centre.x + radius * turn.cos()),
            y: snap(centre.y + radius * turn.sin()),
        }
    };
    let mut ring: Vec<Coord<f64>> = radii.iter().enumerate().map(corner).collect();
    ring.push(ring[0]);
    LineString(ring)
}

/// A shape within the 3-degree zone 40: parts side by side, each with holes.
fn shape() -> impl Strategy<Value = MultiPolygon<f64>> {
    let part = (
        prop::collection::vec(0.002..0.004_f64, 3..9),
        prop::collection::vec(prop::collection::vec(0.000_2..0.000_4_f64, 3..5), 0..3),
    );
    let place = (118.7..121.2_f64, 20.0..50.0_f64);
    (place, prop::collection::vec(part, 1..4)).prop_map(|((lon, lat), parts)| {
        let part = |(nth, (outer, holes)): (usize, (Vec<f64>, Vec<Vec<f64>>))| {
            let centre = Coord {
                x: lon + nth as f64 * 0.01,
                y: lat,
            };
            let hole = |(nth, radii): (usize, Vec<f64>)| {
                let centre = Coord {
                    x: centre.x + (nth as f64 - 0.5) * 0.000_9,
                    y: centre.y,
                };
                star(centre, &radii)
            };
            // Fewer than five corners may leave a hole outside: these get none.
            let holes = if outer.len() < 5 { Vec::new() } else { holes };
            Polygon::new(star(centre, &outer), holes.into_iter().enumerate().map(hole).collect())
        };
        MultiPolygon(parts.into_iter().enumerate().map(part).collect())
    })
}

/// A word without blanks around it.
fn word() -> impl Strategy<Value = String> {
    "[一-龥a-zA-Z0-9（）·/,，=@;\"#-]{1,12}"
}

fn abuttals() -> impl Strategy<Value = Abuttals> {
    let list = || prop::collection::vec(word(), 0..3);
    let lists =
        (list(), list(), list(), list(), option::of(word())).prop_map(|(east, south, west, north, sentence)| {
            Abuttals {
                east,
                south,
                west,
                north,
                sentence,
            }
        });
    prop_oneof![
        lists,
        "东至[一-龥]{1,3}路，南至[一-龥]{1,3}河，西至[一-龥]{1,3}，北至[一-龥]{1,3}"
            .prop_map(|text| split_sentence(&text))
    ]
}

fn area() -> impl Strategy<Value = DeclaredArea> {
    "约?[1-9][0-9]{0,3}\\.[0-9]{1,4} ?(平方公里|公顷|亩|平方米)".prop_map(|printed| printed.parse().unwrap())
}

fn park(name: String) -> impl Strategy<Value = DraftPark> {
    let functions = prop::collection::vec(word(), 0..3);
    let texts = (option::of(word()), functions, any::<bool>());
    (texts, area(), option::of(abuttals()), shape()).prop_map(
        move |((host, functions, closing), declared_area, abuttals, shape)| DraftPark {
            name: name.clone(),
            host,
            functions,
            closing,
            declared_area: Some(declared_area),
            abuttals,
            shape: Some(shape),
            unclosed: Vec::new(),
        },
    )
}

fn draft() -> impl Strategy<Value = Draft> {
    let head = (option::of("[a-z0-9]{3,20}"), word(), "[a-z]{1,12}", option::of(word()));
    let middle = (
        option::of(110_000_u32..999_999),
        option::of(area()),
        option::of(abuttals()),
        any::<bool>(),
    );
    let tail = (
        option::of(word()),
        option::of(1900_i16..2100),
        option::of(word()),
        option::of(shape()),
    );
    let parks =
        prop::collection::hash_set(word(), 1..4).prop_flat_map(|names| names.into_iter().map(park).collect::<Vec<_>>());
    (head, middle, tail, parks).prop_map(
        |(
            (code, name, kind, host),
            (division, declared_area, abuttals, wgs84),
            (document, year, remark, outline),
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
            valid_from: year.map(|year| jiff::civil::date(year, 2, 28)),
            remark,
            answers: std::collections::BTreeMap::new(),
        },
    )
}

fn again(draft: &Draft, format: BoundaryFormat, system: Option<CoordinateSystem>, encoding: Encoding) -> Draft {
    let options = WriteOptions {
        system,
        encoding,
        date: None,
    };
    let written = write_boundary(draft, format, &options).unwrap();
    let name = format!("a.{}", format.word());
    let reading = read_boundary(&written.bytes, Some(&name), &ReadOptions::default());
    match reading {
        Ok(reading) => {
            let lost: Vec<&String> = reading
                .notes
                .iter()
                .filter(|note| note.contains("not carried: `"))
                .collect();
            assert!(lost.is_empty(), "{format}: {lost:?}");
            reading.draft
        }
        Err(refused) => panic!("{refused}\n{}", String::from_utf8_lossy(&written.bytes)),
    }
}

/// The formats that are both read and written.
fn both_ways() -> Vec<BoundaryFormat> {
    let readable: Vec<BoundaryFormat> = BoundaryFormat::readable().collect();
    BoundaryFormat::writable()
        .filter(|format| readable.contains(format))
        .collect()
}

/// Turns each ring to begin where the other does, and to run the same way.
fn like(ring: &LineString<f64>, other: &LineString<f64>) -> LineString<f64> {
    let open = &ring.0[..ring.0.len() - 1];
    let start = other.0[0];
    let away = |c: &Coord<f64>| (c.x - start.x).hypot(c.y - start.y);
    let nearest = (0..open.len())
        .min_by(|&a, &b| away(&open[a]).total_cmp(&away(&open[b])))
        .unwrap();
    let mut forth: Vec<Coord<f64>> = open[nearest..].iter().chain(&open[..nearest]).copied().collect();
    let second = other.0[1];
    let off = |c: &Coord<f64>| (c.x - second.x).hypot(c.y - second.y);
    if off(&forth[1]) > off(&forth[forth.len() - 1]) {
        forth[1..].reverse();
    }
    forth.push(forth[0]);
    LineString(forth)
}

/// The greatest distance of corresponding corners, metres.
fn apart_m(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> f64 {
    assert_eq!(a.0.len(), b.0.len(), "parts");
    let rings = |shape: &MultiPolygon<f64>| -> Vec<LineString<f64>> {
        shape
            .iter()
            .flat_map(|part| std::iter::once(part.exterior().clone()).chain(part.interiors().iter().cloned()))
            .collect()
    };
    let place = |c: &Coord<f64>| LonLat::new(c.x, c.y).unwrap();
    let mut most: f64 = 0.0;
    for (a, b) in rings(a).iter().zip(&rings(b)) {
        assert_eq!(a.0.len(), b.0.len(), "corners");
        for (a, b) in like(a, b).0.iter().zip(&b.0) {
            most = most.max(distance_m(place(a), place(b)));
        }
    }
    most
}

/// Asserts that all but the shapes is the same, and the shapes to a distance.
fn assert_same(found: &Draft, draft: &Draft, most_m: f64) {
    let bare = |draft: &Draft| {
        let mut bare = draft.clone();
        bare.outline = None;
        bare.parks.iter_mut().for_each(|park| park.shape = None);
        bare
    };
    assert_eq!(bare(found), bare(draft));
    assert_eq!(found.outline.is_some(), draft.outline.is_some());
    let shapes = |draft: &Draft| -> Vec<MultiPolygon<f64>> {
        draft
            .parks
            .iter()
            .filter_map(|park| park.shape.clone())
            .chain(draft.outline.clone())
            .collect()
    };
    for (a, b) in shapes(found).iter().zip(&shapes(draft)) {
        let apart_m = apart_m(a, b);
        assert!(apart_m <= most_m, "{apart_m}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_draft_written_as_geojson_is_read_back_the_same(draft in draft()) {
        let found = again(&draft, BoundaryFormat::GeoJson, None, Encoding::Utf8);
        prop_assert_eq!(found, draft);
    }

    #[test]
    fn a_draft_written_as_a_table_of_corners_is_read_back_the_same(draft in draft(), gbk in any::<bool>()) {
        let encoding = if gbk { Encoding::Gb18030 } else { Encoding::Utf8 };
        let found = again(&draft, BoundaryFormat::CornerCsv, None, encoding);
        prop_assert_eq!(found, draft);
    }

    #[test]
    fn a_table_in_metres_or_in_a_shifted_datum_is_read_back_to_a_millimetre(draft in draft(), which in 0_usize..5) {
        let system = ["EPSG:4528", "EPSG:4549", "EPSG:3857", "gcj02", "bd09"][which].parse().unwrap();
        let found = again(&draft, BoundaryFormat::CornerCsv, Some(system), Encoding::Utf8);
        let expected = Draft { datum: system.datum(), ..draft };
        assert_same(&found, &expected, 1e-3);
    }

    #[test]
    fn a_draft_written_for_map_programs_is_read_back_to_a_millimetre(draft in draft(), which in 0_usize..4, projected in any::<bool>()) {
        let format = [BoundaryFormat::Shapefile, BoundaryFormat::GeoPackage, BoundaryFormat::Kml, BoundaryFormat::Kmz][which];
        let system = (projected && which < 2).then(|| "EPSG:4549".parse::<CoordinateSystem>().unwrap());
        let found = again(&draft, format, system, Encoding::Utf8);
        let datum = match (which, system) {
            (0 | 1, Some(_)) => Datum::Cgcs2000,
            (0 | 1, None) => draft.datum,
            _ => Datum::Wgs84,
        };
        assert_same(&found, &Draft { datum, ..draft }, 1e-3);
    }

    #[test]
    fn a_sheet_is_read_back_to_a_millimetre(draft in draft(), which in 0_usize..5, gbk in any::<bool>()) {
        let system: Option<CoordinateSystem> =
            [None, Some("EPSG:4528"), Some("EPSG:4549"), Some("EPSG:4499"), Some("EPSG:4490")][which].map(|system| system.parse().unwrap());
        let encoding = if gbk { Encoding::Gb18030 } else { Encoding::Utf8 };
        let found = again(&draft, BoundaryFormat::ParcelTxt, system, encoding);
        let expected = Draft { datum: Datum::Cgcs2000, ..draft };
        assert_same(&found, &expected, 1e-3);
    }
}

#[test]
fn a_park_without_a_shape_and_a_draft_without_parks_keep_their_words() {
    let text = r#"{"type":"FeatureCollection","zone":{"name":"某区","kind":"pilot"},"features":[{"type":"Feature","properties":
        {"park":"甲","functions":["agency"],"abuttals":"东至A，南至B，西至C，北至D"},"geometry":null}]}"#;
    let draft = read_boundary(text.as_bytes(), Some("a.geojson"), &ReadOptions::default())
        .unwrap()
        .draft;
    for format in both_ways() {
        let found = again(&draft, format, None, Encoding::Utf8);
        assert_eq!(
            Draft {
                datum: draft.datum,
                ..found
            },
            draft,
            "{format}"
        );
    }
}

#[test]
fn an_invalid_shape_is_carried_as_it_is() {
    let bow_tie = LineString::from(vec![
        (120.0, 31.0),
        (120.01, 31.01),
        (120.01, 31.0),
        (120.0, 31.01),
        (120.0, 31.0),
    ]);
    let shape = MultiPolygon(vec![Polygon::new(bow_tie, vec![])]).map_coords(|c| c);
    let text = r#"{"type":"FeatureCollection","zone":{"name":"某区","kind":"pilot"},"features":[{"type":"Feature","properties":{"park":"甲","declared_area":"1公顷"},"geometry":null}]}"#;
    let mut draft = read_boundary(text.as_bytes(), Some("a.geojson"), &ReadOptions::default())
        .unwrap()
        .draft;
    draft.parks[0].shape = Some(shape);
    for format in both_ways() {
        let found = again(&draft, format, None, Encoding::Utf8);
        let found = Draft {
            datum: draft.datum,
            ..found
        };
        assert_same(&found, &draft, 1e-3);
    }
}
