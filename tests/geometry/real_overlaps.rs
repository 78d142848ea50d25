//! Holds GEOS's judgement of the real files: which shapes are valid, and what neighbours share.
//! Must not take longer than tests may: every so many shapes are judged, and all of them where JUDGE_ALL is set (`make judge`).

#![allow(clippy::print_stdout, reason = "the figures of the judge are told")]

use crate::{
    judge::{geos_is_valid, is_valid, shared, to_geos},
    real_files::{collection, tracts},
};
use geo::Area;
use geo_types::MultiPolygon;
use geos::Geom;
use rayon::prelude::*;
use sizhi::{
    geometry::{Bbox, intersection, normalise, repair},
    index::BoxIndex,
};

/// Every so many are judged: all of them where that is asked for.
fn step(usually: usize) -> usize {
    if std::env::var_os("JUDGE_ALL").is_some() {
        1
    } else {
        usually
    }
}

fn validity_agrees(name: &str, shapes: &[MultiPolygon<f64>], usually: usize) {
    let judged: Vec<&MultiPolygon<f64>> = shapes.iter().step_by(step(usually)).collect();
    let verdicts: Vec<(bool, bool)> = judged
        .par_iter()
        .map(|shape| (is_valid(shape), geos_is_valid(shape)))
        .collect();
    let invalid = verdicts.iter().filter(|(ours, _)| !ours).count();
    let apart = verdicts.iter().filter(|(ours, theirs)| ours != theirs).count();
    println!(
        "{name}: validity of {} judged by GEOS, {invalid} invalid, {apart} disagreed",
        verdicts.len()
    );
    assert_eq!(apart, 0, "{name}");
}

/// Compares what neighbours share, planar, of the same coordinates on the grid.
fn overlaps_agree(name: &str, shapes: &[MultiPolygon<f64>], usually: usize) {
    let sound: Vec<MultiPolygon<f64>> = shapes
        .par_iter()
        .map(|shape| {
            if is_valid(shape) {
                normalise(shape)
            } else {
                repair(shape).unwrap().0
            }
        })
        .collect();
    let boxes: Vec<Bbox> = sound.iter().map(|shape| Bbox::of(shape).unwrap()).collect();
    let index = BoxIndex::build(boxes.iter().copied().enumerate().map(|(i, b)| (b, i)));
    let pairs: Vec<(usize, usize)> = (0..sound.len())
        .step_by(step(usually))
        .flat_map(|i| index.within(boxes[i]).map(move |(_, j)| (i, *j)))
        .filter(|(i, j)| i < j || (step(usually) > 1 && i != j))
        .collect();
    let outcomes: Vec<(f64, f64, f64)> = pairs
        .par_iter()
        .map(|(i, j)| {
            let ours = intersection(&sound[*i], &sound[*j]).unwrap();
            let ours = ours.map_or(0.0, |shared| shared.geometry.unsigned_area());
            let (a, b) = (to_geos(&sound[*i]), to_geos(&sound[*j]));
            let theirs = a.intersection(&b).unwrap();
            // A crossing is rounded to the grid: half a step along each limit that is cut.
            let allowed = 1e-9 * theirs.length().unwrap() + 1e-15;
            (ours, theirs.area().unwrap(), allowed)
        })
        .collect();
    let sharing = outcomes.iter().filter(|(ours, ..)| *ours > 0.0).count();
    let apart: Vec<String> = pairs
        .iter()
        .zip(&outcomes)
        .filter(|(_, (ours, theirs, allowed))| (ours - theirs).abs() > *allowed)
        .map(|(pair, (ours, theirs, allowed))| format!("{pair:?}: {ours:e} and {theirs:e}, {allowed:e} allowed"))
        .collect();
    println!(
        "{name}: {} pairs of neighbours judged by GEOS, {sharing} share ground, {} disagreed",
        pairs.len(),
        apart.len()
    );
    assert!(apart.is_empty(), "{name}:\n{}", apart.join("\n"));
}

#[test]
fn geos_agrees_on_the_districts() {
    let Some(path) = shared("admin/districts_2019_gcj02.geojson.gz", "geos_agrees_on_the_districts") else {
        return;
    };
    let districts = collection(&path);
    validity_agrees("districts", &districts, 4);
    overlaps_agree("districts", &districts, 60);
}

#[test]
fn geos_agrees_on_the_communes() {
    let Some(path) = shared("polygons/fr_communes_2018.geojson.gz", "geos_agrees_on_the_communes") else {
        return;
    };
    let communes = collection(&path);
    validity_agrees("communes", &communes, 20);
    overlaps_agree("communes", &communes, 200);
}

#[test]
fn geos_agrees_on_the_tracts() {
    let Some(path) = shared("polygons/us_tracts_2018.geojsonl.gz", "geos_agrees_on_the_tracts") else {
        return;
    };
    let tracts = tracts(&path, step(8));
    validity_agrees("tracts", &tracts, 4);
    overlaps_agree("tracts", &tracts, 40);
}
