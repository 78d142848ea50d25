//! Drafts kept on the server while they are drawn, valid or not.
//!
//! Must not read them, nor put them into the register: that is what handing in is for.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    AppState,
    extract::{RawBody, Segments},
    precondition,
    problem::Problem,
    viewer::Viewer,
};
use crate::store::{WorkedOn, WorkingDraftHead};

/// A draft in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DossierHead {
    /// Id.
    id: String,
    /// Name of the zone, as far as it is written.
    title: String,
    /// Rises with each saving.
    version: u64,
    /// Tag of the version, to be sent back as `If-Match`.
    etag: String,
    /// When it was saved last.
    changed_at: String,
    /// Who saved it last.
    changed_by: String,
}

/// Drafts of the asker's office.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DossierList {
    /// Drafts, the one saved last first.
    dossiers: Vec<DossierHead>,
}

/// What was saved.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Saved {
    /// Id.
    id: String,
    /// Its version now.
    version: u64,
}

impl From<WorkingDraftHead> for DossierHead {
    fn from(head: WorkingDraftHead) -> Self {
        Self {
            etag: precondition::tag(head.version),
            id: head.id,
            title: head.title,
            version: head.version,
            changed_at: head.changed_at,
            changed_by: head.changed_by,
        }
    }
}

/// Lists the drafts that the asker's office keeps on the server.
#[utoipa::path(get, path = "/v1/dossiers", tag = "drafts", security(("bearer" = [])),
    responses((status = 200, body = DossierList), (status = 401, body = Problem)))]
pub async fn list_dossiers(State(state): State<AppState>, viewer: Viewer) -> Result<Json<DossierList>, Problem> {
    let actor = viewer.actor()?;
    let heads = state.register.working_drafts(&actor).await?;
    Ok(Json(DossierList {
        dossiers: heads.into_iter().map(DossierHead::from).collect(),
    }))
}

/// Gives a draft as it was saved; its `ETag` is the version to send along when it is saved again.
#[utoipa::path(get, path = "/v1/dossiers/{id}", tag = "drafts", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the draft")),
    responses((status = 200, description = "The draft", content_type = "application/geo+json", body = serde_json::Value),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show_dossier(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
) -> Result<Response, Problem> {
    let actor = viewer.actor()?;
    let draft = state.register.working_draft(&actor, &id).await?;
    let media_type = HeaderValue::from_static("application/geo+json");
    let body = ([(header::CONTENT_TYPE, media_type)], draft.body);
    Ok(precondition::tagged(draft.head.version, body).into_response())
}

/// Saves a draft as it is, faults and all: a JSON object. A new one is saved without `If-Match`; one that is there needs the `ETag` of
/// the version that was worked on, and is refused (412) where somebody saved it in between.
#[utoipa::path(put, path = "/v1/dossiers/{id}", tag = "drafts", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id, chosen by the client: 1 to 64 of A-Z, a-z, 0-9 and `-`"),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the version that was worked on")),
    request_body(content = serde_json::Value, content_type = "application/geo+json"),
    responses((status = 200, body = Saved), (status = 201, body = Saved), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn save_dossier(
    State(state): State<AppState>,
    viewer: Viewer,
    headers: HeaderMap,
    Segments(id): Segments<String>,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let actor = viewer.actor()?;
    let text = String::from_utf8(body.to_vec()).map_err(|_| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the document cannot be read",
            "expected UTF-8",
        )
    })?;
    let worked_on = if headers.contains_key(header::IF_MATCH) {
        precondition::decided_on(&headers)?.map_or(WorkedOn::Anything, WorkedOn::Version)
    } else {
        WorkedOn::Nothing
    };
    let version = state.register.save_working_draft(&actor, &id, text, worked_on).await?;
    let status = if version == 1 {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let response = (status, precondition::tagged(version, Json(Saved { id, version })));
    Ok(response.into_response())
}

/// Deletes a draft as it was read.
#[utoipa::path(delete, path = "/v1/dossiers/{id}", tag = "drafts", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the draft"),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read, or `*`")),
    responses((status = 204, description = "It is gone"), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn delete_dossier(
    State(state): State<AppState>,
    viewer: Viewer,
    headers: HeaderMap,
    Segments(id): Segments<String>,
) -> Result<StatusCode, Problem> {
    let actor = viewer.actor()?;
    let worked_on = precondition::decided_on(&headers)?;
    state.register.delete_working_draft(&actor, &id, worked_on).await?;
    Ok(StatusCode::NO_CONTENT)
}
