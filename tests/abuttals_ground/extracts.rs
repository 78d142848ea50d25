//! Blocks of real streets: traced from four names, judged by GEOS, and their abuttals drafted again.

use std::{collections::BTreeSet, time::Instant};

use sizhi::{
    abuttals::{DraftTolerance, Feature, NameIndex, Survey, TraceLimits, Wish, draft, parse, trace},
    geometry::Bbox,
};

use super::{
    geos_blocks::{CityBlock, blocks, distance_m, extract, held_and_beyond},
    streets::block,
};

/// Within this distance a limit runs along a road: the rule's own tolerance.
const NEAR_M: f64 = 40.0;

/// What came of one block.
enum Outcome {
    Traced,
    Not(String),
}

fn judge(city: &CityBlock, features: &[Feature], names: &NameIndex) -> Outcome {
    let [east, south, west, north] = &city.names;
    let text = format!("东至{east}，南至{south}，西至{west}，北至{north}。");
    let statement = parse(&text);
    let [stated] = statement.blocks.as_slice() else {
        return Outcome::Not(format!("read as {statement:?}"));
    };
    let found = trace(
        stated,
        Survey { features, names },
        Wish {
            declared_area_m2: Some(city.area_m2),
            near: None,
        },
        &TraceLimits::default(),
    );
    let Some(best) = found.candidates.first() else {
        return Outcome::Not(format!("nothing traced: {:?}", found.obstacles));
    };
    let ring: Vec<(f64, f64)> = best.shape.0[0].exterior().0.iter().map(|c| (c.x, c.y)).collect();
    // GEOS's block ends at the nearer carriageways; the traced one goes to the middle of each road.
    let (held, beyond) = held_and_beyond(&ring, &city.ring, 35.0);
    if held < 0.95 || beyond > 0.01 {
        return Outcome::Not(format!(
            "holds {held:.3} of the block, {beyond:.3} lie beyond; {:?}",
            best.assumptions
        ));
    }
    // Every vertex and middle of the traced limit lies by one of the four roads.
    let four: Vec<&Feature> = features
        .iter()
        .filter(|feature| city.names.contains(&feature.name))
        .collect();
    for edge in ring.windows(2) {
        let middle = (f64::midpoint(edge[0].0, edge[1].0), f64::midpoint(edge[0].1, edge[1].1));
        for place in [edge[0], middle] {
            let off_m = distance_m(place, &four);
            if off_m > 30.0 {
                return Outcome::Not(format!("{off_m:.0} m off its roads"));
            }
        }
    }
    let near: Vec<&Feature> = features.iter().collect();
    let drafted = draft(&best.shape, &near, &DraftTolerance::within(NEAR_M)).unwrap();
    let named: BTreeSet<&str> = drafted.parts[0]
        .sides
        .iter()
        .flat_map(|side| &side.features)
        .map(|f| f.name.as_str())
        .collect();
    let stated: BTreeSet<&str> = city.names.iter().map(String::as_str).collect();
    if named == stated && drafted.text == text {
        Outcome::Traced
    } else {
        Outcome::Not(format!("drafted as {}", drafted.text))
    }
}

#[test]
fn blocks_between_four_named_roads_are_traced_and_drafted_with_the_same_names() {
    let mut traced = 0;
    let mut whole = 0;
    for file in [
        "shanghai_huangpu_renminguangchang.osm.gz",
        "beijing_haidian_tsinghua_2017.osm.gz",
    ] {
        let Some(features) = extract(file) else { return };
        let names = NameIndex::build(&features);
        for city in blocks(&features) {
            whole += 1;
            let text = city.names.join(" ");
            match judge(&city, &features, &names) {
                Outcome::Traced => {
                    println!("{text}: {:.0} m²", city.area_m2);
                    traced += 1;
                }
                Outcome::Not(why) => println!("NOT {text}: {:.0} m²: {why}", city.area_m2),
            }
        }
    }
    println!("{traced} of {whole} blocks");
    assert!(traced >= 20, "{traced} of {whole} blocks");
}

#[test]
fn tracing_and_drafting_take_their_time_in_milliseconds() {
    let Some(features) = extract("shanghai_huangpu_renminguangchang.osm.gz") else {
        return;
    };
    let start = Instant::now();
    let names = NameIndex::build(&features);
    println!("index: {:?}", start.elapsed());
    let found: Vec<CityBlock> = blocks(&features);
    let start = Instant::now();
    let mut shapes = Vec::new();
    for city in &found {
        let [east, south, west, north] = &city.names;
        let survey = Survey {
            features: &features,
            names: &names,
        };
        let traced = trace(
            &block(east, south, west, north),
            survey,
            Wish::default(),
            &TraceLimits::default(),
        );
        shapes.extend(traced.candidates.into_iter().next());
    }
    println!("trace: {:?} a block", start.elapsed() / found.len() as u32);
    let start = Instant::now();
    for traced in &shapes {
        let area = Bbox::of(&traced.shape).unwrap().expand_m(700.0);
        let near: Vec<&Feature> = features
            .iter()
            .filter(|f| {
                Bbox::of_coords(f.line.0.iter().flat_map(|l| l.0.iter().copied())).is_some_and(|b| b.intersects(&area))
            })
            .collect();
        draft(&traced.shape, &near, &DraftTolerance::within(NEAR_M)).unwrap();
    }
    println!("draft: {:?} a block", start.elapsed() / shapes.len() as u32);
}
