//! Tracing on a tangle of lines that nobody would call streets.

use sizhi::abuttals::Wish;

use super::{
    grids::four,
    streets::{road, traced},
};

#[test]
fn a_tangle_of_lines_is_looked_at_in_bounded_time() {
    // A cheap scatter of places: a linear congruential sequence (Numerical Recipes).
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 12) / f64::from(1_u32 << 20) * 2_000.0
    };
    let mut streets = Vec::new();
    for name in ["东路", "南路", "西路", "北路"] {
        for _ in 0..120 {
            let places: Vec<(f64, f64)> = (0..4).map(|_| (next(), next())).collect();
            streets.push(road(name, &places));
        }
    }
    streets.push(road("东路", &[(f64::NAN, 0.0), (1e300, f64::INFINITY), (0.0, 0.0)]));
    let found = traced(
        &four(),
        &streets,
        Wish {
            declared_area_m2: Some(5_000.0),
            near: None,
        },
    );
    println!("{} candidates", found.candidates.len());
    // That it ends is the test; whatever it offers is an area.
    assert!(found.candidates.iter().all(|one| one.area_m2 > 0.0));
}

#[test]
fn a_line_that_leaves_the_earth_does_not_stop_the_search_for_towns() {
    let mut streets: Vec<_> = ["南路", "西路", "北路"]
        .into_iter()
        .map(|name| road(name, &[(0.0, 0.0), (100.0, 100.0)]))
        .collect();
    for far_m in [1e30, -1e30, 1e300] {
        streets.push(road("东路", &[(0.0, 0.0), (far_m, 50.0)]));
        streets.push(road("东路", &[(-far_m, far_m), (far_m, far_m)]));
    }
    let found = traced(&four(), &streets, Wish::default());
    assert!(found.candidates.iter().all(|one| one.area_m2 > 0.0));
}
