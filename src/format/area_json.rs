//! An area in a request's body: a whole draft, a Feature or `{"geometry": …}`, or a bare Polygon or MultiPolygon.
//!
//! Must not judge the shape: it is read as drawn, in CRS84.

use std::io::Read;

use geo_types::MultiPolygon;

use super::{
    draft::parse_draft,
    error::{Faults, Refused},
    json::{At, Json},
    shape::ShapeReader,
    text::{Encoding, Text},
};
use crate::{geometry::Datum, zone::Draft};

/// What a body holds.
#[derive(Debug, Clone, PartialEq)]
pub enum AreaDocument {
    /// A draft.
    Draft(Box<Draft>),
    /// A shape alone.
    Shape(MultiPolygon<f64>),
}

/// Reads an area from bytes: UTF-8, or UTF-16 by its mark; not packed.
///
/// # Errors
/// [`Refused`] with every fault, by pointer.
pub fn read_area(bytes: &[u8]) -> Result<AreaDocument, Refused> {
    let mut text = String::new();
    let read = Text::of(bytes, Encoding::Utf8).and_then(|mut reader| reader.read_to_string(&mut text));
    read.map_err(|error| Refused::from_io(None, error))?;
    let json = Json::parse(&text, None)?;
    let root = At::root(&json);
    let is_bare = matches!(json.get("type"), Some(Json::Text(kind)) if kind == "Polygon" || kind == "MultiPolygon");
    let geometry = if is_bare { Some(root) } else { root.member("geometry") };
    let Some(geometry) = geometry else {
        return Ok(AreaDocument::Draft(Box::new(parse_draft(&text, None)?)));
    };
    let mut faults = Faults::of(None);
    match ShapeReader::of(Datum::Cgcs2000, &mut faults).polygons(&geometry) {
        Some((shape, _)) => faults.or(AreaDocument::Shape(shape)),
        None => Err(faults.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_read_in_each_of_its_covers() {
        let polygon = r#"{"type":"Polygon","coordinates":[[[121,31],[121.1,31],[121.1,31.1],[121,31]]]}"#;
        let covers = [
            polygon.to_owned(),
            format!(r#"{{"geometry":{polygon}}}"#),
            format!(r#"{{"type":"Feature","properties":{{"a":1}},"geometry":{polygon}}}"#),
        ];
        for cover in covers {
            let AreaDocument::Shape(shape) = read_area(cover.as_bytes()).unwrap() else {
                panic!("{cover}")
            };
            assert_eq!(shape.0[0].exterior().0.len(), 4);
        }
    }

    #[test]
    fn a_draft_is_read_as_one_and_faults_are_told_by_pointer() {
        let draft = r#"{"type":"FeatureCollection","zone":{"name":"甲","kind":"pilot"},"features":[]}"#;
        assert!(matches!(read_area(draft.as_bytes()), Ok(AreaDocument::Draft(_))));
        for (bad, pointer) in [
            (
                r#"{"geometry":{"type":"Point","coordinates":[1,2]}}"#,
                "#/geometry/type",
            ),
            (r#"{"geometry":3}"#, "#/geometry"),
            (r#"{"type":"Polygon","coordinates":[[["a",1]]]}"#, "#/coordinates/0/0/0"),
        ] {
            let told = read_area(bad.as_bytes()).unwrap_err().to_string();
            assert!(told.contains(pointer), "{bad}: {told}");
        }
        assert!(read_area(b"{").is_err());
        assert!(read_area(b"{}").is_err());
    }
}
