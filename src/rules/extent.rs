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
    /// How far the two obfuscated datums may lie away.
    reach_m: f64,
    /// A vertex lies along a feature where it is this near to it.
    near_m: f64,
    /// By how much undoing a shift must raise the share of vertices that lie along a feature.
    gain: f64,
}

/// A suspected shift: the datum, and the share of vertices along features as given and as read in that datum.
struct Shift {
    datum: Datum,
    as_given: f64,
    as_read: f64,
}

impl Extent {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            reach_m: set.tolerance("extent", "shift_max_m")?,
            near_m: set.tolerance("extent", "shift_near_m")?,
            gain: set.tolerance("extent", "shift_gain_share")?,
        })
    }

    /// Says whether more of the shape would run along features if it were read as GCJ-02 or BD-09.
    fn shift(&self, shape: &MultiPolygon<f64>, features: &[&Feature]) -> Option<Shift> {
        let vertices: Vec<Coord<f64>> = shape
            .0
            .iter()
            .flat_map(|part| part.exterior().0.iter().copied())
            .collect();
        let step = vertices.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<Coord<f64>> = vertices.into_iter().step_by(step).collect();
        let as_given = self.along(sample.iter().map(|c| LonLat::new(c.x, c.y).ok()), features);
        [Datum::Gcj02, Datum::Bd09]
            .into_iter()
            .map(|datum| {
                let moved = sample.iter().map(|c| datum.to_lon_lat(c.x, c.y).ok());
                Shift {
                    datum,
                    as_given,
                    as_read: self.along(moved, features),
                }
            })
            .filter(|shift| shift.as_read >= shift.as_given + self.gain)
            .max_by(|one, other| one.as_read.total_cmp(&other.as_read))
    }

    /// Returns the share of places that lie along a feature.
    fn along(&self, places: impl ExactSizeIterator<Item = Option<LonLat>>, features: &[&Feature]) -> f64 {
        let count = places.len().max(1) as f64;
        let is_near = |place: &LonLat| {
            features
                .iter()
                .any(|feature| distance_to_line_m(&feature.line, *place).is_some_and(|m| m <= self.near_m))
        };
        places.flatten().filter(is_near).count() as f64 / count
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
            let Some(shift) = self.shift(sound, &features) else {
                continue;
            };
            let (given, read) = (wording::share(shift.as_given), wording::share(shift.as_read));
            let (name, datum) = (&park.draft.name, shift.datum);
            findings.push(
                Finding::new(
                    Severity::Warning,
                    format!("园区“{name}”疑似使用了 {datum} 坐标：按原样 {given} 的界址点沿参照物，按 {datum} 换算后为 {read}"),
                    format!("park “{name}” looks as if its coordinates were {datum}: {given} of its vertices lie along features as given, {read} if read as {datum}"),
                )
                .park(name)
                .figure("share_along_features_as_given", shift.as_given, Unit::Share)
                .figure("share_along_features_if_shifted", shift.as_read, Unit::Share)
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
            format!(
                "park “{name}” lies outside the programme's extent: found {found}; hint: state the coordinate system of projected coordinates"
            ),
        )
    };
    Some(Finding::new(Severity::Error, zh, en).park(name))
}
