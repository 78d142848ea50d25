//! The ledger.
//!
//! Must not recompute it: `sizhi verify` does.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};

use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState, cursor,
    dto::{EntryDocument, HeadDocument, ReceiptDocument},
    extract::{Query, Segments},
    problem::Problem,
    viewer::Seen,
};
use crate::register::SeenEntries;

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_ledger))
        .routes(routes!(show_receipt))
}

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

/// Gives out the receipt of an entry.
#[utoipa::path(get, path = "/v1/ledger/{revision}/receipt", tag = "ledger",
    params(("revision" = u64, Path, description = "Revision of the entry")),
    responses((status = 200, body = ReceiptDocument), (status = 404, body = Problem)))]
pub async fn show_receipt(
    State(state): State<AppState>,
    Seen { atlas, sight }: Seen,
    Segments(revision): Segments<u64>,
) -> Result<Json<ReceiptDocument>, Problem> {
    let head = atlas.head();
    let none = || {
        let detail = format!(
            "revision {revision} is not in the ledger; expected 1 to {}",
            head.revision
        );
        Problem::not_found(detail)
    };
    let before = revision
        .checked_sub(1)
        .filter(|_| revision <= head.revision)
        .ok_or_else(none)?;
    let page = state.register.entries_seen_by(&sight, before, 1).await?;
    let (entry, withheld) = page.entries.into_iter().next().ok_or_else(none)?;
    if withheld {
        let detail =
            format!("what entry {revision} is about is not public; hint: sign in with an office whose affair it is");
        return Err(Problem::new(StatusCode::FORBIDDEN, "the entry is withheld", detail));
    }
    Ok(Json(ReceiptDocument {
        revision: entry.revision,
        hash: entry.hash.to_string(),
        entry: entry.into(),
        head: head.into(),
    }))
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
    Seen { sight, .. }: Seen,
    Query(query): Query<LedgerQuery>,
) -> Result<Json<LedgerPage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let rows = u32::try_from(limit).unwrap_or(u32::MAX);
    let after = query.after.unwrap_or(0);
    let SeenEntries { head, entries } = state.register.entries_seen_by(&sight, after, rows).await?;
    let last = entries
        .last()
        .map(|(entry, _)| entry.revision)
        .filter(|last| *last < head.revision);
    let parameters = [("limit", query.limit.map(|limit| limit.to_string()))];
    Ok(Json(LedgerPage {
        head: head.into(),
        count: head.revision,
        entries: entries
            .into_iter()
            .map(|(entry, withheld)| EntryDocument::of(entry, withheld))
            .collect(),
        next: cursor::next("/v1/ledger", &parameters, last.map(|last| last.to_string())),
    }))
}
