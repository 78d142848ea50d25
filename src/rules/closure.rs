//! Rules `closure-overlap`, `closure-gap`, `closure-protrusion` and `closure-vertex`: parks that should tile their zone.
//!
//! Must not find the faults: `geometry::closure` does; overlay parks (`closing: false`) are left out here.

use std::sync::OnceLock;

use geo_types::MultiPolygon;
use rayon::prelude::*;

use super::{Case, Finding, Fix, FixedPark, Rule, Unit, wording};
use crate::{
    geometry::{self, ClosureFault, ClosureKind, ClosureTolerance, FixKind, OverlayError},
    zone::{RuleSet, Severity, Text, ToleranceMissing},
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
                let own = faults.iter().filter(|told| told.fault.kind == self.kind);
                findings.extend(own.map(|told| Finding {
                    fixes: told.fixes.iter().map(|own| fix(case, own)).collect(),
                    ..finding(case, &told.fault)
                }));
            }
            Err(error) => findings.push(Finding::undecided(error)),
        }
    }
}

/// Fixes are worked out for so many faults of a check at most: each is tried by checking anew, and mending one often clears others.
const MOST_FIXED: usize = 24;

/// A closure fault with the fixes offered for it; all parks are numbers of the draft's parks.
struct Told {
    fault: ClosureFault,
    fixes: Vec<geometry::Fix>,
}

/// The closure faults of a case, worked out once for the four rules.
#[derive(Default)]
pub struct ClosureFaults(OnceLock<Result<Vec<Told>, OverlayError>>);

impl Case<'_> {
    /// Returns the closure faults of the closing parks.
    fn closure(&self, tolerance: ClosureTolerance) -> Result<&[Told], &OverlayError> {
        self.closure_faults
            .0
            .get_or_init(|| self.find_closure_faults(tolerance))
            .as_deref()
    }

    fn find_closure_faults(&self, tolerance: ClosureTolerance) -> Result<Vec<Told>, OverlayError> {
        let closing: Vec<(usize, &MultiPolygon<f64>)> = (0..)
            .zip(&self.parks)
            .filter(|(_, park)| park.draft.closing)
            .filter_map(|(nth, park)| Some((nth, park.sound.as_deref()?)))
            .collect();
        let shapes: Vec<&MultiPolygon<f64>> = closing.iter().map(|(_, shape)| *shape).collect();
        let outline = self.outline.as_deref();
        let faults = geometry::closure(outline, &shapes, &tolerance)?;
        let mut told: Vec<Told> = faults
            .par_iter()
            .enumerate()
            .map(|(nth, fault)| {
                let fixes = if nth < MOST_FIXED {
                    geometry::fixes(outline, &shapes, &tolerance, fault, &faults)?
                } else {
                    Vec::new()
                };
                Ok(Told {
                    fault: fault.clone(),
                    fixes,
                })
            })
            .collect::<Result<_, OverlayError>>()?;
        for one in &mut told {
            let of_fixes = one.fixes.iter_mut().flat_map(|fix| {
                let changed = fix.changed.iter_mut().map(|(park, _)| park);
                std::iter::once(&mut fix.park).chain(changed)
            });
            for park in one.fault.parks.iter_mut().chain(of_fixes) {
                *park = closing[*park].0;
            }
        }
        Ok(told)
    }
}

fn fix(case: &Case<'_>, fix: &geometry::Fix) -> Fix {
    let name = |nth: usize| case.draft.parks[nth].name.as_str();
    let park = name(fix.park);
    let (zh, en) = match fix.kind {
        FixKind::SnapToNeighbour => (
            format!("将“{park}”的界线吸附到相邻园区"),
            format!("snap the limit of “{park}” to its neighbour"),
        ),
        FixKind::FillGap => (format!("将缝隙划入“{park}”"), format!("give the gap to “{park}”")),
        FixKind::ClipOverlap => (
            format!("从“{park}”中裁去重叠部分"),
            format!("clip the overlap from “{park}”"),
        ),
        FixKind::ClipProtrusion => (
            format!("裁去“{park}”超出外界线的部分"),
            format!("clip “{park}” to the zone's outline"),
        ),
        FixKind::InsertVertex => (
            format!("在“{park}”的界线上补入该界址点"),
            format!("insert the vertex into “{park}”"),
        ),
    };
    let parks = fix.changed.iter().map(|(nth, shape)| FixedPark {
        park: name(*nth).to_owned(),
        nth: *nth,
        shape: shape.clone(),
    });
    Fix {
        kind: fix.kind.as_str(),
        label: Text { zh, en },
        datum: None,
        parks: parks.collect(),
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
