//! Rule `area-total`: the zone's declared total against the geodesic area of the union of its parks.
//!
//! Must not know how the total is made up of parks.

use super::{Case, Finding, Rule, area_agreement::disagreement, area_park::placed};
use crate::zone::{RuleSet, ToleranceMissing};

/// Rule `area-total`.
pub struct AreaTotal {
    projection_ppm: f64,
}

impl AreaTotal {
    /// Reads the tolerance of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            projection_ppm: set.tolerance("area-total", "projection_ppm")?,
        })
    }
}

impl Rule for AreaTotal {
    fn id(&self) -> &'static str {
        "area-total"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        // A total says nothing while a park still lacks its shape.
        let whole = case.all_sound() && (case.parks.is_empty() || case.parks.iter().all(|park| park.sound.is_some()));
        let Some((declared, extent)) = case.draft.declared_area.as_ref().zip(case.extent.as_ref()) else {
            return;
        };
        let Some(measured_m2) = case.area_m2.filter(|_| whole) else {
            return;
        };
        if let Some(finding) = disagreement(declared, measured_m2, self.projection_ppm, "集聚区", "the zone") {
            findings.push(placed(finding, extent));
        }
    }
}
