//! What is asked of limits in words (四至), below `/v1/abuttals`. One route a file.
//!
//! Must not know any grammar.

mod draft;
mod parse;
mod trace;

use utoipa_axum::{router::OpenApiRouter, routes};

use super::AppState;

/// Collects the routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(draft::draft_abuttals))
        .routes(routes!(parse::parse_text))
        .routes(routes!(trace::trace_abuttals))
}
