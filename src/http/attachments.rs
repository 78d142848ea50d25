//! Documents attached to a zone's dossier.
//!
//! Must not trust names or stated types: the content tells what a document is, and none is ever shown in the page.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{Query, RawBody, Segments},
    insight,
    problem::Problem,
    viewer::Viewer,
    zones,
};
use crate::{register::AttachmentRequest, zone::Attachment};

/// Parameters of an attachment.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttachQuery {
    /// Name of the file, with the ending `.pdf` or `.docx`.
    name: String,
    /// What it is, such as 推荐函.
    label: Option<String>,
    /// Number of the delimitation that it is about.
    delimitation: Option<u32>,
}

/// An attachment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AttachmentDocument {
    /// Id: revision of its entry in the ledger.
    id: u64,
    /// Name of the file.
    name: String,
    /// What it is.
    label: Option<String>,
    /// Number of the delimitation that it is about.
    delimitation: Option<u32>,
    /// Type, told by its content.
    media_type: String,
    /// Length in bytes.
    length: u64,
    /// Digest of its content.
    digest: String,
    /// Who attached it.
    author: String,
    /// When.
    recorded_at: Timestamp,
}

/// The attachments of a zone.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AttachmentList {
    /// Revision that answered.
    revision: u64,
    /// Attachments, oldest first.
    attachments: Vec<AttachmentDocument>,
}

/// What was attached.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Attached {
    /// Id: revision of its entry in the ledger.
    id: u64,
    /// Type, told by its content.
    media_type: String,
    /// Length in bytes.
    length: u64,
    /// Digest of its content.
    digest: String,
    /// Hash of its entry in the ledger.
    hash: String,
}

/// Lists the documents attached to a zone's dossier.
#[utoipa::path(get, path = "/v1/zones/{code}/attachments", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")),
    responses((status = 200, body = AttachmentList), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn list_attachments(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
) -> Result<Json<AttachmentList>, Problem> {
    let atlas = state.seen(&viewer);
    let record = zones::zone(&atlas, &code)?;
    insight::look_into(&viewer, &atlas, record)?;
    let attachments = record.attachments();
    let document = |(record, attachment): (&crate::atlas::NoteRecord, &Attachment)| AttachmentDocument {
        id: record.recorded.revision,
        name: attachment.name.clone(),
        label: attachment.label.clone(),
        delimitation: attachment.delimitation,
        media_type: attachment.media_type.clone(),
        length: attachment.length,
        digest: attachment.digest.to_string(),
        author: record.author.to_string(),
        recorded_at: record.recorded.at,
    };
    Ok(Json(AttachmentList {
        revision: atlas.head().revision,
        attachments: attachments.map(document).collect(),
    }))
}

/// Attaches a document, PDF or DOCX, of up to 12 MiB; the body is its content.
#[utoipa::path(post, path = "/v1/zones/{code}/attachments", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"), AttachQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Attached), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
pub async fn attach(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
    Query(query): Query<AttachQuery>,
    RawBody(bytes): RawBody,
) -> Result<(StatusCode, Json<Attached>), Problem> {
    let request = AttachmentRequest {
        delimitation: query.delimitation,
        name: query.name,
        label: query.label,
        bytes: bytes.to_vec(),
    };
    let (attachment, receipt) = state
        .register
        .attach(viewer.actor()?, zones::code(&code)?, request)
        .await?;
    let attached = Attached {
        id: receipt.revision,
        media_type: attachment.media_type,
        length: attachment.length,
        digest: attachment.digest.to_string(),
        hash: receipt.hash.to_string(),
    };
    Ok((StatusCode::CREATED, Json(attached)))
}

/// Gives the content of an attachment, to be saved.
#[utoipa::path(get, path = "/v1/zones/{code}/attachments/{id}", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"), ("id" = u64, Path, description = "Id of the attachment")),
    responses((status = 200, description = "Its content", content((Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show_attachment(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments((code, id)): Segments<(String, u64)>,
) -> Result<Response, Problem> {
    {
        let atlas = state.seen(&viewer);
        insight::look_into(&viewer, &atlas, zones::zone(&atlas, &code)?)?;
    }
    let (attachment, bytes) = state.register.attachment(&zones::code(&code)?, id).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let name = utf8_percent_encode(&attachment.name, NON_ALPHANUMERIC);
    let pairs = [
        (header::CONTENT_TYPE, attachment.media_type.clone()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (header::ETAG, format!("\"{}\"", attachment.digest)),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    for (name, value) in pairs {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    Ok(response)
}
