//! Rule `area-sum`: the declared areas of the parks against the declared total.
//!
//! Must not know any shape: words are held against words.

use super::{Case, Finding, Rule, Unit, wording};
use crate::zone::{DeclaredArea, Severity};

/// Rule `area-sum`. Its tolerance is that of the printed digits alone.
pub struct AreaSum;

impl Rule for AreaSum {
    fn id(&self) -> &'static str {
        "area-sum"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let Some(total) = &case.draft.declared_area else { return };
        // An overlay lies over other parks: its area is counted with theirs.
        let closing = case.draft.parks.iter().filter(|park| park.closing);
        let Some(declared) = closing
            .map(|park| park.declared_area.as_ref())
            .collect::<Option<Vec<&DeclaredArea>>>()
        else {
            return;
        };
        if declared.is_empty() {
            return;
        }
        let sum_m2: f64 = declared.iter().map(|area| area.m2()).sum();
        let tolerance_m2 = declared.iter().map(|area| area.tolerance_m2()).sum::<f64>() + total.tolerance_m2();
        let difference_m2 = sum_m2 - total.m2();
        // A hair above the tolerance is the arithmetic of decimal fractions, not a difference.
        if difference_m2.abs() <= tolerance_m2 * (1.0 + 1e-9) {
            return;
        }
        let (sum, off) = (wording::area(sum_m2), wording::area(difference_m2.abs()));
        let (sum_zh, off_zh) = (wording::area_zh(sum_m2), wording::area_zh(difference_m2.abs()));
        let printed = total.printed();
        let zh = format!(
            "{} 个园区申报面积之和为 {sum_zh}，与申报总面积“{printed}”相差 {off_zh}",
            declared.len()
        );
        let en = format!(
            "the declared areas of {} parks sum to {sum}, {off} off the declared total “{printed}”",
            declared.len()
        );
        findings.push(
            Finding::new(Severity::Error, zh, en)
                .figure("sum", sum_m2, Unit::SquareMetre)
                .figure("declared_total", total.m2(), Unit::SquareMetre)
                .figure("difference", difference_m2, Unit::SquareMetre)
                .figure("tolerance", tolerance_m2, Unit::SquareMetre),
        );
    }
}
