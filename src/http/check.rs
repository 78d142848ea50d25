//! The stateless check that the drawing page calls, and the handing in of drafts.
//!
//! Must not judge: the rules do.

use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;

use super::{
    AppState,
    dto::Report,
    extract::DraftBody,
    problem::Problem,
    viewer::{Seen, Viewer},
};
use crate::register::Intent;

/// Judges a draft against the register; nothing is kept.
#[utoipa::path(post, path = "/v1/check", tag = "drafts",
    request_body(content = serde_json::Value, content_type = "application/geo+json", description = "A draft: a GeoJSON FeatureCollection with a member `zone`"),
    responses((status = 200, body = Report), (status = 422, body = Problem)))]
pub async fn check(
    State(state): State<AppState>,
    Seen { sight, .. }: Seen,
    DraftBody(draft): DraftBody,
) -> Result<Json<Report>, Problem> {
    Ok(Json(Report::from(state.register.check(draft, &sight).await?)))
}

/// What was taken up.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Submitted {
    /// Code of the zone.
    zone: String,
    /// Number of the delimitation.
    delimitation: u32,
    /// Whether the register held the same already.
    unchanged: bool,
    /// Newest revision.
    revision: u64,
    /// What the rules found.
    report: Report,
}

/// Hands in a draft: errors block it, and it is pending until it is decided.
#[utoipa::path(post, path = "/v1/zones", tag = "acts", security(("bearer" = [])),
    request_body(content = serde_json::Value, content_type = "application/geo+json", description = "A draft"),
    responses((status = 201, body = Submitted), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem, description = "The rules found errors; the report tells them")))]
pub async fn submit(
    State(state): State<AppState>,
    viewer: Viewer,
    DraftBody(draft): DraftBody,
) -> Result<(StatusCode, Json<Submitted>), Problem> {
    let actor = viewer.actor()?;
    let (mut outcomes, receipt) = state.register.delimit(actor, vec![draft], Intent::Submit).await?;
    let Some(outcome) = outcomes.pop() else {
        return Err(Problem::bad_request("expected one draft, found none"));
    };
    let status = if outcome.unchanged {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let submitted = Submitted {
        zone: outcome.zone.to_string(),
        delimitation: outcome.delimitation,
        unchanged: outcome.unchanged,
        revision: receipt.revision,
        report: Report::from(outcome.report),
    };
    Ok((status, Json(submitted)))
}
