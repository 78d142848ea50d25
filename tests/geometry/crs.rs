//! Holds the comparison of Gauss-Krüger conversions with vectors computed by PROJ 9.5.1.
//! Must not know files of parcels.

use crate::judge::{rectangle, shared};
use sizhi::geometry::{Crs, CrsError, LonLat, ZoneWidth, area_m2, gauss_kruger_area_m2};

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
    check(4528, 120.4341, 31.3421, 3_468_985.1745, 40_541_309.8413);
    check(4549, 120.4341, 31.3421, 3_468_985.1745, 541_309.8413);
    check(4499, 120.4341, 31.3421, 3_471_749.2977, 21_255_787.0638);
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
    for text in ["EPSG:3857", "ESRI:4490", "", "EPSG:", "EPSG:99999999999"] {
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
