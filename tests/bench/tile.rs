//! How long one tile of a polygon of ten thousand vertices takes, far and near.
//!
//! Must not measure anything that is not on the way of a tile request.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use sizhi::tile::{TileAddress, TileBuilder, Value};

/// A star of so many vertices around Suzhou, half a degree wide.
fn star(vertices: usize) -> MultiPolygon<f64> {
    let vertex = |nth: usize| {
        let angle = nth as f64 / vertices as f64 * std::f64::consts::TAU;
        let reach = 0.25 * (1.0 - 0.3 * (0.5 + 0.5 * (angle * 97.0).sin()));
        Coord {
            x: 120.6 + reach * angle.cos(),
            y: 31.3 + reach * angle.sin(),
        }
    };
    MultiPolygon(vec![Polygon::new(
        LineString((0..vertices).map(vertex).collect()),
        vec![],
    )])
}

fn tile(tile: TileAddress, shape: &MultiPolygon<f64>) -> Vec<u8> {
    let Ok(mut builder) = TileBuilder::new(tile, "zones") else {
        return Vec::new();
    };
    let written = builder.polygon(shape, &[("code", Value::Text("cn-320500-gusu"))]);
    assert!(written.is_ok());
    builder.finish().unwrap_or_default()
}

fn tiles_of_ten_thousand_vertices(criterion: &mut Criterion) {
    let shape = star(10_000);
    let mut group = criterion.benchmark_group("tile_of_10_000_vertices");
    group.measurement_time(Duration::from_secs(3));
    for z in [4, 8, 10, 12] {
        let Ok(address) = TileAddress::of(z, 120.83, 31.3) else {
            continue;
        };
        group.bench_function(format!("zoom_{z}"), |bencher| {
            bencher.iter(|| black_box(tile(address, &shape)));
        });
    }
    group.finish();
}

criterion_group!(tiles, tiles_of_ten_thousand_vertices);
criterion_main!(tiles);
