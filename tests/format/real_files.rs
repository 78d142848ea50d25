//! The real files beside the project, where they are at hand.

use std::{path::PathBuf, time::Instant};

use geo::Area;
use sizhi::{
    abuttals::FeatureClass,
    format::{Encoding, Source, SumCheck, read_abuttals_csv, read_addresses_csv, read_districts, read_osm},
    geometry::Datum,
};

/// The path of a file beside the project, or nothing, told, where it is not there.
fn beside(file: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(file);
    if !path.exists() {
        crate::skip::skip(&format!("skipped: {file}"));
        return None;
    }
    Some(path)
}

#[test]
fn the_published_abuttals_are_read_whole() {
    let Some(path) = beside("abuttals/abuttals.csv") else {
        return;
    };
    let mut progress = |_: u64| {};
    let (zones, origin) = read_abuttals_csv(Source::open(&path, &mut progress).unwrap(), Encoding::Utf8).unwrap();
    assert_eq!(origin.bytes, std::fs::metadata(&path).unwrap().len());
    assert_eq!(zones.len(), 28);
    assert_eq!(zones.iter().map(|zone| zone.parks.len()).sum::<usize>(), 62);
    let agree = zones
        .iter()
        .filter(|zone| matches!(zone.sum, SumCheck::Agrees { .. }))
        .count();
    let differ = zones
        .iter()
        .filter(|zone| matches!(zone.sum, SumCheck::Differs { .. }))
        .count();
    println!(
        "sums: {agree} agree, {differ} differ, {} not comparable",
        zones.len() - agree - differ
    );
    assert_eq!((agree, differ), (13, 0));
}

#[test]
fn the_districts_of_the_country_are_read_whole() {
    let Some(path) = beside("admin/districts_2019_gcj02.geojson.gz") else {
        return;
    };
    let start = Instant::now();
    let mut heard = 0;
    let mut progress = |bytes: u64| heard = bytes;
    let (districts, origin) = read_districts(Source::open(&path, &mut progress).unwrap(), Datum::Gcj02).unwrap();
    let vertices: usize = districts
        .iter()
        .flat_map(|d| &d.shape.0)
        .map(|part| part.exterior().0.len())
        .sum();
    println!(
        "districts: {}, {vertices} vertices, {:?}",
        districts.len(),
        start.elapsed()
    );
    assert_eq!((districts.len(), heard), (2_853, origin.bytes));
    let dongcheng = districts
        .iter()
        .find(|district| district.division.to_string() == "110101")
        .unwrap();
    assert_eq!(dongcheng.name, "东城区");
    // 41.8 km² by the city's own figures; in square degrees at 39.9° N about 0.0044.
    assert!((dongcheng.shape.unsigned_area() - 0.0044).abs() < 0.0002);
}

#[test]
fn the_extracts_give_their_named_lines() {
    // Tsinghua's 99 named roads are 98 and a square, which is drawn as an area to walk on.
    for (file, roads, names) in [
        ("shanghai_huangpu_renminguangchang", 629, Some(147)),
        ("beijing_haidian_tsinghua_2017", 98, None),
    ] {
        let Some(path) = beside(&format!("osm/{file}.osm.gz")) else {
            continue;
        };
        let mut progress = |_: u64| {};
        let (found, _) = read_osm(Source::open(&path, &mut progress).unwrap()).unwrap();
        let of_roads: Vec<_> = found
            .features
            .iter()
            .filter(|f| f.class == FeatureClass::Road)
            .collect();
        let mut distinct: Vec<&str> = of_roads.iter().map(|f| f.name.as_str()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        println!(
            "{file}: {:?}, {} road names, {} clipped, {} lost",
            found.report.by_class,
            distinct.len(),
            found.report.clipped.len(),
            found.report.lost.len()
        );
        assert_eq!(of_roads.len(), roads);
        assert!(names.is_none_or(|names| names == distinct.len()));
    }
}

#[test]
fn the_addresses_are_read_whole() {
    let Some(path) = beside("addresses/osm_addresses_pois_wgs84.csv") else {
        return;
    };
    let mut progress = |_: u64| {};
    let source = Source::open(&path, &mut progress).unwrap();
    let (entries, _) = read_addresses_csv(source, Encoding::Utf8, Datum::Wgs84).unwrap();
    assert_eq!(entries.len(), 1_243);
    let mut ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 1_243);
}
