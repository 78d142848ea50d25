//! Rules `overlap-zone` and `overlap-pending`: interior shared with another zone.
//!
//! Must not decide what an overlap is: `geometry::intersection` does, for every reader alike.

use super::{Case, Finding, Other, Rule, Unit, wording};
use crate::{
    geometry,
    zone::{RuleSet, Severity, StandingClass, ToleranceMissing},
};

/// What makes a shared interior a digitising sliver: less area, or less mean width, than the tolerance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SliverTolerance {
    /// Area in m².
    pub area_m2: f64,
    /// Mean width in metres: twice the area over the perimeter.
    pub width_m: f64,
}

impl SliverTolerance {
    /// Reads the tolerance of an overlap rule.
    pub fn of(set: &RuleSet, rule: &str) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            area_m2: set.tolerance(rule, "sliver_area_m2")?,
            width_m: set.tolerance(rule, "sliver_width_m")?,
        })
    }

    /// Tells whether a shared interior is a sliver.
    pub fn takes(self, shared: &geometry::Shared) -> bool {
        shared.area_m2 < self.area_m2 || shared.mean_width_m < self.width_m
    }
}

/// Rule `overlap-zone` or `overlap-pending`.
pub struct Overlap {
    id: &'static str,
    class: StandingClass,
    sliver: SliverTolerance,
    speck_area_m2: f64,
}

impl Overlap {
    /// Makes the rule that looks at zones of `class`.
    pub fn new(id: &'static str, class: StandingClass, set: &RuleSet) -> Result<Self, ToleranceMissing> {
        let speck_area_m2 = set.tolerance(id, "speck_area_m2")?;
        Ok(Self {
            id,
            class,
            sliver: SliverTolerance::of(set, id)?,
            speck_area_m2,
        })
    }
}

impl Rule for Overlap {
    fn id(&self) -> &'static str {
        self.id
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        for park in &case.parks {
            let Some(shape) = &park.sound else { continue };
            for neighbour in case.neighbours.iter().filter(|neighbour| neighbour.class == self.class) {
                let other = || Other {
                    zone: neighbour.zone.clone(),
                    name: neighbour.name.clone(),
                    park: None,
                    status: neighbour.class,
                };
                let shared = match geometry::intersection(shape, &neighbour.extent) {
                    Ok(Some(shared)) => shared,
                    Ok(None) => continue,
                    Err(error) => {
                        findings.push(Finding::undecided(&error).park(&park.draft.name).with(other()));
                        continue;
                    }
                };
                if shared.area_m2 < self.speck_area_m2 {
                    continue;
                }
                let sliver = self.sliver.takes(&shared);
                let (area, width) = (wording::area(shared.area_m2), wording::length(shared.mean_width_m));
                let (area_zh, width_zh) = (
                    wording::area_zh(shared.area_m2),
                    wording::length_zh(shared.mean_width_m),
                );
                let own = park.area_m2.map_or(0.0, |area_m2| shared.area_m2 / area_m2);
                let (state_zh, state_en) = match self.class {
                    StandingClass::Pending => ("待审", "pending"),
                    _ => ("已批准", "in force"),
                };
                let (what_zh, what_en) = if sliver {
                    ("数字化碎隙", "a digitising sliver")
                } else {
                    ("重叠", "an overlap")
                };
                let (name, whose) = (&park.draft.name, &neighbour.name);
                let zh = format!("园区“{name}”与{state_zh}的“{whose}”有{what_zh}：{area_zh}，平均宽 {width_zh}");
                let en =
                    format!("park “{name}” and “{whose}” ({state_en}) share {what_en} of {area}, mean width {width}");
                let severity = if sliver { Severity::Note } else { Severity::Error };
                findings.push(
                    Finding::new(severity, zh, en)
                        .park(name)
                        .with(other())
                        .figure("shared_area", shared.area_m2, Unit::SquareMetre)
                        .figure("mean_width", shared.mean_width_m, Unit::Metre)
                        .figure("share_of_park", own, Unit::Share)
                        .figure("share_of_other", shared.area_m2 / neighbour.area_m2, Unit::Share)
                        .place(shared.geometry),
                );
            }
        }
    }
}
