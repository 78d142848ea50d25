//! What the web client must know before it draws.
//!
//! Must not carry anything secret beyond what the operator lays open by configuring a basemap.

use axum::{Json, extract::State};
use serde::Serialize;

use super::{AppState, Basemap};

/// Settings of the web client.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Settings {
    /// The basemap, where one is configured.
    basemap: Option<Basemap>,
    /// Version of the program.
    version: String,
    /// Whether example drafts are at hand.
    demonstration: bool,
    /// Today, on the programme's clock.
    today: jiff::civil::Date,
}

/// Shows the settings of the web client.
#[utoipa::path(get, path = "/v1/settings", tag = "service", responses((status = 200, body = Settings)))]
pub async fn show_settings(State(state): State<AppState>) -> Json<Settings> {
    Json(Settings {
        basemap: state.basemap.as_deref().cloned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demonstration: state.demonstration.is_some(),
        today: state.register.atlas().today(),
    })
}
