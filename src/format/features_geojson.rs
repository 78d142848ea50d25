//! Named lines from a GeoJSON FeatureCollection with properties `name` and `class`.
//!
//! Must not know which names abuttals refer to.

use std::{collections::HashSet, sync::Arc};

use super::{
    collection::each_feature,
    error::{Fault, Faults, Place, Refused},
    json::{At, Json},
    shape::ShapeReader,
    source::{Origin, Source},
    text::{Encoding, Text},
};
use crate::{
    abuttals::{Feature, FeatureClass},
    geometry::{Datum, LonLat},
};

/// Reads the lines of a file. A feature's id is its member `id`, or `feature/` and its place in the file, from 0; ids are
/// unique. Other properties are passed over.
///
/// # Errors
/// [`Refused`] with every fault by its feature: no name, a class that is not road, river, railway, shore or boundary, no
/// line, no degrees.
pub fn read_features_geojson(mut source: Source<'_>, datum: Datum) -> Result<(Vec<Feature>, Origin), Refused> {
    let file = source.name().map(str::to_owned);
    let mut faults = Faults::of(file.as_deref());
    let mut features: Vec<Feature> = Vec::new();
    let mut ids: HashSet<String> = HashSet::new();
    let text = Text::of(&mut source, Encoding::Utf8).map_err(|error| Refused::from_io(file.as_deref(), error))?;
    each_feature(text, &mut faults, &mut |nth, at, faults| {
        let Some(feature) = feature(nth, at, datum, faults) else {
            return;
        };
        if !ids.insert(feature.id.clone()) {
            let place = Place::Pointer(at.pointer_to("id"));
            faults.push(Fault::new(
                place,
                "an id that no other feature bears",
                format!("`{}`", feature.id),
            ));
        }
        features.push(feature);
    })?;
    let origin = source.finish()?;
    faults.or((features, origin))
}

fn feature(nth: usize, at: &At, datum: Datum, faults: &mut Faults) -> Option<Feature> {
    let id = match at.member("id").map(|at| at.value) {
        Some(Json::Text(id)) => id.clone(),
        Some(Json::Number(id)) => id.to_string(),
        _ => format!("feature/{nth}"),
    };
    let properties = at.required("properties", "an object with `name` and `class`", faults)?;
    let name = properties.required("name", "a text", faults).and_then(|at| {
        let name = at.text(faults)?;
        if name.trim().is_empty() {
            at.refuse(faults, "a text");
        }
        Some(name.trim().to_owned())
    });
    let class = properties
        .required("class", "road, river, railway, shore or boundary", faults)
        .and_then(|at| {
            let class: Option<FeatureClass> = at.text(faults)?.parse().ok();
            if class.is_none() {
                at.refuse(faults, "road, river, railway, shore or boundary");
            }
            class
        });
    let geometry = at.required("geometry", "a LineString or MultiLineString", faults)?;
    let line = ShapeReader::of(datum, faults).lines(&geometry)?;
    let outside = line
        .iter()
        .flat_map(|part| &part.0)
        .find(|c| LonLat::new(c.x, c.y).is_err());
    if let Some(c) = outside {
        let found = format!("`{}, {}`", c.x, c.y);
        faults.push(Fault::new(
            Place::Pointer(geometry.pointer),
            "degrees: [longitude, latitude]",
            found,
        ));
        return None;
    }
    Some(Feature {
        id,
        name: name?,
        class: class?,
        line: Arc::new(line),
    })
}
