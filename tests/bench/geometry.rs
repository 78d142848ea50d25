//! Measures checks, overlaps and measures of large shapes; run with `cargo bench --bench geometry`.
//! Must not read files: the shapes are made here.

use criterion::{Criterion, criterion_group, criterion_main};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use sizhi::geometry::{
    ClosureTolerance, Limits, LonLat, SpeckTolerance, area_m2, closure, faults, intersection, nearest_limit, normalise,
    repair, specks,
};
use std::hint::black_box;

/// Makes a ragged round shape of so many vertices.
fn wheel(lon: f64, radius: f64, vertices: u32) -> MultiPolygon<f64> {
    let rim = (0..vertices).map(|i| {
        let angle = f64::from(i) / f64::from(vertices) * std::f64::consts::TAU;
        let reach = radius * (1.0 + 0.01 * (angle * f64::from(vertices) / 33.0).sin());
        Coord {
            x: lon + reach * angle.cos(),
            y: 31.0 + reach * angle.sin(),
        }
    });
    MultiPolygon(vec![Polygon::new(LineString(rim.collect()), vec![])])
}

/// Makes a comb of so many teeth, as long as it is wide, turned by an angle: the boxes around its edges meet each other.
fn comb(teeth: u32, turned_deg: f64) -> MultiPolygon<f64> {
    let (sin, cos) = turned_deg.to_radians().sin_cos();
    let at = |x: f64, y: f64| Coord {
        x: 121.0 + 1e-5 * (x * cos - y * sin),
        y: 31.0 + 1e-5 * (x * sin + y * cos),
    };
    let long = f64::from(teeth);
    let teeth = (0..teeth).flat_map(|nth| {
        let x = f64::from(nth);
        [at(x, 0.0), at(x + 0.25, long), at(x + 0.5, 0.0)]
    });
    let back = [at(long, -1.0), at(0.0, -1.0)];
    MultiPolygon(vec![Polygon::new(LineString(teeth.chain(back).collect()), vec![])])
}

fn geometry(c: &mut Criterion) {
    let large = wheel(121.0, 0.5, 30_000);
    let park = wheel(121.0, 0.05, 500);
    let limits = Limits::default();
    c.bench_function("faults, 30,000 vertices", |b| {
        b.iter(|| faults(black_box(&large), &limits));
    });
    c.bench_function("faults, 500 vertices", |b| b.iter(|| faults(black_box(&park), &limits)));
    for turned_deg in [0.0, 22.5, 45.0] {
        for teeth in [1_000, 4_000] {
            let comb = comb(teeth, turned_deg);
            c.bench_function(
                &format!("faults, a comb of {teeth} teeth turned by {turned_deg} degrees"),
                |b| {
                    b.iter(|| faults(black_box(&comb), &limits));
                },
            );
        }
    }
    c.bench_function("normalise, 30,000 vertices", |b| {
        b.iter(|| normalise(black_box(&large)));
    });
    c.bench_function("repair, 30,000 vertices, valid", |b| {
        b.iter(|| repair(black_box(&large)));
    });
    c.bench_function("area, 30,000 vertices", |b| b.iter(|| area_m2(black_box(&large))));

    let beside = wheel(121.999, 0.5, 30_000);
    c.bench_function("intersection, 2 x 30,000 vertices, a small share", |b| {
        b.iter(|| intersection(black_box(&large), black_box(&beside)));
    });
    let over = wheel(121.2, 0.5, 30_000);
    c.bench_function("intersection, 2 x 30,000 vertices, half", |b| {
        b.iter(|| intersection(black_box(&large), black_box(&over)));
    });
    let near = wheel(121.05, 0.05, 500);
    c.bench_function("intersection, 2 x 500 vertices", |b| {
        b.iter(|| intersection(black_box(&park), black_box(&near)));
    });
    if let Ok(place) = LonLat::new(121.01, 31.01) {
        c.bench_function("nearest limit, 500 vertices, unprepared", |b| {
            b.iter(|| nearest_limit(black_box(&park), place));
        });
    }
    let tolerance = SpeckTolerance {
        min_area_m2: 10.0,
        min_width_m: 5.0,
    };
    c.bench_function("specks, 500 vertices", |b| {
        b.iter(|| specks(black_box(&park), &tolerance));
    });
    let tolerance = ClosureTolerance {
        area_m2: 1.0,
        width_m: 0.5,
        vertex_m: 0.05,
    };
    c.bench_function("closure, 2 x 500 vertices", |b| {
        b.iter(|| closure(None, &[black_box(&park), &near], &tolerance));
    });
}

criterion_group!(benches, geometry);
criterion_main!(benches);
