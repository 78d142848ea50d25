//! Holds the comparison of the nearest limit with a slow search by geodesic distances along every edge.
//! Must not know zones.

use crate::judge::{cases, shape, star};
use geo_types::{Coord, MultiPolygon};
use proptest::prelude::*;
use sizhi::{
    geometry::{
        LonLat,
        Position::{Inside, Outside},
        Side, distance_m, locate, nearest_limit,
    },
    index::Prepared,
};

fn place(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

/// Finds the least geodesic distance to an edge: the best of many places on it, then by dividing around that again and again.
fn edge_distance_m(from: LonLat, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let at = |t: f64| distance_m(from, place(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)));
    let steps = 8.0 + 4.0 * (b.x - a.x).abs().max((b.y - a.y).abs()).ceil();
    let best = (0..=steps as i32)
        .map(|i| f64::from(i) / steps)
        .min_by(|one, two| at(*one).total_cmp(&at(*two)))
        .unwrap();
    let (mut low, mut high) = ((best - 1.0 / steps).max(0.0), (best + 1.0 / steps).min(1.0));
    for _ in 0..60 {
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
        .flat_map(geo_types::LineString::lines)
        .map(|line| edge_distance_m(from, line.start, line.end))
        .fold(f64::INFINITY, f64::min)
}

/// Makes a shape around a latitude and a place within half a degree of its middle.
fn shape_and_place(lat: f64, radius: f64, reach: f64) -> impl Strategy<Value = (MultiPolygon<f64>, LonLat)> {
    let places =
        (-reach..reach, -reach..reach).prop_map(move |(dx, dy)| place(121.0 + dx, (lat + dy).clamp(-90.0, 90.0)));
    (star(121.0, lat, radius), places)
}

fn check_distance(shape: &MultiPolygon<f64>, from: LonLat, allowed_m: f64) -> Result<(), TestCaseError> {
    let found = nearest_limit(shape, from).unwrap();
    let slow_m = slow_distance_m(shape, from);
    prop_assert!(
        (found.distance_m - slow_m).abs() < allowed_m,
        "{} and {slow_m}",
        found.distance_m
    );
    prop_assert_eq!(Prepared::new(shape).nearest_limit(from), Some(found));
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_distance_is_exact_to_a_millimetre_within_50_km((shape, from) in shape_and_place(31.0, 0.2, 0.5)) {
        check_distance(&shape, from, 1e-5)?;
    }

    #[test]
    fn it_is_exact_at_every_latitude(
        (shape, from) in prop::sample::select(vec![-89.0, -70.0, -33.0, 0.0, 53.0, 70.0, 85.0]).prop_flat_map(|lat| shape_and_place(lat, 0.2, 0.5)),
    ) {
        check_distance(&shape, from, 1e-5)?;
    }

    #[test]
    fn it_is_exact_for_edges_of_many_degrees_and_places_far_away(
        (shape, from) in prop::sample::select(vec![-50.0, 0.0, 31.0, 60.0]).prop_flat_map(|lat| shape_and_place(lat, 15.0, 20.0)),
    ) {
        let allowed_m = 1e-5 + 1e-6 * slow_distance_m(&shape, from);
        check_distance(&shape, from, allowed_m)?;
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

#[test]
fn an_end_that_is_near_does_not_hide_the_foot_inside_the_edge() {
    let edges = shape(
        "(121.06912338427325 30.974679979426977, 121.02912338427325 31.043962011729732, 120.9168641353448 31.099836669887832, \
         120.85626282675837 30.974679979426977, 120.94912338427325 30.90539794712422, 121.02912338427325 30.90539794712422)",
    );
    let from = place(121.0 - 0.397_103_878_999_677_9, 31.0 + 0.065_552_733_626_031_6);
    let found = nearest_limit(&edges, from).unwrap();
    assert!((found.distance_m - 26_206.561_089).abs() < 1e-5, "{}", found.distance_m);
}

#[test]
fn a_limit_across_the_180th_meridian_is_as_near_as_it_is_on_the_ground() {
    let west = shape("(178 -17, 180 -17, 180 -16, 178 -16)");
    let far = shape("(-150 -17, -149 -17, -149 -16, -150 -16)");
    let both = MultiPolygon([far.0, west.0].concat());
    let found = nearest_limit(&both, place(-179.9, -16.5)).unwrap();
    assert!((found.distance_m - 10_675.0).abs() < 5.0, "{}", found.distance_m);
}
