//! `abuttals-missing`, `abuttals-unknown`, `abuttals-off`.

use std::sync::Arc;

use geo_types::{Geometry, MultiLineString, MultiPolygon};
use sizhi::{
    abuttals::{Abuttals, Feature, FeatureClass, split_sentence},
    atlas::{Atlas, Change, Dataset, DatasetKind, Load, Rows},
    geometry::{Datum, Side},
    rules::Finding,
    zone::{Digest, Draft, Severity},
};

use super::ground::{
    assert_told, block, draft, figure, findings, judge, of_rule, park, register, ring, shape, single, tolerance,
};

fn feature(name: &str, class: FeatureClass, places: &[(f64, f64)]) -> Feature {
    Feature {
        id: format!("test/{name}"),
        name: name.to_owned(),
        class,
        line: Arc::new(MultiLineString(vec![ring(places)])),
    }
}

fn road(name: &str, places: &[(f64, f64)]) -> Feature {
    feature(name, FeatureClass::Road, places)
}

fn loaded(features: Vec<Feature>) -> Atlas {
    let dataset = Dataset {
        kind: DatasetKind::Features,
        name: "roads".to_owned(),
        file: "roads.osm".to_owned(),
        datum: Datum::Wgs84,
        file_digest: Digest::of_bytes(b"roads"),
    };
    let rows = Rows::Features(features);
    register(vec![Change::Loaded(Box::new(Load { dataset, rows }))])
}

/// Streets around a block 1000 m wide and 600 m high; the eastern one lies `east_m` east of it.
fn streets(east_m: f64) -> Vec<Feature> {
    vec![
        road("东路", &[(1_000.0 + east_m, -300.0), (1_000.0 + east_m, 900.0)]),
        road("南路", &[(-300.0, 0.0), (1_300.0, 0.0)]),
        road("西路", &[(0.0, -300.0), (0.0, 900.0)]),
        road("北路", &[(-300.0, 600.0), (1_300.0, 600.0)]),
    ]
}

fn stated(sentence: &str) -> Abuttals {
    Abuttals {
        sentence: Some(sentence.to_owned()),
        ..split_sentence(sentence)
    }
}

/// A draft of one block with a sentence.
fn told(shape: MultiPolygon<f64>, sentence: &str) -> Draft {
    let mut draft = single(shape);
    draft.parks[0].abuttals = Some(stated(sentence));
    draft
}

fn plain() -> MultiPolygon<f64> {
    block(0.0, 0.0, 1_000.0, 600.0)
}

fn found(rule: &str, draft: &Draft, features: Vec<Feature>) -> Vec<Finding> {
    of_rule(rule, judge(draft, &loaded(features)))
}

#[test]
fn a_side_that_is_not_stated_is_told_with_its_place() {
    let whole = told(plain(), "东至东路，南至南路，西至西路，北至北路");
    assert!(found("abuttals-missing", &whole, streets(0.0)).is_empty());
    let lacking = found(
        "abuttals-missing",
        &told(plain(), "东至东路，南至南路，北至北路"),
        streets(0.0),
    );
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert_told(&lacking[0], Severity::Warning);
    assert_eq!(
        (lacking[0].side, lacking[0].park.as_deref()),
        (Some(Side::West), Some("甲"))
    );
    let Some(Geometry::MultiLineString(line)) = &lacking[0].place else {
        panic!("{lacking:?}")
    };
    assert!(
        line.0
            .iter()
            .flat_map(|line| &line.0)
            .all(|c| (c.x - super::ground::LON).abs() < 1e-7),
        "{line:?}"
    );
}

#[test]
fn a_draft_without_any_abuttals_and_a_sentence_that_cannot_be_read_are_told_once() {
    let silent = findings("abuttals-missing", &single(plain()));
    assert_eq!(silent.len(), 1);
    assert_told(&silent[0], Severity::Warning);
    assert_eq!(figure(&silent[0], "sides_missing"), 4.0);
    let unread = findings("abuttals-missing", &told(plain(), "范围详见附图"));
    assert_eq!(unread.len(), 1);
    assert!(unread[0].message.zh.contains("没有可读出"), "{unread:?}");
}

#[test]
fn the_abuttals_of_the_zone_are_judged_as_those_of_its_parks() {
    let mut two = draft(vec![
        park("甲", "agency", block(0.0, 0.0, 500.0, 600.0)),
        park("乙", "legal", block(500.0, 0.0, 500.0, 600.0)),
    ]);
    two.abuttals = Some(stated("东至东路，南至南路，西至西路，北至北路"));
    for rule in ["abuttals-missing", "abuttals-unknown", "abuttals-off"] {
        assert!(found(rule, &two, streets(0.0)).is_empty(), "{rule}");
    }
    two.abuttals = Some(stated("东至东路，南至南路，西至东路"));
    assert_eq!(found("abuttals-missing", &two, streets(0.0)).len(), 1);
    let off = found("abuttals-off", &two, streets(0.0));
    assert_eq!(
        (off.len(), off[0].side, off[0].park.as_deref()),
        (1, Some(Side::West), None)
    );
}

#[test]
fn a_name_that_nothing_bears_is_told_with_the_nearest_names() {
    let draft = told(plain(), "东至东风路，南至南路，西至西路，北至北路");
    let mut features = streets(0.0);
    features.push(road("东丰路", &[(1_000.0, -300.0), (1_000.0, 900.0)]));
    let unknown = found("abuttals-unknown", &draft, features);
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert_told(&unknown[0], Severity::Warning);
    assert_eq!(unknown[0].side, Some(Side::East));
    assert!(
        unknown[0].message.en.contains("东风路") && unknown[0].message.en.contains("东丰路"),
        "{unknown:?}"
    );
    // A side with an unknown name is not held to run along anything.
    assert!(found("abuttals-off", &draft, streets(0.0)).is_empty());
}

#[test]
fn names_of_villages_companies_and_unnamed_roads_are_no_unknown_features() {
    let draft = told(plain(), "东至王家村，南至某某机械有限公司，西至规划路，北至大海");
    assert!(found("abuttals-unknown", &draft, streets(0.0)).is_empty());
    // Of rivers the register knows nothing here; of roads it does.
    let river = told(plain(), "东至清水河，南至南路，西至西路，北至北路");
    assert!(found("abuttals-unknown", &river, streets(0.0)).is_empty());
    let mut with_river = streets(0.0);
    with_river.push(feature(
        "浊水河",
        FeatureClass::River,
        &[(1_000.0, -300.0), (1_000.0, 900.0)],
    ));
    assert_eq!(found("abuttals-unknown", &river, with_river).len(), 1);
}

#[test]
fn where_no_feature_is_loaded_one_note_says_so_and_nothing_is_guessed() {
    let draft = told(plain(), "东至东风路，南至南路，西至西路，北至北路");
    let noted = findings("abuttals-unknown", &draft);
    assert_eq!(noted.len(), 1);
    assert_told(&noted[0], Severity::Note);
    assert!(findings("abuttals-off", &draft).is_empty());
}

#[test]
fn a_feature_within_reach_is_the_one_meant_and_one_beyond_is_not() {
    let draft = told(plain(), "东至外路，南至南路，西至西路，北至北路");
    let reach_m = tolerance("abuttals-unknown", "reach_m");
    for (east_m, unknown) in [(reach_m - 20.0, 0), (reach_m + 20.0, 1)] {
        let mut features = streets(0.0);
        features.push(road("外路", &[(1_000.0 + east_m, -300.0), (1_000.0 + east_m, 900.0)]));
        let told = found("abuttals-unknown", &draft, features);
        assert_eq!(told.len(), unknown, "{east_m}: {told:?}");
        if let [finding] = told.as_slice() {
            assert!(finding.message.en.contains("away"), "{finding:?}");
        }
    }
}

#[test]
fn a_name_that_several_features_could_bear_is_a_note() {
    let draft = told(plain(), "东至长安路，南至南路，西至西路，北至北路");
    let mut features = streets(0.0);
    features.push(road("长安东路", &[(1_000.0, -300.0), (1_000.0, 300.0)]));
    features.push(road("长安北路", &[(1_000.0, 300.0), (1_000.0, 900.0)]));
    let unsure = found("abuttals-unknown", &draft, features);
    assert_eq!(unsure.len(), 1, "{unsure:?}");
    assert_told(&unsure[0], Severity::Note);
    assert!(unsure[0].message.en.contains("长安东路") && unsure[0].message.en.contains("长安北路"));
}

#[test]
fn a_limit_within_the_tolerance_of_its_street_fits_and_one_beyond_is_off() {
    let draft = told(plain(), "东至东路，南至南路，西至西路，北至北路");
    let near_m = tolerance("abuttals-off", "near_m");
    assert!(found("abuttals-off", &draft, streets(near_m - 1.0)).is_empty());
    let off = found("abuttals-off", &draft, streets(near_m + 1.0));
    assert_eq!(off.len(), 1, "{off:?}");
    assert_told(&off[0], Severity::Warning);
    assert_eq!((off[0].side, figure(&off[0], "share_along")), (Some(Side::East), 0.0));
    assert!((figure(&off[0], "mean_distance") - near_m - 1.0).abs() < 0.1);
    assert!((figure(&off[0], "greatest_distance") - near_m - 1.0).abs() < 0.1);
    assert!((figure(&off[0], "side_length") - 600.0).abs() < 1.0);
    assert!(matches!(&off[0].place, Some(Geometry::MultiLineString(lines)) if lines.0.len() == 1));
}

#[test]
fn the_share_of_the_side_decides_from_both_of_its_sides() {
    let share = tolerance("abuttals-off", "share");
    let corner = |share: f64| {
        // The limit follows the eastern street for a share of its side, then steps back by 200 m.
        let bend = 600.0 * share;
        shape(&[
            (0.0, 0.0),
            (1_000.0, 0.0),
            (1_000.0, bend),
            (800.0, bend),
            (800.0, 600.0),
            (0.0, 600.0),
            (0.0, 0.0),
        ])
    };
    let sentence = "东至东路，南至南路，西至西路，北至北路";
    let of_east = |share: f64| {
        let all = found("abuttals-off", &told(corner(share), sentence), streets(0.0));
        all.into_iter()
            .filter(|finding| finding.side == Some(Side::East))
            .count()
    };
    assert_eq!((of_east(share + 0.03), of_east(share - 0.03)), (0, 1));
}

#[test]
fn a_stated_distance_is_allowed_for_from_both_of_its_sides() {
    let near_m = tolerance("abuttals-off", "near_m");
    let draft = told(plain(), "东至东路以西200米，南至南路，西至西路，北至北路");
    for (east_m, off) in [
        (200.0, 0),
        (200.0 + near_m - 1.0, 0),
        (200.0 + near_m + 1.0, 1),
        (200.0 - near_m - 1.0, 1),
        (-200.0, 1),
    ] {
        assert_eq!(found("abuttals-off", &draft, streets(east_m)).len(), off, "{east_m}");
    }
    // Without a distance, the side of the road is a belt.
    let beside_m = tolerance("abuttals-off", "beside_m");
    let belt = told(plain(), "东至东路西侧，南至南路，西至西路，北至北路");
    for (east_m, off) in [(10.0, 0), (beside_m + near_m - 1.0, 0), (beside_m + near_m + 1.0, 1)] {
        assert_eq!(found("abuttals-off", &belt, streets(east_m)).len(), off, "{east_m}");
    }
}

#[test]
fn a_side_of_which_only_a_part_can_be_placed_is_off_only_where_the_limit_touches_that_part_nowhere() {
    let draft = told(plain(), "东至东路、某某机械有限公司，南至南路，西至西路，北至北路");
    assert!(found("abuttals-off", &draft, streets(0.0)).is_empty());
    let mut partly = streets(0.0);
    partly[0] = road("东路", &[(1_000.0, -300.0), (1_000.0, 100.0), (1_600.0, 400.0)]);
    assert!(found("abuttals-off", &draft, partly).is_empty());
    assert_eq!(found("abuttals-off", &draft, streets(300.0)).len(), 1);
}
