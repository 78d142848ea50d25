//! The form of geometries in a GeoPackage: a header with system and box, then WKB (OGC 12-128r19, 2.1.3).
//!
//! Must not know tables. Coordinates come as easting or longitude, then northing or latitude, whatever the system's own order.

use geo_traits::{
    CoordTrait, Dimensions, GeometryCollectionTrait, GeometryTrait, GeometryType, LineStringTrait, MultiPolygonTrait,
    PolygonTrait,
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use wkb::{reader::read_wkb, writer};

use crate::format::boundary::plane::limits;

/// What every geometry begins with.
const MAGIC: [u8; 2] = *b"GP";

/// Length of the header without the box.
const HEADER_BYTES: usize = 8;

/// Greatest depth of collections within collections.
const MOST_DEPTH: usize = 16;

/// A geometry that was read.
#[derive(Debug, PartialEq)]
pub(super) enum Geometry {
    /// Polygons, the rings that were not closed, and whether positions bore heights.
    Polygons(MultiPolygon<f64>, Vec<(usize, usize)>, bool),
    /// No shape: marked as empty, or without parts.
    Empty,
    /// Another kind, by its name.
    Other(&'static str),
}

/// Reads a geometry.
///
/// # Errors
/// What was found instead of one.
pub(super) fn read(bytes: &[u8]) -> Result<Geometry, String> {
    let Some(header) = bytes.first_chunk::<HEADER_BYTES>() else {
        return Err(format!("{} bytes", bytes.len()));
    };
    let [g, p, version, flags, ..] = *header;
    if [g, p] != MAGIC {
        return Err("bytes that do not begin with `GP`".to_owned());
    }
    if version != 0 {
        return Err(format!("the version `{version}` of geometries"));
    }
    if flags & 0b10_0000 != 0 {
        return Err("an extended geometry of another program".to_owned());
    }
    let box_bytes = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        code => return Err(format!("a box of the unknown kind `{code}`")),
    };
    let body = bytes.get(HEADER_BYTES + box_bytes..).unwrap_or_default();
    if flags & 0b1_0000 != 0 {
        return Ok(Geometry::Empty);
    }
    // The byte order of the header concerns its own numbers only; WKB states its own.
    let geometry = read_wkb(body).map_err(|error| format!("`{error}`"))?;
    let mut found = Found::default();
    found.add(&geometry, 0)?;
    match (found.parts.is_empty(), found.other) {
        (true, Some(other)) => Ok(Geometry::Other(other)),
        (true, None) => Ok(Geometry::Empty),
        (false, _) => Ok(Geometry::Polygons(
            MultiPolygon(found.parts),
            found.unclosed,
            found.has_heights,
        )),
    }
}

/// Polygons gathered from a geometry and the collections in it.
#[derive(Default)]
struct Found {
    parts: Vec<Polygon<f64>>,
    unclosed: Vec<(usize, usize)>,
    has_heights: bool,
    other: Option<&'static str>,
}

impl Found {
    fn add(&mut self, geometry: &impl GeometryTrait<T = f64>, depth: usize) -> Result<(), String> {
        if depth > MOST_DEPTH {
            return Err("collections nested too deep".to_owned());
        }
        self.has_heights |= matches!(geometry.dim(), Dimensions::Xyz | Dimensions::Xyzm);
        match geometry.as_type() {
            GeometryType::Polygon(polygon) => self.polygon(polygon)?,
            GeometryType::MultiPolygon(polygons) => {
                for polygon in polygons.polygons() {
                    self.polygon(&polygon)?;
                }
            }
            GeometryType::GeometryCollection(collection) => {
                for geometry in collection.geometries() {
                    self.add(&geometry, depth + 1)?;
                }
            }
            GeometryType::Point(_) | GeometryType::MultiPoint(_) => self.other = Some("point"),
            GeometryType::LineString(_) | GeometryType::MultiLineString(_) | GeometryType::Line(_) => {
                self.other = Some("line");
            }
            _ => self.other = Some("shape of another kind"),
        }
        Ok(())
    }

    fn polygon(&mut self, polygon: &impl PolygonTrait<T = f64>) -> Result<(), String> {
        let part = self.parts.len();
        let Some(exterior) = polygon.exterior() else {
            return Ok(());
        };
        let (exterior, is_open) = ring(&exterior)?;
        if exterior.0.is_empty() {
            return Ok(());
        }
        self.unclosed.extend(is_open.then_some((part, 0)));
        let mut interiors = Vec::new();
        for interior in polygon.interiors() {
            let (interior, is_open) = ring(&interior)?;
            interiors.push(interior);
            self.unclosed.extend(is_open.then_some((part, interiors.len())));
        }
        self.parts.push(Polygon::new(exterior, interiors));
        Ok(())
    }
}

fn ring(ring: &impl LineStringTrait<T = f64>) -> Result<(LineString<f64>, bool), String> {
    let mut coords = Vec::with_capacity(ring.num_coords());
    for coord in ring.coords() {
        let (x, y) = coord.x_y();
        if !x.is_finite() || !y.is_finite() {
            return Err(format!("`{x}, {y}`"));
        }
        coords.push(Coord { x, y });
    }
    let is_open = coords.first() != coords.last();
    let mut line = LineString(coords);
    line.close();
    Ok((line, is_open))
}

/// Writes a geometry as a multi-polygon with its box; an empty one is marked so.
///
/// # Errors
/// What the writer of WKB says.
pub(super) fn write(shape: &MultiPolygon<f64>, srs_id: i32) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + 32 + writer::multi_polygon_wkb_size(shape));
    bytes.extend(MAGIC);
    let limits = limits(shape);
    // Bit 0: little-endian; bits 1 to 3: kind of box, 1 is x and y; bit 4: empty.
    let flags = if limits.is_some() { 0b011 } else { 0b1_0001 };
    bytes.extend([0, flags]);
    bytes.extend(srs_id.to_le_bytes());
    let in_order = limits.map(|[west, south, east, north]| [west, east, south, north]);
    for limit in in_order.into_iter().flatten() {
        bytes.extend(limit.to_le_bytes());
    }
    writer::write_multi_polygon(&mut bytes, shape, &writer::WriteOptions::default())
        .map_err(|error| format!("`{error}`"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> MultiPolygon<f64> {
        let ring: Vec<(f64, f64)> = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        MultiPolygon(vec![Polygon::new(LineString::from(ring), Vec::new())])
    }

    #[test]
    fn both_byte_orders_are_read() {
        let little = write(&square(), 4490).unwrap();
        assert_eq!(read(&little).unwrap(), Geometry::Polygons(square(), Vec::new(), false));
        let mut big = b"GP\x00\x00\x00\x00\x11\x8a".to_vec();
        let options = writer::WriteOptions {
            endianness: wkb::Endianness::BigEndian,
        };
        writer::write_multi_polygon(&mut big, &square(), &options).unwrap();
        assert_eq!(read(&big).unwrap(), Geometry::Polygons(square(), Vec::new(), false));
    }

    #[test]
    fn an_empty_geometry_is_empty() {
        assert_eq!(
            read(&write(&MultiPolygon(Vec::new()), -1).unwrap()).unwrap(),
            Geometry::Empty
        );
    }

    #[test]
    fn what_is_no_geometry_is_told() {
        assert_eq!(read(b"GP").unwrap_err(), "2 bytes");
        assert_eq!(
            read(b"\x01\x06\x00\x00\x00\x00\x00\x00\x00").unwrap_err(),
            "bytes that do not begin with `GP`"
        );
        let mut cut = write(&square(), 4490).unwrap();
        cut.truncate(60);
        assert!(read(&cut).is_err());
    }
}
