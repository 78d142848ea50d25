//! Answers the look-up job of a side-by-side run with other software: which zones hold which points, and how long a look-up takes.
//! Must not know the other software. Run with `cargo bench --bench peer_lookup -- ZONES POINTS OUT`.
//!
//! ZONES holds a GeoJSON Feature a line with a whole number as property `id`; POINTS is CSV with `pid,lon,lat`; OUT becomes CSV with
//! `pid,id`, a row for each zone that holds a point, its limit included. One line of JSON on standard output tells the figures.

#![expect(clippy::print_stdout, reason = "the figures are asked for on standard output")]

#[path = "peer_zones.rs"]
mod peer_zones;

use rayon::prelude::*;
use sizhi::{
    geometry::LonLat,
    index::{PolygonIndex, Prepared},
};
use std::{
    error::Error,
    fs::File,
    hint::black_box,
    io::{BufWriter, Write},
    sync::Arc,
    time::Instant,
};

/// Laps over all points, together and one by one; the figure is that of the middle one.
const LAPS: usize = 5;

fn points(path: &str) -> Result<Vec<(i64, LonLat)>, Box<dyn Error>> {
    let mut points = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let (pid, lon, lat): (i64, f64, f64) = row?;
        points.push((pid, LonLat::new(lon, lat)?));
    }
    Ok(points)
}

/// Gives the nanoseconds of one of so many questions, in the middle lap.
fn ns_each(questions: usize, mut lap: impl FnMut()) -> f64 {
    let mut laps: Vec<f64> = (0..LAPS)
        .map(|_| {
            let start = Instant::now();
            lap();
            start.elapsed().as_secs_f64()
        })
        .collect();
    laps.sort_by(f64::total_cmp);
    laps[LAPS / 2] / questions.max(1) as f64 * 1e9
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [zones, asked, out] = words.as_slice() else {
        println!("skipped: peer_lookup is given no ZONES POINTS OUT");
        return Ok(());
    };
    let shapes = peer_zones::zones(zones)?;
    let vertices: usize = shapes
        .iter()
        .flat_map(|(_, shape)| {
            shape
                .iter()
                .flat_map(|part| part.interiors().iter().chain([part.exterior()]))
        })
        .map(|ring| ring.0.len())
        .sum();
    let start = Instant::now();
    let prepared: Vec<Arc<Prepared>> = shapes
        .par_iter()
        .map(|(_, shape)| Arc::new(Prepared::new(shape)))
        .collect();
    let prepare_s = start.elapsed().as_secs_f64();
    let index = PolygonIndex::build(shapes.iter().map(|(id, _)| *id).zip(prepared));
    let build_s = start.elapsed().as_secs_f64();
    let bytes = index.heap_bytes();
    let points = points(asked)?;
    let places: Vec<LonLat> = points.iter().map(|(_, place)| *place).collect();
    let among_many = ns_each(places.len(), || {
        index.at_each(&places, |nth, key, position| {
            black_box((nth, key, position));
        });
    });
    let one_by_one = ns_each(places.len(), || {
        for place in &places {
            index.at(black_box(*place)).for_each(|found| {
                black_box(found);
            });
        }
    });
    let mut rows = BufWriter::new(File::create(out)?);
    writeln!(rows, "pid,id")?;
    for (pid, place) in &points {
        for (id, _) in index.at(*place) {
            writeln!(rows, "{pid},{id}")?;
        }
    }
    rows.flush()?;
    println!(
        r#"{{"ns_per_lookup":{among_many:.1},"ns_one_by_one":{one_by_one:.1},"build_s":{build_s:.3},"prepare_s":{prepare_s:.3},"bytes":{bytes},"bytes_per_coordinate_byte":{:.3}}}"#,
        bytes as f64 / (16 * vertices) as f64,
    );
    Ok(())
}
