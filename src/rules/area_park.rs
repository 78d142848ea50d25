//! Rule `area-park`: a park's declared area against its geodesic one.
//!
//! Must not know the zone's total.

use geo_types::MultiPolygon;

use super::{Case, Finding, Rule, Unit, wording};
use crate::{
    geometry::gauss_kruger_area_m2,
    zone::{DeclaredArea, RuleSet, Severity, ToleranceMissing},
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

/// Compares a declaration with a measured area: it may differ by what its printed digits allow and by what a map
/// projection adds, in parts per million of the area.
pub fn disagreement(
    declared: &DeclaredArea,
    measured_m2: f64,
    projection_ppm: f64,
    who_zh: &str,
    who_en: &str,
) -> Option<Finding> {
    let tolerance_m2 = declared.tolerance_m2() + measured_m2 * projection_ppm * 1e-6;
    let difference_m2 = declared.m2() - measured_m2;
    if difference_m2.abs() <= tolerance_m2 {
        return None;
    }
    let (declared_text, measured) = (wording::area(declared.m2()), wording::area(measured_m2));
    let (declared_text_zh, measured_zh) = (wording::area_zh(declared.m2()), wording::area_zh(measured_m2));
    let (off, allowed) = (wording::area(difference_m2.abs()), wording::area(tolerance_m2));
    let (off_zh, allowed_zh) = (wording::area_zh(difference_m2.abs()), wording::area_zh(tolerance_m2));
    let (more_zh, more_en) = if difference_m2 > 0.0 {
        ("大", "more")
    } else {
        ("小", "less")
    };
    let printed = declared.printed();
    let zh = format!(
        "{who_zh}申报面积“{printed}”（{declared_text_zh}）比椭球面积 {measured_zh} {more_zh} {off_zh}，允许差 {allowed_zh}"
    );
    let en = format!(
        "{who_en}: the declared area “{printed}” ({declared_text}) is {off} {more_en} than the geodesic area {measured}; {allowed} is allowed"
    );
    Some(
        Finding::new(Severity::Error, zh, en)
            .figure("declared_area", declared.m2(), Unit::SquareMetre)
            .figure("measured_area", measured_m2, Unit::SquareMetre)
            .figure("difference", difference_m2, Unit::SquareMetre)
            .figure("tolerance", tolerance_m2, Unit::SquareMetre),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_digits_set_the_tolerance_and_the_projection_widens_it() {
        let declared: DeclaredArea = "5.71公顷".parse().unwrap();
        // 57,100 m² declared, ± 50 m² by its digits, ± 1,500 ppm of what was measured.
        let finding = |measured_m2| disagreement(&declared, measured_m2, 1_500.0, "", "");
        assert!(finding(57_100.0 - 50.0 - 85.0).is_none());
        assert!(finding(57_100.0 - 50.0 - 86.0).is_some());
        assert!(finding(57_100.0 + 50.0 + 85.0).is_none());
        assert!(finding(57_100.0 + 50.0 + 86.0).is_some());
    }
}
