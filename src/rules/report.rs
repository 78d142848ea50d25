//! A report: all findings of one check, with the areas measured.
//!
//! Must not know how it is printed or sent.

use serde::Serialize;

use super::{Case, Finding, Other};
use crate::{
    atlas::{Atlas, ZoneShape},
    zone::{Severity, StandingClass},
};

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

impl Counts {
    /// Counts findings.
    fn of(findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            note: count(Severity::Note),
        }
    }
}

/// Measured and declared area of one park.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParkArea {
    /// Name of the park.
    pub park: String,
    /// Geodesic area in m²; absent where it has no sound shape.
    pub area_m2: Option<f64>,
    /// Declared area in m².
    pub declared_m2: Option<f64>,
}

/// Measured and declared areas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Areas {
    /// Geodesic area of the union of the parks in m²; absent where a park has no sound shape.
    pub total_m2: Option<f64>,
    /// Declared total in m².
    pub declared_m2: Option<f64>,
    /// Parks, in the order of the draft.
    pub parks: Vec<ParkArea>,
}

/// All that a check has to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Revision of the register that the draft was held against.
    pub revision: u64,
    /// Id of the programme.
    pub programme: String,
    /// Id of the rule set.
    pub rule_set: String,
    /// Findings by severity.
    pub counts: Counts,
    /// Areas.
    pub areas: Areas,
    /// Findings, gravest first, in the order of the rules.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Sorts findings and counts them.
    pub fn new(rule_set: &str, case: &Case<'_>, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| finding.severity);
        let counts = Counts::of(&findings);
        Self {
            revision: case.atlas.head().revision,
            programme: case.atlas.programme().id.clone(),
            rule_set: rule_set.to_owned(),
            counts,
            areas: case.areas(),
            findings,
        }
    }

    /// Keeps the findings of rules whose ids begin with `prefix`.
    #[must_use]
    pub fn of_rules(mut self, prefix: &str) -> Self {
        self.findings.retain(|finding| finding.rule.starts_with(prefix));
        self.counts = Counts::of(&self.findings);
        self
    }

    /// Makes notes of the findings that a ruling has settled.
    #[must_use]
    pub fn waive(mut self, is_settled: impl Fn(&Finding) -> bool) -> Self {
        for finding in self.findings.iter_mut().filter(|finding| is_settled(finding)) {
            finding.severity = Severity::Note;
        }
        self.findings.sort_by_key(|finding| finding.severity);
        self.counts = Counts::of(&self.findings);
        self
    }

    /// Returns the warnings to which no word of reason is given.
    pub fn unanswered(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waits_for_answer())
    }

    /// Returns what may be told to whom `seen` is for: that ground is shared with a pending zone they do not see, and where, but not
    /// with which. Its severity and its answer stay: what blocks a submission must be told before.
    #[must_use]
    pub fn told_by(mut self, seen: &Atlas) -> Self {
        for finding in &mut self.findings {
            let hidden = |other: &Other| {
                let same = |shape: &ZoneShape| shape.zone == other.zone && shape.class == other.status;
                other.status == StandingClass::Pending && !seen.shapes().any(same)
            };
            if finding.with.as_ref().is_some_and(hidden) {
                finding.hide_other();
            }
        }
        self
    }

    /// Tells whether an error blocks submission.
    pub fn blocked(&self) -> bool {
        self.counts.error > 0
    }
}
