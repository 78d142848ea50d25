//! Rule `abuttals-off`: a side whose limit does not run along the features stated for it.
//!
//! Must not speak of sides whose words it cannot place: where a stated name is unknown, or no line, only a known one that the limit
//! touches nowhere is told.

use geo_types::{Geometry, MultiLineString};

use super::{
    Case, Finding, Rule, Unit,
    stated_limits::{Stated, side_words},
    wording,
};
use crate::{
    abuttals::{FitTolerance, Limit, Match, Near, SideFit, Sought, StatedFeature, fit_sides},
    geometry::{Bbox, Side},
    zone::{RuleSet, Severity, ToleranceMissing},
};

/// Rule `abuttals-off`.
pub struct AbuttalsOff {
    tolerance: FitTolerance,
    least_share: f64,
    reach_m: f64,
}

impl AbuttalsOff {
    /// Reads the tolerances of the rule.
    pub fn new(set: &RuleSet) -> Result<Self, ToleranceMissing> {
        Ok(Self {
            tolerance: FitTolerance {
                near_m: set.tolerance("abuttals-off", "near_m")?,
                beside_m: set.tolerance("abuttals-off", "beside_m")?,
            },
            least_share: set.tolerance("abuttals-off", "share")?,
            // A name means here what it means to the rule that looks it up.
            reach_m: set.tolerance("abuttals-unknown", "reach_m")?,
        })
    }
}

/// What is known of one side.
#[derive(Default)]
struct SideLimits<'a> {
    names: Vec<String>,
    limits: Vec<Limit<'a>>,
    /// Whether something is stated that cannot be placed.
    is_partial: bool,
}

/// Finds the lines of what a side states.
fn limits<'a>(case: &Case<'a>, side: &[StatedFeature], near: Near) -> SideLimits<'a> {
    let survey = case.atlas.survey();
    let mut found = SideLimits::default();
    for feature in side {
        let sought = Sought {
            name: &feature.name,
            kind: feature.kind,
            former: &feature.former,
            near: Some(near),
        };
        let Match::Found(candidate) = survey.names.find(&sought) else {
            found.is_partial = true;
            continue;
        };
        let lines: Vec<&MultiLineString<f64>> = candidate
            .features
            .iter()
            .filter_map(|&nth| survey.features.get(nth))
            .map(|feature| feature.line.as_ref())
            .collect();
        found.names.push(feature.name.clone());
        found.limits.push(Limit {
            lines,
            offset: feature.offset,
        });
    }
    // The text of a side that names nothing bounds nothing that could be measured.
    found.is_partial |= side.is_empty();
    found
}

impl Rule for AbuttalsOff {
    fn id(&self) -> &'static str {
        "abuttals-off"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        for stated in case.stated() {
            let Some((shape, area)) = stated.shape.as_ref().and_then(|shape| Some((shape, Bbox::of(shape)?))) else {
                continue;
            };
            let near = Near {
                area,
                reach_m: self.reach_m,
            };
            let sides = Side::ALL.map(|side| {
                let features = stated
                    .block
                    .side(side)
                    .map(|stated| stated.features.as_slice())
                    .unwrap_or_default();
                limits(case, features, near)
            });
            let limits = sides.each_ref().map(|side| side.limits.clone());
            let fits = fit_sides(shape, &limits, self.tolerance);
            for ((side, limits), fit) in Side::ALL.into_iter().zip(&sides).zip(fits) {
                let Some(fit) = fit else { continue };
                let is_off = if limits.is_partial {
                    fit.share <= 0.0
                } else {
                    fit.share < self.least_share
                };
                if is_off {
                    findings.push(self.finding(stated, side, limits, fit));
                }
            }
        }
    }
}

impl AbuttalsOff {
    fn finding(&self, stated: &Stated, side: Side, limits: &SideLimits<'_>, fit: SideFit) -> Finding {
        let ((who_zh, who_en), (side_zh, side_en)) = (stated.who(), side_words(side));
        let (share_zh, share_en) = if fit.share > 0.0 {
            let share = wording::share(fit.share);
            (
                format!("只有 {share} 沿"),
                format!("only {share} of the limit on the {side_en} runs along"),
            )
        } else {
            (
                "没有一段沿".to_owned(),
                format!("no part of the limit on the {side_en} runs along"),
            )
        };
        let (near_zh, near_en) = (
            wording::length_zh(self.tolerance.near_m),
            wording::length(self.tolerance.near_m),
        );
        let (mean_zh, mean_en) = (wording::length_zh(fit.mean_m), wording::length(fit.mean_m));
        let (most_zh, most_en) = (wording::length_zh(fit.greatest_m), wording::length(fit.greatest_m));
        let (names_zh, names_en) = (limits.names.join("”“"), limits.names.join("” and “"));
        let finding = Finding::new(
            Severity::Warning,
            format!(
                "{who_zh}{side_zh}侧界线{share_zh}所写的“{names_zh}”（允许相距 {near_zh}）：平均相距 {mean_zh}，最大 {most_zh}"
            ),
            format!(
                "{who_en}: {share_en} the stated “{names_en}” (within {near_en}); it lies {mean_en} off on average, {most_en} at most"
            ),
        );
        stated
            .of(finding)
            .side(side)
            .figure("share_along", fit.share, Unit::Share)
            .figure("mean_distance", fit.mean_m, Unit::Metre)
            .figure("greatest_distance", fit.greatest_m, Unit::Metre)
            .figure("side_length", fit.length_m, Unit::Metre)
            .figure("tolerance", self.tolerance.near_m, Unit::Metre)
            .place(Geometry::MultiLineString(fit.off))
    }
}
