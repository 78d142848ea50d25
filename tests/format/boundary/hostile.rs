//! Any bytes at all: every reader of boundary files answers, none panics.

use proptest::prelude::*;
use sizhi::format::{BoundaryFormat, Encoding, ReadOptions, WriteOptions, read_boundary, write_boundary};

/// Systems that a sender may state.
const SYSTEMS: [Option<&str>; 5] = [
    None,
    Some("EPSG:4528"),
    Some("EPSG:4549"),
    Some("gcj02"),
    Some("EPSG:3857"),
];

/// Hands bytes to every reader, under what a sender may state by chance; what is read is written again in every format.
fn survive(bytes: &[u8], chance: usize) {
    let system = |nth: usize| SYSTEMS[nth % SYSTEMS.len()].map(|system| system.parse().unwrap());
    for format in BoundaryFormat::readable().map(Some).chain([None]) {
        let options = ReadOptions {
            format,
            system: system(chance),
            encoding: (chance / 5).is_multiple_of(4).then_some(Encoding::Gb18030),
            ..ReadOptions::default()
        };
        match read_boundary(bytes, Some("a.bin"), &options) {
            Ok(reading) => {
                for format in BoundaryFormat::writable() {
                    let options = WriteOptions {
                        system: system(chance / 20),
                        ..WriteOptions::default()
                    };
                    // A refusal is an answer.
                    let _answer = write_boundary(&reading.draft, format, &options);
                }
            }
            Err(refused) => assert!(refused.count() > 0 && !refused.to_string().is_empty()),
        }
    }
}

const SHEET: &str = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=40\n地块1.功能定位=agency\n[地块坐标]\n\
    9,1.0,1,甲,面,,,,@\nJ1,1,3353100,40520500\nJ2,1,3353100,40520600\nJ3,1,3353000,40520600\nJ1,1,3353100,40520500\n\
    J1,2,3353090,40520590\nJ2,2,3353080,40520590\nJ3,2,3353080,40520595\nJ1,101,3354090,40520590\nJ2,101,3354080,40520590\nJ3,101,3354080,40520595\n";
const TABLE: &str = "# crs: EPSG:4528\npark,part,ring,point,north,east,area\n甲,1,1,1,3353100,40520500,1公顷\n甲,1,1,2,3353100,40520600,\n\
    甲,1,1,3,3353000,40520600,\n甲,1,2,1,3353090,40520590,\n甲,1,2,2,3353080,40520590,\n甲,1,2,3,3353080,40520595,\n";
const JSON: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[{"type":"Feature","id":7,
    "properties":{"park":"甲","functions":["a","b"],"area":"1公顷","abuttals":{"east":["x"]}},"geometry":{"type":"GeometryCollection","geometries":
    [{"type":"Polygon","coordinates":[[[120.1,30.1,5],[120.2,30.1,6],[120.2,30.2],[120.1,30.1]],[[1,2],[3,4]]]}]}}]}"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300), chance in 0_usize..100) {
        survive(&bytes, chance);
    }

    #[test]
    fn any_text_of_the_craft_gets_an_answer(
        text in "(\\[|\\]|\\{|\\}|\"|:|,|，|@|面|=|坐标系|带号|40|J1|J2|1|101|x|y|north|lon|park|3353100|40520500\\.5|121\\.5|31\\.2|nan|1e308|-|\n|°|′|甲){0,60}",
        chance in 0_usize..100,
    ) {
        survive(text.as_bytes(), chance);
    }

    #[test]
    fn a_good_file_with_some_bytes_changed_gets_an_answer(
        which in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        chance in 0_usize..100,
    ) {
        let mut bytes = [SHEET, TABLE, JSON][which].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survive(&bytes, chance);
        bytes.truncate(cut.index(bytes.len()));
        survive(&bytes, chance);
    }
}

#[test]
fn the_files_that_are_changed_above_are_good_ones() {
    for (text, format) in [
        (SHEET, BoundaryFormat::ParcelTxt),
        (TABLE, BoundaryFormat::CornerCsv),
        (JSON, BoundaryFormat::GeoJson),
    ] {
        let reading = read_boundary(text.as_bytes(), None, &ReadOptions::default());
        assert_eq!(reading.unwrap_or_else(|refused| panic!("{refused}")).format, format);
    }
}

#[test]
fn thousands_of_rings_and_of_corners_are_read() {
    let rings = (0..3_000)
        .map(|nth| {
            let (n, e) = (3_000_000 + nth / 100 * 50, 520_000 + nth % 100 * 50);
            format!("1,{n},{e}\n2,{},{e}\n3,{n},{}\n", n + 20, e + 20)
        })
        .collect::<Vec<_>>()
        .concat();
    let text = format!("坐标系=2000国家大地坐标系\n带号=40\n[地块坐标]\n0,,1,甲,面,,,,@\n{rings}");
    let reading = read_boundary(text.as_bytes(), Some("a.txt"), &ReadOptions::default()).unwrap();
    assert_eq!(reading.draft.parks[0].shape.as_ref().unwrap().0.len(), 3_000);
    let circle = (0..30_000)
        .map(|nth| {
            let turn = f64::from(nth) / 30_000.0 * std::f64::consts::TAU;
            format!(
                "{nth},1,{:.3},{:.3}\n",
                3_000_000.0 + 90_000.0 * turn.cos(),
                520_000.0 + 90_000.0 * turn.sin()
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let text = format!("坐标系=2000国家大地坐标系\n带号=40\n[地块坐标]\n0,,1,甲,面,,,,@\n{circle}");
    assert!(read_boundary(text.as_bytes(), Some("a.txt"), &ReadOptions::default()).is_ok());
}
