//! What is to be split or merged, in a request's body: shapes and a line as GeoJSON geometries.
//!
//! Must not judge the shapes: they are read as drawn, in CRS84.

use std::io::Read;

use geo_types::{LineString, MultiPolygon};

use super::{
    error::{Fault, Faults, Place, Refused},
    json::{At, Json},
    shape::ShapeReader,
    text::{Encoding, Text},
};
use crate::geometry::Datum;

/// A shape, and the line along which it is to be split.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitDocument {
    /// The shape.
    pub shape: MultiPolygon<f64>,
    /// The line.
    pub line: LineString<f64>,
}

/// Most shapes that are merged at once.
const MOST_SHAPES: usize = 100;

/// Reads `{"shape": …, "line": …}`.
///
/// # Errors
/// [`Refused`] with every fault, by pointer.
pub fn read_split(bytes: &[u8]) -> Result<SplitDocument, Refused> {
    let json = parsed(bytes)?;
    let root = At::root(&json);
    let mut faults = Faults::of(None);
    root.only(&["shape", "line"], &mut faults);
    let shape = root.required("shape", "a Polygon or MultiPolygon", &mut faults);
    let line = root.required("line", "a LineString", &mut faults);
    let mut reader = ShapeReader::of(Datum::Cgcs2000, &mut faults);
    let shape = shape.and_then(|shape| reader.polygons(&shape));
    let lines = line.clone().and_then(|line| reader.lines(&line));
    let one = lines.and_then(|mut lines| if lines.0.len() == 1 { lines.0.pop() } else { None });
    if one.is_none()
        && faults.is_empty()
        && let Some(line) = line
    {
        faults.push(Fault::new(Place::Pointer(line.pointer), "one line", "none, or several"));
    }
    match (shape, one) {
        (Some((shape, _)), Some(line)) => faults.or(SplitDocument { shape, line }),
        _ => Err(faults.into()),
    }
}

/// Reads `{"shapes": […]}` of two shapes or more.
///
/// # Errors
/// [`Refused`] with every fault, by pointer.
pub fn read_merge(bytes: &[u8]) -> Result<Vec<MultiPolygon<f64>>, Refused> {
    let json = parsed(bytes)?;
    let root = At::root(&json);
    let mut faults = Faults::of(None);
    root.only(&["shapes"], &mut faults);
    let expected = "a list of 2 to 100 shapes";
    let Some(list) = root.required("shapes", expected, &mut faults) else {
        return Err(faults.into());
    };
    let items: Vec<At> = list.items(&mut faults, expected).into_iter().flatten().collect();
    if faults.is_empty() && !(2..=MOST_SHAPES).contains(&items.len()) {
        list.refuse(&mut faults, expected);
    }
    let mut shapes = Vec::with_capacity(items.len());
    let mut reader = ShapeReader::of(Datum::Cgcs2000, &mut faults);
    for item in &items {
        shapes.extend(reader.polygons(item).map(|(shape, _)| shape));
    }
    faults.or(shapes)
}

fn parsed(bytes: &[u8]) -> Result<Json, Refused> {
    let mut text = String::new();
    let read = Text::of(bytes, Encoding::Utf8).and_then(|mut reader| reader.read_to_string(&mut text));
    read.map_err(|error| Refused::from_io(None, error))?;
    Json::parse(&text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[121,31],[121.1,31],[121.1,31.1],[121,31]]]}"#;
    const LINE: &str = r#"{"type":"LineString","coordinates":[[121,31],[122,32]]}"#;

    #[test]
    fn a_shape_and_a_line_are_read_and_faults_are_told_by_pointer() {
        let read = read_split(format!(r#"{{"shape":{SQUARE},"line":{LINE}}}"#).as_bytes()).unwrap();
        assert_eq!((read.shape.0.len(), read.line.0.len()), (1, 2));
        for (bad, pointer) in [
            (format!(r#"{{"shape":{SQUARE}}}"#), "#/line"),
            (format!(r#"{{"shape":{LINE},"line":{LINE}}}"#), "#/shape/type"),
            (format!(r#"{{"shape":{SQUARE},"line":{LINE},"a":1}}"#), "#/a"),
            (
                format!(r#"{{"shape":{SQUARE},"line":{{"type":"MultiLineString","coordinates":[]}}}}"#),
                "#/line",
            ),
            (
                format!(r#"{{"shape":{SQUARE},"line":{{"type":"LineString","coordinates":[[1,"x"],[1,2]]}}}}"#),
                "#/line/coordinates/0/1",
            ),
        ] {
            let told = read_split(bad.as_bytes()).unwrap_err().to_string();
            assert!(told.contains(pointer), "{bad}: {told}");
        }
        assert!(read_split(b"[]").is_err() && read_split(b"{").is_err() && read_split(&[0xff]).is_err());
    }

    #[test]
    fn shapes_to_merge_are_two_or_more() {
        let body = format!(r#"{{"shapes":[{SQUARE},{SQUARE}]}}"#);
        assert_eq!(read_merge(body.as_bytes()).unwrap().len(), 2);
        for (bad, pointer) in [
            (format!(r#"{{"shapes":[{SQUARE}]}}"#), "#/shapes"),
            ("{}".to_owned(), "#/shapes"),
            (format!(r#"{{"shapes":[{SQUARE},{LINE}]}}"#), "#/shapes/1/type"),
        ] {
            let told = read_merge(bad.as_bytes()).unwrap_err().to_string();
            assert!(told.contains(pointer), "{bad}: {told}");
        }
    }
}
