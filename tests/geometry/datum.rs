//! Holds the comparison of datum shifts with published implementations.
//! Must not use the vectors' `evil` columns, which are wrong.

use crate::judge::shared;
use proptest::prelude::*;
use sizhi::geometry::{Datum, LonLat, distance_m};

/// WGS 84, GCJ-02 and BD-09 of the same places, by two libraries that agree.
const VECTORS: [[(f64, f64); 3]; 2] = [
    [
        (116.404, 39.915),
        (116.410_244_499_169_38, 39.916_404_281_501_64),
        (116.416_627_243_787_33, 39.922_699_552_216_216),
    ],
    [
        (121.527_210_6, 31.177_427_6),
        (121.531_541_859_215, 31.175_303_983_645_97),
        (121.538_015_686_438_58, 31.181_328_606_874_46),
    ],
];

fn check(wgs84: (f64, f64), datum: Datum, shifted: (f64, f64)) {
    let place = LonLat::new(wgs84.0, wgs84.1).unwrap();
    let there = datum.from_lon_lat(place);
    assert!(
        (there.0 - shifted.0).abs() < 1e-9 && (there.1 - shifted.1).abs() < 1e-9,
        "{datum}: {there:?} {shifted:?}"
    );
    let back = datum.to_lon_lat(shifted.0, shifted.1).unwrap();
    assert!(
        distance_m(place, back) < 1e-3,
        "{datum}: {back} is {} m off",
        distance_m(place, back)
    );
}

#[test]
fn known_places_are_shifted_and_turned_back() {
    for [wgs84, gcj02, bd09] in VECTORS {
        check(wgs84, Datum::Gcj02, gcj02);
        check(wgs84, Datum::Bd09, bd09);
    }
}

#[test]
fn all_vectors_of_the_comparison_file_agree() {
    let Some(path) = shared(
        "crs/gcj_bd_lib_comparison.jsonl",
        "all_vectors_of_the_comparison_file_agree",
    ) else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut count = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let pair = |name: &str| Some((row[name][0].as_f64()?, row[name][1].as_f64()?));
        let Some(wgs84) = pair("wgs") else { continue };
        for (column, datum) in [
            ("gcj_coordtransform", Datum::Gcj02),
            ("gcj_gcoord", Datum::Gcj02),
            ("bd_ct", Datum::Bd09),
            ("bd_gcoord", Datum::Bd09),
        ] {
            if let Some(shifted) = pair(column) {
                check(wgs84, datum, shifted);
                count += 1;
            }
        }
    }
    println!("{count} vectors agree");
    assert!(count > 0);
}

proptest! {
    #[test]
    fn the_way_back_leaves_less_than_a_billionth_of_a_degree(lon in 73.0..135.0, lat in 3.0..54.0) {
        let place = LonLat::new(lon, lat).unwrap();
        for datum in Datum::ALL {
            let (x, y) = datum.from_lon_lat(place);
            let back = datum.to_lon_lat(x, y).unwrap();
            prop_assert!((back.lon() - lon).abs() < 1e-9 && (back.lat() - lat).abs() < 1e-9, "{datum} {back}");
        }
    }
}

proptest! {
    /// The whole of China, sea and border included; the other way round as well: what a map service gave is given back.
    #[test]
    fn a_round_trip_in_either_direction_stays_below_a_millimetre(lon in 73.0..136.0, lat in 3.0..54.0) {
        let place = LonLat::new(lon, lat).unwrap();
        for datum in [Datum::Gcj02, Datum::Bd09] {
            let (x, y) = datum.from_lon_lat(place);
            prop_assert!(distance_m(place, datum.to_lon_lat(x, y).unwrap()) < 1e-3, "{datum} {place}");
            let there = datum.to_lon_lat(lon, lat).unwrap();
            let (x, y) = datum.from_lon_lat(there);
            prop_assert!(distance_m(place, LonLat::new(x, y).unwrap()) < 1e-3, "{datum} {place} back");
        }
    }
}

#[test]
fn the_shift_is_of_the_known_size() {
    for (lon, lat) in [(121.47, 31.23), (116.4, 39.9), (87.6, 43.8), (113.9, 22.5)] {
        let place = LonLat::new(lon, lat).unwrap();
        let (x, y) = Datum::Gcj02.from_lon_lat(place);
        let shift_m = distance_m(place, LonLat::new(x, y).unwrap());
        assert!((250.0..650.0).contains(&shift_m), "{shift_m}");
    }
}
