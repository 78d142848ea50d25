//! Rule `extent`: outside the programme's extent, swapped coordinates, or coordinates in another datum than stated.
//!
//! Must not shift anything: it says what it suspects, by how many metres, and how the conversion is asked for.

use geo_types::MultiPolygon;

use super::{
    Case, CasePark, Finding, Fix, FixedPark, Rule, Unit,
    datum_shift::{Shift, ShiftTolerance, read_shape_as},
    wording,
};
use crate::{
    geometry::{Bbox, Datum},
    zone::{DraftPark, RuleSet, Severity, Text, ToleranceMissing},
};

/// Rule `extent`.
pub struct Extent {
    shift: ShiftTolerance,
}

impl Extent {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            shift: ShiftTolerance::new(set)?,
        })
    }
}

impl Extent {
    /// Returns the conversion of every shape of the draft, where the park that told of it then fits the ground; none where it
    /// would be suspected still, or a shape cannot be read so.
    fn conversion(&self, case: &Case<'_>, told: &MultiPolygon<f64>, shift: &Shift) -> Option<Fix> {
        let (stated, datum) = (case.draft.datum, shift.datum);
        let converted = read_shape_as(told, stated, datum)?;
        let is_clear = self
            .shift
            .suspect(&converted, Datum::Cgcs2000, case.draft.division, case.atlas)
            .is_empty();
        let fixed = |(nth, park): (usize, &DraftPark)| {
            let shape = park.shape.as_ref()?;
            Some(read_shape_as(shape, stated, datum).map(|shape| FixedPark {
                park: park.name.clone(),
                nth,
                shape,
            }))
        };
        let parks: Option<Vec<FixedPark>> = case.draft.parks.iter().enumerate().filter_map(fixed).collect();
        let name = wording::datum(datum);
        Some(Fix {
            kind: "convert-datum",
            label: Text {
                zh: format!("按 {name} 读取全部坐标，换算为 CGCS2000"),
                en: format!("read all coordinates as {name} and convert them to CGCS2000"),
            },
            datum: Some(datum),
            parks: parks.filter(|_| is_clear)?,
        })
    }
}

impl Rule for Extent {
    fn id(&self) -> &'static str {
        "extent"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let extent = &case.atlas.programme().extent;
        let (stated, division) = (case.draft.datum, case.draft.division);
        for park in &case.parks {
            let Some(shape) = &park.draft.shape else { continue };
            let Some(bbox) = Bbox::of(shape) else { continue };
            if let Some(finding) = outside(park, &bbox, extent) {
                findings.push(finding);
                continue;
            }
            let Some(sound) = &park.sound else { continue };
            if let [best, rest @ ..] = self.shift.suspect(sound, stated, division, case.atlas).as_slice() {
                let finding = suspected(&park.draft.name, stated, best, rest);
                let fixes = [best]
                    .into_iter()
                    .chain(rest)
                    .filter_map(|shift| self.conversion(case, sound, shift));
                let mut finding = finding.place(sound.as_ref().clone());
                finding.fixes = fixes.collect();
                findings.push(finding);
            }
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

/// Says which datum would fit, how far off that is, on what the suspicion rests, what else would fit, and how the conversion
/// is asked for.
fn suspected(name: &str, stated: Datum, shift: &Shift, rest: &[Shift]) -> Finding {
    let datum = shift.datum;
    let (metres, metres_zh) = (wording::length(shift.shift_m), wording::length_zh(shift.shift_m));
    let rise = |given: Option<f64>, read: Option<f64>| Some((wording::share(given?), wording::share(read?)));
    let along = rise(shift.as_given.along_features, shift.as_read.along_features);
    let inside = rise(shift.as_given.inside_division, shift.as_read.inside_division);
    let (mut grounds_zh, mut grounds) = (Vec::new(), Vec::new());
    if let Some((given, read)) = along {
        grounds_zh.push(format!("沿参照物的界址点由 {given} 变为 {read}"));
        grounds.push(format!(
            "{given} of its vertices lie along features as given, {read} as {datum}"
        ));
    }
    if let Some((given, read)) = inside {
        grounds_zh.push(format!("申报区划内的界址点由 {given} 变为 {read}"));
        grounds.push(format!(
            "{given} lie in the applicant's division as given, {read} as {datum}"
        ));
    }
    for other in rest {
        let (m, m_zh) = (wording::length(other.shift_m), wording::length_zh(other.shift_m));
        grounds_zh.push(format!("按 {} 读取（相差 {m_zh}）也说得通", other.datum));
        grounds.push(format!("{} ({m} apart) would fit as well", other.datum));
    }
    let (grounds_zh, grounds) = (grounds_zh.join("，"), grounds.join("; "));
    let mut finding = Finding::new(
        Severity::Warning,
        format!(
            "园区“{name}”的坐标疑似为 {datum}，而注明为 {stated}：两者相差 {metres_zh}；按 {datum} 读取，{grounds_zh}；提示：如确为 {datum}，请注明坐标系 {datum} 后重新导入，系统不会自行换算"
        ),
        format!(
            "park “{name}” looks as if its coordinates were {datum}, not {stated}, {metres} apart: {grounds}; hint: if they are, state the coordinate system {datum} and hand them in again; nothing is converted by itself"
        ),
    )
    .park(name)
    .figure("shift_m", shift.shift_m, Unit::Metre);
    for (figure, share) in [
        ("share_along_features_as_given", shift.as_given.along_features),
        ("share_along_features_if_shifted", shift.as_read.along_features),
        ("share_inside_division_as_given", shift.as_given.inside_division),
        ("share_inside_division_if_shifted", shift.as_read.inside_division),
    ] {
        if let Some(share) = share {
            finding = finding.figure(figure, share, Unit::Share);
        }
    }
    finding
}
