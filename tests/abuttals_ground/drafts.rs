//! Limits drafted from polygons on streets of our own.

use geo_types::{LineString, MultiPolygon, Polygon};
use sizhi::{
    abuttals::{DraftTolerance, Drafted, Feature, FeatureClass, draft},
    geometry::Side,
};

use super::streets::{at, feature, near, road, shape};

/// Streets around a block 400 m wide and 300 m high.
fn grid() -> Vec<Feature> {
    vec![
        road("东路", &[(400.0, -150.0), (400.0, 450.0)]),
        road("南路", &[(-150.0, 0.0), (550.0, 0.0)]),
        road("西路", &[(0.0, -150.0), (0.0, 450.0)]),
        road("北路", &[(-150.0, 300.0), (550.0, 300.0)]),
    ]
}

fn drafted(shape: &MultiPolygon<f64>, features: &[Feature]) -> Drafted {
    let features: Vec<&Feature> = features.iter().collect();
    draft(shape, &features, &DraftTolerance::within(40.0)).unwrap()
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
    shape(&[
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ])
}

#[test]
fn a_block_is_drafted_by_its_four_streets_with_their_shares() {
    // The limit follows the kerbs, 12 m inside the middle lines.
    let found = drafted(&rectangle(12.0, 12.0, 388.0, 288.0), &grid());
    assert_eq!(found.text, "东至东路，南至南路，西至西路，北至北路。");
    for side in &found.parts[0].sides {
        let [only] = side.features.as_slice() else {
            panic!("{side:?}")
        };
        near(only.share, 1.0, 1e-6);
        near(only.mean_m, 12.0, 0.01);
        assert_eq!((side.unnamed_share, side.passed_over.len()), (0.0, 0));
    }
}

#[test]
fn several_features_are_named_in_their_order_along_the_side() {
    let streets = [
        road("北二路", &[(200.0, 300.0), (720.0, 300.0)]),
        road("北一路", &[(-20.0, 300.0), (200.0, 300.0)]),
        feature("清河", FeatureClass::River, &[(700.0, 300.0), (700.0, 120.0)]),
        road("东路", &[(700.0, 120.0), (700.0, 0.0)]),
        road("南路", &[(-150.0, 0.0), (850.0, 0.0)]),
    ];
    let found = drafted(&rectangle(0.0, 0.0, 700.0, 300.0), &streets);
    let [east, south, west, north] = &found.parts[0].sides;
    assert_eq!(east.text.as_deref(), Some("清河、东路"));
    assert_eq!(north.text.as_deref(), Some("北一路、北二路"));
    near(east.features[0].share, 0.6, 0.03);
    assert_eq!(south.side, Side::South);
    // Nothing is named on the west: the text says so, and the figure.
    assert_eq!((west.text.as_deref(), west.unnamed_share), (None, 1.0));
    assert_eq!(
        found.text,
        "东至清河、东路，南至南路，西至园区边界，北至北一路、北二路。"
    );
}

#[test]
fn a_limit_that_runs_beside_a_street_states_the_distance() {
    let found = drafted(&rectangle(0.0, 0.0, 520.0, 300.0), &grid());
    let [east, ..] = &found.parts[0].sides;
    assert_eq!(east.text.as_deref(), Some("东路以东120米"));
    near(east.features[0].share, 1.0, 0.01);
    let found = drafted(&rectangle(0.0, 0.0, 320.0, 300.0), &grid());
    assert_eq!(found.parts[0].sides[0].text.as_deref(), Some("东路以西80米"));
    // Beyond the distance that is stated, nothing bounds the side.
    let found = drafted(&rectangle(0.0, 0.0, 1_200.0, 300.0), &grid());
    assert_eq!(found.parts[0].sides[0].text, None);
}

#[test]
fn a_street_that_the_limit_crosses_bounds_nothing_and_small_stretches_are_passed_over() {
    let mut streets = grid();
    streets.push(road("横路", &[(-100.0, 150.0), (500.0, 150.0)]));
    streets.push(road("短路", &[(397.0, 120.0), (397.0, 140.0)]));
    streets.push(road("东路高架", &[(401.0, -150.0), (401.0, 450.0)]));
    let found = drafted(&rectangle(0.0, 0.0, 400.0, 300.0), &streets);
    assert_eq!(found.text, "东至东路，南至南路，西至西路，北至北路。");
    let passed: Vec<&str> = found.parts[0].sides[0]
        .passed_over
        .iter()
        .map(|f| f.name.as_str())
        .collect();
    assert_eq!(passed, ["东路高架", "短路"]);
}

#[test]
fn carriageways_and_segments_of_one_street_are_named_once() {
    let mut streets = grid();
    streets[0] = road("东路", &[(390.0, -150.0), (390.0, 140.0)]);
    streets.push(road("东路", &[(390.0, 140.0), (390.0, 450.0)]));
    streets.push(road("东路", &[(410.0, 450.0), (410.0, -150.0)]));
    let found = drafted(&rectangle(0.0, 0.0, 400.0, 300.0), &streets);
    assert_eq!(found.parts[0].sides[0].text.as_deref(), Some("东路"));
    assert!(found.parts[0].sides[0].passed_over.is_empty());
}

#[test]
fn a_block_turned_by_forty_degrees_has_four_sides_all_the_same() {
    let (sin, cos) = 40.0_f64.to_radians().sin_cos();
    // Clockwise by 40 degrees: the east side looks to the south-east.
    let turn = |(x, y): (f64, f64)| (x * cos + y * sin, -x * sin + y * cos);
    let turned = |name: &str, a: (f64, f64), b: (f64, f64)| road(name, &[turn(a), turn(b)]);
    let streets = [
        turned("东路", (400.0, -150.0), (400.0, 450.0)),
        turned("南路", (-150.0, 0.0), (550.0, 0.0)),
        turned("西路", (0.0, -150.0), (0.0, 450.0)),
        turned("北路", (-150.0, 300.0), (550.0, 300.0)),
    ];
    let corners = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0), (0.0, 0.0)].map(turn);
    let found = drafted(&shape(&corners), &streets);
    assert_eq!(found.text, "东至东路，南至南路，西至西路，北至北路。");
    near(found.parts[0].turned_deg, 40.0, 0.01);
}

#[test]
fn holes_are_left_out_and_each_part_is_told_under_its_number() {
    let ring = |places: &[(f64, f64)]| LineString(places.iter().map(|&(x, y)| at(x, y)).collect());
    let outer = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0), (0.0, 0.0)];
    let hole = [
        (100.0, 100.0),
        (200.0, 100.0),
        (200.0, 200.0),
        (100.0, 200.0),
        (100.0, 100.0),
    ];
    let mut both = MultiPolygon(vec![Polygon::new(ring(&outer), vec![ring(&hole)])]);
    let found = drafted(&both, &grid());
    assert_eq!(
        (found.text.as_str(), found.parts[0].holes),
        ("东至东路，南至南路，西至西路，北至北路。", 1)
    );
    both.0.extend(rectangle(400.0, 0.0, 500.0, 300.0).0);
    let found = drafted(&both, &grid());
    assert_eq!(
        found.text,
        "区块一四至范围：东至东路，南至南路，西至西路，北至北路；区块二四至范围：东至东路以东100米，南至南路，西至东路，北至北路。"
    );
}

#[test]
fn what_has_no_area_is_not_drafted_and_a_place_without_features_states_nothing() {
    let features: Vec<&Feature> = Vec::new();
    assert!(draft(&MultiPolygon(vec![]), &features, &DraftTolerance::within(40.0)).is_none());
    assert!(
        draft(
            &shape(&[(0.0, 0.0), (1.0, 1.0)]),
            &features,
            &DraftTolerance::within(40.0)
        )
        .is_none()
    );
    let found = drafted(&rectangle(0.0, 0.0, 400.0, 300.0), &[]);
    assert!(
        found.parts[0]
            .sides
            .iter()
            .all(|side| side.text.is_none() && side.unnamed_share == 1.0)
    );
}
