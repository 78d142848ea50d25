//! `area-park`, `area-total`, `area-sum`.

use sizhi::{geometry::area_m2, zone::Severity};

use super::ground::{assert_told, block, draft, figure, findings, park, single, tolerance};

#[test]
fn a_declared_park_may_differ_by_its_digits_and_the_projection_and_no_more() {
    let shape = sizhi::geometry::normalise(&block(0.0, 0.0, 1000.0, 1000.0));
    let measured_m2 = area_m2(&shape);
    let allowed_m2 = measured_m2 * tolerance("area-park", "projection_ppm") * 1e-6 + 0.005;
    let declare = |m2: f64| {
        let mut draft = single(shape.clone());
        draft.parks[0].declared_area = Some(format!("{m2:.2}平方米").parse().unwrap());
        findings("area-park", &draft)
    };
    assert!(declare(measured_m2 + allowed_m2 - 0.02).is_empty());
    assert!(declare(measured_m2 - allowed_m2 + 0.02).is_empty());
    let over = declare(measured_m2 + allowed_m2 + 0.02);
    assert_eq!(over.len(), 1);
    assert_told(&over[0], Severity::Warning);
    assert!((figure(&over[0], "tolerance") - allowed_m2).abs() < 1e-6);
    // Half a degree from its meridian, the planar area is a little larger than the geodesic one.
    let planar_ppm = (figure(&over[0], "projected_area") / measured_m2 - 1.0) * 1e6;
    assert!((10.0..100.0).contains(&planar_ppm), "{planar_ppm}");
    assert_eq!(declare(measured_m2 - allowed_m2 - 0.02).len(), 1);
}

#[test]
fn the_declared_total_is_held_against_the_union_so_that_common_ground_counts_once() {
    let parks = vec![
        park("甲", "agency", block(0.0, 0.0, 1000.0, 1000.0)),
        park("乙", "legal", block(500.0, 0.0, 1000.0, 1000.0)),
    ];
    let union_m2 = area_m2(&block(0.0, 0.0, 1500.0, 1000.0));
    let declare = |m2: f64| {
        let mut draft = draft(parks.clone());
        draft.declared_area = Some(format!("{m2:.0}平方米").parse().unwrap());
        findings("area-total", &draft)
    };
    assert!(declare(union_m2).is_empty());
    let twice = declare(union_m2 + 500_000.0);
    assert_eq!(twice.len(), 1);
    assert_told(&twice[0], Severity::Error);
}

#[test]
fn no_total_is_judged_while_a_park_lacks_its_shape() {
    let mut draft = draft(vec![
        park("甲", "agency", block(0.0, 0.0, 100.0, 100.0)),
        park("乙", "legal", block(0.0, 0.0, 1.0, 1.0)),
    ]);
    draft.parks[1].shape = None;
    draft.declared_area = Some("9平方公里".parse().unwrap());
    assert!(findings("area-total", &draft).is_empty());
}

#[test]
fn the_parks_must_add_up_to_the_total_within_their_printed_digits() {
    let declare = |parks: [&str; 2], total: &str| {
        let mut draft = draft(vec![
            park("甲", "agency", block(0.0, 0.0, 1.0, 1.0)),
            park("乙", "legal", block(9.0, 0.0, 1.0, 1.0)),
        ]);
        for (park, printed) in draft.parks.iter_mut().zip(parks) {
            park.declared_area = Some(printed.parse().unwrap());
        }
        draft.declared_area = Some(total.parse().unwrap());
        findings("area-sum", &draft)
    };
    assert!(declare(["0.726平方公里", "2.205平方公里"], "2.931平方公里").is_empty());
    // Three figures of half a thousandth each allow 1,500 m².
    assert!(declare(["0.726平方公里", "2.205平方公里"], "2.932平方公里").is_empty());
    let off = declare(["0.726平方公里", "2.205平方公里"], "2.933平方公里");
    assert_eq!(off.len(), 1);
    assert_told(&off[0], Severity::Error);
    assert!((figure(&off[0], "difference") + 2_000.0).abs() < 1e-3);
    // Units may differ from park to total.
    assert!(declare(["10公顷", "15亩"], "11公顷").is_empty());
}
