//! The ledger.
//!
//! Must not recompute it: `sizhi verify` does.

use axum::{Json, extract::State};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AppState, cursor, extract::Query, problem::Problem};

/// Parameters of the ledger.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// Revision after which to go on; 0 where absent.
    after: Option<u64>,
    /// Entries of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
}

/// The end of the chain.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HeadDocument {
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// One entry.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct EntryDocument {
    /// Place in the order of everything.
    revision: u64,
    /// When it was recorded.
    recorded_at: Timestamp,
    /// Who acted.
    actor: String,
    /// The act.
    act: String,
    /// What it was about.
    subject: String,
    /// Digest of its content.
    payload_digest: String,
    /// Hash of the entry before.
    previous: String,
    /// Its own hash.
    hash: String,
}

/// A page of entries.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LedgerPage {
    /// The end of the chain.
    head: HeadDocument,
    /// Entries in all.
    count: u64,
    /// Entries, oldest first.
    entries: Vec<EntryDocument>,
    /// Address of the next page.
    next: Option<String>,
}

/// Lists the acts in their order, each chained to the one before by its hash.
#[utoipa::path(get, path = "/v1/ledger", tag = "ledger", params(LedgerQuery),
    responses((status = 200, body = LedgerPage), (status = 400, body = Problem)))]
pub async fn list_ledger(
    State(state): State<AppState>,
    Query(query): Query<LedgerQuery>,
) -> Result<Json<LedgerPage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let head = state.register.atlas().head();
    let entries = state
        .register
        .entries_after(query.after.unwrap_or(0), u32::try_from(limit).unwrap_or(u32::MAX))
        .await?;
    let last = entries
        .last()
        .map(|entry| entry.revision)
        .filter(|last| *last < head.revision);
    let entry = |entry: crate::atlas::Entry| EntryDocument {
        revision: entry.revision,
        recorded_at: entry.recorded_at,
        actor: entry.actor,
        act: entry.act,
        subject: entry.subject,
        payload_digest: entry.content.to_string(),
        previous: entry.previous.to_string(),
        hash: entry.hash.to_string(),
    };
    let parameters = [("limit", query.limit.map(|limit| limit.to_string()))];
    Ok(Json(LedgerPage {
        head: HeadDocument {
            revision: head.revision,
            hash: head.hash.to_string(),
        },
        count: head.revision,
        entries: entries.into_iter().map(entry).collect(),
        next: cursor::next("/v1/ledger", &parameters, last.map(|last| last.to_string())),
    }))
}
