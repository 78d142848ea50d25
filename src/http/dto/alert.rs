//! Alerts and reconciliations as JSON.
//!
//! Must not decide which alerts come first.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    agency::{Alert, Discovery, MatchedBy, Proposal},
    atlas::{AlertRecord, Settled},
    format::NoticeFile,
    register::{Receipt, Reconciled},
};

/// An alert: what an export of the national notice system says, and the act that it proposes. It is never an act by itself.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlertDocument {
    /// Id.
    pub id: String,
    /// `sanctioned`, `moved-out`, `changed` or `new`.
    pub kind: String,
    /// What is said against the agency: `revoked`, `suspended`, `abnormal-applications` or `malicious-trademarks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction: Option<String>,
    /// Member that changed: `name`, `address`, `licence` or `credit_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Value held when it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Value stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Id of the agency; absent where the register did not hold it.
    pub agency: Option<String>,
    /// Name as the export states it.
    pub name: String,
    /// Code of the zone it concerns.
    pub zone: Option<String>,
    /// Park it concerns.
    pub park: Option<String>,
    /// Day of the notice, or of the reconciliation where the export states none.
    pub day: Date,
    /// Category, day and document in the export's words.
    pub notice: Option<String>,
    /// By what the agency was recognised: `credit-code`, `licence` or `name`.
    pub matched_by: Option<String>,
    /// Whether that is unsure: by its name alone.
    pub unsure: bool,
    /// Whether the point of the stated address is nearer to the zone's limit than it is certain.
    pub uncertain: bool,
    /// Where it was said.
    pub source: AlertSource,
    /// The act proposed; absent where there is none to take.
    pub proposed: Option<ProposedAct>,
    /// `open`, `acted` or `dismissed`.
    pub state: String,
    /// How it was settled.
    pub settled: Option<SettledDocument>,
}

/// Where an alert came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AlertSource {
    /// Name of the file.
    pub file: String,
    /// Digest of the file.
    pub digest: String,
    /// Line, from 1.
    pub line: u64,
    /// Revision that recorded the alert.
    pub revision: u64,
}

/// An act that is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedAct {
    /// `release` or `record-agency`.
    pub act: String,
    /// Id of the agency.
    pub agency: Option<String>,
    /// Code of the zone to release it from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Reason of the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Member to record anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// How an alert was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SettledDocument {
    /// Who settled it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// Revision of the act taken; absent where it was dismissed.
    pub act_revision: Option<u64>,
    /// Revision that records the settlement.
    pub revision: u64,
    /// Its hash.
    pub hash: String,
}

/// A page of alerts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlertPage {
    /// Revision that answered.
    pub revision: u64,
    /// Alerts in all.
    pub count: usize,
    /// Alerts: sanctioned agencies first, then the newest.
    pub alerts: Vec<AlertDocument>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// What a reconciliation found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReconciledDocument {
    /// Rows read.
    pub rows: usize,
    /// Rows of agencies that the register holds.
    pub matched: usize,
    /// Rows of agencies that it does not hold and that sit in no zone.
    pub elsewhere: usize,
    /// Ids of the alerts raised.
    pub raised: Vec<String>,
    /// Findings whose alert was raised before.
    pub known: usize,
    /// Rows that a person should look at.
    pub unclear: Vec<RowRemark>,
    /// Rows that were left out as they are at fault.
    pub faults: Vec<String>,
    /// Headings that are not known.
    pub ignored_columns: Vec<String>,
    /// Encoding that was found.
    pub encoding: String,
    /// Newest revision.
    pub revision: u64,
    /// Its hash.
    pub hash: String,
}

/// A remark on a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowRemark {
    /// Line, from 1.
    pub line: u64,
    /// Name as stated.
    pub name: String,
    /// What is to be said.
    pub reason: String,
}

impl From<&AlertRecord> for AlertDocument {
    fn from(record: &AlertRecord) -> Self {
        let alert = &record.alert;
        let (mut sanction, mut member, mut from, mut to) = (None, None, None, None);
        match &alert.discovery {
            Discovery::Sanctioned { sanction: found } => sanction = Some(found.as_str().to_owned()),
            Discovery::MovedOut { from: held, to: stated } => (from, to) = (held.clone(), Some(stated.clone())),
            Discovery::Changed {
                member: found,
                from: held,
                to: stated,
            } => (member, from, to) = (Some(found.as_str().to_owned()), held.clone(), Some(stated.clone())),
            Discovery::New { address, .. } => to.clone_from(address),
        }
        let state = record
            .settled
            .as_ref()
            .map_or("open", |settled| settled.settlement.outcome.as_str());
        Self {
            id: alert.id.clone(),
            kind: alert.discovery.kind().to_owned(),
            sanction,
            member,
            from,
            to,
            agency: alert.agency.as_ref().map(ToString::to_string),
            name: alert.name.clone(),
            zone: alert.zone.as_ref().map(ToString::to_string),
            park: alert.park.clone(),
            day: alert.day,
            notice: alert.notice.clone(),
            matched_by: alert.matched_by.map(|by| by.as_str().to_owned()),
            unsure: alert.matched_by == Some(MatchedBy::Name),
            uncertain: alert.uncertain,
            source: AlertSource {
                file: record.file.clone(),
                digest: record.file_digest.to_string(),
                line: alert.line,
                revision: record.recorded.revision,
            },
            proposed: proposed(alert),
            state: state.to_owned(),
            settled: record.settled.as_ref().map(SettledDocument::from),
        }
    }
}

fn proposed(alert: &Alert) -> Option<ProposedAct> {
    let (release, record) = ("release".to_owned(), "record-agency".to_owned());
    Some(match alert.proposal()? {
        Proposal::Release { agency, zone, reason } => ProposedAct {
            act: release,
            agency: Some(agency.to_string()),
            zone: Some(zone.to_string()),
            reason: Some(reason),
            member: None,
            to: None,
        },
        Proposal::Amend { agency, member, to } => ProposedAct {
            act: record,
            agency: Some(agency.to_string()),
            zone: None,
            reason: None,
            member: Some(member.as_str().to_owned()),
            to: Some(to),
        },
        Proposal::Record => ProposedAct {
            act: record,
            agency: None,
            zone: None,
            reason: None,
            member: None,
            to: None,
        },
    })
}

impl From<&Settled> for SettledDocument {
    fn from(settled: &Settled) -> Self {
        let is_acted = settled.settlement.outcome == crate::agency::Outcome::Acted;
        Self {
            actor: settled.entry.actor.clone(),
            at: settled.entry.recorded_at,
            reason: settled.settlement.reason.clone(),
            act_revision: is_acted.then(|| settled.entry.revision.saturating_sub(1)),
            revision: settled.entry.revision,
            hash: settled.entry.hash.to_string(),
        }
    }
}

impl ReconciledDocument {
    /// Makes the document of a reconciliation.
    pub fn of(found: &Reconciled, file: &NoticeFile, receipt: Receipt) -> Self {
        let remark = |row: &crate::register::Unplaced| RowRemark {
            line: row.line,
            name: row.name.clone(),
            reason: row.reason.clone(),
        };
        Self {
            rows: found.rows,
            matched: found.matched,
            elsewhere: found.elsewhere,
            raised: found.raised.iter().map(|alert| alert.id.clone()).collect(),
            known: found.known,
            unclear: found.unclear.iter().map(remark).collect(),
            faults: file.refused.faults.iter().map(ToString::to_string).collect(),
            ignored_columns: file.ignored.clone(),
            encoding: file.encoding.to_owned(),
            revision: receipt.revision,
            hash: receipt.hash.to_string(),
        }
    }
}
