//! Districts of administrative divisions from a GeoJSON FeatureCollection with properties `adcode` and `name`.
//!
//! Must not mend shapes: they come as the survey has them, and repairing them is geometry's work.

use std::collections::HashMap;

use geo::MapCoords;
use geo_types::MultiPolygon;
use rayon::prelude::*;

use super::{
    collection::each_feature,
    error::{Fault, Faults, Place, Refused},
    json::{At, Json},
    shape::ShapeReader,
    source::{Origin, Source},
    text::{Encoding, Text},
};
use crate::{geometry::Datum, zone::Division};

/// One district of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictFeature {
    /// Place of its feature in the file, from 0.
    pub feature: usize,
    /// GB/T 2260 code.
    pub division: Division,
    /// Name.
    pub name: String,
    /// Area in CRS84, as the file has it but for the datum; it may be invalid.
    pub shape: MultiPolygon<f64>,
}

/// Reads the districts of a file. Other properties are passed over. One feature is held as JSON at a time; coordinates are
/// converted on all cores.
///
/// # Errors
/// [`Refused`] with every fault by its feature: no code, no name, two features of one code, no polygon, no degrees.
pub fn read_districts(mut source: Source<'_>, datum: Datum) -> Result<(Vec<DistrictFeature>, Origin), Refused> {
    let file = source.name().map(str::to_owned);
    let mut faults = Faults::of(file.as_deref());
    let mut districts = Vec::new();
    let mut codes: HashMap<Division, usize> = HashMap::new();
    let text = Text::of(&mut source, Encoding::Utf8).map_err(|error| Refused::from_io(file.as_deref(), error))?;
    each_feature(text, &mut faults, &mut |nth, feature, faults| {
        let Some(district) = district(nth, feature, faults) else {
            return;
        };
        if let Some(before) = codes.insert(district.division, nth) {
            let expected = format!("a code that no other feature bears (#/features/{before} does)");
            let place = Place::Pointer(format!("{}/properties/adcode", feature.pointer));
            faults.push(Fault::new(place, expected, format!("`{}`", district.division)));
        }
        districts.push(district);
    })?;
    let origin = source.finish()?;
    let outside: Vec<Fault> = districts
        .par_iter_mut()
        .filter_map(|district| convert(district, datum))
        .collect();
    for fault in outside {
        faults.push(fault);
    }
    faults.or((districts, origin))
}

fn district(nth: usize, feature: &At, faults: &mut Faults) -> Option<DistrictFeature> {
    let properties = feature.required("properties", "an object with `adcode` and `name`", faults)?;
    let code = properties.required("adcode", "six digits of GB/T 2260, such as 320505", faults);
    let division = code.and_then(|at| {
        let division = match at.value {
            Json::Number(code) => code.to_string().parse().ok(),
            Json::Text(code) => code.parse().ok(),
            _ => None,
        };
        if division.is_none() {
            at.refuse(faults, "six digits of GB/T 2260, such as 320505");
        }
        division
    });
    let name = properties.required("name", "a text", faults);
    let name = name.and_then(|at| at.text(faults).map(str::to_owned));
    let geometry = feature.required("geometry", "a Polygon or MultiPolygon", faults);
    // Degrees are read as they stand; the datum is applied on all cores afterwards.
    let shape = geometry.and_then(|at| ShapeReader::of(Datum::Wgs84, faults).polygons(&at));
    Some(DistrictFeature {
        feature: nth,
        division: division?,
        name: name?,
        shape: shape?.0,
    })
}

/// Converts a district from its datum; tells the first coordinate that is no longitude and latitude.
fn convert(district: &mut DistrictFeature, datum: Datum) -> Option<Fault> {
    let converted = district
        .shape
        .try_map_coords(|c| datum.to_lon_lat(c.x, c.y).map(Into::into).map_err(|_| c));
    match converted {
        Ok(shape) => {
            district.shape = shape;
            None
        }
        Err(c) => {
            let place = Place::Pointer(format!("#/features/{}/geometry", district.feature));
            let fault = Fault::new(place, "degrees: [longitude, latitude]", format!("`{}, {}`", c.x, c.y));
            Some(if datum.to_lon_lat(c.y, c.x).is_ok() {
                fault.hint("longitude comes first")
            } else {
                fault
            })
        }
    }
}
