//! Tracing on streets of our own: every way in which lines fail to make a clean grid.

use sizhi::{
    abuttals::{Assumption, Compass, Feature, Obstacle, StatedOffset, Traced, TracedBlock, Wish},
    geometry::{LonLat, Side},
};

use super::streets::{LAT, LON, block, near, road, traced, with_offset};

/// Four streets around a block 400 m wide and 300 m high, each 150 m longer at both ends.
fn grid() -> Vec<Feature> {
    vec![
        road("东路", &[(400.0, -150.0), (400.0, 450.0)]),
        road("南路", &[(-150.0, 0.0), (550.0, 0.0)]),
        road("西路", &[(0.0, -150.0), (0.0, 450.0)]),
        road("北路", &[(-150.0, 300.0), (550.0, 300.0)]),
    ]
}

pub(super) fn four() -> sizhi::abuttals::Block {
    block("东路", "南路", "西路", "北路")
}

fn only(found: &TracedBlock) -> &Traced {
    assert_eq!(found.candidates.len(), 1, "{found:?}");
    &found.candidates[0]
}

#[test]
fn the_block_between_four_streets_is_traced_without_assumption() {
    let found = traced(&four(), &grid(), Wish::default());
    let best = only(&found);
    near(best.area_m2, 120_000.0, 1e-3);
    assert!(best.fit > 0.999, "{best:?}");
    assert_eq!((&best.assumptions, &found.obstacles), (&Vec::new(), &Vec::new()));
    let sides: Vec<(Side, &str, f64)> = best
        .sides
        .iter()
        .map(|(side, name, m)| (*side, name.as_str(), m.round()))
        .collect();
    assert_eq!(
        sides,
        [
            (Side::East, "东路", 300.0),
            (Side::South, "南路", 400.0),
            (Side::West, "西路", 300.0),
            (Side::North, "北路", 400.0)
        ]
    );
}

#[test]
fn streets_that_end_on_one_another_and_streets_that_stop_short_close_the_block() {
    let t_junctions = [
        road("东路", &[(400.0, 0.0), (400.0, 300.0)]),
        road("南路", &[(-150.0, 0.0), (550.0, 0.0)]),
        road("西路", &[(0.0, 0.0), (0.0, 300.0)]),
        road("北路", &[(-150.0, 300.0), (550.0, 300.0)]),
    ];
    let found = traced(&four(), &t_junctions, Wish::default());
    near(only(&found).area_m2, 120_000.0, 1e-3);
    assert_eq!(only(&found).assumptions, []);
    // East and west stop 20 m short of north and south; south and north stop 20 m short of the corners.
    let short = [
        road("东路", &[(400.0, 20.0), (400.0, 280.0)]),
        road("南路", &[(20.0, 0.0), (380.0, 0.0)]),
        road("西路", &[(0.0, 20.0), (0.0, 280.0)]),
        road("北路", &[(20.0, 300.0), (380.0, 300.0)]),
    ];
    let found = traced(&four(), &short, Wish::default());
    near(only(&found).area_m2, 120_000.0, 1e-3);
    let extended: Vec<f64> = only(&found)
        .assumptions
        .iter()
        .map(|assumption| match assumption {
            Assumption::Extended { metres, .. } => *metres,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(
        extended.len() == 8 && extended.iter().all(|m| (m - 20.0).abs() < 0.1),
        "{extended:?}"
    );
}

#[test]
fn streets_that_stop_too_far_off_close_nothing_and_the_gap_is_told() {
    let mut streets = grid();
    streets[0] = road("东路", &[(400.0, 200.0), (400.0, 450.0)]);
    streets[1] = road("南路", &[(-150.0, 0.0), (550.0, 0.0)]);
    let found = traced(&four(), &streets, Wish::default());
    assert!(found.candidates.is_empty(), "{found:?}");
    let [
        Obstacle::Apart {
            side: Side::East,
            next: Side::South,
            metres,
        },
    ] = found.obstacles.as_slice()
    else {
        panic!("{:?}", found.obstacles)
    };
    near(*metres, 200.0, 0.02);
}

#[test]
fn a_gap_within_a_street_is_joined_and_told() {
    let mut streets = grid();
    streets[0] = road("东路", &[(400.0, -150.0), (400.0, 100.0)]);
    streets.push(road("东路", &[(400.0, 180.0), (400.0, 450.0)]));
    let found = traced(&four(), &streets, Wish::default());
    near(only(&found).area_m2, 120_000.0, 1e-3);
    let [Assumption::Joined { name, metres }] = only(&found).assumptions.as_slice() else {
        panic!("{:?}", only(&found).assumptions)
    };
    assert_eq!(name, "东路");
    near(*metres, 80.0, 0.01);
}

#[test]
fn a_gap_too_long_to_be_joined_is_told_as_such() {
    let mut streets = grid();
    // Between its ends by the corners the eastern street is not there for 400 m, and the block is 600 m high.
    streets[0] = road("东路", &[(400.0, -150.0), (400.0, 100.0)]);
    streets[2] = road("西路", &[(0.0, -150.0), (0.0, 750.0)]);
    streets[3] = road("北路", &[(-150.0, 600.0), (550.0, 600.0)]);
    streets.push(road("东路", &[(400.0, 500.0), (400.0, 750.0)]));
    let found = traced(&four(), &streets, Wish::default());
    assert!(found.candidates.is_empty(), "{found:?}");
    let [Obstacle::Broken { name, metres }] = found.obstacles.as_slice() else {
        panic!("{:?}", found.obstacles)
    };
    assert_eq!(name, "东路");
    near(*metres, 400.0, 0.01);
}

#[test]
fn names_borne_in_more_towns_than_are_looked_at_ask_for_a_place() {
    let town = |nth: i32| {
        grid().into_iter().map(move |feature| {
            let mut line = feature.line.as_ref().clone();
            line.0
                .iter_mut()
                .flat_map(|line| &mut line.0)
                .for_each(|c| c.x -= f64::from(nth));
            Feature {
                line: line.into(),
                ..feature
            }
        })
    };
    let features: Vec<Feature> = (0..20).flat_map(town).collect();
    let found = traced(&four(), &features, Wish::default());
    assert!(found.candidates.len() >= 5, "{}", found.candidates.len());
    assert!(
        found
            .obstacles
            .iter()
            .any(|obstacle| matches!(obstacle, Obstacle::TooManyPlaces { places: 20, .. })),
        "{:?}",
        found.obstacles
    );
}

#[test]
fn two_carriageways_are_one_street_with_its_line_in_the_middle() {
    let mut streets = grid();
    streets[0] = road("东路", &[(390.0, -150.0), (390.0, 450.0)]);
    streets.push(road("东路", &[(410.0, 450.0), (410.0, -150.0)]));
    // The cross streets end on the nearer carriageway.
    streets[1] = road("南路", &[(-150.0, 0.0), (390.0, 0.0)]);
    streets[3] = road("北路", &[(-150.0, 300.0), (390.0, 300.0)]);
    let found = traced(&four(), &streets, Wish::default());
    near(only(&found).area_m2, 120_000.0, 2e-3);
    assert_eq!(
        only(&found).assumptions,
        [Assumption::CentreLine {
            name: "东路".to_owned()
        }]
    );
}

#[test]
fn a_street_that_bends_round_a_corner_bounds_two_sides() {
    let streets = [
        road(
            "环路",
            &[
                (400.0, -150.0),
                (400.0, 250.0),
                (385.0, 285.0),
                (350.0, 300.0),
                (-150.0, 300.0),
            ],
        ),
        road("南路", &[(-150.0, 0.0), (550.0, 0.0)]),
        road("西路", &[(0.0, -150.0), (0.0, 450.0)]),
    ];
    let found = traced(&block("环路", "南路", "西路", "环路"), &streets, Wish::default());
    near(only(&found).area_m2, 120_000.0, 0.02);
    assert!(only(&found).fit > 0.999);
}

#[test]
fn curved_streets_bound_their_side() {
    let curve: Vec<(f64, f64)> = (-3..=9)
        .map(f64::from)
        .map(|nth| {
            let y = nth * 50.0;
            (400.0 + 60.0 * (y / 300.0 * std::f64::consts::PI).sin(), y)
        })
        .collect();
    let mut streets = grid();
    streets[0] = road("东路", &curve);
    let found = traced(&four(), &streets, Wish::default());
    // Below the sine lie 60 m · 2/π · 300 m more than to the chord.
    near(
        only(&found).area_m2,
        120_000.0 + 60.0 * 2.0 / std::f64::consts::PI * 300.0,
        0.01,
    );
}

#[test]
fn a_limit_beside_a_street_is_drawn_beside_it_and_told() {
    let offset = StatedOffset {
        direction: Compass::East,
        distance_m: Some(100.0),
    };
    let found = traced(&with_offset(four(), Side::East, offset), &grid(), Wish::default());
    near(only(&found).area_m2, 150_000.0, 2e-3);
    assert_eq!(
        only(&found).assumptions,
        [Assumption::Offset {
            name: "东路".to_owned(),
            offset
        }]
    );
    let inward = StatedOffset {
        direction: Compass::West,
        distance_m: Some(100.0),
    };
    let found = traced(&with_offset(four(), Side::East, inward), &grid(), Wish::default());
    near(only(&found).area_m2, 90_000.0, 2e-3);
}

#[test]
fn several_streets_follow_one_another_on_a_side() {
    let mut streets = grid();
    streets[0] = road("东一路", &[(400.0, -150.0), (400.0, 150.0)]);
    streets.push(road("东二路", &[(400.0, 150.0), (440.0, 300.0), (460.0, 420.0)]));
    let found = traced(
        &block("东一路、东二路", "南路", "西路", "北路"),
        &streets,
        Wish::default(),
    );
    near(only(&found).area_m2, 123_000.0, 2e-3);
    assert_eq!(only(&found).sides.len(), 5);
}

#[test]
fn a_branch_of_a_street_does_not_cut_the_block() {
    let mut streets = grid();
    // The western street has a branch of the same name through the middle of the block to the eastern one.
    streets.push(road("西路", &[(0.0, 150.0), (200.0, 160.0), (400.0, 150.0)]));
    let found = traced(&four(), &streets, Wish::default());
    near(found.candidates[0].area_m2, 120_000.0, 2e-3);
    assert!(found.candidates[0].fit > 0.99, "{found:?}");
}

#[test]
fn the_declared_area_ranks_what_fits_alike() {
    let mut streets = grid();
    // A second line of the western street, too far off to be a carriageway.
    streets.push(road("西路", &[(-140.0, -150.0), (-140.0, 450.0)]));
    let wish = |area| Wish {
        declared_area_m2: Some(area),
        near: None,
    };
    let small = traced(&four(), &streets, wish(119_000.0));
    near(small.candidates[0].area_m2, 120_000.0, 2e-3);
    let large = traced(&four(), &streets, wish(160_000.0));
    near(large.candidates[0].area_m2, 162_000.0, 2e-3);
    near(large.candidates[0].area_ratio.unwrap(), 162.0 / 160.0, 2e-3);
}

#[test]
fn a_side_without_a_line_is_closed_where_the_declared_area_is_reached_and_only_then() {
    let text = block("东路", "南路", "", "北路");
    let found = traced(&text, &grid(), Wish::default());
    assert_eq!(
        (found.candidates.len(), found.obstacles.as_slice()),
        (0, &[Obstacle::SideOpen { side: Side::West }][..])
    );
    let found = traced(
        &text,
        &grid(),
        Wish {
            declared_area_m2: Some(90_000.0),
            near: None,
        },
    );
    near(only(&found).area_m2, 90_000.0, 1e-3);
    let [
        Assumption::SideClosed {
            side: Side::West,
            metres,
        },
    ] = only(&found).assumptions.as_slice()
    else {
        panic!("{found:?}")
    };
    near(*metres, 300.0, 0.01);
    // The flanks do not reach far enough for ten times the area.
    let found = traced(
        &text,
        &grid(),
        Wish {
            declared_area_m2: Some(1_200_000.0),
            near: None,
        },
    );
    assert!(found.candidates.is_empty() && !found.obstacles.is_empty(), "{found:?}");
}

#[test]
fn a_name_that_nothing_bears_is_told_with_what_comes_near() {
    let found = traced(
        &block("东路", "南路", "西苑路", "北路"),
        &[grid(), vec![road("西园路", &[(0.0, -99.0), (0.0, 9.0)])]].concat(),
        Wish::default(),
    );
    assert!(found.candidates.is_empty());
    assert!(
        found.obstacles.iter().any(
            |obstacle| matches!(obstacle, Obstacle::NameUnknown { side: Side::West, stated, candidates }
            if stated == "西苑路" && candidates.contains(&"西园路".to_owned()))
        ),
        "{:?}",
        found.obstacles
    );
}

#[test]
fn the_same_names_in_another_town_are_told_apart() {
    let shifted = |feature: &Feature| {
        let mut line = feature.line.as_ref().clone();
        line.0.iter_mut().flat_map(|line| &mut line.0).for_each(|c| c.x += 3.0);
        Feature {
            line: line.into(),
            ..feature.clone()
        }
    };
    let there: Vec<Feature> = grid().iter().map(shifted).collect();
    // A third town bears three of the four names and closes nothing.
    let mut third: Vec<Feature> = there.iter().map(shifted).collect();
    third.pop();
    let features = [grid(), there, third].concat();
    let found = traced(&four(), &features, Wish::default());
    assert_eq!(found.candidates.len(), 2, "{found:?}");
    for (lon, expected) in [(LON, LON), (LON + 3.0, LON + 3.0)] {
        let near = LonLat::new(lon + 0.05, LAT).ok();
        let found = traced(
            &four(),
            &features,
            Wish {
                declared_area_m2: None,
                near,
            },
        );
        let west = only(&found).shape.0[0]
            .exterior()
            .0
            .iter()
            .map(|c| c.x)
            .fold(f64::INFINITY, f64::min);
        assert!((west - expected).abs() < 0.01, "{west}");
    }
}
