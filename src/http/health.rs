//! Whether the service lives, whether it can answer, and its metrics.
//!
//! Must not touch zones.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{AppState, problem::Problem};

/// Life sign.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// `ok`.
    status: String,
    /// Newest revision known here.
    revision: u64,
}

/// Tells that the process lives.
#[utoipa::path(get, path = "/healthz", tag = "service", responses((status = 200, body = Health)))]
pub async fn healthz(State(state): State<AppState>) -> Json<Health> {
    Json(Health {
        status: "ok".to_owned(),
        revision: state.register.atlas().head().revision,
    })
}

/// Tells that the store answers and the atlas is as new as it.
#[utoipa::path(get, path = "/readyz", tag = "service",
    responses((status = 200, body = Health), (status = 503, body = Problem)))]
pub async fn readyz(State(state): State<AppState>) -> Result<Json<Health>, Problem> {
    state.register.follow().await.map_err(|error| {
        tracing::error!(%error, "the store does not answer");
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "not ready",
            "the store does not answer",
        )
    })?;
    Ok(healthz(State(state)).await)
}

/// Shows counters and latencies in Prometheus text form.
#[utoipa::path(get, path = "/metrics", tag = "service",
    responses((status = 200, description = "Prometheus text form", content_type = "text/plain", body = String)))]
pub async fn metrics(State(state): State<AppState>) -> Response {
    let text = state
        .metrics
        .as_ref()
        .map(metrics_exporter_prometheus::PrometheusHandle::render)
        .unwrap_or_default();
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        text,
    )
        .into_response()
}
