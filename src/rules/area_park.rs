//! Rule `area-park`: a park's declared area against its geodesic one.
//!
//! Must not know the zone's total.

use geo_types::MultiPolygon;

use super::{Case, Finding, Rule, Unit, area_agreement::disagreement};
use crate::{
    geometry::gauss_kruger_area_m2,
    zone::{RuleSet, ToleranceMissing},
};

/// Rule `area-park`.
pub struct AreaPark {
    projection_ppm: f64,
}

impl AreaPark {
    /// Reads the tolerance of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            projection_ppm: set.tolerance("area-park", "projection_ppm")?,
        })
    }
}

impl Rule for AreaPark {
    fn id(&self) -> &'static str {
        "area-park"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        for park in &case.parks {
            let Some((declared, measured_m2)) = park.draft.declared_area.as_ref().zip(park.area_m2) else {
                continue;
            };
            let who_zh = format!("园区“{}”", park.draft.name);
            let who_en = format!("park “{}”", park.draft.name);
            if let Some(finding) = disagreement(declared, measured_m2, self.projection_ppm, &who_zh, &who_en) {
                let finding = finding.park(&park.draft.name);
                findings.push(match &park.sound {
                    Some(shape) => placed(finding, shape),
                    None => finding,
                });
            }
        }
    }
}

/// Adds the shape as the place, and its planar area in the 3° Gauss-Krüger zone, the figure that parcel sheets declare.
pub fn placed(finding: Finding, shape: &MultiPolygon<f64>) -> Finding {
    // A shape outside the national zones has no such figure; the geodesic one stands either way.
    let finding = match gauss_kruger_area_m2(shape) {
        Ok((projected_m2, _)) => finding.figure("projected_area", projected_m2, Unit::SquareMetre),
        Err(_) => finding,
    };
    finding.place(shape.clone())
}
