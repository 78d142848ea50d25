//! Holds shapes for tests, random and from words, and GEOS's opinion of them.
//! Must not hold a test.

use geo_types::{LineString, MultiPolygon, Polygon};
use geos::Geom;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::PathBuf;

/// Sets how many cases a law is tried on: `PROPTEST_CASES` where the environment names a number, so that a long search needs no edit.
pub fn cases(usually: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usually),
        max_global_rejects: u32::MAX,
        ..ProptestConfig::default()
    }
}

/// Reads `(0 0, 1 0, 1 1) (hole …) | (next part …)`: rings in brackets, parts set apart by a bar; rings need not be closed.
pub fn shape(text: &str) -> MultiPolygon<f64> {
    let part = |text: &str| {
        let mut rings = text.split('(').skip(1).map(|ring| {
            let numbers: Vec<f64> = ring
                .split([' ', ',', ')'])
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().unwrap())
                .collect();
            LineString::from(numbers.chunks(2).map(|c| (c[0], c[1])).collect::<Vec<_>>())
        });
        Polygon::new(rings.next().unwrap(), rings.collect())
    };
    MultiPolygon(text.split('|').filter(|text| text.contains('(')).map(part).collect())
}

/// Gives a rectangle of whole numbers as a shape.
pub fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
    shape(&format!(
        "({west} {south}, {east} {south}, {east} {north}, {west} {north})"
    ))
}

/// Gives the shape to GEOS.
pub fn to_geos(shape: &MultiPolygon<f64>) -> geos::Geometry {
    if shape.0.is_empty() {
        return geos::Geometry::new_from_wkt("MULTIPOLYGON EMPTY").unwrap();
    }
    let mut text = String::from("MULTIPOLYGON (");
    for (i, part) in shape.iter().enumerate() {
        text.push_str(if i == 0 { "(" } else { ", (" });
        for (j, ring) in std::iter::once(part.exterior()).chain(part.interiors()).enumerate() {
            text.push_str(if j == 0 { "(" } else { ", (" });
            for (k, c) in ring.0.iter().enumerate() {
                write!(text, "{}{} {}", if k == 0 { "" } else { ", " }, c.x, c.y).unwrap();
            }
            text.push(')');
        }
        text.push(')');
    }
    text.push(')');
    geos::Geometry::new_from_wkt(&text).unwrap()
}

/// Tells whether we find the shape valid.
pub fn is_valid(shape: &MultiPolygon<f64>) -> bool {
    let found = sizhi::geometry::faults(shape, &sizhi::geometry::Limits::default());
    found.iter().all(|fault| !fault.kind.is_invalid())
}

/// Asks GEOS whether the shape is valid.
pub fn geos_is_valid(shape: &MultiPolygon<f64>) -> bool {
    to_geos(shape).is_valid().unwrap()
}

/// Makes rings that bump into themselves and each other often: vertices on a small grid.
pub fn rough_ring(size: i32) -> impl Strategy<Value = LineString<f64>> {
    prop::collection::vec((0..size, 0..size), 3..9).prop_filter_map("fewer than three places", |points| {
        let distinct: std::collections::HashSet<_> = points.iter().collect();
        (distinct.len() > 2).then(|| {
            LineString::from(
                points
                    .iter()
                    .map(|(x, y)| (f64::from(*x), f64::from(*y)))
                    .collect::<Vec<_>>(),
            )
        })
    })
}

/// Makes shapes of one or two parts with up to two holes each, valid or not.
pub fn rough_shape(size: i32) -> impl Strategy<Value = MultiPolygon<f64>> {
    let part = (rough_ring(size), prop::collection::vec(rough_ring(size), 0..3))
        .prop_map(|(exterior, holes)| Polygon::new(exterior, holes));
    prop::collection::vec(part, 1..3).prop_map(MultiPolygon)
}

/// Makes a star-shaped valid polygon around a place: `radius` in degrees, with jitter, sometimes with a hole.
pub fn star(lon: f64, lat: f64, radius: f64) -> impl Strategy<Value = MultiPolygon<f64>> {
    (
        prop::collection::vec(0.4..1.0_f64, 3..40),
        any::<bool>(),
        -0.5..0.5_f64,
        -0.5..0.5_f64,
    )
        .prop_map(move |(spokes, holed, dx, dy)| {
            let at = |i: usize, scale: f64| {
                let angle = i as f64 / spokes.len() as f64 * std::f64::consts::TAU;
                (
                    lon + radius * (dx + scale * angle.cos()),
                    lat + radius * (dy + scale * angle.sin()),
                )
            };
            let outer: Vec<_> = spokes.iter().enumerate().map(|(i, s)| at(i, *s)).collect();
            let inner: Vec<_> = spokes.iter().enumerate().map(|(i, s)| at(i, *s * 0.3)).collect();
            let holes = if holed { vec![LineString::from(inner)] } else { vec![] };
            MultiPolygon(vec![Polygon::new(LineString::from(outer), holes)])
        })
}

/// Finds a file of the data kept beside the project; says by name which test is skipped when it is not there.
pub fn shared(file: &str, test: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = root
        .ancestors()
        .map(|folder| folder.join("shared/data").join(file))
        .find(|path| path.exists());
    if found.is_none() {
        crate::skip::skip(&format!("skipped: {test} (no ../shared/data/{file})"));
    }
    found
}
