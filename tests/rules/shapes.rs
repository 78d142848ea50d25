//! `ring`, `simple`, `extent`, `speck`.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use sizhi::zone::Severity;

use super::ground::{assert_told, at, block, findings, judge, of_rule, register, ring, shape, single, tolerance};

#[test]
fn a_ring_left_open_is_found_though_its_shape_holds_it_closed() {
    let mut open = single(block(0.0, 0.0, 100.0, 100.0));
    assert!(findings("ring", &open).is_empty());
    open.parks[0].unclosed = vec![(0, 0)];
    let found = findings("ring", &open);
    assert_eq!(found.len(), 1);
    assert_told(&found[0], Severity::Error);
    assert_eq!(found[0].at.unwrap().ring, Some(0));
}

#[test]
fn a_repeated_point_and_a_spike_are_found_at_their_vertex() {
    let repeated = shape(&[
        (0.0, 0.0),
        (100.0, 0.0),
        (100.0, 0.0),
        (100.0, 100.0),
        (0.0, 100.0),
        (0.0, 0.0),
    ]);
    let found = findings("ring", &single(repeated));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].at.unwrap().vertex, Some(2));
    let spike = shape(&[
        (0.0, 0.0),
        (100.0, 0.0),
        (100.0, 50.0),
        (180.0, 50.0),
        (100.0, 50.0),
        (100.0, 100.0),
        (0.0, 100.0),
        (0.0, 0.0),
    ]);
    let found = findings("ring", &single(spike));
    assert!(!found.is_empty() && found[0].place.is_some(), "{found:?}");
}

#[test]
fn a_bow_tie_is_not_simple_and_its_crossing_is_the_place() {
    let bow = shape(&[(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0), (0.0, 0.0)]);
    let report = judge(&single(bow), &register(Vec::new()));
    assert!(report.blocked());
    assert_eq!(report.areas.total_m2, None, "an unsound shape has no area");
    let found = of_rule("simple", report);
    assert_told(&found[0], Severity::Error);
    let Some(geo_types::Geometry::Point(place)) = found[0].place else {
        panic!("{found:?}")
    };
    let middle = at(50.0, 50.0);
    assert!(
        (place.x() - middle.x).abs() < 1e-6 && (place.y() - middle.y).abs() < 1e-6,
        "{place:?}"
    );
}

#[test]
fn a_hole_outside_its_shell_is_found_and_one_inside_is_not() {
    let exterior = ring(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]);
    let hole = |east_m: f64| {
        let e = east_m + 30.0;
        let hole = ring(&[(east_m, 30.0), (e, 30.0), (e, 60.0), (east_m, 60.0), (east_m, 30.0)]);
        single(MultiPolygon(vec![Polygon::new(exterior.clone(), vec![hole])]))
    };
    assert!(findings("simple", &hole(30.0)).is_empty());
    assert!(!findings("simple", &hole(200.0)).is_empty());
}

#[test]
fn swapped_coordinates_are_told_apart_from_a_place_outside() {
    let turn = |shape: MultiPolygon<f64>| {
        let parts = shape.0.into_iter().map(|part| {
            let ring = part.exterior().0.iter().map(|c| Coord { x: c.y, y: c.x }).collect();
            Polygon::new(LineString(ring), vec![])
        });
        MultiPolygon(parts.collect())
    };
    let found = findings("extent", &single(turn(block(0.0, 0.0, 100.0, 100.0))));
    assert!(found[0].message.en.contains("swapped"), "{found:?}");
    let far = MultiPolygon(vec![Polygon::new(
        LineString(
            vec![(2.0, 48.0), (2.1, 48.0), (2.1, 48.1), (2.0, 48.0)]
                .into_iter()
                .map(Coord::from)
                .collect(),
        ),
        vec![],
    )]);
    let found = findings("extent", &single(far));
    assert!(
        found[0].message.en.contains("outside the programme's extent"),
        "{found:?}"
    );
    assert!(findings("extent", &single(block(0.0, 0.0, 100.0, 100.0))).is_empty());
}

#[test]
fn a_part_just_below_the_least_area_is_a_speck_and_one_just_above_is_not() {
    let least_m2 = tolerance("speck", "min_area_m2");
    let with_part = |area_m2: f64| {
        let side_m = area_m2.sqrt();
        let mut shape = block(0.0, 0.0, 500.0, 500.0);
        shape.0.extend(block(600.0, 0.0, side_m, side_m).0);
        findings("speck", &single(shape))
    };
    let found = with_part(least_m2 * 0.98);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].at.unwrap().part.is_some());
    assert!(with_part(least_m2 * 1.02).is_empty());
}

#[test]
fn a_neck_just_narrower_than_the_least_width_is_found_and_one_just_wider_is_not() {
    let least_m = tolerance("speck", "min_width_m");
    let with_neck = |width_m: f64| {
        let (low, high) = (100.0 - width_m / 2.0, 100.0 + width_m / 2.0);
        let dumbbell = shape(&[
            (0.0, 0.0),
            (200.0, 0.0),
            (200.0, low),
            (260.0, low),
            (260.0, 0.0),
            (460.0, 0.0),
            (460.0, 200.0),
            (260.0, 200.0),
            (260.0, high),
            (200.0, high),
            (200.0, 200.0),
            (0.0, 200.0),
            (0.0, 0.0),
        ]);
        findings("speck", &single(dumbbell))
    };
    assert_eq!(with_neck(least_m * 0.95).len(), 1);
    assert!(with_neck(least_m * 1.05).is_empty());
}
