//! Rule `speck`: parts, holes, necks and stretches smaller or narrower than the tolerance.
//!
//! Must not find them: `geometry::specks` does.

use super::{Case, Finding, Rule, Spot, Unit, wording};
use crate::{
    geometry::{self, SpeckKind, SpeckTolerance},
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// Rule `speck`.
pub struct Speck {
    tolerance: SpeckTolerance,
}

impl Speck {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        let min_area_m2 = set.tolerance("speck", "min_area_m2")?;
        let min_width_m = set.tolerance("speck", "min_width_m")?;
        Ok(Self {
            tolerance: SpeckTolerance {
                min_area_m2,
                min_width_m,
            },
        })
    }
}

impl Rule for Speck {
    fn id(&self) -> &'static str {
        "speck"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        for park in &case.parks {
            let Some(shape) = &park.sound else { continue };
            let specks = match geometry::specks(shape, &self.tolerance) {
                Ok(specks) => specks,
                Err(error) => {
                    findings.push(Finding::undecided(&error).park(&park.draft.name));
                    continue;
                }
            };
            for speck in specks {
                let (what_zh, what_en) = match speck.kind {
                    SpeckKind::Part => ("碎块", "a part"),
                    SpeckKind::Hole => ("小孔", "a hole"),
                    SpeckKind::Neck => ("窄颈", "a neck"),
                    SpeckKind::Narrow => ("窄条", "a narrow stretch"),
                };
                let (area, width) = (wording::area(speck.area_m2), wording::length(speck.width_m));
                let (area_zh, width_zh) = (wording::area_zh(speck.area_m2), wording::length_zh(speck.width_m));
                let least_area = wording::area(self.tolerance.min_area_m2);
                let least_area_zh = wording::area_zh(self.tolerance.min_area_m2);
                let least_width = wording::length(self.tolerance.min_width_m);
                let least_width_zh = wording::length_zh(self.tolerance.min_width_m);
                let name = &park.draft.name;
                findings.push(
                    Finding::new(
                        Severity::Error,
                        format!("园区“{name}”有{what_zh}：{area_zh}，宽 {width_zh}（限 {least_area_zh}、{least_width_zh}）"),
                        format!("park “{name}” has {what_en} of {area}, {width} wide; at least {least_area} and {least_width} are expected"),
                    )
                    .park(name)
                    .at(Spot { part: Some(speck.part), ring: speck.ring, vertex: None })
                    .figure("area", speck.area_m2, Unit::SquareMetre)
                    .figure("width", speck.width_m, Unit::Metre)
                    .place(speck.geometry),
                );
            }
        }
    }
}
