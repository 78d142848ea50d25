//! Shapes of degrees into GeoJSON geometries with nine decimals, the grid on which the register keeps them.
//!
//! Must not know what the shapes bound.

use geo_types::{Coord, Geometry as Shape, LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{Geometry, GeometryValue, Position};

use crate::geometry::{LonLat, snap};

/// Writes a shape: one part as a Polygon, more as a MultiPolygon.
pub fn multi_polygon(shape: &MultiPolygon<f64>) -> Geometry {
    let mut parts: Vec<_> = shape.iter().map(rings).collect();
    Geometry::new(match (parts.len(), parts.pop()) {
        (1, Some(coordinates)) => GeometryValue::Polygon { coordinates },
        (_, last) => {
            parts.extend(last);
            GeometryValue::MultiPolygon { coordinates: parts }
        }
    })
}

/// Writes a shape as a MultiPolygon, of one part too.
pub fn always_multi(shape: &MultiPolygon<f64>) -> Geometry {
    Geometry::new(GeometryValue::MultiPolygon {
        coordinates: shape.iter().map(rings).collect(),
    })
}

/// Writes a line: one part as a LineString, more as a MultiLineString.
pub fn multi_line(shape: &MultiLineString<f64>) -> Geometry {
    let mut parts: Vec<_> = shape.iter().map(positions).collect();
    Geometry::new(match (parts.len(), parts.pop()) {
        (1, Some(coordinates)) => GeometryValue::LineString { coordinates },
        (_, last) => {
            parts.extend(last);
            GeometryValue::MultiLineString { coordinates: parts }
        }
    })
}

/// Writes a point.
pub fn point(place: LonLat) -> Geometry {
    Geometry::new(GeometryValue::Point {
        coordinates: position(place.coord()),
    })
}

/// Writes any shape: points, lines, polygons and collections of them.
pub fn geometry(shape: &Shape<f64>) -> Geometry {
    match shape {
        Shape::Point(at) => Geometry::new(GeometryValue::Point {
            coordinates: position(at.0),
        }),
        Shape::MultiPoint(points) => Geometry::new(GeometryValue::MultiPoint {
            coordinates: points.iter().map(|at| position(at.0)).collect(),
        }),
        Shape::Line(line) => multi_line(&MultiLineString(vec![LineString(vec![line.start, line.end])])),
        Shape::LineString(line) => Geometry::new(GeometryValue::LineString {
            coordinates: positions(line),
        }),
        Shape::MultiLineString(lines) => multi_line(lines),
        Shape::Polygon(polygon) => Geometry::new(GeometryValue::Polygon {
            coordinates: rings(polygon),
        }),
        Shape::MultiPolygon(polygons) => multi_polygon(polygons),
        Shape::Rect(rect) => Geometry::new(GeometryValue::Polygon {
            coordinates: rings(&rect.to_polygon()),
        }),
        Shape::Triangle(triangle) => Geometry::new(GeometryValue::Polygon {
            coordinates: rings(&triangle.to_polygon()),
        }),
        Shape::GeometryCollection(shapes) => Geometry::new(GeometryValue::GeometryCollection {
            geometries: shapes.iter().map(geometry).collect(),
        }),
    }
}

fn rings(polygon: &Polygon<f64>) -> Vec<Vec<Position>> {
    let empty = polygon.exterior().0.is_empty() && polygon.interiors().is_empty();
    let exterior = (!empty).then(|| polygon.exterior());
    exterior.into_iter().chain(polygon.interiors()).map(positions).collect()
}

fn positions(line: &LineString<f64>) -> Vec<Position> {
    line.0.iter().copied().map(position).collect()
}

fn position(coord: Coord<f64>) -> Position {
    let snapped = snap(coord);
    Position::from([snapped.x, snapped.y])
}
