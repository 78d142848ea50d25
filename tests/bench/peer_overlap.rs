//! Answers the overlap and area jobs of a side-by-side run with other software. Must not know the other software.
//! Run with `cargo bench --bench peer_overlap -- one ZONES QUERIES OUT`, `… all ZONES OUT` or `… areas ZONES OUT`.
//!
//! ZONES and QUERIES hold a GeoJSON Feature a line. OUT becomes CSV: `qid,id,area_m2` for each zone that shares interior with a query,
//! `a,b,area_m2` with a < b for each two zones that do, or `id,area_m2`. Areas are those on the ellipsoid between geodesics, of what is
//! shared straight in degrees. One line of JSON on standard output tells the figures; reading and writing files is in none of them.

#![expect(clippy::print_stdout, reason = "the figures are asked for on standard output")]

#[path = "peer_zones.rs"]
mod peer_zones;

use geo_types::MultiPolygon;
use peer_zones::{Zones, zones};
use rayon::prelude::*;
use sizhi::{
    geometry::{Bbox, OverlayError, area_m2, intersection},
    index::BoxIndex,
};
use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    time::Instant,
};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn index(zones: &Zones) -> BoxIndex<usize> {
    let boxes = zones.iter().enumerate();
    BoxIndex::build(boxes.filter_map(|(nth, (_, shape))| Some((Bbox::of(shape)?, nth))))
}

/// Gives the zones that share interior with a shape, and the area of what is shared.
fn shared(
    zones: &Zones,
    index: &BoxIndex<usize>,
    shape: &MultiPolygon<f64>,
    wanted: impl Fn(usize) -> bool,
) -> Result<Vec<(usize, f64)>, OverlayError> {
    let Some(bbox) = Bbox::of(shape) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (_, &nth) in index.within(bbox).filter(|(_, nth)| wanted(**nth)) {
        if let Some(shared) = intersection(shape, &zones[nth].1)? {
            found.push((nth, area_m2(&shared.geometry)));
        }
    }
    Ok(found)
}

fn one(zones: &Zones, queries: &Zones, out: &mut impl Write) -> Fallible<String> {
    let index = index(zones);
    let (mut answers, mut ms) = (Vec::new(), Vec::new());
    for (id, query) in queries {
        let start = Instant::now();
        let found = shared(zones, &index, query, |_| true)?;
        ms.push(start.elapsed().as_secs_f64() * 1e3);
        answers.push((*id, found));
    }
    writeln!(out, "qid,id,area_m2")?;
    for (id, found) in answers {
        for (nth, area) in found {
            writeln!(out, "{id},{},{area}", zones[nth].0)?;
        }
    }
    let mean = ms.iter().sum::<f64>() / ms.len().max(1) as f64;
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| {
        ms.get(((ms.len() - 1) as f64 * share).round() as usize)
            .copied()
            .unwrap_or(0.0)
    };
    Ok(format!(
        r#"{{"mean_ms":{mean:.4},"p50_ms":{:.4},"p99_ms":{:.4}}}"#,
        at(0.5),
        at(0.99)
    ))
}

fn all(zones: &Zones, out: &mut impl Write) -> Fallible<String> {
    let start = Instant::now();
    let index = index(zones);
    let pairs: Result<Vec<_>, OverlayError> = (0..zones.len())
        .into_par_iter()
        .map(|nth| Ok((nth, shared(zones, &index, &zones[nth].1, |other| other > nth)?)))
        .collect();
    let pairs = pairs?;
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "a,b,area_m2")?;
    for (nth, found) in pairs {
        for (other, area) in found {
            let (a, b) = (zones[nth].0, zones[other].0);
            writeln!(out, "{},{},{area}", a.min(b), a.max(b))?;
        }
    }
    Ok(format!(r#"{{"seconds":{seconds:.4}}}"#))
}

fn areas(zones: &Zones, out: &mut impl Write) -> Fallible<String> {
    let start = Instant::now();
    let areas: Vec<f64> = zones.par_iter().map(|(_, shape)| area_m2(shape)).collect();
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "id,area_m2")?;
    for ((id, _), area) in zones.iter().zip(areas) {
        writeln!(out, "{id},{area}")?;
    }
    Ok(format!(r#"{{"seconds":{seconds:.4}}}"#))
}

fn main() -> Fallible<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let file = |path: &str| File::create(path).map(BufWriter::new);
    let figures = match words[..] {
        ["one", path, queries, out] => one(&zones(path)?, &zones(queries)?, &mut file(out)?)?,
        ["all", path, out] => all(&zones(path)?, &mut file(out)?)?,
        ["areas", path, out] => areas(&zones(path)?, &mut file(out)?)?,
        _ => "skipped: peer_overlap is given neither `one ZONES QUERIES OUT`, `all ZONES OUT` nor `areas ZONES OUT`"
            .to_owned(),
    };
    println!("{figures}");
    Ok(())
}
