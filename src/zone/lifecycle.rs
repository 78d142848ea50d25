//! The states a delimitation passes through, and the acts that lead from one to the next.
//!
//! A pure state machine read from the programme; must not know who acts or when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Deadline, LifecycleError, Text};

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
    /// The role that is to act on a delimitation in this state; absent where none is waited for.
    pub waits_for: Option<String>,
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
    /// What must hold before it is taken.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Codes of the kinds of zone that it is for; empty for all.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// What it does to the title's term.
    pub title: Option<TitleEffect>,
    /// Whether a zone that is in force already stays at the stage it has reached.
    #[serde(default)]
    pub keeps_stage: bool,
    /// Code of the act that is taken on the delimitation whose place this one takes.
    pub ends_former: Option<String>,
    /// Whether the zone becomes one of the kinds that its own kind is accepted as.
    #[serde(default)]
    pub accepts: bool,
}

/// What must hold before an act is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The rules find no error, but for overlaps that a ruling accepts.
    NoErrors,
    /// Every warning has a word of reason.
    WarningsAnswered,
    /// Every overlap is accepted by a ruling that stands.
    OverlapsRuled,
    /// The act names the document that states it.
    Document,
}

impl Need {
    /// Returns the need in the form in which programme files and JSON carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoErrors => "no-errors",
            Self::WarningsAnswered => "warnings-answered",
            Self::OverlapsRuled => "overlaps-ruled",
            Self::Document => "document",
        }
    }
}

/// What an act does to the title's term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleEffect {
    /// The first term runs from its effective day.
    Begins,
    /// A further term runs from its effective day.
    Renews,
}

/// The whole machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    /// States.
    pub states: Vec<State>,
    /// Acts.
    pub acts: Vec<Act>,
    /// What is due, and when.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
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
    /// Checks that every state that an act names is there.
    ///
    /// # Errors
    /// Returns [`LifecycleError::UnknownState`] with the first act that does not hold.
    pub fn verify(&self) -> Result<(), LifecycleError> {
        for act in &self.acts {
            for state in act.from.iter().chain([&act.to]) {
                if self.state(state).is_none() {
                    return Err(LifecycleError::UnknownState {
                        act: act.act.clone(),
                        state: state.clone(),
                    });
                }
            }
        }
        let by_acts = self
            .acts
            .iter()
            .flat_map(|act| act.ends_former.iter().map(|former| (&act.act, former)));
        let by_deadlines = self.deadlines.iter().flat_map(|deadline| {
            let named = deadline.after.iter().chain([&deadline.act]);
            named.map(|act| (&deadline.act, act))
        });
        for (by, act) in by_acts.chain(by_deadlines) {
            self.act(act).ok_or_else(|| LifecycleError::NamedAct {
                by: by.clone(),
                act: act.clone(),
            })?;
        }
        Ok(())
    }

    /// Returns the act with this code.
    pub fn act(&self, code: &str) -> Option<&Act> {
        self.acts.iter().find(|known| known.act == code)
    }

    /// Returns the state with this code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|known| known.code == code)
    }

    /// Tells whether an act puts in force what was not: it leads to a state in force from none that is.
    pub fn begins_force(&self, act: &Act) -> bool {
        let in_force = |code: &str| {
            self.state(code)
                .is_some_and(|state| state.class == StandingClass::InForce)
        };
        in_force(&act.to) && !act.from.iter().any(|from| in_force(from))
    }

    /// Decides whether an act is for zones of a kind, and whether it has the document that it needs.
    ///
    /// # Errors
    /// Says which kinds the act is for, or that the document is missing.
    pub fn fits(&self, act: &str, kind: &str, document: Option<&str>) -> Result<(), LifecycleError> {
        let Some(known) = self.act(act) else { return Ok(()) };
        if !known.kinds.is_empty() && !known.kinds.iter().any(|wanted| wanted == kind) {
            return Err(LifecycleError::Kind {
                act: act.to_owned(),
                kind: kind.to_owned(),
                expected: listed(known.kinds.iter()),
            });
        }
        let blank = document.is_none_or(|document| document.trim().is_empty());
        if known.needs.contains(&Need::Document) && blank {
            return Err(LifecycleError::DocumentMissing { act: act.to_owned() });
        }
        Ok(())
    }

    /// Decides whether `act` may be taken in `state` (absent before the first act) and returns the state it leads to.
    ///
    /// # Errors
    /// Says which acts, or which states, were expected.
    pub fn decide(&self, act: &str, state: Option<&str>, reason: Option<&str>) -> Result<&State, LifecycleError> {
        let Some(known) = self.act(act) else {
            return Err(LifecycleError::UnknownAct {
                act: act.to_owned(),
                expected: listed(self.acts.iter().map(|known| &known.act)),
            });
        };
        let allowed = state.map_or(known.from.is_empty(), |state| {
            known.from.iter().any(|from| from == state)
        });
        if !allowed {
            let expected = listed(known.from.iter());
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
        self.state(&known.to).ok_or_else(|| LifecycleError::UnknownState {
            act: act.to_owned(),
            state: known.to.clone(),
        })
    }
}

fn listed<'a>(codes: impl Iterator<Item = &'a String>) -> String {
    codes.map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")
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
            waits_for: None,
            visible: None,
        };
        let act = |act: &str, from: &[&str], to: &str| Act {
            act: act.into(),
            from: from.iter().map(|&from| from.into()).collect(),
            to: to.into(),
            by: "x".into(),
            name: text(act),
            reason_required: act == "return",
            needs: vec![],
            kinds: vec![],
            title: None,
            keeps_stage: false,
            ends_former: None,
            accepts: false,
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
            deadlines: vec![],
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
