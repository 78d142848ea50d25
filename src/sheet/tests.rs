//! Laws of sheets: whatever the texts are, nothing is lost, nothing leaves its page, and the same content is the same bytes.

use std::{collections::BTreeSet, sync::Arc};

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use proptest::prelude::*;

use super::{
    AbuttalsContent, AreaContent, Content, Ground, GroundFeature, Language, Neighbour, ParkContent, Receipt,
    SheetError,
    compose::compose,
    corners::corners_of,
    flow::{BOTTOM, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP},
    font::Face,
    letters::Setter,
    mark::Mark,
    sheet,
    tree::Belongs,
};
use crate::{abuttals::FeatureClass, geometry::Side};

/// Returns the letters; none where the program was built without them, which is told by the name of the test.
fn face(test: &str) -> Option<&'static Face> {
    match Face::embedded() {
        Ok(face) => Some(face),
        Err(SheetError::NoFont) => {
            use std::io::Write as _;
            // Past the runner, which keeps what tests print.
            let _closed = writeln!(std::io::stderr(), "skipped: {test} (no web/font: run `make font`)");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// A star of corners around a place.
fn star(lon: f64, lat: f64, size: f64, corners: usize) -> MultiPolygon<f64> {
    let place = |nth: usize| {
        let turn = nth as f64 / corners as f64 * std::f64::consts::TAU;
        let radius = size * if nth.is_multiple_of(2) { 1.0 } else { 0.97 };
        Coord {
            x: lon + radius * turn.cos(),
            y: lat + radius * turn.sin(),
        }
    };
    let ring = (0..=corners).map(|nth| place(nth % corners)).collect();
    MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
}

/// A sheet of some parks side by side, all of whose texts are the ones given, in turn.
fn content(texts: &[String], parks: usize, corners: usize, language: Language) -> Content {
    let text = |nth: usize| texts.get(nth % texts.len().max(1)).cloned().unwrap_or_default();
    let shapes: Vec<_> = (0..parks)
        .map(|nth| star(121.4 + 0.021 * nth as f64, 31.2, 0.01, corners))
        .collect();
    let numbered: Vec<_> = shapes.iter().zip(1..).map(|(shape, number)| (number, shape)).collect();
    let road = LineString(vec![
        (121.3, 31.19).into(),
        (121.45, 31.2).into(),
        (121.6, 31.26).into(),
    ]);
    Content {
        language,
        zone: text(0),
        reference: "some-zone/1".to_owned(),
        facts: (0..8).map(|nth| (text(nth), text(nth + 1))).collect(),
        parks: (0..parks)
            .map(|nth| ParkContent {
                name: text(nth),
                host: text(nth + 1),
                functions: text(nth + 2),
                role: text(nth + 3),
            })
            .collect(),
        abuttals: (0..parks)
            .map(|nth| AbuttalsContent {
                of: text(nth),
                sides: Side::ALL.into_iter().map(|side| (side, text(nth + 2))).collect(),
                sentence: Some(text(nth + 1)),
            })
            .collect(),
        areas: (0..parks)
            .map(|nth| AreaContent {
                of: text(nth),
                printed: Some(text(nth + 1)),
                declared_m2: Some(1e6),
                measured_m2: Some(1e9 / (nth as f64 + 1.0)),
                allowed_m2: Some(5.0),
            })
            .collect(),
        corners: corners_of(&numbered, language),
        ground: (parks > 0).then(|| Ground {
            parks: shapes
                .iter()
                .zip(1..)
                .map(|(shape, nth)| (nth, nth % 3 != 0, Arc::new(shape.clone())))
                .collect(),
            neighbours: vec![Neighbour {
                name: text(1),
                pending: true,
                shape: Arc::new(star(121.43, 31.23, 0.02, 12)),
            }],
            features: vec![GroundFeature {
                name: text(2),
                class: FeatureClass::Road,
                line: Arc::new(MultiLineString(vec![road])),
            }],
            left_out: 0,
        }),
        link: Some(format!("http://127.0.0.1/?zone={}", "x".repeat(parks * 20))),
        receipt: Receipt {
            revision: 42,
            hash: format!("sha256:{}", "ab".repeat(32)),
            digest: format!("sha256:{}", "cd".repeat(32)),
        },
        remarks: vec![text(3)],
    }
}

/// Texts as people never write them, and as they do.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        2 => "[东南西北至路街、，。（）《》“”0-9A-Za-z ]{0,60}",
        1 => "[\u{0}-\u{1f}\u{200b}-\u{202e}\u{e000}-\u{e010}\u{feff}]{0,20}",
        1 => "[א-ת ]{0,30}|[ا-ي ]{0,30}|[😀-😏\u{1F468}\u{200D}]{0,12}",
        1 => "[a-z婺堽㙟]".prop_map(|c| c.repeat(400)),
        1 => "[）。，]".prop_map(|c| c.repeat(400)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_its_page_whatever_the_texts_are(
        texts in prop::collection::vec(text(), 1..6),
        parks in 0_usize..5,
        corners in 3_usize..40,
        is_english in any::<bool>(),
    ) {
        let Some(face) = face("nothing_leaves_its_page_whatever_the_texts_are") else { return Ok(()) };
        let language = if is_english { Language::En } else { Language::Zh };
        let content = content(&texts, parks, corners, language);
        let flow = compose(&content, face);
        for (page, nth) in flow.pages.iter().zip(1..) {
            for (belongs, mark) in &page.marks {
                let Some([left, top, right, bottom]) = mark.extent() else { continue };
                prop_assert!(left >= 20.0 && top >= 20.0, "page {nth}: {mark:?}");
                prop_assert!(right <= PAGE_WIDTH - 20.0 && bottom <= PAGE_HEIGHT - 15.0, "page {nth}: {mark:?}");
                if matches!(belongs, Belongs::To(_)) {
                    prop_assert!(top >= TOP - 2.0 && bottom <= BOTTOM + 2.0, "page {nth}: {mark:?}");
                    prop_assert!(left >= LEFT - 10.0 && right <= RIGHT + 1.0, "page {nth}: {mark:?}");
                }
            }
        }
        let bytes = sheet(&content);
        prop_assert!(bytes.is_ok(), "{:?}", bytes.err());
    }

    #[test]
    fn lines_hold_the_whole_text_and_keep_their_width(text in text(), width_em in 2.0_f32..60.0) {
        let Some(face) = face("lines_hold_the_whole_text_and_keep_their_width") else { return Ok(()) };
        let mut setter = Setter::new(face);
        let plain = setter.plain(&text);
        let lines = setter.lines(&text, width_em);
        let joined: String = lines.iter().map(|line| line.text.as_str()).collect();
        prop_assert_eq!(joined, plain);
        for line in &lines {
            prop_assert!(line.width_em <= width_em + 1e-3, "{} > {width_em}: {}", line.width_em, line.text);
            prop_assert!(!line.glyphs.is_empty());
        }
    }
}

#[test]
fn no_closing_mark_begins_a_line_and_no_opening_one_ends_it() {
    let Some(face) = face("no_closing_mark_begins_a_line_and_no_opening_one_ends_it") else {
        return;
    };
    let text = "东至成都北路（含南段），南至“延安东路”、威海路，西至《规划》所载道路；北至G106国道以南550米。";
    let mut setter = Setter::new(face);
    for tenths in 30..300 {
        let lines = setter.lines(text, tenths as f32 / 10.0);
        for line in &lines {
            let (first, last) = (line.text.chars().next(), line.text.trim_end().chars().last());
            assert!(
                !first.is_some_and(|c| "），、；。”》".contains(c)),
                "{tenths}: {}",
                line.text
            );
            assert!(!last.is_some_and(|c| "（“《".contains(c)), "{tenths}: {}", line.text);
        }
    }
}

#[test]
fn rare_characters_of_place_names_are_shown_and_what_has_no_shape_is_named() {
    let Some(face) = face("rare_characters_of_place_names_are_shown_and_what_has_no_shape_is_named") else {
        return;
    };
    let mut setter = Setter::new(face);
    let rare = "婺城区堽城镇㙟㘵嶅浬𪣻𬭎";
    assert_eq!(setter.plain(rare), rare);
    assert!(setter.lacking().is_empty());
    assert_eq!(setter.plain("a\u{202e}b\t\n c😀"), "a[U+202E]b c[U+1F600]");
    assert_eq!(setter.lacking(), &BTreeSet::from(['\u{202e}', '😀']));
    let content = content(&["甲😀".to_owned()], 1, 5, Language::Zh);
    let flow = compose(&content, face);
    let told: String = texts(&flow.pages).concat();
    assert!(told.contains("无字形可印") && told.contains("甲[U+1F600]"), "{told}");
}

fn texts(pages: &[super::mark::Page]) -> Vec<String> {
    let marks = pages.iter().flat_map(|page| &page.marks);
    let text = |mark: &Mark| match mark {
        Mark::Text { run, .. } => Some(run.text.clone()),
        _ => None,
    };
    marks.filter_map(|(_, mark)| text(mark)).collect()
}

#[test]
fn the_same_content_is_the_same_bytes() {
    if face("the_same_content_is_the_same_bytes").is_none() {
        return;
    }
    let content = content(&["中文 text 123".to_owned(), "路".to_owned()], 3, 20, Language::Zh);
    let (one, other) = (sheet(&content).unwrap(), sheet(&content).unwrap());
    assert_eq!(one, other);
    assert!(one.starts_with(b"%PDF-1.7"));
}

#[test]
fn five_thousand_corners_are_all_listed_within_ninety_pages() {
    let Some(face) = face("five_thousand_corners_are_all_listed_within_ninety_pages") else {
        return;
    };
    let content = content(&["密集园区".to_owned()], 1, 5000, Language::Zh);
    let flow = compose(&content, face);
    assert!(flow.pages.len() <= 90, "{} pages", flow.pages.len());
    let told: BTreeSet<String> = texts(&flow.pages).into_iter().collect();
    assert!((1..=5000).all(|nth| told.contains(&format!("J{nth}"))));
    let foot = format!("第 1 页 共 {} 页", flow.pages.len());
    assert!(told.contains(&foot), "{foot}");
    let heads = texts(&flow.pages).iter().filter(|text| *text == "点号").count();
    assert!(
        heads + 4 >= flow.pages.len(),
        "the head is said again on every page: {heads} of {}",
        flow.pages.len()
    );
    assert!(
        told.iter().any(|text| text.contains("密集处未逐一标注")),
        "the thinning is told"
    );
}
