//! Shapes to cut: stars with holes, and what a decoded tile holds.

use fast_mvt::{MvtFeature, MvtGeometry, MvtReaderRef};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

/// A ring around a centre whose radius swings, degrees.
pub fn star(centre: (f64, f64), radius: f64, vertices: usize, swings: f64, depth: f64) -> LineString<f64> {
    let vertex = |nth: usize| {
        let angle = nth as f64 / vertices as f64 * std::f64::consts::TAU;
        let reach = radius * (1.0 - depth * (0.5 + 0.5 * (angle * swings).sin()));
        Coord {
            x: centre.0 + reach * angle.cos(),
            y: centre.1 + reach * angle.sin(),
        }
    };
    let mut ring: Vec<Coord<f64>> = (0..vertices).map(vertex).collect();
    ring.push(ring[0]);
    LineString(ring)
}

/// A star with one hole of the same form.
pub fn star_with_hole(centre: (f64, f64), radius: f64, vertices: usize) -> Polygon<f64> {
    Polygon::new(
        star(centre, radius, vertices, 7.0, 0.6),
        vec![star(centre, radius * 0.3, vertices / 2, 5.0, 0.5)],
    )
}

/// A rectangle.
pub fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    Polygon::new(
        LineString::from(vec![
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ]),
        vec![],
    )
}

/// The features of a tile's one layer; none for an empty tile.
pub fn decode(bytes: &[u8], layer: &str) -> Vec<MvtFeature> {
    if bytes.is_empty() {
        return Vec::new();
    }
    let mut tile = MvtReaderRef::new(bytes).unwrap().to_tile().unwrap();
    assert_eq!(tile.layers.len(), 1);
    let found = tile.layers.remove(0);
    assert_eq!((found.name.as_str(), found.extent.get()), (layer, 4096));
    assert!(
        !found.features.is_empty(),
        "a layer without features must not be written"
    );
    found.features
}

/// The polygons of a feature.
pub fn polygons(feature: &MvtFeature) -> Vec<Polygon<i32>> {
    match &feature.geometry {
        MvtGeometry::Polygon(polygon) => vec![polygon.clone()],
        MvtGeometry::MultiPolygon(MultiPolygon(parts)) => parts.clone(),
        other => panic!("expected polygons, found {other:?}"),
    }
}

/// Twice the signed area of a closed ring of whole units, by the surveyor's formula.
pub fn twice_area(ring: &LineString<i32>) -> i64 {
    ring.0
        .windows(2)
        .map(|w| i64::from(w[0].x) * i64::from(w[1].y) - i64::from(w[1].x) * i64::from(w[0].y))
        .sum()
}
