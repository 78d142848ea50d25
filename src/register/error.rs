//! What a use case can answer instead of doing what it was asked.
//!
//! Must not know status codes or exit codes.

use super::AgencyError;
use crate::{
    agency::AgencyIdError,
    geometry::OverlayError,
    rules::Report,
    store::StoreError,
    zone::{CodeError, LifecycleError, ProgrammeError, ToleranceMissing},
};

/// A refusal or failure of a use case.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// No such zone.
    #[error("zone `{0}` is not in the register")]
    NoZone(String),
    /// No such delimitation.
    #[error("zone `{zone}` has no delimitation {number}; expected 1 to {newest}")]
    NoDelimitation {
        /// The zone.
        zone: String,
        /// The number asked for.
        number: u32,
        /// The newest number.
        newest: usize,
    },
    /// No such agency.
    #[error("agency `{0}` is not in the register")]
    NoAgency(String),
    /// The agency has no point and its address was not found.
    #[error("agency `{0}` has no point in the register")]
    NoPoint(String),
    /// No address matches well enough.
    #[error("no address matches `{query}` well enough{}", nearest(candidates))]
    NoAddress {
        /// The address asked for.
        query: String,
        /// What comes nearest.
        candidates: Vec<crate::geocode::Candidate>,
    },
    /// The rules found errors.
    #[error("the draft has {} error(s) and was not submitted; hint: mend what the findings say and submit it again", .0.counts.error)]
    Blocked(Box<Report>),
    /// The kind is not one of the programme.
    #[error("kind `{found}` is not one of the programme; expected one of {expected}")]
    Kind {
        /// The kind stated.
        found: String,
        /// The kinds there are.
        expected: String,
    },
    /// Two parks bear one name.
    #[error("park `{0}` is named twice; expected each park of a zone to have a name of its own")]
    ParkName(String),
    /// The draft has no park and no outline.
    #[error("the draft has no park; expected at least one feature")]
    NoPark,
    /// A text states more blocks than are traced at once.
    #[error("the text states {found} blocks; expected {most} or fewer; hint: trace it in parts")]
    Blocks {
        /// The blocks it states.
        found: usize,
        /// The most that are traced at once.
        most: usize,
    },
    /// An existing approval with a shape no register can hold.
    #[error("the shape of an existing approval must be sound; the findings say where it is not")]
    Unsound(Box<Report>),
    /// A code cannot be a zone's.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// An id cannot be an agency's.
    #[error(transparent)]
    AgencyId(#[from] AgencyIdError),
    /// An agency, its admission or an alert cannot be as asked.
    #[error(transparent)]
    Agency(#[from] AgencyError),
    /// The lifecycle does not allow the act.
    #[error(transparent)]
    Lifecycle(#[from] LifecycleError),
    /// The programme file does not hold.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// The programme lacks a tolerance.
    #[error(transparent)]
    Tolerance(#[from] ToleranceMissing),
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A value has no digest.
    #[error("digest: {0}")]
    Digest(#[from] serde_json::Error),
    /// What shapes share or cover together could not be decided.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// The work was cut off, as at shutdown.
    #[error("the work was cut off before its end")]
    CutOff,
}

fn nearest(candidates: &[crate::geocode::Candidate]) -> String {
    candidates
        .first()
        .map_or_else(String::new, |best| format!("; hint: the nearest is `{}`", best.matched))
}
