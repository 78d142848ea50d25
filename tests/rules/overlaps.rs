//! `overlap-zone`, `overlap-pending`, `duplicate`, and the audit of all pairs.

use sizhi::{
    geometry::area_m2,
    rules::{PairKind, audit, pairs_of},
    zone::{Severity, StandingClass},
};

use super::ground::{assert_told, block, figure, judge, of_rule, register, single, tolerance, zone};

#[test]
fn touching_is_not_overlapping() {
    let atlas = register(zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce));
    let beside = single(block(1000.0, 0.0, 1000.0, 1000.0));
    let at_corner = single(block(1000.0, 1000.0, 1000.0, 1000.0));
    for draft in [beside, at_corner] {
        let report = judge(&draft, &atlas);
        assert!(
            report.findings.iter().all(|finding| finding.with.is_none()),
            "{report:?}"
        );
    }
}

#[test]
fn an_overlap_is_an_error_with_its_geodesic_area_and_a_thin_one_is_a_note() {
    let atlas = register(zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce));
    let over = |width_m: f64| {
        let draft = single(block(1000.0 - width_m, 0.0, 1000.0, 1000.0));
        let mut found = of_rule("overlap-zone", judge(&draft, &atlas));
        assert_eq!(found.len(), 1, "{width_m}");
        found.remove(0)
    };
    let sliver_m = tolerance("overlap-zone", "sliver_width_m");
    // The mean width of a strip is 2 · area / perimeter, a little less than its width.
    let mean = |width_m: f64| 2.0 * width_m * 1000.0 / (2.0 * (width_m + 1000.0));
    let wide = (1..1000)
        .map(|step| sliver_m + 0.01 * f64::from(step))
        .find(|width_m| mean(*width_m) > sliver_m * 1.001)
        .unwrap();
    let overlap = over(wide);
    assert_told(&overlap, Severity::Error);
    let expected_m2 = area_m2(&block(1000.0 - wide, 0.0, wide, 1000.0));
    assert!(
        (figure(&overlap, "shared_area") - expected_m2).abs() < 0.05,
        "{overlap:?}"
    );
    assert!((figure(&overlap, "share_of_other") - wide / 1000.0).abs() < 1e-5);
    assert_eq!(overlap.with.as_ref().unwrap().zone.as_str(), "zone-a");
    assert_told(&over(sliver_m * 0.99), Severity::Note);
}

#[test]
fn a_small_corner_is_a_note_whatever_its_width() {
    let atlas = register(zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce));
    let side_m = tolerance("overlap-zone", "sliver_area_m2").sqrt();
    let corner = |side_m: f64| {
        let found = of_rule(
            "overlap-zone",
            judge(&single(block(1000.0 - side_m, 1000.0 - side_m, 500.0, 500.0)), &atlas),
        );
        found.first().map(|finding| finding.severity)
    };
    assert_eq!(corner(side_m * 0.9), Some(Severity::Note));
    let least_m = tolerance("overlap-zone", "sliver_width_m") * 2.0;
    assert_eq!(corner(least_m.max(side_m) * 1.1), Some(Severity::Error));
}

#[test]
fn a_pending_zone_is_told_by_its_own_rule_and_weighs_less() {
    let atlas = register(zone("zone-p", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::Pending));
    let report = judge(&single(block(500.0, 0.0, 1000.0, 1000.0)), &atlas);
    let pending = of_rule("overlap-pending", report.clone());
    assert_eq!(pending.len(), 1);
    assert_told(&pending[0], Severity::Warning);
    assert!(of_rule("overlap-zone", report).is_empty());
}

#[test]
fn a_zone_is_not_held_against_itself() {
    let atlas = register(zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce));
    let mut again = single(block(0.0, 0.0, 1100.0, 1000.0));
    again.code = Some("zone-a".parse().unwrap());
    let report = judge(&again, &atlas);
    assert!(
        report.findings.iter().all(|finding| finding.with.is_none()),
        "{report:?}"
    );
}

#[test]
fn the_same_ground_is_a_duplicate_from_its_share_on_one_way_or_both() {
    let share = tolerance("duplicate", "share");
    let atlas = register(zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce));
    let moved = |by_m: f64| of_rule("duplicate", judge(&single(block(by_m, 0.0, 1000.0, 1000.0)), &atlas));
    let edge_m = (1.0 - share) * 1000.0;
    assert_eq!(moved(edge_m - 1.0).len(), 1);
    assert!(moved(edge_m + 1.0).is_empty());
    // A small draft wholly inside is a duplicate one way; a large one around it the other way.
    let inside = of_rule("duplicate", judge(&single(block(100.0, 100.0, 100.0, 100.0)), &atlas));
    assert!(inside[0].message.en.contains("lies within"), "{inside:?}");
    let around = of_rule(
        "duplicate",
        judge(&single(block(-1000.0, -1000.0, 3000.0, 3000.0)), &atlas),
    );
    assert!(around[0].message.en.contains("holds nearly all"), "{around:?}");
}

#[test]
fn the_audit_lists_each_pair_once_and_agrees_with_the_pairs_of_each_zone() {
    let mut changes = zone("zone-a", &block(0.0, 0.0, 1000.0, 1000.0), StandingClass::InForce);
    changes.extend(zone(
        "zone-b",
        &block(900.0, 0.0, 1000.0, 1000.0),
        StandingClass::InForce,
    ));
    changes.extend(zone(
        "zone-c",
        &block(1899.0, 0.0, 1000.0, 1000.0),
        StandingClass::Pending,
    ));
    changes.extend(zone(
        "zone-d",
        &block(5000.0, 0.0, 1000.0, 1000.0),
        StandingClass::InForce,
    ));
    changes.extend(zone(
        "zone-e",
        &block(5001.0, 0.0, 1000.0, 1000.0),
        StandingClass::InForce,
    ));
    let atlas = register(changes);
    let pairs = audit(&atlas).unwrap();
    let told: Vec<(&str, &str, PairKind)> = pairs
        .iter()
        .map(|pair| (pair.a.zone.as_str(), pair.b.zone.as_str(), pair.kind))
        .collect();
    assert_eq!(
        told,
        [
            ("zone-d", "zone-e", PairKind::Duplicate),
            ("zone-a", "zone-b", PairKind::Overlap),
            ("zone-b", "zone-c", PairKind::Sliver)
        ]
    );
    assert_eq!(
        pairs_of(&atlas, &"zone-b".parse().unwrap()).unwrap(),
        pairs[1..].to_vec()
    );
}
