//! Holds the comparison of our validity with that of GEOS on random shapes, and its speed and toughness.
//! Must not hold hand-made cases: those are in `validity_cases`.

use crate::judge::{cases, geos_is_valid, rough_shape, star};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use proptest::prelude::*;
use sizhi::geometry::{FaultKind, Limits, faults, normalise};

fn is_valid(shape: &MultiPolygon<f64>) -> bool {
    !faults(shape, &Limits::default())
        .iter()
        .any(|fault| fault.kind.is_invalid())
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn geos_agrees_on_rough_shapes_of_a_tight_grid(shape in rough_shape(5)) {
        prop_assert_eq!(is_valid(&shape), geos_is_valid(&shape), "{:?}", faults(&shape, &Limits::default()));
    }

    #[test]
    fn geos_agrees_on_rough_shapes_of_a_wide_grid(shape in rough_shape(30)) {
        prop_assert_eq!(is_valid(&shape), geos_is_valid(&shape), "{:?}", faults(&shape, &Limits::default()));
    }

    #[test]
    fn geos_agrees_on_two_stars_that_may_overlap(a in star(10.0, 10.0, 1.0), b in star(11.0, 10.0, 1.0)) {
        let both = MultiPolygon(a.0.into_iter().chain(b.0).collect());
        prop_assert_eq!(is_valid(&both), geos_is_valid(&both));
    }

    #[test]
    fn normalising_neither_makes_nor_mends_invalidity(shape in rough_shape(6)) {
        prop_assert_eq!(is_valid(&shape), is_valid(&normalise(&shape)));
    }

    #[test]
    fn any_numbers_are_taken(numbers in prop::collection::vec(prop::num::f64::ANY, 0..40)) {
        let ring: Vec<_> = numbers.chunks_exact(2).map(|c| Coord { x: c[0], y: c[1] }).collect();
        let shape = MultiPolygon(vec![Polygon::new(LineString(ring.clone()), vec![LineString(ring)])]);
        prop_assert!(faults(&shape, &Limits::default()).iter().any(|fault| fault.kind.is_invalid()));
    }
}

#[test]
fn thirty_thousand_vertices_are_checked_at_once() {
    let ring: Vec<_> = (0..30_000)
        .map(|i| {
            let angle = f64::from(i) / 30_000.0 * std::f64::consts::TAU;
            let radius = 1.0 + 0.01 * (angle * 900.0).sin();
            Coord {
                x: 120.0 + radius * angle.cos(),
                y: 30.0 + radius * angle.sin(),
            }
        })
        .collect();
    let shape = MultiPolygon(vec![Polygon::new(LineString(ring), vec![])]);
    let begin = std::time::Instant::now();
    assert_eq!(faults(&shape, &Limits::default()), vec![]);
    let taken = begin.elapsed();
    println!("30,000 vertices: {taken:?}");
    // A quadratic check takes 9.5 s in a release build; this is a bound for any build on a busy machine.
    assert!(taken.as_secs_f64() < 2.0, "{taken:?}");
}

#[test]
fn the_search_stops_at_the_number_of_faults_asked_for() {
    let comb: Vec<_> = (0..200)
        .map(|i| (f64::from(i % 2) * 10.0, f64::from(i * 37 % 200)))
        .collect();
    let shape = MultiPolygon(vec![Polygon::new(LineString::from(comb), vec![])]);
    let few = Limits {
        max_faults: 5,
        ..Limits::default()
    };
    assert_eq!(faults(&shape, &few).len(), 5);
    assert!(faults(&shape, &Limits::default()).len() > 100);
    assert!(
        faults(&shape, &few)
            .iter()
            .all(|fault| fault.kind == FaultKind::SelfIntersection)
    );
}

#[test]
fn a_comb_is_judged_alike_however_it_slants() {
    for turned_deg in [0.0_f64, 22.5, 45.0, 80.0] {
        let (sin, cos) = turned_deg.to_radians().sin_cos();
        let at = |x: f64, y: f64| Coord {
            x: 121.0 + 1e-5 * (x * cos - y * sin),
            y: 31.0 + 1e-5 * (x * sin + y * cos),
        };
        // The last tooth may lean over the one before.
        let comb = |lean: f64| {
            let tooth = |nth: u32| {
                let (x, lean) = (f64::from(nth), if nth == 1_999 { lean } else { 0.0 });
                [at(x, 0.0), at(x + 0.25 - lean, 2_000.0), at(x + 0.5, 0.0)]
            };
            let back = [at(2_000.0, -1.0), at(0.0, -1.0)];
            let ring = (0..2_000).flat_map(tooth).chain(back);
            MultiPolygon(vec![Polygon::new(LineString(ring.collect()), vec![])])
        };
        let begin = std::time::Instant::now();
        assert_eq!(faults(&comb(0.0), &Limits::default()), vec![], "{turned_deg}");
        println!("a comb of 2,000 teeth turned by {turned_deg}: {:?}", begin.elapsed());
        let crossed = faults(&comb(1.5), &Limits::default());
        assert!(
            crossed.iter().any(|fault| fault.kind == FaultKind::SelfIntersection),
            "{turned_deg}: {crossed:?}"
        );
    }
}
