//! Holds the comparison of the nearest limit with a slow search by geodesic distances along every edge.
//! Must not know zones.

use crate::judge::{shape, star};
use geo_types::{Coord, MultiPolygon};
use proptest::prelude::*;
use sizhi::{
    geometry::{LonLat, Side, distance_m, locate, nearest_limit},
    index::Prepared,
};

fn place(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

/// Finds the least geodesic distance to an edge by dividing it again and again where the distance is least.
fn edge_distance_m(from: LonLat, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let at = |t: f64| distance_m(from, place(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)));
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let (one, two) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if at(one) < at(two) { high = two } else { low = one }
    }
    at(low).min(at(0.0)).min(at(1.0))
}

fn slow_distance_m(shape: &MultiPolygon<f64>, from: LonLat) -> f64 {
    let rings = shape
        .iter()
        .flat_map(|part| part.interiors().iter().chain([part.exterior()]));
    rings
        .flat_map(|ring| ring.lines())
        .map(|line| edge_distance_m(from, line.start, line.end))
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_distance_is_exact_to_a_millimetre_within_50_km(shape in star(121.0, 31.0, 0.2), dx in -0.5..0.5, dy in -0.4..0.4) {
        let from = place(121.0 + dx, 31.0 + dy);
        let found = nearest_limit(&shape, from).unwrap();
        let slow_m = slow_distance_m(&shape, from);
        prop_assert!((found.distance_m - slow_m).abs() < 1e-3, "{} and {slow_m}", found.distance_m);
        prop_assert_eq!(Prepared::new(&shape).nearest_limit(from), Some(found));
    }

    #[test]
    fn it_is_exact_far_north_too(shape in star(121.0, 70.0, 0.2), dx in -0.5..0.5, dy in -0.4..0.4) {
        let from = place(121.0 + dx, 70.0 + dy);
        let slow_m = slow_distance_m(&shape, from);
        let found = nearest_limit(&shape, from).unwrap();
        prop_assert!((found.distance_m - slow_m).abs() < 1e-3, "{} and {slow_m}", found.distance_m);
    }

    #[test]
    fn the_outward_azimuth_leads_from_inside_over_the_limit(shape in star(121.0, 31.0, 0.02), dx in -0.03..0.03, dy in -0.03..0.03) {
        let from = place(121.0 + dx, 31.0 + dy);
        let found = nearest_limit(&shape, from).unwrap();
        prop_assume!(found.distance_m > 0.1);
        let (sin, cos) = found.outward_azimuth_deg.to_radians().sin_cos();
        let step = |metres: f64| place(
            found.foot.lon() + metres * sin / sizhi::geometry::metres_per_degree_lon(31.0),
            found.foot.lat() + metres * cos / sizhi::geometry::metres_per_degree_lat(31.0),
        );
        use sizhi::geometry::Position::{Inside, Outside};
        // Of the two sides one is where the place itself lies; the other is across the limit, at an edge if not at a corner.
        let (side, way) = if locate(&shape, from) == Inside { (Inside, -0.05) } else { (Outside, 0.05) };
        prop_assert_eq!(locate(&shape, step(way)), side);
    }
}

#[test]
fn each_side_of_a_square_is_named() {
    let square = shape("(121 31, 121.02 31, 121.02 31.02, 121 31.02)");
    for (lon, lat, side) in [
        (121.019, 31.01, Side::East),
        (121.021, 31.01, Side::East),
        (121.01, 31.001, Side::South),
        (121.001, 31.01, Side::West),
        (120.99, 31.01, Side::West),
        (121.01, 31.019, Side::North),
        (121.01, 31.3, Side::North),
    ] {
        assert_eq!(
            nearest_limit(&square, place(lon, lat)).unwrap().side,
            side,
            "{lon} {lat}"
        );
    }
}

#[test]
fn on_the_limit_the_distance_is_nothing_and_the_side_is_that_of_the_edge() {
    for text in [
        "(121 31, 121.02 31, 121.02 31.02, 121 31.02)",
        "(121 31, 121 31.02, 121.02 31.02, 121.02 31)",
    ] {
        let found = nearest_limit(&shape(text), place(121.02, 31.01)).unwrap();
        assert_eq!((found.distance_m, found.side), (0.0, Side::East));
        assert!((found.outward_azimuth_deg - 90.0).abs() < 1e-6);
    }
}

#[test]
fn the_limit_of_a_hole_counts_and_outward_is_into_the_hole() {
    let ring =
        shape("(121 31, 121.1 31, 121.1 31.1, 121 31.1) (121.04 31.04, 121.06 31.04, 121.06 31.06, 121.04 31.06)");
    let found = nearest_limit(&ring, place(121.039, 31.05)).unwrap();
    assert_eq!(found.side, Side::East);
    assert!((found.foot.lon() - 121.04).abs() < 1e-9);
    let within = nearest_limit(&ring, place(121.041, 31.05)).unwrap();
    assert_eq!(within.side, Side::East);
}

#[test]
fn a_known_distance_along_the_meridian() {
    let square = shape("(121 31, 121.02 31, 121.02 31.02, 121 31.02)");
    let found = nearest_limit(&square, place(121.01, 30.99)).unwrap();
    // The edge is straight in degrees: the foot is due north, 0.01 degree of the meridian away (1108.69 m at 31 degrees).
    assert!((found.distance_m - 1108.69).abs() < 0.02, "{}", found.distance_m);
    assert!(nearest_limit(&MultiPolygon(vec![]), place(0.0, 0.0)).is_none());
}
