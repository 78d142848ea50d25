//! The states a delimitation passes through, and the acts that lead from one to the next.
//!
//! A pure state machine read from the programme; must not know who acts or when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Text;

/// What a state means for readers, whatever its name in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandingClass {
    /// Handed in and not decided.
    Pending,
    /// In force from its effective day.
    InForce,
    /// Sent back to the applicant, or withdrawn.
    Returned,
    /// No longer in force from its effective day.
    Ended,
}

impl StandingClass {
    /// Returns the class in the form in which JSON carries it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InForce => "in-force",
            Self::Returned => "returned",
            Self::Ended => "ended",
        }
    }
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Code, such as `recommended`.
    pub code: String,
    /// What it means for readers.
    pub class: StandingClass,
    /// Name.
    pub name: Text,
    /// Who sees a delimitation in this state; by its class where absent.
    #[serde(default)]
    pub visible: Option<Visible>,
}

/// Who sees a delimitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visible {
    /// Everyone.
    Public,
    /// Offices whose affair it is.
    Offices,
}

impl State {
    /// Tells whether everyone sees a delimitation in this state. What is or was in force is public by nature.
    pub fn is_public(&self) -> bool {
        match self.visible {
            Some(visible) => visible == Visible::Public,
            None => matches!(self.class, StandingClass::InForce | StandingClass::Ended),
        }
    }
}

/// One act: from which states it may be taken, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Code of the act, such as `approve`.
    pub act: String,
    /// Codes of the states from which it may be taken; empty for an act that begins a delimitation.
    pub from: Vec<String>,
    /// Code of the state it leads to.
    pub to: String,
    /// Role that takes it.
    pub by: String,
    /// Name.
    pub name: Text,
    /// Whether a reason must be given.
    #[serde(default)]
    pub reason_required: bool,
}

/// The whole machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    /// States.
    pub states: Vec<State>,
    /// Acts.
    pub acts: Vec<Act>,
}

/// An act that the lifecycle does not allow, or a lifecycle that does not hold together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LifecycleError {
    /// No such act.
    #[error("act `{act}` is not one of this programme; expected one of {expected}")]
    UnknownAct {
        /// The act asked for.
        act: String,
        /// The acts there are.
        expected: String,
    },
    /// The act cannot be taken in this state.
    #[error("act `{act}` cannot be taken on a delimitation that is `{state}`; expected one that is {expected}")]
    NotAllowed {
        /// The act asked for.
        act: String,
        /// The state it was asked in.
        state: String,
        /// The states in which it may be taken.
        expected: String,
    },
    /// The act needs a reason and has none.
    #[error("act `{act}` needs a `reason`, found none")]
    ReasonMissing {
        /// The act asked for.
        act: String,
    },
    /// A transition names a state that is not there.
    #[error("lifecycle: act `{act}` names the state `{state}`, which is not among its states")]
    UnknownState {
        /// The act at fault.
        act: String,
        /// The state it names.
        state: String,
    },
}

/// One standing of a delimitation: the state an act brought it to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The act taken.
    pub act: String,
    /// Code of the state reached.
    pub state: String,
    /// What the state means.
    pub class: StandingClass,
    /// First day from which it holds; absent where it is not known.
    pub effective: Option<Date>,
    /// The document that states it.
    pub document: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

impl Lifecycle {
    /// Returns a state.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }

    /// Checks that every state that an act names is there.
    ///
    /// # Errors
    /// Returns [`LifecycleError::UnknownState`] with the first act that does not hold.
    pub fn verify(&self) -> Result<(), LifecycleError> {
        for act in &self.acts {
            for state in act.from.iter().chain([&act.to]) {
                if !self.states.iter().any(|known| known.code == *state) {
                    return Err(LifecycleError::UnknownState {
                        act: act.act.clone(),
                        state: state.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Decides whether `act` may be taken in `state` (absent before the first act) and returns the state it leads to.
    ///
    /// # Errors
    /// Says which acts, or which states, were expected.
    pub fn decide(&self, act: &str, state: Option<&str>, reason: Option<&str>) -> Result<&State, LifecycleError> {
        let Some(known) = self.acts.iter().find(|known| known.act == act) else {
            let expected = self
                .acts
                .iter()
                .map(|known| format!("`{}`", known.act))
                .collect::<Vec<_>>()
                .join(", ");
            return Err(LifecycleError::UnknownAct {
                act: act.to_owned(),
                expected,
            });
        };
        let allowed = state.map_or(known.from.is_empty(), |state| {
            known.from.iter().any(|from| from == state)
        });
        if !allowed {
            let expected = known
                .from
                .iter()
                .map(|from| format!("`{from}`"))
                .collect::<Vec<_>>()
                .join(", ");
            let expected = if expected.is_empty() {
                "`new`".to_owned()
            } else {
                expected
            };
            let state = state.unwrap_or("new").to_owned();
            return Err(LifecycleError::NotAllowed {
                act: act.to_owned(),
                state,
                expected,
            });
        }
        if known.reason_required && reason.is_none_or(|reason| reason.trim().is_empty()) {
            return Err(LifecycleError::ReasonMissing { act: act.to_owned() });
        }
        self.states
            .iter()
            .find(|state| state.code == known.to)
            .ok_or_else(|| LifecycleError::UnknownState {
                act: act.to_owned(),
                state: known.to.clone(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine() -> Lifecycle {
        let text = |zh: &str| Text {
            zh: zh.into(),
            en: zh.into(),
        };
        let state = |id: &str, class| State {
            code: id.into(),
            class,
            name: text(id),
            visible: None,
        };
        let act = |act: &str, from: &[&str], to: &str| Act {
            act: act.into(),
            from: from.iter().map(|&from| from.into()).collect(),
            to: to.into(),
            by: "x".into(),
            name: text(act),
            reason_required: act == "return",
        };
        Lifecycle {
            states: vec![
                state("submitted", StandingClass::Pending),
                state("in-force", StandingClass::InForce),
            ],
            acts: vec![
                act("submit", &[], "submitted"),
                act("approve", &["submitted"], "in-force"),
                act("return", &["submitted"], "submitted"),
            ],
        }
    }

    #[test]
    fn an_act_leads_on_only_from_its_states() {
        let machine = machine();
        machine.verify().unwrap();
        assert_eq!(machine.decide("submit", None, None).unwrap().code, "submitted");
        assert_eq!(
            machine.decide("approve", Some("submitted"), None).unwrap().class,
            StandingClass::InForce
        );
        let error = machine
            .decide("approve", Some("in-force"), None)
            .unwrap_err()
            .to_string();
        assert!(error.contains("`in-force`") && error.contains("`submitted`"), "{error}");
        assert!(matches!(
            machine.decide("return", Some("submitted"), Some(" ")),
            Err(LifecycleError::ReasonMissing { .. })
        ));
        assert!(machine.decide("return", Some("submitted"), Some("too small")).is_ok());
        assert!(
            machine
                .decide("bless", None, None)
                .unwrap_err()
                .to_string()
                .contains("`approve`")
        );
    }

    #[test]
    fn a_machine_that_names_a_missing_state_does_not_hold() {
        let mut machine = machine();
        machine.states.pop();
        assert!(matches!(machine.verify(), Err(LifecycleError::UnknownState { .. })));
    }
}
