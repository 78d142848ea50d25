//! The files of a side-by-side run: zones and points, read once.
//! Must not measure anything.

use geo_types::{Geometry, MultiPolygon};
use geojson::Feature;
use rayon::prelude::*;
use std::{error::Error, fs};

/// Polygons, each with its number.
pub type Zones = Vec<(i64, MultiPolygon<f64>)>;

/// Reads a file that holds a GeoJSON Feature a line, with a whole number as property `id`; without one, the line counts, from 1.
pub fn zones(path: &str) -> Result<Zones, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let zones: Result<Zones, String> = lines
        .par_iter()
        .enumerate()
        .map(|(nth, line)| (line, nth as i64 + 1))
        .map(|(line, nth)| zone(line, nth).map_err(|error| format!("{path}: line {nth}: {error}")))
        .collect();
    Ok(zones?)
}

fn zone(line: &str, nth: i64) -> Result<(i64, MultiPolygon<f64>), Box<dyn Error>> {
    let feature: Feature = line.parse()?;
    let id = feature.property("id").and_then(geojson::JsonValue::as_i64);
    let shape = match Geometry::<f64>::try_from(feature.geometry.ok_or("a feature without geometry")?)? {
        Geometry::Polygon(part) => MultiPolygon(vec![part]),
        Geometry::MultiPolygon(shape) => shape,
        _ => return Err("a geometry that is no polygon".into()),
    };
    Ok((id.unwrap_or(nth), shape))
}
