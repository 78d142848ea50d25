//! Any bytes at all: every reader of boundary files answers, none panics.

use proptest::prelude::*;
use sizhi::format::boundary::{dxf, geopackage, kml, shapefile};

use super::{dxf::DRAWING, sample::parks};

fn readers_that_accept(bytes: &[u8]) -> usize {
    usize::from(shapefile::read(bytes, None, None).is_ok())
        + usize::from(kml::read(bytes, None).is_ok())
        + usize::from(geopackage::read(bytes, None, None).is_ok())
        + usize::from(dxf::read(bytes, None).is_ok())
}

/// A sound file of each format.
fn sound(which: usize) -> Vec<u8> {
    match which {
        0 => shapefile::write(&parks("EPSG:4549"), "a").unwrap(),
        1 => kml::write(&parks("EPSG:4326"), "a").unwrap(),
        2 => kml::write_kmz(&parks("EPSG:4326"), "a").unwrap(),
        3 => geopackage::write(&parks("EPSG:4549"), "a").unwrap(),
        4 => DRAWING.as_bytes().to_vec(),
        _ => super::shapefile::stored(&parks("EPSG:4549")),
    }
}

/// Changes some bytes.
fn changed(mut bytes: Vec<u8>, changes: Vec<(prop::sample::Index, u8)>) -> Vec<u8> {
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = byte;
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600), which in 0_usize..6) {
        prop_assert!(readers_that_accept(&bytes) <= 4);
        let magic: &[u8] = [b"PK\x03\x04".as_slice(), b"SQLite format 3\0", b"AutoCAD Binary DXF\r\n\x1a\0\0\0", b"<kml>", b"  0\nSECTION\n", b"\0\0\x27\x0a"][which];
        prop_assert!(readers_that_accept(&[magic, &bytes].concat()) <= 4);
    }

    #[test]
    fn a_sound_file_with_some_bytes_changed_gets_an_answer(
        which in 0_usize..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = changed(sound(which), changes);
        prop_assert!(readers_that_accept(&bytes) <= 4);
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(readers_that_accept(&bytes) <= 4);
    }

    #[test]
    fn the_files_of_a_shapefile_with_some_bytes_changed_get_an_answer(
        file in 0_usize..4,
        changes in prop::collection::vec((0_usize..300, any::<u8>()), 1..8),
    ) {
        let mut files = super::shapefile::files(&parks("EPSG:4549"));
        let bytes = &mut files[file].1;
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let zip = super::shapefile::zip(&files);
        prop_assert!(readers_that_accept(&zip) <= 1);
    }

    #[test]
    fn text_that_looks_like_kml_gets_an_answer(text in "(<kml>|<Folder>|</Folder>|<Placemark>|</Placemark>|<Polygon>|<outerBoundaryIs>|<LinearRing>|<coordinates>|1,2 |</coordinates>|&lt;|&x;|<!\\[CDATA\\[|\\]\\]>|<name>|é|\n){0,40}") {
        prop_assert!(readers_that_accept(text.as_bytes()) <= 1);
    }

    #[test]
    fn text_that_looks_like_a_drawing_gets_an_answer(text in "(0\n|SECTION\n|2\n|ENTITIES\n|LWPOLYLINE\n|POLYLINE\n|VERTEX\n|SEQEND\n|70\n|1\n|10\n|20\n|42\n|1e308\n|0.5\n|-1\n|230\n|TEXT\n|ENDSEC\n|EOF\n){0,60}") {
        prop_assert!(readers_that_accept(text.as_bytes()) <= 1);
    }
}

#[test]
fn the_files_that_are_changed_above_are_sound() {
    for which in 0..6 {
        assert_eq!(readers_that_accept(&sound(which)), 1, "file {which}");
    }
}

#[test]
fn deep_nesting_ends_with_a_fault() {
    let kml = format!("<kml>{}", "<Folder>".repeat(100_000));
    assert!(
        kml::read(kml.as_bytes(), None)
            .unwrap_err()
            .to_string()
            .contains("64 deep")
    );
}
