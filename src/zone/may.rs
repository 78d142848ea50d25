//! What an office may do, and to what: the one place where rights are settled.
//!
//! Pure; must not know who is signed in, nor which acts follow which: the lifecycle says that.

use super::{Division, Office, OfficeCode, Role, Territory, ZoneCode};

/// What an office wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'a> {
    /// See a delimitation with all that hangs on it.
    See,
    /// Keep a draft on the server.
    Draft,
    /// Take an act of the programme's lifecycle.
    TakeAct {
        /// Code of the act.
        act: &'a str,
        /// Who takes it, by the programme: the word of a role, or `registry` for the register itself.
        by: &'a str,
        /// Whether it puts a delimitation in force that was handed in: then four eyes are asked for.
        grants: bool,
    },
    /// Rule on an overlap that the subject is one side of.
    Rule,
    /// Comment on a dossier.
    Comment,
    /// Attach a document to a dossier.
    Attach,
    /// Admit an agency to a zone, or release it.
    Admit,
    /// Load data sets.
    Load,
    /// Govern offices and accounts; the subject is the territory of the office governed.
    Govern,
}

/// What a deed is done to. A subject with neither zone nor division is the whole register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject<'a> {
    /// The zone.
    pub zone: Option<&'a ZoneCode>,
    /// The division of its applicant.
    pub division: Option<Division>,
    /// Whether the public may see it: it is in force, has ended, or is published for comment.
    pub is_public: bool,
    /// The office that recommended the delimitation.
    pub recommended_by: Option<&'a OfficeCode>,
}

/// Why an office may not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another role is needed.
    #[error("to {deed} takes an office of role {needed}; office `{office}` is of role `{found}`")]
    Role {
        /// What was wanted.
        deed: String,
        /// The roles that may, in words.
        needed: String,
        /// The office.
        office: OfficeCode,
        /// Its role.
        found: Role,
    },
    /// It lies outside the office's territory.
    #[error("to {deed} takes an office whose territory holds {place}; that of office `{office}` is `{found}`")]
    Territory {
        /// What was wanted.
        deed: String,
        /// Where it lies.
        place: String,
        /// The office.
        office: OfficeCode,
        /// Its territory.
        found: Territory,
    },
    /// The office recommended what it now would approve.
    #[error("act `{act}` takes another office than the one that recommended the delimitation, which is `{office}`")]
    FourEyes {
        /// The act.
        act: String,
        /// The office.
        office: OfficeCode,
    },
    /// No office takes the act.
    #[error("act `{act}` is the register's own; no office takes it")]
    Registry {
        /// The act.
        act: String,
    },
}

impl Deed<'_> {
    /// Puts the deed in words that follow "to".
    fn words(self) -> String {
        match self {
            Self::See => "see what is not public".to_owned(),
            Self::Draft => "keep a draft".to_owned(),
            Self::TakeAct { act, .. } => format!("take act `{act}`"),
            Self::Rule => "rule on an overlap".to_owned(),
            Self::Comment => "comment on a dossier".to_owned(),
            Self::Attach => "attach a document".to_owned(),
            Self::Admit => "admit or release an agency".to_owned(),
            Self::Load => "load data".to_owned(),
            Self::Govern => "govern offices and accounts".to_owned(),
        }
    }

    /// Returns the roles whose offices may, within their territory.
    fn roles(self) -> Vec<Role> {
        match self {
            Self::See => Role::ALL.to_vec(),
            Self::Draft => vec![Role::Applicant],
            Self::TakeAct { by, .. } => by.parse().into_iter().collect(),
            Self::Rule => vec![Role::ProvincialReviewer, Role::NationalReviewer],
            Self::Comment | Self::Attach => vec![
                Role::Applicant,
                Role::ProvincialReviewer,
                Role::NationalReviewer,
                Role::Operator,
            ],
            Self::Admit => vec![Role::Operator],
            Self::Load | Self::Govern => vec![Role::Administrator],
        }
    }
}

impl Subject<'_> {
    /// Puts the place in words.
    fn place(&self) -> String {
        match (self.zone, self.division) {
            (Some(zone), Some(division)) => format!("zone `{zone}` in division `{division}`"),
            (Some(zone), None) => format!("zone `{zone}`, which states no division"),
            (None, Some(division)) => format!("division `{division}`"),
            (None, None) => "the whole country".to_owned(),
        }
    }
}

/// Decides whether an office may do a deed to a subject.
///
/// # Errors
/// Says which role or territory was needed and which was found, or that four eyes are asked for.
pub fn may(office: &Office, deed: Deed<'_>, subject: &Subject<'_>) -> Result<(), Refusal> {
    if deed == Deed::See && subject.is_public {
        return Ok(());
    }
    if let Deed::TakeAct {
        act, by: "registry", ..
    } = deed
    {
        return Err(Refusal::Registry { act: act.to_owned() });
    }
    let roles = deed.roles();
    if !roles.contains(&office.role) {
        let words: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
        let needed = match (deed, words.is_empty()) {
            (Deed::TakeAct { by, .. }, true) => format!("`{by}`"),
            _ => words.join(" or "),
        };
        return Err(Refusal::Role {
            deed: deed.words(),
            needed,
            office: office.code.clone(),
            found: office.role,
        });
    }
    // A draft belongs to the office that keeps it; until it states a division it lies nowhere.
    let nowhere = deed == Deed::Draft && subject.zone.is_none() && subject.division.is_none();
    if !nowhere && !office.territory.holds(subject.zone, subject.division) {
        return Err(Refusal::Territory {
            deed: deed.words(),
            place: subject.place(),
            office: office.code.clone(),
            found: office.territory.clone(),
        });
    }
    match deed {
        Deed::TakeAct { act, grants: true, .. } if subject.recommended_by == Some(&office.code) => {
            Err(Refusal::FourEyes {
                act: act.to_owned(),
                office: office.code.clone(),
            })
        }
        _ => Ok(()),
    }
}
