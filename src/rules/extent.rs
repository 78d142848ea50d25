//! Rule `extent`: outside the programme's extent, swapped coordinates, or a suspected GCJ-02 or BD-09 shift.
//!
//! Must not shift anything: it says what it suspects, and why.

use geo_types::{Coord, MultiPolygon};

use super::{Case, CasePark, Finding, Rule, Unit, wording};
use crate::{
    abuttals::Feature,
    geometry::{Bbox, Datum, LonLat, distance_to_line_m},
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// Most vertices of a shape that are held against the features; more tell nothing new of a shift of the whole.
const SAMPLE: usize = 200;

/// Rule `extent`.
pub struct Extent {
    /// How far features are looked for; the two obfuscated datums lie up to 603 m (GCJ-02) and 1.3 km (BD-09) away.
    reach_m: f64,
    /// A boundary runs along features where its vertices lie this near to them, at the median.
    along_m: f64,
    /// How many times farther from the features it must lie as given.
    factor: f64,
}

impl Extent {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            reach_m: set.tolerance("extent", "shift_reach_m")?,
            along_m: set.tolerance("extent", "shift_along_m")?,
            factor: set.tolerance("extent", "shift_factor")?,
        })
    }

    /// Says whether the shape would run along the features if it were read as GCJ-02 or BD-09, and does not as given.
    fn shift(&self, shape: &MultiPolygon<f64>, features: &[&Feature]) -> Option<(Datum, f64, f64)> {
        let vertices: Vec<Coord<f64>> =
            shape.0.iter().flat_map(|part| part.exterior().0.iter().copied()).collect();
        let step = vertices.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<Coord<f64>> = vertices.into_iter().step_by(step).collect();
        let as_given_m = self.median_m(sample.iter().filter_map(|c| LonLat::new(c.x, c.y).ok()), features)?;
        [Datum::Gcj02, Datum::Bd09]
            .into_iter()
            .filter_map(|datum| {
                let moved = sample.iter().filter_map(|c| datum.to_lon_lat(c.x, c.y).ok());
                let median_m = self.median_m(moved, features)?;
                (median_m <= self.along_m && as_given_m > median_m.max(1.0) * self.factor)
                    .then_some((datum, as_given_m, median_m))
            })
            .min_by(|a, b| a.2.total_cmp(&b.2))
    }

    /// Returns the median distance of places to the nearest feature, in metres; `None` where there is no place.
    fn median_m(&self, places: impl Iterator<Item = LonLat>, features: &[&Feature]) -> Option<f64> {
        let nearest = |place: LonLat| {
            features.iter().map(|feature| distance_to_line_m(&feature.line, place)).fold(self.reach_m, f64::min)
        };
        let mut distances_m: Vec<f64> = places.map(nearest).collect();
        distances_m.sort_by(f64::total_cmp);
        distances_m.get(distances_m.len() / 2).copied()
    }
}

impl Rule for Extent {
    fn id(&self) -> &'static str {
        "extent"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let extent = &case.atlas.programme().extent;
        for park in &case.parks {
            let Some(shape) = &park.draft.shape else { continue };
            let Some(bbox) = Bbox::of(shape) else { continue };
            if let Some(finding) = outside(park, &bbox, extent) {
                findings.push(finding);
                continue;
            }
            let Some(sound) = &park.sound else { continue };
            let features: Vec<&Feature> = case.atlas.features_in(&bbox.expand_m(self.reach_m)).collect();
            let Some((datum, as_given_m, as_read_m)) = self.shift(sound, &features) else { continue };
            let (given, read) = (wording::length(as_given_m), wording::length(as_read_m));
            let name = &park.draft.name;
            findings.push(
                Finding::new(
                    Severity::Warning,
                    format!("园区“{name}”疑似使用了 {datum} 坐标：按原样距参照物中位数 {given}，按 {datum} 换算后为 {read}"),
                    format!("park “{name}” looks as if its coordinates were {datum}: the median distance to the features is {given} as given, and {read} if read as {datum}"),
                )
                .park(name)
                .figure("median_distance_as_given", as_given_m, Unit::Metre)
                .figure("median_distance_if_shifted", as_read_m, Unit::Metre)
                .place(sound.as_ref().clone()),
            );
        }
    }
}

fn outside(park: &CasePark<'_>, bbox: &Bbox, extent: &Bbox) -> Option<Finding> {
    let inside = |west: f64, south: f64, east: f64, north: f64| {
        extent.west() <= west && extent.south() <= south && east <= extent.east() && north <= extent.north()
    };
    let [west, south, east, north] = bbox.to_array();
    if inside(west, south, east, north) {
        return None;
    }
    let name = &park.draft.name;
    let found = format!("{west:.4}, {south:.4} … {east:.4}, {north:.4}");
    let (zh, en) = if inside(south, west, north, east) {
        (
            format!("园区“{name}”的经纬度写反了：找到 {found}，应为 经度, 纬度"),
            format!("park “{name}” has longitude and latitude swapped: found {found}, expected longitude first"),
        )
    } else {
        (
            format!("园区“{name}”超出项目范围：找到 {found}；提示：投影坐标请先说明坐标系"),
            format!("park “{name}” lies outside the programme's extent: found {found}; hint: state the coordinate system of projected coordinates"),
        )
    };
    Some(Finding::new(Severity::Error, zh, en).park(name))
}
