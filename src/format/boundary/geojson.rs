//! GeoJSON (RFC 7946) as a boundary file: the draft of a zone, or any collection, feature or geometry of polygons.
//!
//! Must not judge shapes. A file with a member `zone` is a draft and must hold to its form; any other is read for its polygons, and
//! what it holds besides is told.

use geo_types::MultiPolygon;

use super::{
    Row, Rows,
    decode::decode,
    kind::{Content, Input, Output},
    notes::Notes,
};
use crate::{
    format::{
        draft::{parse_draft_in, write_draft_in},
        error::{Fault, Faults, Place, Refused, shown},
        json::{At, Json},
        shape::ShapeReader,
    },
    geometry::CoordinateSystem,
};

/// Reads a file.
///
/// # Errors
/// [`Refused`] with every fault by its pointer.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Refused> {
    let decoded = decode(input.bytes, input.encoding, input.name)?;
    let json = Json::parse(&decoded.text, input.name)?;
    if json.get("zone").is_some_and(|zone| *zone != Json::Null) {
        let (draft, system) = parse_draft_in(&json, input.name, input.system)?;
        return Ok(Content::Draft(Box::new(draft), system));
    }
    let mut reading = Reading {
        faults: Faults::of(input.name),
        notes: Notes::default(),
        system: None,
        rows: Vec::new(),
    };
    reading.root(&At::root(&json));
    if reading.rows.is_empty() && reading.faults.is_empty() {
        let fault = Fault::new(Place::Pointer("#".to_owned()), "at least one polygon", "none");
        reading.faults.push(fault);
    }
    // JSON is UTF-8 (RFC 8259, 8.1); only another encoding is worth a word.
    let mut notes: Vec<String> = decoded
        .note
        .filter(|note| !note.contains("UTF-8"))
        .into_iter()
        .collect();
    notes.extend(reading.notes.sentences());
    reading.faults.or(Content::Rows(Rows {
        system: reading.system,
        rows: reading.rows,
        notes,
    }))
}

/// Writes the draft itself.
///
/// # Errors
/// [`Refused`] where the system is none of degrees: GeoJSON holds longitude and latitude.
pub(super) fn write(output: &Output<'_>, _: &mut Vec<String>) -> Result<Vec<u8>, Refused> {
    let system = output.rows.system.unwrap_or(CoordinateSystem::CGCS2000);
    if !system.is_geographic() {
        let expected = "a system of longitude and latitude: EPSG:4490, EPSG:4326, `gcj02` or `bd09`";
        let fault = Fault::new(Place::Whole, expected, format!("`{system}`"));
        return Err(Refused::once(None, fault.hint("GeoJSON holds degrees (RFC 7946, 4)")));
    }
    Ok(write_draft_in(output.draft, system.datum()).into_bytes())
}

struct Reading {
    faults: Faults,
    notes: Notes,
    system: Option<CoordinateSystem>,
    rows: Vec<Row>,
}

impl Reading {
    fn root(&mut self, root: &At) {
        let kind = root.value.get("type");
        let known: &[&str] = match kind {
            Some(Json::Text(kind)) if kind == "FeatureCollection" => {
                let expected = "a list of features";
                if let Some(features) = root.required("features", expected, &mut self.faults)
                    && let Some(features) = features.items(&mut self.faults, expected)
                {
                    for feature in features {
                        self.feature(&feature);
                    }
                }
                &["type", "features", "crs", "bbox"]
            }
            Some(Json::Text(kind)) if kind == "Feature" => {
                self.feature(root);
                &["type", "properties", "geometry", "id", "crs", "bbox"]
            }
            _ => {
                self.row(root, Some(root), Vec::new());
                &["type", "coordinates", "geometries", "crs", "bbox"]
            }
        };
        if let Some(crs) = root.member("crs") {
            self.system = self.named(&crs);
        }
        if let Json::Members(members) = root.value {
            let others = members.iter().filter(|(name, _)| !known.contains(&name.as_str()));
            let others: Vec<String> = others.map(|(name, _)| shown(name)).collect();
            if !others.is_empty() {
                let told = format!("members of the file that are not carried: {}", others.join(", "));
                self.notes.say(told);
            }
        }
    }

    fn feature(&mut self, feature: &At) {
        let is_feature = matches!(feature.value.get("type"), Some(Json::Text(kind)) if kind == "Feature");
        if !is_feature {
            feature.refuse(&mut self.faults, "a feature");
            return;
        }
        let mut attributes = Vec::new();
        if let Some(id) = feature.member("id")
            && let Some(id) = text(id.value)
        {
            attributes.push(("id".to_owned(), id));
        }
        let properties = feature.member("properties");
        match properties.as_ref().map(|at| at.value) {
            None => {}
            Some(Json::Members(members)) => {
                let named = members
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), text(value)?)));
                attributes.extend(named);
            }
            Some(_) => {
                if let Some(at) = &properties {
                    at.refuse(&mut self.faults, "an object of properties, or null");
                }
            }
        }
        self.row(feature, feature.member("geometry").as_ref(), attributes);
    }

    /// Adds a row; a geometry that is no polygon is told and left out.
    fn row(&mut self, at: &At, geometry: Option<&At>, attributes: Vec<(String, String)>) {
        let (shape, unclosed) = match geometry {
            None => (MultiPolygon(Vec::new()), Vec::new()),
            Some(geometry) => {
                let kind = match geometry.value.get("type") {
                    Some(Json::Text(kind)) => kind.as_str(),
                    _ => "",
                };
                if ["Point", "MultiPoint", "LineString", "MultiLineString"].contains(&kind) {
                    let place = Place::Pointer(geometry.pointer.clone());
                    self.notes
                        .at(&format!("left out, since a {kind} is no polygon"), &place);
                    return;
                }
                if !["Polygon", "MultiPolygon", "GeometryCollection"].contains(&kind) {
                    let place = Place::Pointer(geometry.pointer_to("type"));
                    let found = geometry
                        .value
                        .get("type")
                        .map_or_else(|| "nothing".to_owned(), Json::found);
                    self.faults.push(Fault::new(place, "a Polygon or MultiPolygon", found));
                    return;
                }
                let mut shapes = ShapeReader::of(CoordinateSystem::WGS84, &mut self.faults).lenient();
                let Some(found) = shapes.polygons_of_any(geometry) else {
                    return;
                };
                if shapes.has_heights() {
                    self.notes
                        .at("heights are left out", &Place::Pointer(geometry.pointer.clone()));
                }
                found
            }
        };
        self.rows.push(Row {
            place: Place::Pointer(at.pointer.clone()),
            attributes,
            shape,
            unclosed,
        });
    }

    /// Reads the member `crs` of the older form (2008).
    fn named(&mut self, crs: &At) -> Option<CoordinateSystem> {
        let name = crs
            .member("properties")
            .and_then(|properties| properties.member("name"));
        let Some(Json::Text(name)) = name.as_ref().map(|at| at.value) else {
            crs.refuse(&mut self.faults, "a named crs: an object with `properties.name`");
            return None;
        };
        let system = name.parse();
        if let Err(error) = &system {
            let error: &crate::geometry::CoordinateSystemError = error;
            let expected = "a coordinate system: an EPSG code (4490, 4326, 3857, 4491 to 4554) or CRS84";
            let pointer = format!("{}/properties/name", crs.pointer);
            self.faults
                .push(Fault::new(Place::Pointer(pointer), expected, shown(&error.0)));
        }
        system.ok()
    }
}

/// Gives a property as text: numbers as written shortest, lists of texts joined, anything deeper as JSON.
fn text(value: &Json) -> Option<String> {
    let plain = |item: &Json| match item {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    };
    let text = match value {
        Json::Null => return None,
        Json::Bool(value) => value.to_string(),
        Json::Number(value) => value.to_string(),
        Json::Text(text) => text.clone(),
        Json::List(items) => {
            let texts: Option<Vec<String>> = items.iter().map(plain).collect();
            let has_mark = |text: &String| text.is_empty() || text.contains([';', '；', '、', ',', '，', '|']);
            match texts {
                Some(texts) if !texts.iter().any(has_mark) => texts.join(";"),
                _ => value.to_text(),
            }
        }
        Json::Members(_) => value.to_text(),
    };
    (!text.is_empty()).then_some(text)
}
