//! What a use case can answer instead of doing what it was asked.
//!
//! Must not know status codes or exit codes.

use super::{AgencyError, NoteError, OidcRefusal, Unmet, UnruledPair, WorkingDraftError};
use crate::{
    agency::AgencyIdError,
    geometry::OverlayError,
    rules::Report,
    store::StoreError,
    zone::{CodeError, LifecycleError, OfficeError, ProgrammeError, Refusal, ToleranceMissing},
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
    /// A warning has no word of reason.
    #[error("{} warning(s) of the draft have no word of reason; hint: state one for each key under `zone.answers`, and submit it again",
        .0.unanswered().count())]
    Unanswered(Box<Report>),
    /// What the act needs does not hold today.
    #[error("act `{}` cannot be taken: {}", .0.act, unmet(.0))]
    Unmet(Box<Unmet>),
    /// Somebody else acted on the zone since it was read.
    #[error(
        "zone `{zone}` has changed since it was read: expected revision {expected}, found {found}; hint: read it again and decide anew"
    )]
    Stale {
        /// The zone.
        zone: String,
        /// Revision that was read.
        expected: u64,
        /// Revision found.
        found: u64,
    },
    /// The act needs the kind that the zone becomes, or takes none.
    #[error("act `{act}`: expected {expected}, found {found}")]
    Becomes {
        /// The act.
        act: String,
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
    /// A note cannot be taken.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A draft cannot be kept.
    #[error(transparent)]
    WorkingDraft(#[from] WorkingDraftError),
    /// A delimitation is known by its words only.
    #[error("delimitation {number} of zone `{zone}` has no shape; it is known by its words only")]
    NoShape {
        /// The zone.
        zone: String,
        /// The delimitation.
        number: u32,
    },
    /// No such pair.
    #[error("pair `{0}` shares no interior today; hint: `/v1/overlaps` lists the pairs there are")]
    NoPair(String),
    /// The pair is undecided, so that there is no ground to accept.
    #[error(
        "pair `{0}` could not be decided, so that nothing of it can be accepted; hint: have one of the boundaries mended"
    )]
    UndecidedPair(String),
    /// A ruling without a reason.
    #[error("a ruling needs a `reason`, found none")]
    RulingReason,
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
    /// The code is that of a zone which the actor does not see.
    #[error("zone code `{0}` is taken; hint: choose another, or leave it out and one is made")]
    CodeTaken(String),
    /// An office may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Particulars of an office or account that do not hold.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// No such office.
    #[error("office `{0}` is not in the register; hint: `sizhi office list` lists them")]
    NoOffice(String),
    /// No such account.
    #[error("account `{0}` is not in the register; hint: `sizhi user list` lists them")]
    NoAccount(String),
    /// No such token.
    #[error("token `{0}` is not one of the account's, or is revoked already")]
    NoToken(String),
    /// The account, or its office, may no longer act.
    #[error("the account may no longer act for its office")]
    NotSignedIn,
    /// Account and password do not go together.
    #[error("account and password do not go together")]
    SignIn,
    /// Nobody was signed in by a provider.
    #[error(transparent)]
    Oidc(#[from] OidcRefusal),
    /// The person is joined to an account already.
    #[error("the person is joined to an account already; hint: `sizhi user part` parts them")]
    IdentityTaken,
    /// No such person is joined to the account.
    #[error("person `{0}` is not joined to the account; hint: `sizhi user identities` lists who is")]
    NoIdentity(String),
    /// Particulars of a person as a provider knows them that do not hold.
    #[error("person of a provider: expected {expected}, found `{found}`")]
    Identity {
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// Too many attempts to sign in failed.
    #[error("too many attempts to sign in have failed; hint: try again in {retry_after_s} seconds")]
    TooManyAttempts {
        /// After how many seconds the next is listened to.
        retry_after_s: i64,
    },
    /// A password that is too short or too long.
    #[error("the password has {found} characters; expected at least {least}, and no more than 1024 bytes")]
    Password {
        /// Its characters.
        found: usize,
        /// The fewest allowed.
        least: usize,
    },
    /// A token for too many days, or none.
    #[error("a token holds for 1 to {most} days, found {found}")]
    TokenDays {
        /// The days asked for.
        found: u16,
        /// The most allowed.
        most: u16,
    },
    /// The system gives no randomness, or no hash.
    #[error("a secret could not be made: {0}")]
    Random(String),
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

fn unmet(unmet: &Unmet) -> String {
    let mut parts = Vec::new();
    if let Some(report) = &unmet.report {
        let unanswered = report.unanswered().count();
        parts.push(format!(
            "the rules find {} error(s) today, and {unanswered} warning(s) have no word of reason",
            report.counts.error
        ));
    }
    if !unmet.unruled.is_empty() {
        let id = |open: &UnruledPair| {
            if open.is_hidden {
                "with a zone that is not public".to_owned()
            } else {
                format!("`{}`", open.pair.id())
            }
        };
        let pairs: Vec<String> = unmet.unruled.iter().map(id).collect();
        parts.push(format!(
            "no standing ruling accepts the overlap(s) {}; hint: rule on each, or return the delimitation",
            pairs.join(", ")
        ));
    }
    parts.join("; ")
}

fn nearest(candidates: &[crate::geocode::Candidate]) -> String {
    candidates
        .first()
        .map_or_else(String::new, |best| format!("; hint: the nearest is `{}`", best.matched))
}
