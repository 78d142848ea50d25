//! Measures building and asking the indices; run with `cargo bench --bench index`.
//! Must not need a file: a made-up coverage is measured always, the French communes when they are kept beside the project.

use criterion::{Criterion, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use geojson::GeoJson;
use sizhi::{
    geometry::{Bbox, LonLat},
    index::{PolygonIndex, Prepared},
};
use std::{fs::File, hint::black_box, io::Read, path::PathBuf, sync::Arc};

/// Makes a coverage of `side` x `side` cells whose common limits wiggle, 60 vertices a cell.
fn coverage(side: u32) -> Vec<MultiPolygon<f64>> {
    let wiggle = |t: f64| 0.002 * (t * 400.0).sin();
    let node = |x: f64, y: f64| Coord {
        x: 100.0 + x * 0.05 + wiggle(y),
        y: 20.0 + y * 0.05 + wiggle(x),
    };
    let cell = |x: u32, y: u32| {
        let (x, y) = (f64::from(x), f64::from(y));
        let along = |i: u32| f64::from(i) / 15.0;
        let ring = (0..15)
            .map(|i| node(x + along(i), y))
            .chain((0..15).map(|i| node(x + 1.0, y + along(i))))
            .chain((0..15).map(|i| node(x + 1.0 - along(i), y + 1.0)))
            .chain((0..15).map(|i| node(x, y + 1.0 - along(i))));
        MultiPolygon(vec![Polygon::new(ring.collect::<LineString<f64>>(), vec![])])
    };
    (0..side).flat_map(|x| (0..side).map(move |y| cell(x, y))).collect()
}

fn communes() -> Option<Vec<MultiPolygon<f64>>> {
    let file = "shared/data/polygons/fr_communes_2018.geojson.gz";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join(file))
        .find(|path| path.exists())?;
    let mut text = String::new();
    GzDecoder::new(File::open(path).ok()?).read_to_string(&mut text).ok()?;
    let GeoJson::FeatureCollection(all) = text.parse().ok()? else {
        return None;
    };
    let shapes =
        all.features
            .into_iter()
            .filter_map(|feature| match Geometry::<f64>::try_from(feature.geometry?).ok()? {
                Geometry::Polygon(part) => Some(MultiPolygon(vec![part])),
                Geometry::MultiPolygon(shape) => Some(shape),
                _ => None,
            });
    Some(shapes.collect())
}

/// Spreads places over the boxes of shapes, so that nearly all hit: a fixed sequence without chance.
fn places(shapes: &[MultiPolygon<f64>]) -> Vec<LonLat> {
    let share = |i: usize, step: f64| (i as f64 * step).fract();
    let boxes: Vec<Bbox> = shapes.iter().filter_map(Bbox::of).collect();
    (0..20_000)
        .filter_map(|i| {
            let b = boxes.get(i * 7919 % boxes.len())?;
            let lon = b.west() + share(i, 0.618_033_988_75) * (b.east() - b.west());
            let lat = b.south() + share(i, 0.754_877_666_25) * (b.north() - b.south());
            LonLat::new(lon, lat).ok()
        })
        .collect()
}

fn measure(c: &mut Criterion, name: &str, shapes: &[MultiPolygon<f64>]) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("prepare and build", |b| {
        b.iter(|| {
            PolygonIndex::build(
                shapes
                    .iter()
                    .enumerate()
                    .map(|(i, shape)| (i, Arc::new(Prepared::new(shape)))),
            )
        });
    });
    let index = PolygonIndex::build(
        shapes
            .iter()
            .enumerate()
            .map(|(i, shape)| (i, Arc::new(Prepared::new(shape)))),
    );
    group.bench_function("rebuild of prepared shapes", |b| {
        b.iter(|| PolygonIndex::build(index.iter().map(|entry| (entry.key, Arc::clone(&entry.shape)))));
    });
    group.sample_size(50);
    let places = places(shapes);
    group.bench_function(format!("look up {} places", places.len()), |b| {
        b.iter(|| {
            places
                .iter()
                .map(|place| index.at(black_box(*place)).count())
                .sum::<usize>()
        });
    });
    group.bench_function("nearest limit of the first found, 200 places", |b| {
        b.iter(|| {
            places
                .iter()
                .take(200)
                .filter_map(|place| index.near(*place, 0.0).next())
                .count()
        });
    });
    group.finish();
    let vertices: usize = index.iter().map(|entry| entry.shape.edge_count()).sum();
    let bytes: usize = index
        .iter()
        .map(|entry| entry.shape.heap_bytes() + size_of::<Prepared>())
        .sum();
    println!(
        "{name}: {} shapes, {vertices} edges, {:.2} times the coordinates",
        index.len(),
        bytes as f64 / (vertices * 16) as f64
    );
}

fn index(c: &mut Criterion) {
    measure(c, "made-up coverage", &coverage(190));
    match communes() {
        Some(shapes) => measure(c, "communes of France", &shapes),
        None => println!("skipped: communes of France (no ../shared/data/polygons/fr_communes_2018.geojson.gz)"),
    }
}

criterion_group!(benches, index);
criterion_main!(benches);
