//! The example drafts of the demonstration.
//!
//! Must not keep drafts: an applicant's draft stays with the applicant until it is handed in.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{AppState, dto::Text, extract::Segments, problem::Problem};

/// One example.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DraftEntry {
    /// Id.
    id: String,
    /// Title.
    title: Text,
    /// Rules whose findings it shows.
    shows: Vec<String>,
}

/// The examples.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DraftList {
    /// Examples; empty on a server without demonstration.
    drafts: Vec<DraftEntry>,
}

/// Lists the example drafts: one for each fault that the rules find.
#[utoipa::path(get, path = "/v1/drafts", tag = "drafts", responses((status = 200, body = DraftList)))]
pub async fn list_drafts(State(state): State<AppState>) -> Json<DraftList> {
    let drafts = state
        .demonstration
        .iter()
        .flat_map(|demonstration| &demonstration.drafts);
    let entry = |draft: &crate::register::ExampleDraft| DraftEntry {
        id: draft.id.clone(),
        title: Text::from(&draft.title),
        shows: draft.shows.clone(),
    };
    Json(DraftList {
        drafts: drafts.map(entry).collect(),
    })
}

/// Shows an example draft.
#[utoipa::path(get, path = "/v1/drafts/{id}", tag = "drafts", params(("id" = String, Path, description = "Id of the example")),
    responses((status = 200, description = "The draft", content_type = "application/geo+json", body = serde_json::Value),
        (status = 404, body = Problem)))]
pub async fn show_draft(State(state): State<AppState>, Segments(id): Segments<String>) -> Result<Response, Problem> {
    let mut drafts = state
        .demonstration
        .iter()
        .flat_map(|demonstration| &demonstration.drafts);
    let draft = drafts.find(|draft| draft.id == id).ok_or_else(|| {
        Problem::not_found(format!(
            "example draft `{id}` is not there; hint: `/v1/drafts` lists them"
        ))
    })?;
    let media_type = HeaderValue::from_static("application/geo+json");
    Ok(([(header::CONTENT_TYPE, media_type)], draft.text.clone()).into_response())
}
