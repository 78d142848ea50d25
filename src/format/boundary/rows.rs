//! What every boundary file holds: named polygons with attributes, in one coordinate system.
//!
//! Must not know any format, nor what the attributes mean.

use geo_types::MultiPolygon;

use crate::{format::Place, geometry::CoordinateSystem};

/// The content of a boundary file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The coordinate system that the file states; absent where it states none.
    pub system: Option<CoordinateSystem>,
    /// Rows, in the order of the file.
    pub rows: Vec<Row>,
    /// What a reader has to know and no fault is: things left out, with their place, in plain words.
    pub notes: Vec<String>,
}

/// One polygon of a boundary file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where in the file it stands.
    pub place: Place,
    /// Attributes as text, name and value, in the order of the file; empty ones are left out.
    pub attributes: Vec<(String, String)>,
    /// The shape in the file's own coordinates: x = longitude or easting, y = latitude or northing; rings as drawn.
    pub shape: MultiPolygon<f64>,
    /// Rings whose last position was not their first: part and ring, from 0. The shape itself holds them closed.
    pub unclosed: Vec<(usize, usize)>,
}

impl Row {
    /// Returns an attribute by the first of several names that the row bears, compared without case.
    pub fn attribute(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.as_str())
        })
    }
}
