//! Why an agency, an admission, a release or an act on an alert is refused.
//!
//! Must not know status codes: each refusal says only of which sort it is.

use jiff::civil::Date;

/// Sorts of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// What was named is not there.
    Missing,
    /// The register is in another state than the act needs.
    Conflict,
    /// What was stated cannot be.
    Invalid,
}

/// A refusal about agencies.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AgencyError {
    /// No such park.
    #[error("zone `{zone}` has no park `{park}`; expected {}", list(parks))]
    NoPark {
        /// The zone.
        zone: String,
        /// The park asked for.
        park: String,
        /// The parks there are.
        parks: Vec<String>,
    },
    /// It has a place already.
    #[error("agency `{agency}` is admitted to zone `{zone}`{}{}; hint: release it first", since_day(*.since), until_day(*.until))]
    Admitted {
        /// The agency.
        agency: String,
        /// The zone it sits in.
        zone: String,
        /// First day of that stay.
        since: Option<Date>,
        /// First day on which it no longer holds.
        until: Option<Date>,
    },
    /// It has no place to lose.
    #[error("agency `{agency}` is not admitted to zone `{zone}` on {on}; expected a day on which it is")]
    NotAdmitted {
        /// The agency.
        agency: String,
        /// The zone.
        zone: String,
        /// The day.
        on: Date,
    },
    /// A release before the admission.
    #[error(
        "agency `{agency}` was admitted on {admitted_on}; expected a day of release not before it, found {released_on}"
    )]
    Order {
        /// The agency.
        agency: String,
        /// Day of its admission.
        admitted_on: Date,
        /// Day of release stated.
        released_on: Date,
    },
    /// A service that the programme does not have.
    #[error("service `{found}` is not one of the programme; expected {expected}")]
    Service {
        /// The code stated.
        found: String,
        /// The codes there are.
        expected: String,
    },
    /// A code that another agency bears.
    #[error("code `{code}` is borne by agency `{holder}`; expected a code that no other agency bears")]
    CodeTaken {
        /// The code.
        code: String,
        /// Who bears it.
        holder: String,
    },
    /// A member that must be stated is not.
    #[error("expected `{member}`, found none: {why}")]
    Lacking {
        /// The member.
        member: &'static str,
        /// Why it is needed.
        why: &'static str,
    },
    /// No such alert.
    #[error("alert `{0}` is not in the register")]
    NoAlert(String),
    /// The alert is settled.
    #[error("alert `{id}` is {outcome} already, at revision {revision}")]
    Settled {
        /// The alert.
        id: String,
        /// How it was settled.
        outcome: &'static str,
        /// Where that is recorded.
        revision: u64,
    },
    /// The alert proposes no act.
    #[error("alert `{0}` proposes no act, as the agency sits in no zone; hint: dismiss it with a reason")]
    NothingProposed(String),
    /// The agency is no longer as the alert found it.
    #[error(
        "the `{member}` of agency `{agency}` is no longer what the alert found: expected `{expected}`, found `{found}`; hint: dismiss the alert"
    )]
    MovedOn {
        /// The agency.
        agency: String,
        /// The member.
        member: &'static str,
        /// The value that the alert found.
        expected: String,
        /// The value held.
        found: String,
    },
    /// A value of an export that cannot be taken over.
    #[error("{0}")]
    Value(String),
}

impl AgencyError {
    /// Returns of which sort the refusal is.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::NoAlert(_) => Refusal::Missing,
            Self::Admitted { .. }
            | Self::NotAdmitted { .. }
            | Self::CodeTaken { .. }
            | Self::Settled { .. }
            | Self::NothingProposed(_)
            | Self::MovedOn { .. } => Refusal::Conflict,
            Self::NoPark { .. } | Self::Order { .. } | Self::Service { .. } | Self::Lacking { .. } | Self::Value(_) => {
                Refusal::Invalid
            }
        }
    }
}

fn list(parks: &[String]) -> String {
    if parks.is_empty() {
        return "none, as it has no delimitation with parks".to_owned();
    }
    let named: Vec<String> = parks.iter().map(|park| format!("`{park}`")).collect();
    format!("one of {}", named.join(", "))
}

fn since_day(day: Option<Date>) -> String {
    day.map(|day| format!(" since {day}")).unwrap_or_default()
}

fn until_day(day: Option<Date>) -> String {
    day.map(|day| format!(" until {day}")).unwrap_or_default()
}
