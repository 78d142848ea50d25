//! Many shapes, each with an id, from GeoJSON: a FeatureCollection, or a Feature a line. Read on all cores, since such files are large.
//!
//! Must not know what the shapes are for, nor put them right: whoever asks takes them as they stand.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use geo_types::MultiPolygon;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{
    error::{Fault, Faults, Place, Refused, shown},
    json::syntax_fault,
    rings::{PartsError, parts},
};

/// Bytes of lines that are read before they are taken apart.
const PIECE: usize = 1 << 23;

/// Properties that serve as id where the feature has no member `id`.
const IDS: [&str; 3] = ["id", "code", "name"];

/// Shapes of a file.
#[derive(Debug)]
pub struct Outlines<T> {
    /// What was made of each shape, in the order of the file.
    pub made: Vec<T>,
    /// Features without geometry, which were passed over.
    pub without_geometry: usize,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// Reads polygons and multipolygons in longitude and latitude and makes something of each with its id: the property `id`, where one is
/// named; else the feature's member `id`, its property `id`, `code` or `name`, or its number in the file, from 1.
///
/// # Errors
/// [`Refused`] with the faults by line, or by pointer: no JSON, no feature, a geometry that is no polygon, a property that is missing.
pub fn read_outlines<T: Send>(
    mut input: impl Read,
    name: Option<&str>,
    id: Option<&str>,
    make: impl Fn(String, MultiPolygon<f64>) -> T + Sync,
) -> Result<Outlines<T>, Refused> {
    let mut faults = Faults::of(name);
    let mut outlines = Outlines {
        made: Vec::new(),
        without_geometry: 0,
    };
    let mut line = 0;
    let mut text = Vec::new();
    let mut first = true;
    loop {
        let ended = fill(&mut input, &mut text, PIECE).map_err(|error| Refused::from_io(name, error))?;
        if first && !is_feature(first_line(&text)) {
            input
                .read_to_end(&mut text)
                .map_err(|error| Refused::from_io(name, error))?;
            let collection: Collection<'_> =
                serde_json::from_slice(&text).map_err(|error| Refused::once(name, syntax_fault(&error)))?;
            let place = |nth: usize| Place::Pointer(format!("#/features/{nth}"));
            let features = collection.features.iter().map(|feature| feature.get().as_bytes());
            outlines.take(&features.collect::<Vec<_>>(), id, &make, place, &mut faults);
            break;
        }
        first = false;
        let whole = if ended {
            text.len()
        } else {
            text.iter().rposition(|byte| *byte == b'\n').map_or(0, |nth| nth + 1)
        };
        let lines: Vec<&[u8]> = text[..whole].split(|byte| *byte == b'\n').map(without_mark).collect();
        let place = |nth: usize| Place::Line {
            line: line + nth as u64 + 1,
            column: None,
        };
        outlines.take(&lines, id, &make, place, &mut faults);
        line += lines.len().saturating_sub(1) as u64;
        text.drain(..whole);
        if ended {
            break;
        }
    }
    faults.or(outlines)
}

impl<T: Send> Outlines<T> {
    fn take(
        &mut self,
        features: &[&[u8]],
        id: Option<&str>,
        make: &(impl Fn(String, MultiPolygon<f64>) -> T + Sync),
        place: impl Fn(usize) -> Place + Sync,
        faults: &mut Faults,
    ) {
        let before = self.made.len() + self.without_geometry;
        let features = features.iter().enumerate();
        let features: Vec<_> = features.filter(|(_, text)| !text.trim_ascii().is_empty()).collect();
        let made: Vec<Result<Option<T>, Fault>> = features
            .par_iter()
            .enumerate()
            .map(|(nth, (line, text))| {
                let read = outline(text, id, before + nth + 1).map_err(|found| {
                    let expected = "a GeoJSON Feature with a Polygon or MultiPolygon";
                    Fault::new(place(*line), expected, found)
                })?;
                Ok(read.map(|(id, shape)| make(id, shape)))
            })
            .collect();
        for made in made {
            match made {
                Ok(Some(made)) => self.made.push(made),
                Ok(None) => self.without_geometry += 1,
                Err(fault) => faults.push(fault),
            }
        }
    }
}

/// Reads a feature; `None` where it has no geometry. The error says what was found.
fn outline(text: &[u8], id: Option<&str>, nth: usize) -> Result<Option<(String, MultiPolygon<f64>)>, String> {
    let feature: Feature<'_> = serde_json::from_slice(text).map_err(|error| format!("`{error}`"))?;
    if feature.kind != "Feature" {
        return Err(shown(&feature.kind));
    }
    let Some(geometry) = &feature.geometry else {
        return Ok(None);
    };
    let coordinates = geometry.coordinates.ok_or("no `coordinates`")?.get();
    let parts = match &*geometry.kind {
        "Polygon" => parts(coordinates, 3),
        "MultiPolygon" => parts(coordinates, 4),
        other => return Err(shown(other)),
    };
    let parts = parts.map_err(|PartsError { byte, found }| format!("{found} at byte {byte} of the coordinates"))?;
    let id = named(&feature, id)?.unwrap_or_else(|| nth.to_string());
    Ok(Some((id, MultiPolygon(parts))))
}

fn named(feature: &Feature<'_>, id: Option<&str>) -> Result<Option<String>, String> {
    let properties: Map<String, Value> = match feature.properties {
        Some(text) if id.is_some() || feature.id.is_none() => {
            serde_json::from_str(text.get()).map_err(|error| format!("`{error}` in its properties"))?
        }
        _ => Map::new(),
    };
    let written = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(name) = id {
        let found = properties.get(name).and_then(written);
        return found
            .map(Some)
            .ok_or_else(|| format!("no text or number as property `{name}`"));
    }
    let own = feature.id.and_then(|id| serde_json::from_str(id.get()).ok());
    let own = own.as_ref().and_then(written);
    Ok(own.or_else(|| IDS.iter().find_map(|name| properties.get(*name).and_then(written))))
}

/// Reads until there are so many bytes; tells whether the input has ended.
fn fill(input: &mut impl Read, text: &mut Vec<u8>, bytes: usize) -> io::Result<bool> {
    let wanted = (bytes - text.len().min(bytes / 2)) as u64;
    Ok((input.by_ref().take(wanted).read_to_end(text)? as u64) < wanted)
}

fn first_line(text: &[u8]) -> &[u8] {
    let mut lines = text.split(|byte| *byte == b'\n').map(without_mark);
    lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default()
}

/// A line as it stands, without what RFC 8142 puts before a text.
fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\x1e").unwrap_or(line)
}

/// Tells whether a line is a feature; a line that cannot be read is taken for one where it says that it is.
fn is_feature(line: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(rename = "type", borrow)]
        kind: Cow<'a, str>,
    }
    serde_json::from_slice::<Kind<'_>>(line).is_ok_and(|kind| kind.kind == "Feature")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, id: Option<&str>) -> Result<Vec<(String, usize)>, String> {
        let read = read_outlines(text.as_bytes(), Some("zones"), id, |id, shape| (id, shape.0.len()));
        read.map(|outlines| outlines.made)
            .map_err(|refused| refused.to_string())
    }

    const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;

    fn feature(members: &str) -> String {
        format!(r#"{{"type":"Feature",{members}"geometry":{SQUARE}}}"#)
    }

    #[test]
    fn lines_and_a_collection_give_the_same_shapes_with_the_same_ids() {
        let features = [
            feature(r#""id":7,"#),
            feature(r#""properties":{"code":"b"},"#),
            feature(""),
        ];
        let expected = Ok(vec![("7".to_owned(), 1), ("b".to_owned(), 1), ("3".to_owned(), 1)]);
        assert_eq!(read(&features.join("\n"), None), expected);
        assert_eq!(read(&features.join("\r\n\u{1e}"), None), expected);
        let collection = format!(
            "{{\"type\":\"FeatureCollection\",\n\"features\":[{}]}}",
            features.join(",\n")
        );
        assert_eq!(read(&collection, None), expected);
        assert_eq!(
            read(&feature(r#""id":7,"properties":{"n":"x"},"#), Some("n")),
            Ok(vec![("x".to_owned(), 1)])
        );
    }

    #[test]
    fn what_is_no_polygon_is_refused_with_its_place() {
        let line = format!(
            "{}\n{}",
            feature(""),
            r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}}"#
        );
        let told = read(&line, None).unwrap_err();
        assert!(told.contains("line 2") && told.contains("`Point`"), "{told}");
        let told = read(&feature(r#""properties":{},"#), Some("code")).unwrap_err();
        assert!(told.contains("property `code`"), "{told}");
        assert!(
            read("{\"type\":\"FeatureCollection\"}", None)
                .unwrap_err()
                .contains("features")
        );
        assert_eq!(read("{\"type\":\"Feature\",\"geometry\":null}", None), Ok(Vec::new()));
    }
}
