//! Rules `closure-overlap`, `closure-gap`, `closure-protrusion` and `closure-vertex`: parks that should tile their zone.
//!
//! Must not find the faults: `geometry::closure` does; overlay parks (`closing: false`) are left out here.

use std::sync::OnceLock;

use super::{Case, Finding, Rule, Unit, wording};
use crate::{
    geometry::{self, ClosureFault, ClosureKind, ClosureTolerance, OverlayError},
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// One of the four closure rules.
pub struct Closure {
    id: &'static str,
    kind: ClosureKind,
    tolerance: ClosureTolerance,
}

impl Closure {
    /// Makes the rule for shared interiors.
    pub fn overlap(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Self::new("closure-overlap", ClosureKind::Overlap, set)
    }

    /// Makes the rule for ground between parks that no park covers.
    pub fn gap(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Self::new("closure-gap", ClosureKind::Gap, set)
    }

    /// Makes the rule for parks that reach beyond the zone's outline.
    pub fn protrusion(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Self::new("closure-protrusion", ClosureKind::Protrusion, set)
    }

    /// Makes the rule for vertices that the neighbour does not share.
    pub fn vertex(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Self::new("closure-vertex", ClosureKind::UnmatchedVertex, set)
    }

    fn new(id: &'static str, kind: ClosureKind, set: &RuleSet) -> Result<Self, ToleranceMissing> {
        let tolerance = ClosureTolerance {
            area_m2: set.tolerance("closure-overlap", "area_m2")?,
            width_m: set.tolerance("closure-gap", "width_m")?,
            vertex_m: set.tolerance("closure-vertex", "vertex_m")?,
        };
        Ok(Self { id, kind, tolerance })
    }
}

impl Rule for Closure {
    fn id(&self) -> &'static str {
        self.id
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        match case.closure(self.tolerance) {
            Ok(faults) => {
                let own = faults.iter().filter(|fault| fault.kind == self.kind);
                findings.extend(own.map(|fault| finding(case, fault)));
            }
            Err(error) => findings.push(Finding::undecided(error)),
        }
    }
}

/// The closure faults of a case, worked out once for the four rules.
#[derive(Default)]
pub struct ClosureFaults(OnceLock<Result<Vec<ClosureFault>, OverlayError>>);

impl Case<'_> {
    /// Returns the closure faults of the closing parks; `parks` of a fault are numbers of the draft's parks.
    fn closure(&self, tolerance: ClosureTolerance) -> Result<&[ClosureFault], &OverlayError> {
        let faults = self.closure_faults.0.get_or_init(|| {
            let closing: Vec<(usize, &geo_types::MultiPolygon<f64>)> = (0..)
                .zip(&self.parks)
                .filter(|(_, park)| park.draft.closing)
                .filter_map(|(nth, park)| Some((nth, park.sound.as_deref()?)))
                .collect();
            let shapes: Vec<&geo_types::MultiPolygon<f64>> = closing.iter().map(|(_, shape)| *shape).collect();
            let mut faults = geometry::closure(self.outline.as_deref(), &shapes, &tolerance)?;
            for park in faults.iter_mut().flat_map(|fault| &mut fault.parks) {
                *park = closing[*park].0;
            }
            Ok(faults)
        });
        faults.as_deref()
    }
}

fn finding(case: &Case<'_>, fault: &ClosureFault) -> Finding {
    let names: Vec<&str> = fault
        .parks
        .iter()
        .map(|&nth| case.draft.parks[nth].name.as_str())
        .collect();
    let (who_zh, who_en) = (
        format!("“{}”", names.join("”“")),
        format!("“{}”", names.join("” and “")),
    );
    let (area, width) = (wording::area(fault.area_m2), wording::length(fault.width_m));
    let (area_zh, width_zh) = (wording::area_zh(fault.area_m2), wording::length_zh(fault.width_m));
    let (zh, en) = match fault.kind {
        ClosureKind::Overlap => (
            format!("园区{who_zh}互相重叠 {area_zh}，平均宽 {width_zh}"),
            format!("parks {who_en} overlap by {area}, mean width {width}"),
        ),
        ClosureKind::Gap if names.is_empty() => (
            format!("集聚区内有 {area_zh} 不属于任何园区，平均宽 {width_zh}"),
            format!("{area} of the zone belong to no park, mean width {width}"),
        ),
        ClosureKind::Gap => (
            format!("园区{who_zh}之间有 {area_zh} 的缝隙，平均宽 {width_zh}"),
            format!("parks {who_en} leave a gap of {area}, mean width {width}"),
        ),
        ClosureKind::Protrusion => (
            format!("园区{who_zh}超出集聚区外界线 {area_zh}，平均宽 {width_zh}"),
            format!("park {who_en} reaches {area} beyond the zone's outline, mean width {width}"),
        ),
        ClosureKind::UnmatchedVertex => (
            format!("园区{who_zh}的共同界线上有一个未共用的界址点，相距 {width_zh}"),
            format!("parks {who_en} have a vertex on their common limit that they do not share, {width} off"),
        ),
    };
    let finding = Finding::new(Severity::Error, zh, en).place(fault.geometry.clone());
    let finding = match fault.kind {
        ClosureKind::UnmatchedVertex => finding.figure("distance", fault.width_m, Unit::Metre),
        _ => finding
            .figure("area", fault.area_m2, Unit::SquareMetre)
            .figure("mean_width", fault.width_m, Unit::Metre),
    };
    match names.first() {
        Some(name) => finding.park(name),
        None => finding,
    }
}
