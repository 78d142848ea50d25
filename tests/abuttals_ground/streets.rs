//! Streets laid out in metres, and what tests say of them.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use sizhi::{
    abuttals::{
        Block, Feature, FeatureClass, NameIndex, StatedFeature, StatedKind, StatedOffset, StatedSide, Survey,
        TraceLimits, TracedBlock, Wish, trace,
    },
    geometry::{Side, metres_per_degree_lat, metres_per_degree_lon},
};

/// Middle of the ground.
pub const LON: f64 = 120.6;
/// Middle of the ground.
pub const LAT: f64 = 31.3;

/// Turns metres east and north of the middle into degrees.
pub fn at(east_m: f64, north_m: f64) -> Coord<f64> {
    Coord {
        x: LON + east_m / metres_per_degree_lon(LAT),
        y: LAT + north_m / metres_per_degree_lat(LAT),
    }
}

/// Makes a road of one line in metres.
pub fn road(name: &str, places: &[(f64, f64)]) -> Feature {
    feature(name, FeatureClass::Road, places)
}

/// Makes a feature of one line in metres.
pub fn feature(name: &str, class: FeatureClass, places: &[(f64, f64)]) -> Feature {
    let line = LineString(places.iter().map(|&(x, y)| at(x, y)).collect());
    Feature {
        id: format!("test/{name}"),
        name: name.to_owned(),
        class,
        line: Arc::new(MultiLineString(vec![line])),
    }
}

/// Makes a shape of one ring in metres.
pub fn shape(places: &[(f64, f64)]) -> MultiPolygon<f64> {
    let ring = LineString(places.iter().map(|&(x, y)| at(x, y)).collect());
    MultiPolygon(vec![Polygon::new(ring, vec![])])
}

/// States a feature by its name: `name`, or `name@direction@metres` for an offset.
pub fn stated(name: &str) -> StatedFeature {
    StatedFeature {
        name: name.to_owned(),
        kind: StatedKind::Road,
        offset: None,
        part: None,
        inclusive: true,
        former: Vec::new(),
    }
}

/// States a block by the names of its sides, 、 between several; an empty text states nothing.
pub fn block(east: &str, south: &str, west: &str, north: &str) -> Block {
    let mut block = Block::default();
    for (side, text) in Side::ALL.into_iter().zip([east, south, west, north]) {
        if !text.is_empty() {
            *block.side_mut(side) = Some(StatedSide {
                text: text.to_owned(),
                features: text.split('、').map(stated).collect(),
            });
        }
    }
    block
}

/// Adds an offset to the one feature of a side.
pub fn with_offset(mut block: Block, side: Side, offset: StatedOffset) -> Block {
    if let Some(stated) = block.side_mut(side) {
        stated.features[0].offset = Some(offset);
    }
    block
}

/// Traces a block on features.
pub fn traced(block: &Block, features: &[Feature], wish: Wish) -> TracedBlock {
    let names = NameIndex::build(features);
    trace(
        block,
        Survey {
            features,
            names: &names,
        },
        wish,
        &TraceLimits::default(),
    )
}

/// Asserts that two numbers differ by no more than a share.
pub fn near(found: f64, expected: f64, share: f64) {
    assert!(
        (found / expected - 1.0).abs() <= share,
        "found {found}, expected {expected}"
    );
}
