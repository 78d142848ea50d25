//! Measures tracing: a clean block, and a tangle of lines that nobody would call streets; run with `cargo bench --bench tracing`.
//! Must not judge what is traced: the tests of `abuttals_ground` do.

use criterion::{Criterion, criterion_group, criterion_main};
use geo_types::{Coord, LineString, MultiLineString};
use sizhi::{
    abuttals::{Block, Feature, FeatureClass, NameIndex, Survey, TraceLimits, Wish, parse, trace},
    geometry::{metres_per_degree_lat, metres_per_degree_lon},
};
use std::{hint::black_box, sync::Arc};

const NAMES: [&str; 4] = ["东路", "南路", "西路", "北路"];
const TEXT: &str = "东至东路，南至南路，西至西路，北至北路";

/// Makes a road of places in metres.
fn road(name: &str, places: &[(f64, f64)]) -> Feature {
    let at = |&(east_m, north_m): &(f64, f64)| Coord {
        x: 120.6 + east_m / metres_per_degree_lon(31.3),
        y: 31.3 + north_m / metres_per_degree_lat(31.3),
    };
    Feature {
        id: name.to_owned(),
        name: name.to_owned(),
        class: FeatureClass::Road,
        line: Arc::new(MultiLineString(vec![LineString(places.iter().map(at).collect())])),
    }
}

/// Makes so many lines of each name, of four places each, scattered by a linear congruential sequence (Numerical Recipes).
fn tangle(lines: usize) -> Vec<Feature> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 12) / f64::from(1_u32 << 20) * 2_000.0
    };
    let mut line = |name| {
        let places: [(f64, f64); 4] = std::array::from_fn(|_| (next(), next()));
        road(name, &places)
    };
    NAMES
        .into_iter()
        .flat_map(|name| std::iter::repeat_n(name, lines))
        .map(&mut line)
        .collect()
}

fn measure(c: &mut Criterion, name: &str, features: &[Feature], block: &Block) {
    let names = NameIndex::build(features);
    let survey = Survey {
        features,
        names: &names,
    };
    let wish = Wish {
        declared_area_m2: Some(5_000.0),
        near: None,
    };
    c.bench_function(name, |b| {
        b.iter(|| trace(black_box(block), survey, wish, &TraceLimits::default()));
    });
}

fn tracing(c: &mut Criterion) {
    let statement = parse(TEXT);
    let Some(block) = statement.blocks.first() else { return };
    let clean = [
        road(NAMES[0], &[(400.0, -150.0), (400.0, 450.0)]),
        road(NAMES[1], &[(-150.0, 0.0), (550.0, 0.0)]),
        road(NAMES[2], &[(0.0, -150.0), (0.0, 450.0)]),
        road(NAMES[3], &[(-150.0, 300.0), (550.0, 300.0)]),
    ];
    measure(c, "trace, four streets", &clean, block);
    for lines in [30, 60, 120] {
        measure(
            c,
            &format!("trace, a tangle of 4 x {lines} lines"),
            &tangle(lines),
            block,
        );
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = tracing
}
criterion_main!(benches);
