//! The settings of the rules: versions, severities and tolerances, as data of a programme.
//!
//! Must not know what any rule does with its tolerances.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Text;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks submission.
    Error,
    /// Needs a word of reason.
    Warning,
    /// Is said for information.
    Note,
}

/// The settings of one rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RuleSettings {
    /// Version, from 1; rises when the rule's answer may change.
    pub version: u32,
    /// Severity of its findings at their gravest.
    pub severity: Severity,
    /// What it finds.
    pub finds: Text,
    /// Tolerances by name; the unit ends the name (`_m`, `_m2`, `_share`, `_ppm`).
    #[serde(flatten)]
    pub tolerances: BTreeMap<String, f64>,
}

/// A rule set: the rules a delimitation is judged by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Id, such as `2026.1`.
    pub id: String,
    /// Settings by rule id.
    pub rules: BTreeMap<String, RuleSettings>,
}

/// A rule set that lacks what a rule needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ToleranceMissing {
    /// No table for a rule.
    #[error("rule set: expected a table `rule_set.rules.{0}`, found none")]
    Rule(String),
    /// No such tolerance.
    #[error("rule set: expected a number `{tolerance}` in `rule_set.rules.{rule}`, found none")]
    Tolerance {
        /// The rule.
        rule: String,
        /// The tolerance's name.
        tolerance: String,
    },
}

impl RuleSet {
    /// Returns the settings of a rule.
    ///
    /// # Errors
    /// Returns [`ToleranceMissing::Rule`] where the set has no such rule.
    pub fn rule(&self, id: &str) -> Result<&RuleSettings, ToleranceMissing> {
        self.rules.get(id).ok_or_else(|| ToleranceMissing::Rule(id.to_owned()))
    }

    /// Returns a tolerance of a rule, in the unit its name ends with.
    ///
    /// # Errors
    /// Names the rule or the tolerance that is not there.
    pub fn tolerance(&self, rule: &str, name: &str) -> Result<f64, ToleranceMissing> {
        self.rule(rule)?
            .tolerances
            .get(name)
            .copied()
            .ok_or_else(|| ToleranceMissing::Tolerance {
                rule: rule.to_owned(),
                tolerance: name.to_owned(),
            })
    }
}
