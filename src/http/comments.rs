//! Threads of comments in a zone's dossier, pinned to places on the map.
//!
//! Must not decide who may read or write them.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{JsonBody, Segments},
    insight,
    problem::Problem,
    viewer::Viewer,
    zones,
};
use crate::{
    atlas::Thread,
    geometry::LonLat,
    register::{CommentRequest, Receipt},
};

/// A comment to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentBody {
    /// Id of the thread that it answers; it begins one where absent.
    thread: Option<u64>,
    /// Number of the delimitation that it is about.
    delimitation: Option<u32>,
    /// Longitude of the place that it is pinned to; with `lat`.
    lon: Option<f64>,
    /// Latitude of the place that it is pinned to; with `lon`.
    lat: Option<f64>,
    /// What it says: up to 4000 characters.
    text: String,
}

/// Whether a thread is to be settled.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBody {
    /// False opens it again.
    settled: bool,
}

/// A comment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CommentDocument {
    /// Id: revision of its entry in the ledger.
    id: u64,
    /// Who wrote it.
    author: String,
    /// When.
    recorded_at: Timestamp,
    /// What it says.
    text: String,
}

/// A thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ThreadDocument {
    /// Id: that of the comment that began it.
    id: u64,
    /// Number of the delimitation that it is about.
    delimitation: Option<u32>,
    /// Longitude and latitude of the place that it is pinned to.
    place: Option<[f64; 2]>,
    /// Whether it is settled.
    settled: bool,
    /// Who settled it.
    settled_by: Option<String>,
    /// Comments, oldest first.
    comments: Vec<CommentDocument>,
}

/// The threads of a zone.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ThreadList {
    /// Revision that answered.
    revision: u64,
    /// Threads that are not settled.
    open: usize,
    /// Threads, oldest first.
    threads: Vec<ThreadDocument>,
}

/// What was noted.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Noted {
    /// Id: revision of its entry in the ledger.
    pub id: u64,
    /// Hash of that entry.
    pub hash: String,
}

impl From<Receipt> for Noted {
    fn from(receipt: Receipt) -> Self {
        Self {
            id: receipt.revision,
            hash: receipt.hash.to_string(),
        }
    }
}

impl From<Thread<'_>> for ThreadDocument {
    fn from(thread: Thread<'_>) -> Self {
        let first = thread.comments.first().map(|(_, comment)| *comment);
        Self {
            id: thread.id,
            delimitation: first.and_then(|comment| comment.delimitation),
            place: first
                .and_then(|comment| comment.place)
                .map(crate::zone::GridPlace::degrees),
            settled: thread.settled.is_some(),
            settled_by: thread.settled.map(|record| record.author.to_string()),
            comments: thread
                .comments
                .into_iter()
                .map(|(record, comment)| CommentDocument {
                    id: record.recorded.revision,
                    author: record.author.to_string(),
                    recorded_at: record.recorded.at,
                    text: comment.text.clone(),
                })
                .collect(),
        }
    }
}

/// Lists the threads of comments in a zone's dossier.
#[utoipa::path(get, path = "/v1/zones/{code}/comments", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")),
    responses((status = 200, body = ThreadList), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn list_comments(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
) -> Result<Json<ThreadList>, Problem> {
    let atlas = state.seen(&viewer);
    let record = zones::zone(&atlas, &code)?;
    insight::look_into(&viewer, &atlas, record)?;
    let threads = record.threads();
    Ok(Json(ThreadList {
        revision: atlas.head().revision,
        open: threads.iter().filter(|thread| thread.settled.is_none()).count(),
        threads: threads.into_iter().map(ThreadDocument::from).collect(),
    }))
}

/// Writes a comment: it answers a thread, or begins one, which may be pinned to a place.
#[utoipa::path(post, path = "/v1/zones/{code}/comments", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")), request_body = CommentBody,
    responses((status = 201, body = Noted), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn comment(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
    JsonBody(body): JsonBody<CommentBody>,
) -> Result<(StatusCode, Json<Noted>), Problem> {
    let place = match (body.lon, body.lat) {
        (None, None) => None,
        (Some(lon), Some(lat)) => Some(LonLat::new(lon, lat).map_err(|error| unreadable(&error))?),
        _ => return Err(unreadable(&"expected both `lon` and `lat`, found one of them")),
    };
    let request = CommentRequest {
        thread: body.thread,
        delimitation: body.delimitation,
        place,
        text: body.text,
    };
    let receipt = state
        .register
        .comment(viewer.actor()?, zones::code(&code)?, request)
        .await?;
    Ok((StatusCode::CREATED, Json(receipt.into())))
}

/// Settles a thread, or opens it again.
#[utoipa::path(post, path = "/v1/zones/{code}/comments/{id}/settled", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"), ("id" = u64, Path, description = "Id of the thread")),
    request_body = SettleBody,
    responses((status = 201, body = Noted), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn settle(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments((code, id)): Segments<(String, u64)>,
    JsonBody(body): JsonBody<SettleBody>,
) -> Result<(StatusCode, Json<Noted>), Problem> {
    let receipt = state
        .register
        .settle(viewer.actor()?, zones::code(&code)?, id, body.settled)
        .await?;
    Ok((StatusCode::CREATED, Json(receipt.into())))
}

fn unreadable(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "the document cannot be read",
        cause.to_string(),
    )
}
