//! The programme and the rules in force.
//!
//! Must not know any programme by name.

use axum::{Json, extract::State};

use super::{
    AppState,
    dto::{ProgrammeDocument, RulesDocument},
};

/// Shows the programme: kinds, functions, services, acts, extent.
#[utoipa::path(get, path = "/v1/programme", tag = "programme", responses((status = 200, body = ProgrammeDocument)))]
pub async fn show_programme(State(state): State<AppState>) -> Json<ProgrammeDocument> {
    Json(ProgrammeDocument::from(state.register.atlas().programme()))
}

/// Shows the rules in force with their versions, severities and tolerances.
#[utoipa::path(get, path = "/v1/rules", tag = "programme", responses((status = 200, body = RulesDocument)))]
pub async fn show_rules(State(state): State<AppState>) -> Json<RulesDocument> {
    Json(RulesDocument::of(
        state.register.atlas().programme(),
        state.register.rules().ids(),
    ))
}
