//! Rule `duplicate`: the same ground as another zone, one way or both.
//!
//! Must not know why: whether it is a copy or a zone within a zone is the reviewer's to say.

use super::{Case, Finding, Other, Rule, Unit, wording};
use crate::{
    geometry,
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// Rule `duplicate`.
pub struct Duplicate {
    least_share: f64,
}

impl Duplicate {
    /// Reads the tolerance of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            least_share: set.tolerance("duplicate", "share")?,
        })
    }
}

impl Rule for Duplicate {
    fn id(&self) -> &'static str {
        "duplicate"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let Some((extent, area_m2)) = case.extent.as_ref().zip(case.area_m2) else {
            return;
        };
        for neighbour in &case.neighbours {
            let other_zone = || Other {
                zone: neighbour.zone.clone(),
                name: neighbour.name.clone(),
                park: None,
                status: neighbour.class,
            };
            let shared = match geometry::intersection(extent, &neighbour.extent) {
                Ok(Some(shared)) => shared,
                Ok(None) => continue,
                Err(error) => {
                    findings.push(Finding::undecided(&error).with(other_zone()));
                    continue;
                }
            };
            let (own, other) = (shared.area_m2 / area_m2, shared.area_m2 / neighbour.area_m2);
            let (own_same, other_same) = (own >= self.least_share, other >= self.least_share);
            let (own_text, other_text) = (wording::share(own), wording::share(other));
            let name = &neighbour.name;
            let (zh, en) = match (own_same, other_same) {
                (true, true) => (
                    format!("与“{name}”几乎相同：占本区 {own_text}，占对方 {other_text}"),
                    format!("nearly the same ground as “{name}”: {own_text} of this zone, {other_text} of the other"),
                ),
                (true, false) => (
                    format!("几乎全部（{own_text}）位于“{name}”之内"),
                    format!("nearly all of this zone ({own_text}) lies within “{name}”"),
                ),
                (false, true) => (
                    format!("几乎包含了整个“{name}”（对方的 {other_text}）"),
                    format!("this zone holds nearly all of “{name}” ({other_text} of it)"),
                ),
                (false, false) => continue,
            };
            findings.push(
                Finding::new(Severity::Error, zh, en)
                    .with(other_zone())
                    .figure("shared_area", shared.area_m2, Unit::SquareMetre)
                    .figure("share_of_zone", own, Unit::Share)
                    .figure("share_of_other", other, Unit::Share)
                    .place(shared.geometry),
            );
        }
    }
}
