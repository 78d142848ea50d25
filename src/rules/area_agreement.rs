//! A declared area held against a measured one: what the rules on areas and the pages that show areas agree by.
//!
//! Must not know whose area it is.

use super::{Finding, Unit, wording};
use crate::zone::{DeclaredArea, RuleSet, Severity, ToleranceMissing};

/// A declared area held against a measured one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaAgreement {
    /// Declared minus measured, m².
    pub difference_m2: f64,
    /// What the printed digits and a map projection allow, m².
    pub allowed_m2: f64,
}

impl AreaAgreement {
    /// Compares: a declaration may differ by what its printed digits allow and by what a map projection adds, in parts per
    /// million of the measured area.
    pub fn of(declared: &DeclaredArea, measured_m2: f64, projection_ppm: f64) -> Self {
        Self {
            difference_m2: declared.m2() - measured_m2,
            allowed_m2: declared.tolerance_m2() + measured_m2 * projection_ppm * 1e-6,
        }
    }

    /// Compares a declared total by the tolerance of the rule `area-total`.
    ///
    /// # Errors
    /// Names the tolerance that the rule set lacks.
    pub fn of_total(declared: &DeclaredArea, measured_m2: f64, set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self::of(
            declared,
            measured_m2,
            set.tolerance("area-total", "projection_ppm")?,
        ))
    }

    /// Tells whether the two agree.
    pub fn holds(self) -> bool {
        self.difference_m2.abs() <= self.allowed_m2
    }
}

/// Makes the finding of a declared and a measured area that do not agree; `None` where they do.
pub fn disagreement(
    declared: &DeclaredArea,
    measured_m2: f64,
    projection_ppm: f64,
    who_zh: &str,
    who_en: &str,
) -> Option<Finding> {
    let agreement = AreaAgreement::of(declared, measured_m2, projection_ppm);
    if agreement.holds() {
        return None;
    }
    let AreaAgreement {
        difference_m2,
        allowed_m2: tolerance_m2,
    } = agreement;
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
