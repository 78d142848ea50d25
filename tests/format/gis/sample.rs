//! Rows to write: drawn at will, and a fixed one with everything that is hard.
//!
//! Must not know formats.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use proptest::{option, prelude::*, sample::subsequence};
use sizhi::{
    format::{
        Place,
        boundary::{Row, Rows},
    },
    geometry::CoordinateSystem,
};

/// Names of attributes: long ones, Chinese ones, and such as differ late.
const NAMES: [&str; 7] = [
    "park",
    "declared_area",
    "declared_area_total",
    "四至范围说明",
    "四至范围说明二",
    "functions",
    "a name with blanks",
];

/// A rectangle of two corners as a ring that runs clockwise.
pub fn clockwise(west: f64, south: f64, east: f64, north: f64) -> LineString<f64> {
    LineString::from(vec![
        (west, south),
        (west, north),
        (east, north),
        (east, south),
        (west, south),
    ])
}

/// The same ring the other way round.
pub fn reversed(ring: &LineString<f64>) -> LineString<f64> {
    LineString(ring.0.iter().rev().copied().collect())
}

fn text() -> impl Strategy<Value = String> {
    let short = "\\PC{1,12}";
    let long = "(东至|西至|、|路|\\PC){60,160}";
    prop_oneof![4 => short, 1 => long]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

fn attributes() -> impl Strategy<Value = Vec<(String, String)>> {
    subsequence(NAMES.to_vec(), 0..=NAMES.len()).prop_flat_map(|names| {
        let values = prop::collection::vec(text(), names.len());
        values.prop_map(move |values| names.iter().map(|name| (*name).to_owned()).zip(values).collect())
    })
}

/// Parts side by side, each with holes that lie inside and apart: what every format keeps as it is.
fn sound_shape() -> impl Strategy<Value = MultiPolygon<f64>> {
    let part = (0.001_f64..1.0, 0_usize..3);
    (prop::collection::vec(part, 0..4), -170.0_f64..160.0, -80.0_f64..80.0).prop_map(|(parts, x, y)| {
        let polygon = |(nth, (size, holes)): (usize, (f64, usize))| {
            let west = x + nth as f64 * 2.0;
            let hole = |nth: usize| {
                let from = west + size * (0.1 + 0.3 * nth as f64);
                reversed(&clockwise(from, y + size * 0.2, from + size * 0.2, y + size * 0.7))
            };
            Polygon::new(
                clockwise(west, y, west + size, y + size),
                (0..holes).map(hole).collect(),
            )
        };
        MultiPolygon(parts.into_iter().enumerate().map(polygon).collect())
    })
}

/// Any rings at all, as a drawing tool may leave them.
fn any_shape() -> impl Strategy<Value = MultiPolygon<f64>> {
    let coord = (-1e8_f64..1e8, -1e8_f64..1e8).prop_map(|(x, y)| Coord { x, y });
    let ring = prop::collection::vec(coord, 1..8).prop_map(|mut coords| {
        coords.push(coords[0]);
        LineString(coords)
    });
    let polygon =
        (ring.clone(), prop::collection::vec(ring, 0..3)).prop_map(|(outer, holes)| Polygon::new(outer, holes));
    prop::collection::vec(polygon, 0..4).prop_map(MultiPolygon)
}

fn rows(
    shape: impl Strategy<Value = MultiPolygon<f64>>,
    systems: &'static [&'static str],
) -> impl Strategy<Value = Rows> {
    let row = (attributes(), shape).prop_map(|(attributes, shape)| Row {
        place: Place::Whole,
        attributes,
        shape,
        unclosed: Vec::new(),
    });
    let system = option::of(prop::sample::select(systems)).prop_map(|system| system.map(|text| text.parse().unwrap()));
    (prop::collection::vec(row, 1..5), system).prop_map(|(rows, system)| Rows {
        system,
        rows,
        notes: Vec::new(),
    })
}

const SYSTEMS: &[&str] = &[
    "EPSG:4490",
    "EPSG:4326",
    "EPSG:4528",
    "EPSG:4549",
    "EPSG:4500",
    "EPSG:4509",
];

/// Rows with shapes that are sound.
pub fn sound_rows() -> impl Strategy<Value = Rows> {
    rows(sound_shape(), SYSTEMS)
}

/// Rows with any shapes.
pub fn any_rows() -> impl Strategy<Value = Rows> {
    rows(any_shape(), SYSTEMS)
}

/// Rows in longitude and latitude.
pub fn geographic_rows() -> impl Strategy<Value = Rows> {
    rows(any_shape(), &["EPSG:4326"])
}

/// Attributes in an order that does not depend on columns.
pub fn sorted(mut attributes: Vec<(String, String)>) -> Vec<(String, String)> {
    attributes.sort();
    attributes
}

/// Two parks of Suzhou: one of two parts with a hole, one without functions; long and Chinese texts.
pub fn parks(system: &str) -> Rows {
    let system: CoordinateSystem = system.parse().unwrap();
    let at = |x: f64, y: f64| {
        if system.is_geographic() {
            (120.5 + x / 1e5, 31.3 + y / 1e5)
        } else {
            (541_000.0 + x, 3_464_000.0 + y)
        }
    };
    let rectangle = |west: f64, south: f64, east: f64, north: f64| {
        let ((west, south), (east, north)) = (at(west, south), at(east, north));
        clockwise(west, south, east, north)
    };
    let first = Polygon::new(
        rectangle(0.0, 0.0, 1_000.0, 800.0),
        vec![reversed(&rectangle(200.0, 200.0, 400.0, 500.0))],
    );
    let second = Polygon::new(rectangle(1_500.0, 0.0, 1_900.0, 300.0), Vec::new());
    let third = Polygon::new(rectangle(0.0, 900.0, 300.0, 1_200.0), Vec::new());
    let row = |attributes: &[(&str, &str)], parts: Vec<Polygon<f64>>| Row {
        place: Place::Whole,
        attributes: attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        shape: MultiPolygon(parts),
        unclosed: Vec::new(),
    };
    let long = "东至科技城大道，南至太湖大道，西至建林路，北至昆仑山路，".repeat(8);
    Rows {
        system: Some(system),
        rows: vec![
            row(
                &[
                    ("park", "高新区 & 科技城"),
                    ("functions", "agency"),
                    ("declared_area", "0.8平方公里"),
                    ("abuttals", &long),
                ],
                vec![first, second],
            ),
            row(
                &[("park", "<狮山>"), ("declared_area_remark", "含水域"), ("code", "007")],
                vec![third],
            ),
        ],
        notes: Vec::new(),
    }
}
