//! What a rule is, and the whole set of them.
//!
//! Must not know what any rule looks for.

use super::{
    Case, Finding, Report, abuttals_missing::AbuttalsMissing, abuttals_off::AbuttalsOff,
    abuttals_unknown::AbuttalsUnknown, area_park::AreaPark, area_sum::AreaSum, area_total::AreaTotal, chain::Chain,
    closure::Closure, duplicate::Duplicate, extent::Extent, function_missing::FunctionMissing,
    function_repeated::FunctionRepeated, jurisdiction::Jurisdiction, overlap::Overlap, shape_faults::ShapeFaults,
    speck::Speck,
};
use crate::{
    atlas::Atlas,
    zone::{Draft, Programme, Severity, StandingClass, ToleranceMissing},
};

/// One rule.
pub trait Rule: Send + Sync {
    /// Returns the rule's id.
    fn id(&self) -> &'static str;

    /// Adds what the rule finds in `case` to `findings`, each at its own weight, never graver than the rule's severity.
    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>);
}

/// A rule with its settings in the programme.
struct Set {
    rule: Box<dyn Rule>,
    version: u32,
    severity: Severity,
}

/// The rules of a rule set, ready to judge.
pub struct Rules {
    id: String,
    sets: Vec<Set>,
}

impl Rules {
    /// Reads the tolerances of every rule from the programme.
    ///
    /// # Errors
    /// Names the rule or tolerance that the programme lacks.
    pub fn of(programme: &Programme) -> Result<Self, ToleranceMissing> {
        let set = &programme.rule_set;
        let rules: Vec<Box<dyn Rule>> = vec![
            Box::new(ShapeFaults::ring()),
            Box::new(ShapeFaults::simple()),
            Box::new(Extent::new(set)?),
            Box::new(Speck::new(set)?),
            Box::new(AreaPark::new(set)?),
            Box::new(AreaTotal::new(set)?),
            Box::new(AreaSum),
            Box::new(AbuttalsMissing),
            Box::new(AbuttalsUnknown::new(set)?),
            Box::new(AbuttalsOff::new(set)?),
            Box::new(Overlap::new("overlap-zone", StandingClass::InForce, set)?),
            Box::new(Overlap::new("overlap-pending", StandingClass::Pending, set)?),
            Box::new(Duplicate::new(set)?),
            Box::new(Closure::overlap(set)?),
            Box::new(Closure::gap(set)?),
            Box::new(Closure::protrusion(set)?),
            Box::new(Closure::vertex(set)?),
            Box::new(FunctionMissing),
            Box::new(FunctionRepeated),
            Box::new(Chain),
            Box::new(Jurisdiction::new(set)?),
        ];
        let settle = |rule: Box<dyn Rule>| {
            let settings = set.rule(rule.id())?;
            Ok(Set {
                version: settings.version,
                severity: settings.severity,
                rule,
            })
        };
        Ok(Self {
            id: set.id.clone(),
            sets: rules.into_iter().map(settle).collect::<Result<_, _>>()?,
        })
    }

    /// Returns the id of the rule set.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the ids of the rules, in the order in which they judge.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.sets.iter().map(|set| set.rule.id())
    }

    /// Judges a draft against the register's picture.
    pub fn check(&self, draft: &Draft, atlas: &Atlas) -> Report {
        let case = Case::new(draft, atlas);
        let mut findings = Vec::new();
        for set in &self.sets {
            let first = findings.len();
            set.rule.check(&case, &mut findings);
            for finding in &mut findings[first..] {
                finding.rule = set.rule.id();
                finding.version = set.version;
                // Lighter severities order after graver ones; a rule set may make a rule lighter, never graver than it says.
                if !finding.undecided {
                    finding.severity = finding.severity.max(set.severity);
                }
                let answer = draft.answers.get(&finding.key());
                finding.answer = answer.or_else(|| draft.answers.get(&finding.bare_key())).cloned();
            }
        }
        Report::new(&self.id, &case, findings)
    }
}
