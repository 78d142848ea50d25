//! Rule `jurisdiction`: outside the applicant's division, or over a district line without a park as host.
//!
//! Must not know how districts were surveyed: differences below the tolerance are theirs, not the draft's.

use super::{Case, Finding, Rule, Unit, wording};
use crate::{
    geometry::{self, Bbox, Shared},
    zone::{District, RuleSet, Severity, ToleranceMissing},
};

/// Rule `jurisdiction`.
pub struct Jurisdiction {
    area_m2: f64,
    share: f64,
}

impl Jurisdiction {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            area_m2: set.tolerance("jurisdiction", "area_m2")?,
            share: set.tolerance("jurisdiction", "share")?,
        })
    }

    /// Tells whether a shared part is more than the difference of two surveys.
    fn counts(&self, shared: &Shared, whole_m2: f64) -> bool {
        shared.area_m2 > self.area_m2.max(self.share * whole_m2)
    }
}

impl Rule for Jurisdiction {
    fn id(&self) -> &'static str {
        "jurisdiction"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let Some((extent, area_m2)) = case.extent.as_ref().zip(case.area_m2) else {
            return;
        };
        let Some(division) = case.draft.division else {
            findings.push(Finding::new(
                Severity::Warning,
                "未写明申报主体的行政区划代码，无法检查管辖范围".to_owned(),
                "the applicant's division is not stated, so jurisdiction cannot be checked".to_owned(),
            ));
            return;
        };
        let Some(bbox) = Bbox::of(extent) else { return };
        let mut undecided = false;
        let mut touched: Vec<(&District, Shared)> = Vec::new();
        for district in case.atlas.districts_in(&bbox) {
            match geometry::intersection(extent, &district.shape) {
                Ok(Some(shared)) if self.counts(&shared, area_m2) => touched.push((district, shared)),
                Ok(_) => {}
                Err(error) => {
                    undecided = true;
                    findings.push(Finding::undecided(&error));
                }
            }
        }
        if touched.is_empty() && !undecided {
            findings.push(Finding::new(
                Severity::Note,
                format!("登记系统中没有此处的行政区界线，未能检查是否在 {division} 辖区内"),
                format!(
                    "the register holds no district here, so it was not checked whether the zone lies in {division}"
                ),
            ));
            return;
        }
        for (district, shared) in touched
            .iter()
            .filter(|(district, _)| !division.covers(district.division))
        {
            let area = wording::area(shared.area_m2);
            let area_zh = wording::area_zh(shared.area_m2);
            let (name, code) = (&district.name, district.division);
            findings.push(
                Finding::new(
                    Severity::Error,
                    format!("有 {area_zh} 位于申报主体 {division} 之外的“{name}”（{code}）"),
                    format!("{area} lies in {name} ({code}), outside the applicant's division {division}"),
                )
                .figure("area_outside", shared.area_m2, Unit::SquareMetre)
                .place(shared.geometry.clone()),
            );
        }
        // A host that is itself a district is no development park.
        let is_district = |host: &str| touched.iter().any(|(district, _)| district.name == host);
        let hosted = |host: Option<&String>| host.is_some_and(|host| !is_district(host));
        let park_is_host =
            hosted(case.draft.host.as_ref()) || case.draft.parks.iter().all(|park| hosted(park.host.as_ref()));
        if touched.len() > 1 && !park_is_host {
            let names = touched.iter().map(|(district, _)| district.name.as_str());
            let (zh, en) = (
                names.clone().collect::<Vec<_>>().join("、"),
                names.collect::<Vec<_>>().join(", "),
            );
            findings.push(
                Finding::new(
                    Severity::Warning,
                    format!("跨越 {zh}，且未以省级以上园区为承载区"),
                    format!("lies over the line between {en} without a development park as host"),
                )
                .figure("districts", touched.len() as f64, Unit::Count),
            );
        }
    }
}
