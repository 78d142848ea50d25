//! Admitting agencies to a zone and releasing them.
//!
//! Must not decide who may have a place.

use axum::{Json, extract::State, http::StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState,
    extract::{JsonBody, Segments},
    problem::Problem,
    viewer::Viewer,
};
use crate::{
    agency::{AgencyId, AgencyIdError},
    register::{AdmissionRequest, ReleaseRequest},
    zone::{CodeError, ZoneCode},
};

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(admit)).routes(routes!(release))
}

/// An admission asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissionBody {
    /// Id of the agency.
    agency: String,
    /// Name of the park.
    park: Option<String>,
    /// First day; today where absent.
    admitted_on: Option<Date>,
    /// Why.
    reason: Option<String>,
}

/// What the admission led to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_field_names, reason = "the words of the interface")]
pub struct Admitted {
    /// Id of the agency.
    agency: String,
    /// Code of the zone.
    zone: String,
    /// Name of the park.
    park: Option<String>,
    /// First day.
    admitted_on: Option<Date>,
    /// What is odd of it, though it was taken.
    warnings: Vec<Warning>,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// A warning.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Warning {
    /// `not-in-force`, `sanctioned`, `unplaced`, `outside`, `uncertain` or `other-park`.
    code: String,
    /// In words.
    detail: String,
}

/// Admits an agency to a park of a zone.
#[utoipa::path(post, path = "/v1/zones/{code}/admissions", tag = "agencies", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")), request_body = AdmissionBody,
    responses((status = 201, body = Admitted), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "It has a place at that time"),
        (status = 422, body = Problem)))]
pub async fn admit(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
    JsonBody(body): JsonBody<AdmissionBody>,
) -> Result<(StatusCode, Json<Admitted>), Problem> {
    let actor = viewer.actor()?;
    let request = AdmissionRequest {
        agency: agency_id(&body.agency)?,
        zone: zone_code(&code)?,
        park: body.park,
        admitted_on: body.admitted_on,
        reason: body.reason,
    };
    let ((admission, warnings), receipt) = state.register.admit(actor, request).await?;
    let warning = |warning: &crate::register::AdmissionWarning| Warning {
        code: warning.code().to_owned(),
        detail: warning.to_string(),
    };
    let admitted = Admitted {
        agency: admission.agency.to_string(),
        zone: admission.zone.to_string(),
        park: admission.park,
        admitted_on: admission.admitted_on,
        warnings: warnings.iter().map(warning).collect(),
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    };
    Ok((StatusCode::CREATED, Json(admitted)))
}

/// A release asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBody {
    /// Id of the agency.
    agency: String,
    /// First day on which it is no longer admitted; today where absent.
    released_on: Option<Date>,
    /// Why it leaves, or loses its place.
    reason: String,
}

/// What the release led to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_field_names, reason = "the words of the interface")]
pub struct Released {
    /// Id of the agency.
    agency: String,
    /// Code of the zone.
    zone: String,
    /// First day on which it is no longer admitted.
    released_on: Date,
    /// Why.
    reason: Option<String>,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// Releases an agency from a zone.
#[utoipa::path(post, path = "/v1/zones/{code}/releases", tag = "agencies", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")), request_body = ReleaseBody,
    responses((status = 201, body = Released), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "It is not admitted on that day"),
        (status = 422, body = Problem)))]
pub async fn release(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
    JsonBody(body): JsonBody<ReleaseBody>,
) -> Result<(StatusCode, Json<Released>), Problem> {
    let actor = viewer.actor()?;
    let request = ReleaseRequest {
        agency: agency_id(&body.agency)?,
        zone: zone_code(&code)?,
        released_on: body.released_on,
        reason: body.reason,
    };
    let (release, receipt) = state.register.release(actor, request).await?;
    let released = Released {
        agency: release.agency.to_string(),
        zone: release.zone.to_string(),
        released_on: release.released_on,
        reason: release.reason,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    };
    Ok((StatusCode::CREATED, Json(released)))
}

fn agency_id(text: &str) -> Result<AgencyId, Problem> {
    let refused = |error: AgencyIdError| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the act cannot be taken",
            error.to_string(),
        )
    };
    text.parse().map_err(refused)
}

fn zone_code(text: &str) -> Result<ZoneCode, Problem> {
    text.parse()
        .map_err(|error: CodeError| Problem::bad_request(error.to_string()))
}
