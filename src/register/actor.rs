//! Who acts: the program's own hand, or an account for its office; and whether they may.
//!
//! Must not know how they were recognised.

use super::RegisterError;
use crate::{
    atlas::{Atlas, DelimitationRecord, Sight, ZoneRecord},
    zone::{AccountName, Deed, Office, OfficeCode, Role, StandingClass, Subject, Territory, ZoneCode, may},
};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The operator of the server: the command line, the write token, the demonstration. May do everything; the text is the author
    /// in the ledger.
    Trusted(String),
    /// An account, for its office.
    Account(AccountName),
}

impl From<&str> for Actor {
    fn from(name: &str) -> Self {
        Self::Trusted(name.to_owned())
    }
}

impl From<&Self> for Actor {
    fn from(actor: &Self) -> Self {
        actor.clone()
    }
}

impl Actor {
    /// Returns the author as the ledger carries it.
    pub fn author(&self, atlas: &Atlas) -> String {
        match self {
            Self::Trusted(name) => name.clone(),
            Self::Account(name) => atlas
                .account(name.as_str())
                .map_or_else(|| name.to_string(), |account| account.author()),
        }
    }

    /// Returns the office acted for; absent for the operator, who needs none.
    ///
    /// # Errors
    /// Returns [`RegisterError::NotSignedIn`] where the account, or its office, is no longer there, or is disabled.
    pub fn office<'a>(&self, atlas: &'a Atlas) -> Result<Option<&'a Office>, RegisterError> {
        let Self::Account(name) = self else { return Ok(None) };
        let account = atlas.account(name.as_str()).filter(|account| !account.disabled);
        let office = account.and_then(|account| atlas.office(account.office.as_str()));
        office
            .map(|office| Some(office.as_ref()))
            .ok_or(RegisterError::NotSignedIn)
    }

    /// Returns what they see.
    ///
    /// # Errors
    /// Returns [`RegisterError::NotSignedIn`] where the account may no longer act.
    pub fn sight(&self, atlas: &Atlas) -> Result<Sight, RegisterError> {
        let office = self.office(atlas)?;
        Ok(office.map_or(Sight::Everything, |office| Sight::Office(office.clone())))
    }

    /// Says that a zone is not there where its delimitation is hidden from them: a refusal would tell that it is.
    ///
    /// # Errors
    /// Returns [`RegisterError::NoZone`].
    pub fn must_see(
        &self,
        atlas: &Atlas,
        record: &ZoneRecord,
        version: Option<&DelimitationRecord>,
    ) -> Result<(), RegisterError> {
        let sight = self.sight(atlas)?;
        let mut versions = version.into_iter().chain(&record.delimitations);
        if versions.any(|version| atlas.sees(&sight, record, version)) {
            return Ok(());
        }
        Err(RegisterError::NoZone(record.zone.code.to_string()))
    }

    /// Says that a zone is not there where it is not, or where all of it is hidden from them: both alike.
    ///
    /// # Errors
    /// Returns [`RegisterError::NoZone`].
    pub fn must_know(&self, atlas: &Atlas, zone: &ZoneCode) -> Result<(), RegisterError> {
        let record = atlas.zone(zone.as_str());
        let record = record.ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
        self.must_see(atlas, record, None)
    }

    /// Decides whether they may do a deed to a subject, on the newest atlas.
    ///
    /// # Errors
    /// Says which role or territory was needed.
    pub fn may(&self, atlas: &Atlas, deed: Deed<'_>, subject: &Subject<'_>) -> Result<(), RegisterError> {
        match self.office(atlas)? {
            None => Ok(()),
            Some(office) => Ok(may(office, deed, subject)?),
        }
    }

    /// Decides whether they may do a deed to a zone; to whatever lies in no zone, its office's own zone stands in.
    ///
    /// # Errors
    /// Says which role or territory was needed.
    pub fn may_in(&self, atlas: &Atlas, deed: Deed<'_>, zone: Option<&ZoneCode>) -> Result<(), RegisterError> {
        let office = self.office(atlas)?;
        let own = office.and_then(|office| match &office.territory {
            Territory::Zone(own) => Some(own),
            Territory::Country | Territory::Division(_) => None,
        });
        let code = zone.or(own);
        let record = code.and_then(|code| atlas.zone(code.as_str()));
        let subject = Subject {
            zone: code,
            division: record.and_then(|record| record.zone.division),
            ..Subject::default()
        };
        self.may(atlas, deed, &subject)
    }

    /// Decides whether they may take an act of the lifecycle. An act that the lifecycle does not know is the lifecycle's to refuse.
    ///
    /// # Errors
    /// Says which role or territory was needed, or that four eyes are asked for.
    pub fn may_act(&self, atlas: &Atlas, act: &str, subject: &Subject<'_>) -> Result<(), RegisterError> {
        let lifecycle = &atlas.programme().lifecycle;
        let Some(known) = lifecycle.acts.iter().find(|known| known.act == act) else {
            // Told only to those whose affair the subject is: the lifecycle's refusal tells in which state it is.
            let private = Subject {
                is_public: false,
                ..*subject
            };
            return self.may(atlas, Deed::See, &private);
        };
        let deed = Deed::TakeAct {
            act,
            by: &known.by,
            grants: lifecycle.begins_force(known),
        };
        self.may(atlas, deed, subject)
    }
}

/// Returns what rights are asked about where a delimitation is the subject, or a zone as a whole.
pub fn subject_of<'a>(
    atlas: &'a Atlas,
    record: &'a ZoneRecord,
    version: Option<&'a DelimitationRecord>,
) -> Subject<'a> {
    Subject {
        zone: Some(&record.zone.code),
        division: record.zone.division,
        is_public: version.is_some_and(|version| atlas.is_public(version)),
        recommended_by: version.and_then(|version| recommended_by(atlas, version)),
    }
}

/// Finds the office that recommended a delimitation: the author of the newest act of the provincial reviewer that led on.
fn recommended_by<'a>(atlas: &'a Atlas, version: &'a DelimitationRecord) -> Option<&'a OfficeCode> {
    let acts = &atlas.programme().lifecycle.acts;
    let recommends = |act: &str| {
        acts.iter()
            .any(|known| known.act == act && known.by == Role::ProvincialReviewer.as_str())
    };
    let standing = version
        .standings
        .iter()
        .rev()
        .find(|record| record.standing.class == StandingClass::Pending && recommends(&record.standing.act))?;
    let (office, _) = standing.author.split_once('/')?;
    atlas.office(office).map(|office| &office.code)
}

/// Returns what rights are asked about where a draft is handed in: the zone it names, and the division it states.
pub fn subject_of_draft(code: Option<&ZoneCode>, division: Option<crate::zone::Division>) -> Subject<'_> {
    Subject {
        zone: code,
        division,
        ..Subject::default()
    }
}
