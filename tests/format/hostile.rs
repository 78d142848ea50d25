//! Any bytes at all: every reader answers, none panics.

use proptest::prelude::*;
use sizhi::{
    format::{
        Encoding, Source, draft::read_draft, parse_abuttals_csv, parse_addresses_csv, parse_agencies_csv,
        read_districts, read_features_geojson, read_osm, read_osm_pbf, read_osm_xml, read_text,
    },
    geometry::Datum,
};

use super::pbf_writer;

/// Hands bytes to every reader and counts those that took them.
fn readers_that_accept(bytes: &[u8]) -> usize {
    let mut progress = |_: u64| {};
    let text = String::from_utf8_lossy(bytes);
    let mut accepted = usize::from(read_draft(bytes).is_ok());
    accepted += usize::from(parse_abuttals_csv(&text, None).is_ok());
    accepted += usize::from(parse_agencies_csv(&text, None, Datum::Gcj02).is_ok());
    accepted += usize::from(parse_addresses_csv(&text, None, Datum::Bd09).is_ok());
    accepted += usize::from(read_osm_xml(bytes, None).is_ok());
    accepted += usize::from(read_osm_pbf(bytes, None).is_ok());
    accepted += usize::from(Source::of(bytes, None, &mut progress).and_then(read_osm).is_ok());
    let districts = Source::of(bytes, None, &mut progress).and_then(|source| read_districts(source, Datum::Gcj02));
    accepted += usize::from(districts.is_ok());
    let features =
        Source::of(bytes, None, &mut progress).and_then(|source| read_features_geojson(source, Datum::Wgs84));
    accepted += usize::from(features.is_ok());
    let text = Source::of(bytes, None, &mut progress).and_then(|source| read_text(source, Encoding::Gb18030));
    accepted + usize::from(text.is_ok())
}

const DRAFT: &str = r#"{"type":"FeatureCollection","zone":{"name":"n","kind":"k","abuttals":"东至a，南至b，西至c，北至d"},
 "features":[{"type":"Feature","properties":{"park":"p","name":"r","class":"road","adcode":320505},"geometry":
 {"type":"Polygon","coordinates":[[[120.5,31.3],[120.6,31.3],[120.6,31.4],[120.5,31.3]]]}}]}"#;
const OSM: &str = r#"<?xml version="1.0"?><osm version="0.6"><node id="1" lat="31" lon="120"/><node id="2" lat="31" lon="121"/>
 <way id="3"><nd ref="1"/><nd ref="2"/><tag k="name" v="路"/><tag k="highway" v="primary"/></way></osm>"#;
const TABLE: &str = "id,name,services,lon,lat,datum\na-1,甲,agency;legal,120.5,31.3,wgs84\n\"b\"\"1\",\"乙\n丙\",,,,\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(readers_that_accept(&bytes) <= 10);
    }

    #[test]
    fn any_text_gets_an_answer(text in "(\\{|\\}|\\[|\\]|\"|:|,|<|>|/|=|osm|type|features|zone|1e9|null|\n|[a-z]){0,80}") {
        prop_assert!(readers_that_accept(text.as_bytes()) <= 10);
    }

    #[test]
    fn a_good_file_with_some_bytes_changed_gets_an_answer(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = match which {
            0 => DRAFT.as_bytes().to_vec(),
            1 => OSM.as_bytes().to_vec(),
            2 => TABLE.as_bytes().to_vec(),
            _ => pbf_writer::small_town(),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert!(readers_that_accept(&bytes) <= 10);
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(readers_that_accept(&bytes) <= 10);
    }
}

#[test]
fn the_files_that_are_changed_above_are_good_ones() {
    let mut progress = |_: u64| {};
    assert!(read_osm_xml(OSM.as_bytes(), None).is_ok());
    assert!(parse_agencies_csv(&TABLE.replace("\"b\"\"1\"", "b"), None, Datum::Wgs84).is_ok());
    assert!(read_districts(Source::of(DRAFT.as_bytes(), None, &mut progress).unwrap(), Datum::Wgs84).is_ok());
    assert!(read_osm_pbf(pbf_writer::small_town().as_slice(), None).is_ok());
}
