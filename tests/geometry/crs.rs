//! Holds the comparison of Gauss-Krüger conversions with vectors computed by PROJ 9.5.1.
//! Must not know files of parcels.

use crate::judge::{rectangle, shared};
use sizhi::geometry::{Crs, CrsError, LonLat, ZoneWidth, area_m2, distance_m, gauss_kruger_area_m2};

fn check(epsg: u32, lon: f64, lat: f64, north_m: f64, east_m: f64) {
    let crs = Crs::from_epsg(epsg).unwrap();
    let place = LonLat::new(lon, lat).unwrap();
    let (x, y) = crs.from_lon_lat(place).unwrap();
    assert!(
        (x - east_m).abs() < 1e-3 && (y - north_m).abs() < 1e-3,
        "{crs}: {x} {y}, expected {east_m} {north_m}"
    );
    let back = crs.to_lon_lat(east_m, north_m).unwrap();
    assert!(
        (back.lon() - lon).abs() < 2e-9 && (back.lat() - lat).abs() < 2e-9,
        "{crs}: {back}"
    );
}

#[test]
fn a_place_in_suzhou_has_its_known_coordinates_in_three_systems() {
    check(4528, 120.4341, 31.3421, 3_468_985.174_5, 40_541_309.841_3);
    check(4549, 120.4341, 31.3421, 3_468_985.174_5, 541_309.841_3);
    check(4499, 120.4341, 31.3421, 3_471_749.297_7, 21_255_787.063_8);
}

#[test]
fn all_vectors_of_the_reference_file_agree() {
    let Some(path) = shared(
        "crs/cgcs2000_gk_vectors_proj9.csv",
        "all_vectors_of_the_reference_file_agree",
    ) else {
        return;
    };
    let mut count = 0;
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let number = |i: usize| row[i].parse::<f64>().unwrap();
        check(row[2].parse().unwrap(), number(3), number(4), number(5), number(6));
        count += 1;
    }
    assert_eq!(count, 68);
}

#[test]
fn every_code_has_its_zone_and_every_zone_its_code() {
    for epsg in 4491..=4554 {
        let crs = Crs::from_epsg(epsg).unwrap();
        let zone = crs.zone().unwrap();
        assert_eq!(
            Crs::gauss_kruger(zone.width, u32::from(zone.zone), zone.prefixed).unwrap(),
            crs
        );
        assert_eq!(crs.to_string().parse::<Crs>().unwrap(), crs);
    }
    let zone = "4528".parse::<Crs>().unwrap().zone().unwrap();
    assert_eq!((zone.width, zone.zone, zone.prefixed), (ZoneWidth::Three, 40, true));
    assert_eq!(Crs::CGCS2000.zone(), None);
}

/// The greatest distance in metres between places of a system's own zone and where they come back to.
fn worst_round_trip_m(crs: Crs) -> f64 {
    let zone = crs.zone().unwrap();
    let (meridian, half) = match zone.width {
        ZoneWidth::Three => (f64::from(zone.zone) * 3.0, 1.5),
        ZoneWidth::Six => (f64::from(zone.zone) * 6.0 - 3.0, 3.0),
    };
    let mut worst_m: f64 = 0.0;
    for lat in [3.5, 18.2, 31.3, 40.0, 53.5] {
        for step in -4..=4 {
            let place = LonLat::new(meridian + half * f64::from(step) / 4.0, lat).unwrap();
            let (x, y) = crs.from_lon_lat(place).unwrap();
            let prefix = if zone.prefixed { f64::from(zone.zone) * 1e6 } else { 0.0 };
            // Half a zone is at most 3° of the parallel 3.5° N, 334 km.
            assert!((x - prefix - 500_000.0).abs() < 335_000.0, "{crs}: {x}");
            assert!((380_000.0..6_000_000.0).contains(&y), "{crs}: {y}");
            worst_m = worst_m.max(distance_m(place, crs.to_lon_lat(x, y).unwrap()));
        }
    }
    worst_m
}

#[test]
fn every_code_makes_a_way_there_and_back_below_a_millimetre_in_its_own_zone() {
    let worst_m = (4491..=4554)
        .map(|epsg| worst_round_trip_m(Crs::from_epsg(epsg).unwrap()))
        .fold(0.0, f64::max);
    assert!(worst_m < 1e-3, "{worst_m}");
}

#[test]
fn many_threads_at_once_get_what_one_gets() {
    let codes: Vec<u32> = (4490..=4554).chain([3857, 4326]).collect();
    let all = |codes: &[u32]| -> Vec<(f64, f64)> {
        let place = LonLat::new(120.434_1, 31.342_1).unwrap();
        codes
            .iter()
            .map(|&epsg| Crs::from_epsg(epsg).unwrap().from_lon_lat(place).unwrap())
            .collect()
    };
    let alone = all(&codes);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|nth| {
                let mut turned = codes.clone();
                turned.rotate_left(nth * 4);
                scope.spawn(move || (nth * 4, all(&turned)))
            })
            .collect();
        for thread in threads {
            let (turn, mut found) = thread.join().unwrap();
            found.rotate_right(turn);
            assert_eq!(found, alone);
        }
    });
}

#[test]
fn web_mercator_is_the_sphere_on_both_datums() {
    // The sphere of radius a: x = a λ, y = a ln tan(π/4 + φ/2).
    let (lon, lat) = (121.473_7_f64, 31.230_4_f64);
    let axis_m = 6_378_137.0_f64;
    let x = axis_m * lon.to_radians();
    let y = axis_m * (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln();
    check(3857, lon, lat, y, x);
    assert!(!Crs::WEB_MERCATOR.is_geographic() && Crs::WEB_MERCATOR.zone().is_none());
}

#[test]
fn systems_are_read_in_the_forms_in_which_they_are_written() {
    for text in [
        "EPSG:4490",
        "epsg:4490",
        " 4490 ",
        "urn:ogc:def:crs:EPSG::4490",
        "http://www.opengis.net/def/crs/EPSG/0/4490",
    ] {
        assert_eq!(text.parse::<Crs>().unwrap(), Crs::CGCS2000, "{text}");
    }
    assert_eq!(
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84".parse::<Crs>().unwrap(),
        Crs::WGS84
    );
    assert_eq!("EPSG:3857".parse::<Crs>().unwrap(), Crs::WEB_MERCATOR);
    for text in ["EPSG:2436", "EPSG:4479", "ESRI:4490", "", "EPSG:", "EPSG:99999999999"] {
        let error = text.parse::<Crs>().unwrap_err().to_string();
        assert!(
            error.starts_with(&format!(
                "`{text}` is not a known coordinate reference system; expected"
            )),
            "{error}"
        );
    }
}

#[test]
fn a_zone_that_does_not_exist_is_named_with_those_that_do() {
    let error = Crs::gauss_kruger(ZoneWidth::Three, 21, true).unwrap_err();
    assert_eq!(
        error,
        CrsError::Zone {
            zone: 21,
            expected: "25 to 45 for 3-degree zones"
        }
    );
    assert!(Crs::gauss_kruger(ZoneWidth::Six, 24, false).is_err());
    assert!(Crs::three_degree_zone_at(2.35).is_err());
    assert_eq!(Crs::three_degree_zone_at(120.4).unwrap().epsg(), 4549);
    assert_eq!(Crs::three_degree_zone_at(136.5).unwrap().zone().unwrap().zone, 45);
}

#[test]
fn the_planar_area_exceeds_the_geodesic_one_by_the_scale_of_the_zone() {
    let park = rectangle(120.43, 31.34, 120.438, 31.344);
    let (planar_m2, crs) = gauss_kruger_area_m2(&park).unwrap();
    assert_eq!(crs.epsg(), 4549);
    let excess_ppm = (planar_m2 / area_m2(&park) - 1.0) * 1e6;
    assert!((excess_ppm - 42.1).abs() < 1.0, "{excess_ppm}");
}

#[test]
fn numbers_that_cannot_be_converted_are_refused() {
    let crs = Crs::from_epsg(4528).unwrap();
    assert!(crs.to_lon_lat(f64::NAN, 1.0).is_err());
    assert!(crs.to_lon_lat(1e300, -1e300).is_err());
    assert!(Crs::CGCS2000.to_lon_lat(31.0, 121.0).is_err());
    assert!(gauss_kruger_area_m2(&geo_types::MultiPolygon(vec![])).is_err());
}
