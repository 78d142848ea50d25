//! Alerts: what a reconciliation found, with the act it proposes, and how a person settled it.
//!
//! Must not take the act.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AgencyId, CreditCode, Licence, MatchedBy, Sanction};
use crate::zone::{Digest, ZoneCode};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Discovery {
    /// Something is said against an agency of the register.
    Sanctioned {
        /// What.
        sanction: Sanction,
    },
    /// The address that the export states lies outside the zone that the agency is admitted to.
    MovedOut {
        /// Address held.
        from: Option<String>,
        /// Address stated.
        to: String,
    },
    /// A member of an agency differs.
    Changed {
        /// Which.
        member: Member,
        /// Value held.
        from: Option<String>,
        /// Value stated.
        to: String,
    },
    /// An agency that the register does not hold has its address in a zone.
    New {
        /// Address stated.
        address: Option<String>,
        /// Patent agency code.
        licence: Option<Licence>,
        /// Unified social credit code.
        credit_code: Option<CreditCode>,
    },
}

/// Members that an export may state anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Member {
    /// Name.
    Name,
    /// Address.
    Address,
    /// Patent agency code.
    Licence,
    /// Unified social credit code.
    CreditCode,
}

/// An alert. It is never an act by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Id: the beginning of the digest of what was found, so that the same finding has the same id.
    pub id: String,
    /// What was found.
    #[serde(flatten)]
    pub discovery: Discovery,
    /// The agency; absent where the register does not hold it.
    pub agency: Option<AgencyId>,
    /// Name as the export states it.
    pub name: String,
    /// Zone it concerns.
    pub zone: Option<ZoneCode>,
    /// Park it concerns.
    pub park: Option<String>,
    /// Day of the notice, or of the reconciliation where the export states none.
    pub day: Date,
    /// Line of the export, from 1.
    pub line: u64,
    /// By what the agency was recognised.
    pub matched_by: Option<MatchedBy>,
    /// Whether the point of the stated address is nearer to the zone's limit than it is certain.
    pub uncertain: bool,
    /// Category, day and document in the export's words.
    pub notice: Option<String>,
}

/// A reconciliation: one export read against the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// Name of the file.
    pub file: String,
    /// Digest of the file as it was read.
    pub file_digest: Digest,
    /// Day on the programme's clock.
    pub on: Date,
    /// Rows read.
    pub rows: u64,
    /// Alerts that were not raised before.
    pub alerts: Vec<Alert>,
}

/// How an alert was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Id of the alert.
    pub alert: String,
    /// What was done.
    pub outcome: Outcome,
    /// Why; always there where it was dismissed.
    pub reason: Option<String>,
}

/// What was done about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The proposed act was taken, in the entry before.
    Acted,
    /// It was set aside.
    Dismissed,
}

/// The act that an alert proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// Release the agency from the zone.
    Release {
        /// The agency.
        agency: AgencyId,
        /// The zone.
        zone: ZoneCode,
        /// Why.
        reason: String,
    },
    /// Record the agency anew with one member as the export states it.
    Amend {
        /// The agency.
        agency: AgencyId,
        /// The member.
        member: Member,
        /// Its value.
        to: String,
    },
    /// Record the agency.
    Record,
}

impl Outcome {
    /// Returns the name that JSON and tables carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Acted => "acted",
            Self::Dismissed => "dismissed",
        }
    }
}

impl Member {
    /// Returns the name that JSON and tables carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "address",
            Self::Licence => "licence",
            Self::CreditCode => "credit_code",
        }
    }
}

impl Discovery {
    /// Returns the kind of alert as JSON and tables carry it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sanctioned { .. } => "sanctioned",
            Self::MovedOut { .. } => "moved-out",
            Self::Changed { .. } => "changed",
            Self::New { .. } => "new",
        }
    }

    /// Returns how urgent it is: lower comes first.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Sanctioned { .. } => 0,
            Self::MovedOut { .. } => 1,
            Self::Changed { .. } => 2,
            Self::New { .. } => 3,
        }
    }
}

impl Alert {
    /// Returns the act that the alert proposes; none where something is said against an agency that sits in no zone.
    pub fn proposal(&self) -> Option<Proposal> {
        let notice = self
            .notice
            .as_ref()
            .map(|notice| format!("：{notice}"))
            .unwrap_or_default();
        let release = |reason: String| {
            Some(Proposal::Release {
                agency: self.agency.clone()?,
                zone: self.zone.clone()?,
                reason,
            })
        };
        match &self.discovery {
            Discovery::Sanctioned { sanction } => release(format!("{}{notice}", sanction.name_zh())),
            Discovery::MovedOut { to, .. } => release(format!("迁出：{to}")),
            Discovery::Changed { member, to, .. } => Some(Proposal::Amend {
                agency: self.agency.clone()?,
                member: *member,
                to: to.clone(),
            }),
            Discovery::New { .. } => Some(Proposal::Record),
        }
    }

    /// Gives the alert the id that its finding has: line, file and wording do not count, nor does the day, save that of a sanction's notice.
    ///
    /// # Errors
    /// Returns the serializer's error.
    pub fn identified(mut self) -> Result<Self, serde_json::Error> {
        let digest = match &self.discovery {
            Discovery::Sanctioned { sanction } => Digest::of(&(sanction, &self.agency, &self.notice))?,
            // An agency that is not held is known by the surest of what is stated.
            Discovery::New {
                licence, credit_code, ..
            } => {
                let code = credit_code.as_ref().map(ToString::to_string);
                let code = code.or_else(|| licence.as_ref().map(ToString::to_string));
                Digest::of(&("new", code.as_ref().unwrap_or(&self.name)))?
            }
            Discovery::MovedOut { to, .. } => Digest::of(&("moved-out", &self.agency, &self.zone, to))?,
            Discovery::Changed { member, from, to } => Digest::of(&("changed", &self.agency, member, from, to))?,
        };
        self.id = hex::encode(&digest.as_bytes()[..8]);
        Ok(self)
    }
}
