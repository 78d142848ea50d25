//! Measures building, asking and advancing the index of polygons; run with `cargo bench --bench index [-- NAME …]`.
//! Must not need a file: made-up coverages are measured always, real ones when they are kept beside the project.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures on the terminal")]

use flate2::read::GzDecoder;
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use geojson::GeoJson;
use rayon::prelude::*;
use sizhi::{
    geometry::{Bbox, LonLat},
    index::{PolygonIndex, Prepared},
};
use std::{fs::File, hint::black_box, io::Read, path::PathBuf, sync::Arc, time::Instant};

/// The sets kept beside the project: name and file.
const KEPT: [(&str, &str); 3] = [
    ("communes", "polygons/fr_communes_2018.geojson.gz"),
    ("tracts", "polygons/us_tracts_2018.geojsonl.gz"),
    ("districts", "admin/districts_2019_gcj02.geojson.gz"),
];

/// Places asked in one lap, and laps of which the middle one counts.
const PLACES: usize = 100_000;
const LAPS: usize = 9;

/// A place near a border is at most so far from it, metres.
const NEAR_M: f64 = 100.0;

/// Makes a coverage of `side` x `side` cells whose common limits wiggle, 4 `along` vertices a cell.
fn coverage(side: u32, along: u32) -> Vec<MultiPolygon<f64>> {
    let step = 40.0 / f64::from(side);
    let wiggle = |t: f64| 0.04 * step * (t * 400.0).sin();
    let node = |x: f64, y: f64| Coord {
        x: 80.0 + x * step + wiggle(y),
        y: 10.0 + y * step + wiggle(x),
    };
    let cell = |x: u32, y: u32| {
        let (x, y) = (f64::from(x), f64::from(y));
        let part = |i: u32| f64::from(i) / f64::from(along);
        let ring = (0..along)
            .map(|i| node(x + part(i), y))
            .chain((0..along).map(|i| node(x + 1.0, y + part(i))))
            .chain((0..along).map(|i| node(x + part(along - i), y + 1.0)))
            .chain((0..along).map(|i| node(x, y + part(along - i))));
        MultiPolygon(vec![Polygon::new(ring.collect::<LineString<f64>>(), vec![])])
    };
    (0..side).flat_map(|x| (0..side).map(move |y| cell(x, y))).collect()
}

fn kept(file: &str) -> Option<Vec<MultiPolygon<f64>>> {
    let folders = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut paths = folders.ancestors().map(|folder| folder.join("shared/data").join(file));
    let mut text = String::new();
    let mut opened = GzDecoder::new(File::open(paths.find(|path| path.exists())?).ok()?);
    opened.read_to_string(&mut text).ok()?;
    let features = match text.parse() {
        Ok(GeoJson::FeatureCollection(all)) => all.features,
        // One feature a line.
        _ => text
            .par_lines()
            .filter_map(|line| line.parse().ok())
            .collect::<Vec<geojson::Feature>>(),
    };
    let shape = |feature: geojson::Feature| match Geometry::<f64>::try_from(feature.geometry?).ok()? {
        Geometry::Polygon(part) => Some(MultiPolygon(vec![part])),
        Geometry::MultiPolygon(shape) => Some(shape),
        _ => None,
    };
    Some(features.into_iter().filter_map(shape).collect())
}

/// Gives a fixed sequence of numbers from 0 to 1 without chance, spread evenly together with those of other steps.
fn share(nth: usize, step: f64) -> f64 {
    (nth as f64 * step).fract()
}

fn border(shapes: &[MultiPolygon<f64>]) -> Vec<LonLat> {
    let rings = shapes.iter().flatten().map(Polygon::exterior);
    let edges: Vec<_> = rings.flat_map(LineString::lines).collect();
    let place = |nth: usize| {
        let edge = edges.get((share(nth, 0.618_033_988_75) * edges.len() as f64) as usize)?;
        let along = share(nth, 0.754_877_666_25);
        let off = |step: f64| (share(nth, step) - 0.5) * 2.0 * NEAR_M / 111_000.0 / std::f64::consts::SQRT_2;
        let lon = edge.start.x + along * edge.dx() + off(0.569_840_290_998);
        let lat = edge.start.y + along * edge.dy() + off(0.430_159_709_002);
        LonLat::new(lon, lat).ok()
    };
    (0..PLACES).filter_map(place).collect()
}

fn spread([west, south, east, north]: [f64; 4]) -> Vec<LonLat> {
    let place = |nth| {
        let lon = west + share(nth, 0.618_033_988_75) * (east - west);
        let lat = south + share(nth, 0.754_877_666_25) * (north - south);
        LonLat::new(lon, lat).ok()
    };
    (0..PLACES).filter_map(place).collect()
}

/// Gives the box of all shapes, and that between the first and the last hundredth of their centres.
fn boxes(shapes: &[MultiPolygon<f64>]) -> Option<([f64; 4], [f64; 4])> {
    let boxes: Vec<Bbox> = shapes.iter().filter_map(Bbox::of).collect();
    let all = boxes.iter().copied().reduce(|a, b| a.union(&b))?;
    let (mut lon, mut lat): (Vec<f64>, Vec<f64>) = boxes.iter().map(|b| (b.centre().x, b.centre().y)).unzip();
    lon.sort_by(f64::total_cmp);
    lat.sort_by(f64::total_cmp);
    let (first, last) = (lon.len() / 100, lon.len() - 1 - lon.len() / 100);
    Some((all.to_array(), [lon[first], lat[first], lon[last], lat[last]]))
}

/// Gives the middle of several times, seconds.
fn middle(laps: usize, mut lap: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..laps)
        .map(|_| {
            let start = Instant::now();
            lap();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[laps / 2]
}

fn measure(name: &str, shapes: &[MultiPolygon<f64>]) {
    let make = || {
        let prepared: Vec<_> = shapes.par_iter().map(|shape| Arc::new(Prepared::new(shape))).collect();
        PolygonIndex::build((0_u32..).zip(prepared))
    };
    let index = make();
    let vertices: usize = index.iter().map(|entry| entry.shape.edge_count()).sum();
    let build_s = middle(3, || drop(black_box(make())));
    println!(
        "{name}: {} shapes, {vertices} vertices; built in {build_s:.2} s; {:.2} times the coordinates",
        index.len(),
        index.heap_bytes() as f64 / (vertices * 16) as f64
    );
    let Some((all, core)) = boxes(shapes) else { return };
    for (kind, places) in [
        ("border", border(shapes)),
        ("core", spread(core)),
        ("uniform", spread(all)),
    ] {
        let ns = |seconds: f64| seconds / places.len() as f64 * 1e9;
        let one_by_one = middle(LAPS, || {
            for place in &places {
                index.at(black_box(*place)).for_each(|found| {
                    black_box(found);
                });
            }
        });
        let together = middle(LAPS, || {
            index.at_each(&places, |nth, key, position| {
                black_box((nth, key, position));
            });
        });
        println!(
            "  {kind}: {:.0} ns a place, {:.0} ns among many",
            ns(one_by_one),
            ns(together)
        );
    }
    let comes = Arc::new(Prepared::new(&shapes[shapes.len() / 2]));
    let act_s = middle(LAPS, || {
        drop(black_box(index.advance([], [(u32::MAX, Arc::clone(&comes))])));
    });
    println!("  one more shape: {:.2} ms", act_s * 1e3);
    let near = border(shapes);
    let limit_s = middle(LAPS, || {
        for place in near.iter().take(1000) {
            black_box(index.near(*place, 0.0).next());
        }
    });
    println!("  nearest limit: {:.0} ns", limit_s * 1e6);
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    for (name, file) in KEPT.into_iter().filter(|(name, _)| is_wanted(name)) {
        match kept(file) {
            Some(shapes) => measure(name, &shapes),
            None => println!("skipped: {name}: no ../shared/data/{file}"),
        }
    }
    for (name, side, along) in [("made", 190, 15), ("million", 1000, 7)] {
        if is_wanted(name) {
            measure(name, &coverage(side, along));
        }
    }
}
