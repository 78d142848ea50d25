//! Holds the comparison of areas and distances with published geodesic figures.
//! Must not know projections.

use crate::judge::shape;
use sizhi::geometry::{LonLat, area_m2, distance_m, perimeter_m};

#[test]
fn distances_agree_with_published_geodesics() {
    let at = |lat, lon| LonLat::new(lon, lat).unwrap();
    // Karney 2013, table of the inverse problem: Wellington to Salamanca, 19 959 679.267 353 8 m.
    let far_m = distance_m(at(-41.32, 174.81), at(40.96, -5.50));
    assert!((far_m - 19_959_679.267_354).abs() < 1e-3, "{far_m}");
    // JFK to LHR by GeographicLib's GeodSolve, 5 551 759.400 m.
    let near_m = distance_m(at(40.6, -73.8), at(51.6, -0.5));
    assert!((near_m - 5_551_759.4).abs() < 0.01, "{near_m}");
    assert_eq!(distance_m(at(31.0, 121.0), at(31.0, 121.0)), 0.0);
}

#[test]
fn areas_agree_with_the_planimeter() {
    // GeographicLib's Planimeter test 0 (points around the pole, lat lon): 12 points of 89 0 / 89 90 / 89 180 / 89 270.
    let cap = shape("(0 89, 90 89, 180 89, -90 89)");
    assert!(
        (perimeter_m(&cap) - 631_819.874_5).abs() < 1e-3,
        "{}",
        perimeter_m(&cap)
    );
    assert!((area_m2(&cap) - 24_952_305_678.0).abs() < 1.0, "{}", area_m2(&cap));
    // Planimeter test 0, second polygon: 0 -1 / -1 0 / 0 1 / 1 0.
    let rhomb = shape("(-1 0, 0 -1, 1 0, 0 1)");
    assert!((perimeter_m(&rhomb) - 627_598.273_1).abs() < 1e-3);
    assert!((area_m2(&rhomb) - 24_619_419_146.0).abs() < 1.0);
}

#[test]
fn parts_add_up_and_winding_does_not_matter() {
    let one = shape("(120 30, 120.1 30, 120.1 30.1, 120 30.1)");
    let two = shape("(121 30, 121 30.1, 121.1 30.1, 121.1 30)");
    let both = shape("(120 30, 120.1 30, 120.1 30.1, 120 30.1) | (121 30, 121 30.1, 121.1 30.1, 121.1 30)");
    assert!((area_m2(&one) - area_m2(&two)).abs() < 1e-3);
    assert!((area_m2(&both) - area_m2(&one) - area_m2(&two)).abs() < 1e-3);
}

#[test]
fn areas_and_perimeters_are_those_of_geographiclib() {
    let table = include_str!("../fixtures/geographiclib_areas.csv");
    let mut judged = 0;
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.split(';').collect();
        let (expected_m2, expected_m): (f64, f64) = (cells[2].parse().unwrap(), cells[3].parse().unwrap());
        let polygon = shape(cells[1]);
        let (found_m2, found_m) = (area_m2(&polygon), perimeter_m(&polygon));
        // Rounding within the series is 1e-15 of the earth's area for each vertex: a hundredth of a square metre where nothing is large.
        assert!(
            (found_m2 - expected_m2).abs() < 1e-10 * expected_m2 + 0.02,
            "{}: {found_m2} m²",
            cells[0]
        );
        assert!((found_m / expected_m - 1.0).abs() < 1e-12, "{}: {found_m} m", cells[0]);
        judged += 1;
    }
    println!("GeographicLib: {judged} polygons agree in area and perimeter");
    assert_eq!(judged, 17);
}
