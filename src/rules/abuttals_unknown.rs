//! Rule `abuttals-unknown`: a stated name that no feature near the place bears.
//!
//! Must not speak of what the register cannot know: names of villages and companies, and places around which no feature is loaded.

use geo_types::{Geometry, MultiPolygon};

use super::{
    Case, Finding, Rule, Unit,
    stated_limits::{Stated, side_words},
};
use crate::{
    abuttals::{Candidate, Feature, FeatureClass, Match, Near, Sought, StatedFeature, StatedKind, side_line},
    geometry::{Bbox, Side},
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// Most candidates that a message names; the finding's own list is no longer.
const MOST: usize = 3;

/// Rule `abuttals-unknown`.
pub struct AbuttalsUnknown {
    reach_m: f64,
}

impl AbuttalsUnknown {
    /// Reads the tolerance of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            reach_m: set.tolerance("abuttals-unknown", "reach_m")?,
        })
    }
}

impl Rule for AbuttalsUnknown {
    fn id(&self) -> &'static str {
        "abuttals-unknown"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        let mut bare = 0;
        for stated in case.stated() {
            let Some((shape, area)) = stated.shape.as_ref().and_then(|shape| Some((shape, Bbox::of(shape)?))) else {
                continue;
            };
            let around: Vec<&Feature> = case.atlas.features_in(&area.expand_m(self.reach_m)).collect();
            if around.is_empty() {
                bare += 1;
                continue;
            }
            let near = Near {
                area,
                reach_m: self.reach_m,
            };
            for side in Side::ALL {
                let features = stated
                    .block
                    .side(side)
                    .map(|stated| stated.features.as_slice())
                    .unwrap_or_default();
                let known_kind =
                    |feature: &&StatedFeature| around.iter().any(|around| is_sort_of(feature.kind, around.class));
                for feature in features.iter().filter(known_kind) {
                    findings.extend(unknown(case, stated, side, shape, feature, near));
                }
            }
        }
        if bare > 0 {
            findings.push(
                Finding::new(
                    Severity::Note,
                    "登记系统中没有此处的道路、河流等参照物，四至中的名称未作核对".to_owned(),
                    "the register holds no roads, rivers or other features here, so the names of the abuttals were not looked up"
                        .to_owned(),
                )
                .figure("places_without_features", f64::from(bare), Unit::Count),
            );
        }
    }
}

/// Tells whether features of a class would bear a name of this kind: where a register holds roads alone, a river is not unknown.
fn is_sort_of(kind: StatedKind, class: FeatureClass) -> bool {
    match kind {
        StatedKind::Road => class == FeatureClass::Road,
        StatedKind::River | StatedKind::Bank => matches!(class, FeatureClass::River | FeatureClass::Shore),
        StatedKind::Railway => class == FeatureClass::Railway,
        // 大海 and 海堤 are no names; villages, companies, unnamed planned roads and own limits are no features.
        StatedKind::Shore
        | StatedKind::AdministrativeLine
        | StatedKind::Place
        | StatedKind::Organisation
        | StatedKind::Planned
        | StatedKind::Own => false,
    }
}

fn unknown(
    case: &Case<'_>,
    stated: &Stated,
    side: Side,
    shape: &MultiPolygon<f64>,
    feature: &StatedFeature,
    near: Near,
) -> Option<Finding> {
    let sought = Sought {
        name: &feature.name,
        kind: feature.kind,
        former: &feature.former,
        near: Some(near),
    };
    let (candidates, sure) = match case.atlas.survey().names.find(&sought) {
        Match::Found(_) => return None,
        Match::Unsure(candidates) => {
            let several = candidates
                .iter()
                .filter(|candidate| is_here(candidate, near) && candidate.score >= 0.7)
                .count()
                > 1;
            (candidates, !several)
        }
        Match::Nothing => (Vec::new(), true),
    };
    let ((who_zh, who_en), (side_zh, side_en)) = (stated.who(), side_words(side));
    let name = &feature.name;
    let (told_zh, told_en) = told(&candidates, near);
    let (severity, zh, en) = if sure {
        (
            Severity::Warning,
            format!("{who_zh}{side_zh}至“{name}”：附近没有以此为名的参照物{told_zh}"),
            format!("{who_en}, {side_en}: no feature near it bears the name “{name}”{told_en}"),
        )
    } else {
        (
            Severity::Note,
            format!("{who_zh}{side_zh}至“{name}”：可能指不同的参照物{told_zh}"),
            format!("{who_en}, {side_en}: “{name}” may be one of several features{told_en}"),
        )
    };
    let finding = stated.of(Finding::new(severity, zh, en)).side(side);
    let finding = finding.figure("candidates", candidates.len() as f64, Unit::Count);
    let finding = match candidates.first() {
        Some(best) => finding.figure("best_score", best.score, Unit::Share),
        None => finding,
    };
    let line = side_line(shape, side);
    Some(if line.0.is_empty() {
        finding
    } else {
        finding.place(Geometry::MultiLineString(line))
    })
}

fn is_here(candidate: &Candidate, near: Near) -> bool {
    candidate.distance_m.is_none_or(|m| m <= near.reach_m)
}

/// Words the nearest candidates; those that lie elsewhere say how far.
fn told(candidates: &[Candidate], near: Near) -> (String, String) {
    if candidates.is_empty() {
        return (String::new(), String::new());
    }
    let word = |candidate: &Candidate, far: &dyn Fn(f64) -> String| match candidate.distance_m {
        Some(m) if m > near.reach_m => format!("“{}”{}", candidate.name, far(m)),
        _ => format!("“{}”", candidate.name),
    };
    let far_zh = |m: f64| format!("（距此 {}）", super::wording::length_zh(m));
    let far_en = |m: f64| format!(" ({} away)", super::wording::length(m));
    let list = |far: &dyn Fn(f64) -> String, comma: &str| {
        let words: Vec<String> = candidates
            .iter()
            .take(MOST)
            .map(|candidate| word(candidate, far))
            .collect();
        words.join(comma)
    };
    (
        format!("；相近的有{}", list(&far_zh, "、")),
        format!("; the nearest are {}", list(&far_en, ", ")),
    )
}
