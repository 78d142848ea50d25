//! Holds the laws of overlap on random shapes, and GEOS's opinion of shared areas.
//! Must not know rules.

use crate::judge::{cases, geos_is_valid, rectangle, rough_shape, shape, star, to_geos};
use geo::Area;
use geo_types::{LineString, MultiPolygon, Polygon};
use geos::Geom;
use proptest::prelude::*;
use sizhi::geometry::{
    Limits, LonLat, area_m2, difference, distance_m, faults, intersection, normalise, perimeter_m, straight_area_m2,
    union,
};

fn shared_area_m2(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> f64 {
    intersection(a, b).unwrap().map_or(0.0, |shared| shared.area_m2)
}

/// What rounding crossings to the grid of 0.11 mm may change: the length of both limits times two steps.
fn grid_error_m2(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> f64 {
    1e-3 + 2.2e-4 * (perimeter_m(a) + perimeter_m(b))
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn the_order_of_operands_does_not_show(a in star(121.0, 31.0, 0.02), b in star(121.01, 31.0, 0.02)) {
        prop_assert_eq!(intersection(&a, &b).unwrap(), intersection(&b, &a).unwrap());
    }

    #[test]
    fn areas_add_up_to_the_error_of_the_grid(
        (a, b) in prop::sample::select(vec![-45.0, 0.0, 31.0, 53.0, 70.0])
            .prop_flat_map(|lat| (star(121.0, lat, 0.02), star(121.01, lat, 0.02))),
    ) {
        let (a, b) = (normalise(&a), normalise(&b));
        let together_m2 = straight_area_m2(&union(&[&a, &b]).unwrap());
        let shared_m2 = intersection(&a, &b).unwrap().map_or(0.0, |shared| straight_area_m2(&shared.geometry));
        let (in_a_m2, in_b_m2) = (straight_area_m2(&a), straight_area_m2(&b));
        let amiss_m2 = together_m2 + shared_m2 - in_a_m2 - in_b_m2;
        prop_assert!(amiss_m2.abs() < grid_error_m2(&a, &b), "{amiss_m2} m²");
        let left_m2 = straight_area_m2(&difference(&a, &b).unwrap());
        let amiss_m2 = left_m2 + shared_m2 - in_a_m2;
        prop_assert!(amiss_m2.abs() < grid_error_m2(&a, &b), "{amiss_m2} m²");
    }

    #[test]
    fn the_area_between_straight_limits_is_near_the_geodesic_one(a in star(121.0, 31.0, 0.02)) {
        // length³ · tan(latitude) / (12 · radius of the earth) an edge, the geodesic lying north of it.
        let a = normalise(&a);
        let rings = a.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        let bulges_m2: f64 = rings.flat_map(LineString::lines).map(|edge| {
            let ends = [edge.start, edge.end].map(|c| LonLat::try_from(c).unwrap());
            distance_m(ends[0], ends[1]).powi(3) * 31.1_f64.to_radians().tan() * 2.0 / (12.0 * 6_378_137.0)
        }).sum();
        prop_assert!((straight_area_m2(&a) - area_m2(&a)).abs() < bulges_m2 + 1e-3);
    }

    #[test]
    fn a_shape_within_another_shares_its_own_geodesic_area(a in star(121.0, 31.0, 0.02)) {
        let around = rectangle(120.0, 30.0, 122.0, 32.0);
        let own = normalise(&a);
        prop_assert_eq!(shared_area_m2(&a, &around), area_m2(&own));
        prop_assert_eq!(shared_area_m2(&a, &a), area_m2(&own));
    }

    #[test]
    fn geos_shares_the_same_area(a in star(121.0, 31.0, 0.02), b in star(121.01, 31.0, 0.02)) {
        let ours = intersection(&a, &b).unwrap().map_or(0.0, |shared| shared.geometry.unsigned_area());
        let theirs = to_geos(&normalise(&a)).intersection(&to_geos(&normalise(&b))).unwrap().area().unwrap();
        prop_assert!((ours - theirs).abs() < 1e-10 + 1e-7 * theirs, "{ours} and {theirs}");
    }

    #[test]
    fn results_are_valid(a in star(121.0, 31.0, 0.02), b in star(121.01, 31.0, 0.02)) {
        let shared = intersection(&a, &b).unwrap().map_or(MultiPolygon(vec![]), |s| s.geometry);
        for result in [union(&[&a, &b]).unwrap(), difference(&a, &b).unwrap(), shared] {
            prop_assert!(faults(&result, &Limits::default()).iter().all(|f| !f.kind.is_invalid()), "{result:?}");
            prop_assert!(geos_is_valid(&result));
        }
    }

    #[test]
    fn invalid_operands_are_taken(a in rough_shape(6), b in rough_shape(6)) {
        prop_assert_eq!(intersection(&a, &b).unwrap(), intersection(&b, &a).unwrap());
        prop_assert!(union(&[&a, &b]).is_ok() && difference(&a, &b).is_ok());
    }

    #[test]
    fn a_window_changes_nothing(a in rough_shape(9), b in star(7.0, 7.0, 1.5)) {
        // The same shared area, once from the whole of both and once through a third operand that covers all.
        let whole = union(&[&b]).unwrap();
        let ours = intersection(&a, &whole).unwrap().map_or(0.0, |shared| shared.geometry.unsigned_area());
        let parts: f64 = whole.iter().map(|part| {
            intersection(&union(&[&a]).unwrap(), &MultiPolygon(vec![part.clone()])).unwrap().map_or(0.0, |s| s.geometry.unsigned_area())
        }).sum();
        prop_assert!((ours - parts).abs() < 1e-8, "{ours} and {parts}");
    }
}

#[test]
fn shapes_that_only_touch_do_not_overlap() {
    let middle = rectangle(120.0, 30.0, 121.0, 31.0);
    assert_eq!(intersection(&middle, &rectangle(121.0, 30.0, 122.0, 31.0)), Ok(None));
    assert_eq!(intersection(&middle, &rectangle(121.0, 31.0, 122.0, 32.0)), Ok(None));
    assert_eq!(intersection(&middle, &rectangle(125.0, 30.0, 126.0, 31.0)), Ok(None));
    assert_eq!(intersection(&middle, &MultiPolygon(vec![])), Ok(None));
}

#[test]
fn a_shape_in_the_hole_of_another_does_not_overlap() {
    let ring = shape("(0 0, 9 0, 9 9, 0 9) (3 3, 6 3, 6 6, 3 6)");
    assert_eq!(intersection(&ring, &rectangle(3.0, 3.0, 6.0, 6.0)), Ok(None));
    assert_eq!(intersection(&ring, &rectangle(4.0, 4.0, 5.0, 5.0)), Ok(None));
    assert!(intersection(&ring, &rectangle(2.0, 4.0, 4.0, 5.0)).unwrap().is_some());
    assert!(
        union(&[&ring, &rectangle(3.0, 3.0, 6.0, 6.0)]).unwrap().0[0]
            .interiors()
            .is_empty()
    );
}

#[test]
fn a_sliver_is_told_by_its_mean_width() {
    let shared = intersection(
        &rectangle(120.0, 30.0, 121.0, 31.0),
        &rectangle(120.999_999, 30.0, 122.0, 31.0),
    )
    .unwrap()
    .unwrap();
    // One millionth of a degree of longitude at 30.5 degrees north is 9.6 cm.
    assert!((shared.mean_width_m - 0.096).abs() < 0.001, "{}", shared.mean_width_m);
    assert!(shared.area_m2 > 10_000.0);
}

#[test]
fn what_is_covered_of_itself_is_itself() {
    let a = normalise(&shape(
        "(120 30, 120.5 30.1, 121 30, 121 31, 120 31) (120.3 30.5, 120.6 30.5, 120.6 30.7)",
    ));
    assert_eq!(intersection(&a, &a).unwrap().unwrap().geometry, a);
    assert_eq!(union(&[&a]), Ok(a.clone()));
    assert_eq!(difference(&a, &a), Ok(MultiPolygon(vec![])));
}

#[test]
fn a_small_overlap_of_two_large_shapes_takes_little_time() {
    let wheel = |lon: f64| {
        let rim = (0..100_000).map(|i| {
            let angle = f64::from(i) / 100_000.0 * std::f64::consts::TAU;
            (
                lon + angle.cos(),
                30.0 + angle.sin() * (1.0 + 1e-4 * (angle * 5000.0).sin()),
            )
        });
        MultiPolygon(vec![Polygon::new(rim.collect::<LineString<f64>>(), vec![])])
    };
    let (a, b) = (wheel(120.0), wheel(121.999));
    let begin = std::time::Instant::now();
    let shared = intersection(&a, &b).unwrap().unwrap();
    println!("two shapes of 100,000 vertices: {:?}", begin.elapsed());
    assert!(shared.area_m2 > 1e5 && shared.geometry.0.len() == 1);
    assert!(begin.elapsed().as_secs_f64() < 1.0);
}
