//! GeoJSON geometries into shapes of degrees, every fault with its pointer.
//!
//! Must not know zones; it does not judge shapes: an invalid polygon is data.

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use super::{
    error::{Fault, Faults, Place},
    json::{At, Json},
};
use crate::geometry::CoordinateSystem;

/// Rings whose last position was not their first: part and ring, from 0; ring 0 is the exterior.
pub(super) type Unclosed = Vec<(usize, usize)>;

/// Reads positions of one file in one coordinate system.
pub(super) struct ShapeReader<'f> {
    system: CoordinateSystem,
    /// The height that positions bear, once one did.
    height: Option<f64>,
    /// Whether positions may bear different heights, and geometries further members.
    is_lenient: bool,
    pub(super) faults: &'f mut Faults,
}

impl<'f> ShapeReader<'f> {
    pub(super) fn of(system: impl Into<CoordinateSystem>, faults: &'f mut Faults) -> Self {
        Self {
            system: system.into(),
            height: None,
            is_lenient: false,
            faults,
        }
    }

    /// Takes positions of different heights as well, and geometries with members that GeoJSON does not know; whoever asks for this tells
    /// what is left out.
    pub(super) fn lenient(mut self) -> Self {
        self.is_lenient = true;
        self
    }

    /// Tells whether a position bore a height other than 0.
    pub(super) fn has_heights(&self) -> bool {
        self.height.is_some_and(|height| height != 0.0)
    }

    /// Reads a polygon, a multi-polygon, or a collection of them as one shape.
    pub(super) fn polygons_of_any(&mut self, geometry: &At) -> Option<(MultiPolygon<f64>, Unclosed)> {
        let is_collection =
            matches!(geometry.value.get("type"), Some(Json::Text(kind)) if kind == "GeometryCollection");
        if !is_collection {
            return self.polygons(geometry);
        }
        let expected = "a list of geometries";
        let members = geometry.required("geometries", expected, self.faults)?;
        let members: Vec<At> = members.items(self.faults, expected)?.collect();
        let (mut parts, mut unclosed, mut whole) = (Vec::new(), Vec::new(), true);
        for member in &members {
            match self.polygons(member) {
                Some((shape, open)) => {
                    let before = parts.len();
                    unclosed.extend(open.into_iter().map(|(part, ring)| (before + part, ring)));
                    parts.extend(shape.0);
                }
                None => whole = false,
            }
        }
        whole.then_some((MultiPolygon(parts), unclosed))
    }

    /// Reads a polygon or multi-polygon. Rings are kept as drawn; the shape's type closes open ones, so these are named.
    pub(super) fn polygons(&mut self, geometry: &At) -> Option<(MultiPolygon<f64>, Unclosed)> {
        let (kind, coordinates) = self.geometry(geometry, "a Polygon or MultiPolygon")?;
        let parts: Vec<At> = match kind {
            "Polygon" => vec![coordinates],
            "MultiPolygon" => coordinates.items(self.faults, "a list of polygons")?.collect(),
            _ => {
                self.wrong_kind(geometry, "a Polygon or MultiPolygon", kind);
                return None;
            }
        };
        let (mut polygons, mut unclosed, mut whole) = (Vec::with_capacity(parts.len()), Vec::new(), true);
        for (part, at) in parts.iter().enumerate() {
            let mut rings = Vec::new();
            let Some(items) = at.items(self.faults, "a polygon: a list of rings") else {
                whole = false;
                continue;
            };
            for (ring, at) in items.enumerate() {
                let Some(coords) = self.positions(&at, "a ring: a list of positions") else {
                    whole = false;
                    continue;
                };
                if coords.first() != coords.last() {
                    unclosed.push((part, ring));
                }
                rings.push(LineString(coords));
            }
            let mut rings = rings.into_iter();
            let exterior = rings.next().unwrap_or_else(|| LineString(Vec::new()));
            polygons.push(Polygon::new(exterior, rings.collect()));
        }
        whole.then_some((MultiPolygon(polygons), unclosed))
    }

    /// Reads a line or multi-line.
    pub(super) fn lines(&mut self, geometry: &At) -> Option<MultiLineString<f64>> {
        let (kind, coordinates) = self.geometry(geometry, "a LineString or MultiLineString")?;
        let parts: Vec<At> = match kind {
            "LineString" => vec![coordinates],
            "MultiLineString" => coordinates.items(self.faults, "a list of lines")?.collect(),
            _ => {
                self.wrong_kind(geometry, "a LineString or MultiLineString", kind);
                return None;
            }
        };
        let mut lines = Vec::with_capacity(parts.len());
        for at in &parts {
            let Some(coords) = self.positions(at, "a line: a list of positions") else {
                continue;
            };
            if coords.len() < 2 {
                at.refuse(self.faults, "a line of two positions or more");
                continue;
            }
            lines.push(LineString(coords));
        }
        (lines.len() == parts.len()).then_some(MultiLineString(lines))
    }

    fn geometry<'j>(&mut self, geometry: &At<'j>, expected: &str) -> Option<(&'j str, At<'j>)> {
        if !matches!(geometry.value, Json::Members(_)) {
            geometry.refuse(self.faults, expected);
            return None;
        }
        let missing =
            |name: &str, expected: &str| Fault::new(Place::Pointer(geometry.pointer_to(name)), expected, "nothing");
        let Some(kind) = geometry.member("type") else {
            self.faults.push(missing("type", expected));
            return None;
        };
        let kind = kind.text(self.faults)?;
        if kind == "GeometryCollection" {
            self.wrong_kind(geometry, expected, kind);
            return None;
        }
        if !self.is_lenient {
            geometry.only(&["type", "coordinates", "bbox"], self.faults);
        }
        let Some(coordinates) = geometry.member("coordinates") else {
            self.faults.push(missing("coordinates", "coordinates"));
            return None;
        };
        Some((kind, coordinates))
    }

    fn wrong_kind(&mut self, geometry: &At, expected: &str, kind: &str) {
        let mut fault = Fault::new(
            Place::Pointer(geometry.pointer_to("type")),
            expected,
            super::error::shown(kind),
        );
        if kind == "GeometryCollection" {
            fault = fault.hint("put the polygons of the collection into one MultiPolygon");
        }
        self.faults.push(fault);
    }

    fn positions(&mut self, at: &At, expected: &str) -> Option<Vec<Coord<f64>>> {
        let Json::List(items) = at.value else {
            at.refuse(self.faults, expected);
            return None;
        };
        let mut coords = Vec::with_capacity(items.len());
        for (nth, item) in items.iter().enumerate() {
            if let Some(coord) = self.position(item, || format!("{}/{nth}", at.pointer)) {
                coords.push(coord);
            }
        }
        (coords.len() == items.len()).then_some(coords)
    }

    fn position(&mut self, item: &Json, pointer: impl Fn() -> String) -> Option<Coord<f64>> {
        let Json::List(numbers) = item else {
            let fault = Fault::new(
                Place::Pointer(pointer()),
                "a position: [longitude, latitude]",
                item.found(),
            );
            self.faults.push(match item {
                Json::Number(_) => fault.hint("the coordinates may be nested one level too little"),
                _ => fault,
            });
            return None;
        };
        let other = numbers
            .iter()
            .enumerate()
            .find(|(_, number)| !matches!(number, Json::Number(_)));
        if let Some((nth, number)) = other {
            let fault = Fault::new(
                Place::Pointer(format!("{}/{nth}", pointer())),
                "a number",
                number.found(),
            );
            self.faults.push(match number {
                Json::List(_) => fault.hint("the coordinates may be nested one level too deep"),
                _ => fault,
            });
            return None;
        }
        match numbers[..] {
            [Json::Number(x), Json::Number(y)] => Some(self.place(x, y)),
            [Json::Number(x), Json::Number(y), Json::Number(height)] => {
                let first = *self.height.get_or_insert(height);
                if first == height {
                    return Some(self.place(x, y));
                }
                if self.is_lenient {
                    self.height = Some(if first == 0.0 { height } else { first });
                    return Some(self.place(x, y));
                }
                let place = Place::Pointer(format!("{}/2", pointer()));
                let fault = Fault::new(
                    place,
                    format!("the same height everywhere, `{first}`"),
                    format!("`{height}`"),
                );
                self.faults
                    .push(fault.hint("boundaries are flat here: leave heights out"));
                None
            }
            _ => {
                let found = format!("a list of {}", numbers.len());
                self.faults.push(Fault::new(
                    Place::Pointer(pointer()),
                    "a position: [longitude, latitude]",
                    found,
                ));
                None
            }
        }
    }

    /// Gives the place in CRS84. A pair that is no longitude and latitude stays as it is: the rule `extent` tells of it.
    fn place(&self, x: f64, y: f64) -> Coord<f64> {
        self.system.to_lon_lat(x, y).map_or(Coord { x, y }, Into::into)
    }
}
