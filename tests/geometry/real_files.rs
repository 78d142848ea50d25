//! Holds trials of the geometry on the real files kept beside the project: a parcel, census tracts, communes, districts.
//! Must not fail where the files are not there: each test then says by its name that it was skipped.

use crate::judge::shared;
use flate2::read::GzDecoder;
use geo_types::{Geometry, LineString, MultiPolygon, Polygon};
use geojson::{Feature, GeoJson};
use rayon::prelude::*;
use sizhi::{
    geometry::{Bbox, Crs, Limits, LonLat, Position, area_m2, faults, gauss_kruger_area_m2, locate, repair},
    index::{PolygonIndex, Prepared},
};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    sync::Arc,
};

fn multi(feature: &Feature) -> Option<MultiPolygon<f64>> {
    match Geometry::<f64>::try_from(feature.geometry.clone()?).ok()? {
        Geometry::Polygon(part) => Some(MultiPolygon(vec![part])),
        Geometry::MultiPolygon(shape) => Some(shape),
        _ => None,
    }
}

/// Reads every so many of the tracts, one a line.
pub fn tracts(path: &std::path::Path, step: usize) -> Vec<MultiPolygon<f64>> {
    let lines = BufReader::new(GzDecoder::new(File::open(path).unwrap())).lines();
    let lines: Vec<String> = lines.step_by(step).map(Result::unwrap).collect();
    let feature =
        |line: &String| -> Option<MultiPolygon<f64>> { multi(&line.parse::<GeoJson>().ok()?.try_into().ok()?) };
    lines.par_iter().filter_map(feature).collect()
}

pub fn collection(path: &std::path::Path) -> Vec<MultiPolygon<f64>> {
    let mut text = String::new();
    GzDecoder::new(File::open(path).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    let GeoJson::FeatureCollection(all) = text.parse().unwrap() else {
        panic!("not a collection")
    };
    all.features.par_iter().filter_map(multi).collect()
}

#[test]
fn the_parcel_has_its_declared_and_its_geodesic_area() {
    let Some(path) = shared(
        "parcel/pengbu_BR14.utf8.txt",
        "the_parcel_has_its_declared_and_its_geodesic_area",
    ) else {
        return;
    };
    let crs: Crs = "EPSG:4528".parse().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let sheet: Vec<(f64, f64)> = text
        .lines()
        .filter(|line| line.starts_with('J'))
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[3].parse().unwrap(), fields[2].parse().unwrap())
        })
        .collect();
    let corners = sheet
        .iter()
        .map(|(east, north)| crs.to_lon_lat(*east, *north).unwrap().coord());
    let parcel = MultiPolygon(vec![Polygon::new(LineString(corners.collect()), vec![])]);
    assert!((area_m2(&parcel) - 57_088.889).abs() < 0.001, "{}", area_m2(&parcel));
    // The planar area by the sheet's own coordinates; it is the declared 5.7089 ha.
    let shift = |i: usize| (sheet[i].0 - sheet[0].0, sheet[i].1 - sheet[0].1);
    let twice: f64 = (1..sheet.len())
        .map(|i| shift(i - 1).0 * shift(i).1 - shift(i).0 * shift(i - 1).1)
        .sum();
    let (planar_m2, zone) = gauss_kruger_area_m2(&parcel).unwrap();
    assert!(
        (planar_m2 - twice.abs() / 2.0).abs() < 1e-3 && zone.epsg() == 4549,
        "{planar_m2} {twice}"
    );
    assert!((planar_m2 / 1e4 - 5.7089).abs() < 1e-4);
    assert_eq!(faults(&parcel, &Limits::default()), vec![]);
}

#[test]
fn census_tracts_have_their_official_areas() {
    let Some(path) = shared(
        "polygons/us_tracts_2018.geojsonl.gz",
        "census_tracts_have_their_official_areas",
    ) else {
        return;
    };
    let lines: Vec<String> = BufReader::new(GzDecoder::new(File::open(path).unwrap()))
        .lines()
        .step_by(8)
        .map(Result::unwrap)
        .collect();
    let areas: Vec<(f64, f64)> = lines
        .par_iter()
        .filter_map(|line| {
            let feature: Feature = line.parse::<GeoJson>().ok()?.try_into().ok()?;
            let official = |name: &str| feature.property(name)?.as_f64();
            // Tracts with water are cut off at the shore in this file, so their figures are of another shape.
            let dry = official("AWATER")? == 0.0;
            dry.then_some((area_m2(&multi(&feature)?), official("ALAND")?))
        })
        .collect();
    let total = areas
        .iter()
        .fold((0.0, 0.0), |sum, (ours, official)| (sum.0 + ours, sum.1 + official));
    let bias = total.0 / total.1 - 1.0;
    let mut errors: Vec<f64> = areas
        .iter()
        .map(|(ours, official)| (ours / official - 1.0).abs())
        .collect();
    errors.sort_by(f64::total_cmp);
    let median = errors[errors.len() / 2];
    println!("{} tracts: median {median:.1e}, all together {bias:.1e}", errors.len());
    // The file is generalised: single tracts differ by what was smoothed away, all together hardly do.
    assert!(errors.len() > 1000 && median < 2e-3, "{} {median}", errors.len());
    assert!(bias.abs() < 2e-4, "{bias}");
}

#[test]
fn communes_are_found_by_the_index_as_by_a_scan() {
    let Some(path) = shared(
        "polygons/fr_communes_2018.geojson.gz",
        "communes_are_found_by_the_index_as_by_a_scan",
    ) else {
        return;
    };
    let communes = collection(&path);
    let index = PolygonIndex::build(
        communes
            .iter()
            .enumerate()
            .map(|(i, shape)| (i, Arc::new(Prepared::new(shape)))),
    );
    let invalid = communes
        .par_iter()
        .filter(|shape| faults(shape, &Limits::default()).iter().any(|f| f.kind.is_invalid()))
        .count();
    println!("{} communes, {invalid} invalid", communes.len());
    assert_eq!(invalid, 1);
    for number in (0..communes.len()).step_by(5000) {
        let middle = Bbox::of(&communes[number]).unwrap().centre();
        // A vertex of a commune is a place on the limits of all its neighbours.
        for c in [middle, communes[number].0[0].exterior().0[0]] {
            let place = LonLat::try_from(c).unwrap();
            let mut found: Vec<_> = index.at(place).map(|(i, position)| (*i, position)).collect();
            found.sort_by_key(|(i, _)| *i);
            let scan: Vec<_> = (0..communes.len())
                .map(|i| (i, locate(&communes[i], place)))
                .filter(|(_, position)| *position != Position::Outside)
                .collect();
            assert_eq!(found, scan, "{place}");
        }
    }
}

#[test]
fn every_invalid_district_is_repaired_with_little_change() {
    let Some(path) = shared(
        "admin/districts_2019_gcj02.geojson.gz",
        "every_invalid_district_is_repaired_with_little_change",
    ) else {
        return;
    };
    let districts = collection(&path);
    let repairs: Vec<_> = districts
        .par_iter()
        .filter(|shape| {
            faults(shape, &Limits::default())
                .iter()
                .any(|fault| fault.kind.is_invalid())
        })
        .map(|shape| repair(shape).map(|(_, report)| report))
        .collect();
    println!("{} districts, {} invalid", districts.len(), repairs.len());
    assert_eq!(repairs.len(), 174);
    for report in repairs {
        let report = report.unwrap();
        assert!(
            report.area_change_m2().abs() < 0.01 * report.area_after_m2,
            "{report:?}"
        );
    }
}
