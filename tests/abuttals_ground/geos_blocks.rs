//! City blocks as GEOS finds them: the faces of all named roads, noded and polygonized, that four roads bound.
//!
//! Must not use anything of the register but its reading of files: it is the judge.

use std::{collections::BTreeMap, fmt::Write, path::PathBuf};

use geos::Geom;
use sizhi::{
    abuttals::{Feature, FeatureClass},
    format::{Source, read_osm},
    geometry::{metres_per_degree_lat, metres_per_degree_lon},
};

/// A block: its ring in degrees and the names on its east, south, west and north.
pub struct CityBlock {
    pub ring: Vec<(f64, f64)>,
    pub names: [String; 4],
    pub area_m2: f64,
}

/// Reads the features of an extract beside the project, or tells that it is skipped.
pub fn extract(file: &str) -> Option<Vec<Feature>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/osm")
        .join(file);
    if !path.exists() {
        crate::skip::skip(&format!("skipped: {file}"));
        return None;
    }
    let mut progress = |_: u64| {};
    let (found, _) = read_osm(Source::open(&path, &mut progress).unwrap()).unwrap();
    Some(found.features)
}

/// Writes lines for GEOS, each stretch once.
fn lines_wkt<'a>(features: impl Iterator<Item = &'a Feature>) -> String {
    let mut edges: Vec<[(f64, f64); 2]> = features
        .flat_map(|feature| &feature.line.0)
        .flat_map(|line| line.0.windows(2))
        .map(|edge| {
            let (a, b) = ((edge[0].x, edge[0].y), (edge[1].x, edge[1].y));
            if a <= b { [a, b] } else { [b, a] }
        })
        .collect();
    edges.sort_by(|one, other| one.partial_cmp(other).unwrap());
    edges.dedup();
    let mut text = String::from("MULTILINESTRING (");
    for (nth, [a, b]) in edges.iter().enumerate() {
        let comma = if nth == 0 { "" } else { ", " };
        write!(text, "{comma}({} {}, {} {})", a.0, a.1, b.0, b.1).unwrap();
    }
    text + ")"
}

/// Writes a ring for GEOS.
fn polygon(ring: &[(f64, f64)]) -> geos::Geometry {
    let places: Vec<String> = ring.iter().map(|(x, y)| format!("{x} {y}")).collect();
    geos::Geometry::new_from_wkt(&format!("POLYGON (({}))", places.join(", "))).unwrap()
}

/// Gives the share of the block that a traced shape holds, and the share of the shape that lies farther than some metres off the block.
pub fn held_and_beyond(traced: &[(f64, f64)], block: &[(f64, f64)], beyond_m: f64) -> (f64, f64) {
    let (x, y) = block[0];
    let (east, north) = (metres_per_degree_lon(y), metres_per_degree_lat(y));
    let metres = |ring: &[(f64, f64)]| {
        polygon(
            &ring
                .iter()
                .map(|c| ((c.0 - x) * east, (c.1 - y) * north))
                .collect::<Vec<_>>(),
        )
    };
    let (traced, block) = (metres(traced), metres(block));
    let area = |shape: &geos::Geometry| shape.area().unwrap();
    let held = area(&traced.intersection(&block).unwrap()) / area(&block);
    let beyond = area(&traced.difference(&block.buffer(beyond_m, 8).unwrap()).unwrap()) / area(&traced);
    (held, beyond)
}

/// Gives the distance of a place to the nearest edge of any line, in metres.
pub fn distance_m(place: (f64, f64), lines: &[&Feature]) -> f64 {
    let (east, north) = (metres_per_degree_lon(place.1), metres_per_degree_lat(place.1));
    let metres = |x: f64, y: f64| ((x - place.0) * east, (y - place.1) * north);
    let edges = lines
        .iter()
        .flat_map(|feature| &feature.line.0)
        .flat_map(|line| line.0.windows(2));
    let squares = edges.map(|edge| {
        let (a, b) = (metres(edge[0].x, edge[0].y), metres(edge[1].x, edge[1].y));
        let d = (b.0 - a.0, b.1 - a.1);
        let length2 = d.0 * d.0 + d.1 * d.1;
        let share = if length2 > 0.0 {
            (-(a.0 * d.0 + a.1 * d.1) / length2).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (a.0 + share * d.0).powi(2) + (a.1 + share * d.1).powi(2)
    });
    squares.fold(f64::INFINITY, f64::min).sqrt()
}

/// Finds the blocks that four roads bound, one on each side, each road along most of its side.
pub fn blocks(features: &[Feature]) -> Vec<CityBlock> {
    let roads: Vec<&Feature> = features
        .iter()
        .filter(|feature| feature.class == FeatureClass::Road)
        .collect();
    let noded = geos::Geometry::new_from_wkt(&lines_wkt(roads.iter().copied()))
        .unwrap()
        .unary_union()
        .unwrap();
    let faces = geos::Geometry::polygonize(&[noded]).unwrap();
    let mut found = Vec::new();
    for nth in 0..faces.get_num_geometries().unwrap() {
        let face = faces.get_geometry_n(nth).unwrap();
        let exterior = face.get_exterior_ring().unwrap();
        let sequence = exterior.get_coord_seq().unwrap();
        let ring: Vec<(f64, f64)> = (0..sequence.size().unwrap())
            .map(|at| (sequence.get_x(at).unwrap(), sequence.get_y(at).unwrap()))
            .collect();
        let (east, north) = (metres_per_degree_lon(ring[0].1), metres_per_degree_lat(ring[0].1));
        let area_m2 = face.area().unwrap() * east * north;
        if (2_000.0..400_000.0).contains(&area_m2)
            && let Some(names) = four_names(&ring, &roads, (east, north))
        {
            found.push(CityBlock { ring, names, area_m2 });
        }
    }
    found
}

/// Gives the road that runs along most of each side of a ring, where there are four different ones and little else.
fn four_names(ring: &[(f64, f64)], roads: &[&Feature], scale: (f64, f64)) -> Option<[String; 4]> {
    let twice: f64 = ring
        .windows(2)
        .map(|edge| edge[0].0 * edge[1].1 - edge[1].0 * edge[0].1)
        .sum();
    let mut by_side: [BTreeMap<&str, f64>; 4] = Default::default();
    let mut side_m = [0.0; 4];
    for edge in ring.windows(2) {
        let (dx, dy) = ((edge[1].0 - edge[0].0) * scale.0, (edge[1].1 - edge[0].1) * scale.1);
        let length = dx.hypot(dy);
        // The outside is on the right of a counter-clockwise ring.
        let (ox, oy) = if twice > 0.0 { (dy, -dx) } else { (-dy, dx) };
        let side = match (ox.abs() >= oy.abs(), ox > 0.0, oy > 0.0) {
            (true, true, _) => 0,
            (false, _, false) => 1,
            (true, false, _) => 2,
            (false, _, true) => 3,
        };
        side_m[side] += length;
        let middle = (f64::midpoint(edge[0].0, edge[1].0), f64::midpoint(edge[0].1, edge[1].1));
        let mut names: Vec<&str> = roads
            .iter()
            .filter(|road| distance_m(middle, &[road]) < 0.5)
            .map(|road| road.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *by_side[side].entry(name).or_insert(0.0) += length;
        }
    }
    let mut names: Vec<String> = Vec::new();
    for (side, whole) in by_side.iter().zip(side_m) {
        let (name, most) = side.iter().max_by(|one, other| one.1.total_cmp(other.1))?;
        if *most < 0.85 * whole || whole < 20.0 {
            return None;
        }
        names.push((*name).to_owned());
    }
    let mut distinct = names.clone();
    distinct.sort();
    distinct.dedup();
    (distinct.len() == 4).then(|| names.try_into().ok()).flatten()
}
