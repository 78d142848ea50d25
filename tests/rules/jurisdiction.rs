//! `jurisdiction`.

use std::sync::Arc;

use sizhi::{
    atlas::{Atlas, Change, Dataset, DatasetKind, Load, Rows},
    geometry::Datum,
    rules::Finding,
    zone::{Digest, District, Draft, Severity},
};

use super::ground::{assert_told, block, figure, judge, of_rule, register, single, tolerance};

/// Two districts of 10 km that meet at the middle: 320505 in the west, 320508 in the east.
fn districts() -> Atlas {
    let district = |code: &str, name: &str, east_m: f64| District {
        division: code.parse().unwrap(),
        name: name.to_owned(),
        shape: Arc::new(sizhi::geometry::normalise(&block(east_m, -5_000.0, 10_000.0, 10_000.0))),
    };
    let dataset = Dataset {
        kind: DatasetKind::Districts,
        name: "two".to_owned(),
        file: "two.geojson".to_owned(),
        datum: Datum::Cgcs2000,
        file_digest: Digest::of_bytes(b"two"),
    };
    let rows = Rows::Districts(vec![
        district("320505", "虎丘区", -10_000.0),
        district("320508", "姑苏区", 0.0),
    ]);
    register(vec![Change::Loaded(Box::new(Load { dataset, rows }))])
}

fn found(draft: &Draft) -> Vec<Finding> {
    of_rule("jurisdiction", judge(draft, &districts()))
}

#[test]
fn ground_outside_the_applicants_division_is_told_from_the_tolerance_on() {
    let least_m2 = tolerance("jurisdiction", "area_m2").max(tolerance("jurisdiction", "share") * 1_000_000.0);
    let over = |area_m2: f64| found(&single(block(-1000.0 + area_m2 / 1000.0, 0.0, 1000.0, 1000.0)));
    assert!(over(least_m2 * 0.98).is_empty());
    let outside = over(least_m2 * 1.02);
    // Outside the division, and over a district line without a park as host.
    assert_eq!(outside.len(), 2, "{outside:?}");
    assert_told(&outside[0], Severity::Warning);
    assert!(
        (figure(&outside[0], "area_outside") / (least_m2 * 1.02) - 1.0).abs() < 0.01,
        "{outside:?}"
    );
}

#[test]
fn a_prefecture_may_lie_over_a_district_line_only_with_a_park_as_host() {
    let mut draft = single(block(-500.0, 0.0, 1000.0, 1000.0));
    draft.division = Some("320500".parse().unwrap());
    assert_eq!(found(&draft).len(), 1);
    draft.host = Some("姑苏区".to_owned());
    assert_eq!(found(&draft).len(), 1, "a district is no development park");
    draft.host = Some("苏州高新技术产业开发区".to_owned());
    assert!(found(&draft).is_empty());
}

#[test]
fn what_could_not_be_checked_is_said() {
    let mut draft = single(block(-500.0, 0.0, 100.0, 100.0));
    draft.division = None;
    assert!(found(&draft)[0].message.en.contains("not stated"));
    let far = single(block(500_000.0, 0.0, 100.0, 100.0));
    assert_told(&found(&far)[0], Severity::Note);
}
