//! Reads a draft; every fault of the file is told at once, each with its pointer.
//!
//! Must not know rules: shapes are handed on as drawn.

use std::{collections::BTreeMap, io::Read, str::FromStr};

use jiff::civil::Date;

use super::abuttals::{abuttals, texts};
use crate::{
    format::{
        crs::system_of,
        error::{Fault, Faults, Place, Refused},
        json::{At, Json},
        shape::ShapeReader,
        source::{Origin, Source},
        text::{Encoding, Text, read_text},
    },
    geometry::CoordinateSystem,
    zone::{Draft, DraftPark},
};

const ZONE_MEMBERS: [&str; 13] = [
    "code",
    "name",
    "kind",
    "host",
    "division",
    "declared_area",
    "abuttals",
    "datum",
    "outline",
    "document",
    "valid_from",
    "remark",
    "answers",
];
const PARK_MEMBERS: [&str; 6] = ["park", "functions", "declared_area", "abuttals", "closing", "host"];

/// Reads a draft from a file or stream, UTF-8 or UTF-16 by its mark.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_draft`].
pub fn read_draft_file(source: Source<'_>) -> Result<(Draft, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let (text, origin) = read_text(source, Encoding::Utf8)?;
    Ok((parse_draft(&text, name.as_deref())?, origin))
}

/// Reads a draft from bytes, such as a request's body: UTF-8, or UTF-16 by its mark; not packed.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_draft`].
pub fn read_draft(bytes: &[u8]) -> Result<Draft, Refused> {
    let mut text = String::new();
    let read = Text::of(bytes, Encoding::Utf8).and_then(|mut reader| reader.read_to_string(&mut text));
    read.map_err(|error| Refused::from_io(None, error))?;
    parse_draft(&text, None)
}

/// Reads a draft from text.
///
/// `zone`, its `name` and `kind`, and each feature's `park` must be there and may be empty texts: a draft is checked while
/// it is drawn. `closing` is true where not stated. A member that is null counts as absent. Rings are kept as drawn, but
/// for the closing position that their type adds: rings without it are named in `unclosed`. Heights are dropped when all
/// positions bear the same one. Coordinates that are no longitude and latitude are kept as they are, unconverted.
///
/// # Errors
/// [`Refused`] with every fault: bad JSON (by line), unknown members, wrong types, another crs (by pointer).
pub fn parse_draft(text: &str, file: Option<&str>) -> Result<Draft, Refused> {
    parse_draft_in(&Json::parse(text, file)?, file, None).map(|(draft, _)| draft)
}

/// Reads a draft whose sender states the coordinate system, and says which one it was read in.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_draft`].
pub(in crate::format) fn parse_draft_in(
    json: &Json,
    file: Option<&str>,
    sent_as: Option<CoordinateSystem>,
) -> Result<(Draft, CoordinateSystem), Refused> {
    let mut faults = Faults::of(file);
    match collection(&At::root(json), sent_as, &mut faults) {
        Some(draft) => faults.or(draft),
        None => Err(faults.into()),
    }
}

fn collection(root: &At, sent_as: Option<CoordinateSystem>, faults: &mut Faults) -> Option<(Draft, CoordinateSystem)> {
    if !root.only(&["type", "zone", "features", "crs", "bbox"], faults) {
        return None;
    }
    expect_type(root, "FeatureCollection", faults);
    let zone = root.required("zone", "an object that says what the parks belong to", faults);
    let system = system_of(root, zone.as_ref(), sent_as, faults);
    let mut parks = Vec::new();
    let mut shapes = ShapeReader::of(system, faults);
    let outline = zone.as_ref().and_then(|zone| zone.member("outline"));
    let (outline, unclosed_outline) = outline.and_then(|at| shapes.polygons(&at)).unzip();
    if let Some(features) = root.required("features", "a list of features, one a park", shapes.faults)
        && let Some(features) = features.items(shapes.faults, "a list of features")
    {
        for feature in features {
            parks.extend(park(&feature, &mut shapes));
        }
    }
    let zone = zone?;
    zone.only(&ZONE_MEMBERS, faults);
    let draft = Draft {
        code: parsed(
            &zone,
            "code",
            "a code: 3 to 64 characters of a-z, 0-9 and inner hyphens",
            faults,
        ),
        name: required_text(&zone, "name", faults),
        kind: required_text(&zone, "kind", faults),
        host: optional_text(&zone, "host", faults),
        division: parsed(&zone, "division", "six digits of GB/T 2260, such as `320505`", faults),
        declared_area: parsed(&zone, "declared_area", AREA, faults),
        abuttals: zone.member("abuttals").and_then(|at| abuttals(&at, faults)),
        datum: system.datum(),
        outline,
        unclosed_outline: unclosed_outline.unwrap_or_default(),
        parks,
        document: optional_text(&zone, "document", faults),
        valid_from: date(&zone, "valid_from", faults),
        remark: optional_text(&zone, "remark", faults),
        answers: zone
            .member("answers")
            .map(|at| answers(&at, faults))
            .unwrap_or_default(),
    };
    Some((draft, system))
}

const AREA: &str = "an area as printed, such as `11.41 平方公里`";

fn park(feature: &At, shapes: &mut ShapeReader) -> Option<DraftPark> {
    if !feature.only(&["type", "properties", "geometry", "id", "bbox"], shapes.faults) {
        return None;
    }
    expect_type(feature, "Feature", shapes.faults);
    let (shape, unclosed) = feature.member("geometry").and_then(|at| shapes.polygons(&at)).unzip();
    let faults = &mut *shapes.faults;
    if feature.value.get("geometry").is_none() {
        let place = Place::Pointer(feature.pointer_to("geometry"));
        faults.push(Fault::new(place, "a Polygon, a MultiPolygon or null", "nothing"));
    }
    let properties = feature.required("properties", "an object with the park's name", faults)?;
    properties.only(&PARK_MEMBERS, faults);
    Some(DraftPark {
        name: required_text(&properties, "park", faults),
        host: optional_text(&properties, "host", faults),
        functions: properties
            .member("functions")
            .map(|at| texts(&at, faults))
            .unwrap_or_default(),
        closing: properties
            .member("closing")
            .and_then(|at| at.bool(faults))
            .unwrap_or(true),
        declared_area: parsed(&properties, "declared_area", AREA, faults),
        abuttals: properties.member("abuttals").and_then(|at| abuttals(&at, faults)),
        shape,
        unclosed: unclosed.unwrap_or_default(),
    })
}

fn expect_type(at: &At, expected: &str, faults: &mut Faults) {
    let place = Place::Pointer(at.pointer_to("type"));
    match at.value.get("type") {
        Some(Json::Text(found)) if found == expected => {}
        Some(other) => faults.push(Fault::new(place, format!("`{expected}`"), other.found())),
        None => faults.push(Fault::new(place, format!("`{expected}`"), "nothing")),
    }
}

fn required_text(at: &At, name: &str, faults: &mut Faults) -> String {
    let found = at.required(name, "a text", faults);
    found.and_then(|at| at.text(faults)).unwrap_or_default().to_owned()
}

fn optional_text(at: &At, name: &str, faults: &mut Faults) -> Option<String> {
    at.member(name)?.text(faults).map(str::to_owned)
}

fn parsed<T: FromStr>(at: &At, name: &str, expected: &str, faults: &mut Faults) -> Option<T> {
    let member = at.member(name)?;
    let parsed = member.text(faults)?.parse().ok();
    if parsed.is_none() {
        member.refuse(faults, expected);
    }
    parsed
}

/// Reads a word of reason to each finding.
fn answers(at: &At, faults: &mut Faults) -> BTreeMap<String, String> {
    let Json::Members(members) = at.value else {
        at.refuse(faults, "an object of a text for each finding's key");
        return BTreeMap::new();
    };
    let answer = |(key, value): &(String, Json)| {
        let reason = At::under(value, at.pointer_to(key)).text(faults)?;
        Some((key.clone(), reason.to_owned()))
    };
    members.iter().filter_map(answer).collect()
}

fn date(at: &At, name: &str, faults: &mut Faults) -> Option<Date> {
    let member = at.member(name)?;
    // A date alone: the parser would also take a moment and drop its time.
    let parsed = member
        .text(faults)?
        .parse()
        .ok()
        .filter(|date: &Date| Some(date.to_string().as_str()) == as_text(&member));
    if parsed.is_none() {
        member.refuse(faults, "a date `YYYY-MM-DD`");
    }
    parsed
}

fn as_text<'j>(at: &At<'j>) -> Option<&'j str> {
    if let Json::Text(text) = at.value {
        Some(text)
    } else {
        None
    }
}
