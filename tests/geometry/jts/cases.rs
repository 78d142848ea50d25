//! Reads JTS's XML: cases with their operands and operations.
//! Must not judge them.

use geo_types::{LineString, MultiPolygon, Polygon};
use geos::{Geom, GeometryTypes};
use quick_xml::{Reader, events::Event};
use std::path::Path;

/// One case.
pub struct Case {
    pub title: String,
    /// Whether results are expected on another grid than that of the operands.
    pub rounded: bool,
    /// By what the coordinates were multiplied.
    pub factor: f64,
    pub a: Operand,
    pub b: Operand,
    pub ops: Vec<Op>,
}

/// One operation with what is expected of it.
pub struct Op {
    pub name: String,
    pub first: String,
    pub second: String,
    pub third: String,
    pub expected: String,
}

/// A shape of a case.
#[derive(Clone)]
pub enum Operand {
    /// Polygons, scaled by a power of two so that all coordinates are longitudes and latitudes.
    Area(MultiPolygon<f64>),
    /// Points or lines.
    Other,
    Unread,
    Missing,
}

impl Case {
    /// Gives the operand that an argument names.
    pub fn operand(&self, argument: &str) -> &Operand {
        match argument.trim() {
            "b" | "B" => &self.b,
            _ => &self.a,
        }
    }
}

impl Op {
    pub fn truth(&self) -> Option<bool> {
        self.expected.trim().to_lowercase().parse().ok()
    }
}

#[derive(Default)]
struct Raw {
    title: String,
    a: String,
    b: String,
    ops: Vec<Op>,
}

/// Reads all cases of a file.
pub fn read(path: &Path) -> Vec<Case> {
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let mut reader = Reader::from_str(&text);
    let (mut cases, mut raw, mut rounded) = (Vec::new(), Raw::default(), false);
    let (mut words, mut in_case) = (String::new(), false);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                words.clear();
                let attribute = |name: &str| {
                    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == name);
                    found.map(|a| a.value.clone().into_owned()).unwrap_or_default()
                };
                match tag.name().as_ref() {
                    "precisionModel" => {
                        let scale = attribute("scale");
                        rounded = !scale.is_empty() && attribute("type").to_uppercase() != "FLOATING";
                    }
                    "case" => (raw, in_case) = (Raw::default(), true),
                    "op" => raw.ops.push(Op {
                        name: attribute("name"),
                        first: attribute("arg1"),
                        second: attribute("arg2"),
                        third: attribute("arg3"),
                        expected: String::new(),
                    }),
                    _ => {}
                }
            }
            Event::Text(piece) => words.push_str(piece),
            Event::CData(piece) => words.push_str(piece),
            Event::End(tag) => match tag.name().as_ref() {
                "desc" if in_case => raw.title = words.split_whitespace().collect::<Vec<_>>().join(" "),
                "a" => raw.a = std::mem::take(&mut words),
                "b" => raw.b = std::mem::take(&mut words),
                "op" => {
                    if let Some(op) = raw.ops.last_mut() {
                        op.expected = std::mem::take(&mut words);
                    }
                }
                "case" => {
                    in_case = false;
                    cases.push(finished(std::mem::take(&mut raw), rounded));
                }
                _ => {}
            },
            _ => {}
        }
    }
    cases
}

fn finished(raw: Raw, rounded: bool) -> Case {
    let (a, b) = (geometry(&raw.a), geometry(&raw.b));
    let factor = factor(&[&a, &b]);
    Case {
        title: raw.title,
        rounded,
        factor,
        a: operand(&raw.a, a.as_ref(), factor),
        b: operand(&raw.b, b.as_ref(), factor),
        ops: raw.ops,
    }
}

/// Reads WKT, or WKB as hex digits.
pub fn geometry(text: &str) -> Option<geos::Geometry> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return geos::Geometry::new_from_hex(text.as_bytes()).ok();
    }
    geos::Geometry::new_from_wkt(text).ok()
}

/// The power of two by which coordinates become longitudes and latitudes; no digit is lost.
fn factor(all: &[&Option<geos::Geometry>]) -> f64 {
    let shapes = all.iter().filter_map(|one| area(one.as_ref()?));
    let greatest = shapes
        .flat_map(|shape| super::overlays::coords(&shape))
        .map(|c| c.x.abs().max(c.y.abs()))
        .fold(0.0, f64::max);
    if greatest > 0.0 && greatest.is_finite() {
        (64.0 / greatest).log2().floor().exp2()
    } else {
        1.0
    }
}

fn operand(text: &str, shape: Option<&geos::Geometry>, factor: f64) -> Operand {
    match shape {
        None if text.trim().is_empty() => Operand::Missing,
        None => Operand::Unread,
        Some(shape) => area(shape).map_or(Operand::Other, |area| Operand::Area(scaled(&area, factor))),
    }
}

pub fn scaled(shape: &MultiPolygon<f64>, factor: f64) -> MultiPolygon<f64> {
    use geo::MapCoords;
    shape.map_coords(|c| c * factor)
}

/// Gives a polygon or multi-polygon, `None` for other types.
pub fn area<G: Geom>(shape: &G) -> Option<MultiPolygon<f64>> {
    match shape.geometry_type().ok()? {
        GeometryTypes::Polygon if shape.is_empty().ok()? => Some(MultiPolygon(vec![])),
        GeometryTypes::Polygon => Some(MultiPolygon(vec![polygon(shape)?])),
        GeometryTypes::MultiPolygon => {
            let parts = 0..shape.get_num_geometries().ok()?;
            let parts = parts.map(|n| shape.get_geometry_n(n).ok());
            let full = parts.filter(|part| part.as_ref().is_none_or(|part| !part.is_empty().unwrap_or(true)));
            Some(MultiPolygon(full.map(|part| polygon(&part?)).collect::<Option<_>>()?))
        }
        _ => None,
    }
}

fn polygon<G: Geom>(shape: &G) -> Option<Polygon<f64>> {
    let exterior = ring(&shape.get_exterior_ring().ok()?)?;
    let holes = 0..shape.get_num_interior_rings().ok()?;
    let holes = holes.map(|n| ring(&shape.get_interior_ring_n(n).ok()?));
    Some(Polygon::new(exterior, holes.collect::<Option<_>>()?))
}

fn ring<G: Geom>(shape: &G) -> Option<LineString<f64>> {
    let coords = shape.get_coord_seq().ok()?;
    let count = coords.size().ok()?;
    (0..count)
        .map(|n| Some((coords.get_x(n).ok()?, coords.get_y(n).ok()?)))
        .collect::<Option<Vec<_>>>()
        .map(LineString::from)
}
