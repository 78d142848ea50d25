//! Recording agencies, admitting them to a zone and releasing them.
//!
//! Must not decide who may have a place.

use axum::{Json, extract::State, http::StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState,
    dto::Agency,
    extract::{JsonBody, Segments},
    problem::{Problem, ProblemError},
    viewer::{Seen, Viewer},
};
use crate::{
    agency::{self, AgencyId, Located, PointMethod},
    geometry::{Datum, LonLat},
    register::{AdmissionRequest, AgencyParticulars, RegisterError, ReleaseRequest},
    zone::{CodeError, ZoneCode},
};

/// The routes of this file, save the one that shares its path with the list of agencies.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_agency, put_agency))
        .routes(routes!(admit))
        .routes(routes!(release))
}

/// Shows an agency, with the stay that holds today, or its last one.
#[utoipa::path(get, path = "/v1/agencies/{id}", tag = "agencies",
    params(("id" = String, Path, description = "Id of the agency")),
    responses((status = 200, body = Agency), (status = 404, body = Problem)))]
pub async fn show_agency(Seen { atlas, .. }: Seen, Segments(id): Segments<String>) -> Result<Json<Agency>, Problem> {
    let known = id.parse::<AgencyId>().ok().and_then(|id| atlas.agency(&id));
    let record = known.ok_or_else(|| Problem::from(RegisterError::NoAgency(id)))?;
    Ok(Json(Agency::of(record, atlas.today())))
}

/// An agency as its operator states it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyBody {
    /// Id: 1 to 64 letters, digits, `-`, `_` and `.`; where the path states it, it may be left out.
    id: Option<String>,
    /// Name.
    name: String,
    /// Service categories.
    #[serde(default)]
    services: Vec<String>,
    /// Address.
    address: Option<String>,
    /// Where it sits; looked up by the address where absent.
    point: Option<PointBody>,
    /// Patent agency code: five digits that begin with a province.
    licence: Option<String>,
    /// Unified social credit code.
    credit_code: Option<String>,
    /// A remark shown with it.
    remark: Option<String>,
}

/// A point with how it was found.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointBody {
    /// Longitude in degrees, in `datum`.
    lon: f64,
    /// Latitude in degrees, in `datum`.
    lat: f64,
    /// `cgcs2000` (where absent), `wgs84`, `gcj02` or `bd09`.
    datum: Option<String>,
    /// `given` (where absent), `address-book`, or the name of a geocoder.
    method: Option<String>,
    /// How far off the point may be, in metres.
    uncertainty_m: Option<f64>,
}

/// An agency that was recorded.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AgencyRecorded {
    /// The agency.
    agency: Agency,
    /// Whether the register held it just so.
    unchanged: bool,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// Records an agency that the register does not hold yet.
#[utoipa::path(post, path = "/v1/agencies", tag = "agencies", security(("bearer" = [])), request_body = AgencyBody,
    responses((status = 201, body = AgencyRecorded), (status = 200, body = AgencyRecorded, description = "The register held it just so"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "Its id or one of its codes is taken"), (status = 422, body = Problem)))]
pub async fn create_agency(
    State(state): State<AppState>,
    viewer: Viewer,
    JsonBody(body): JsonBody<AgencyBody>,
) -> Result<(StatusCode, Json<AgencyRecorded>), Problem> {
    record(&state, &viewer, body, None).await
}

/// Records an agency, new or anew.
#[utoipa::path(put, path = "/v1/agencies/{id}", tag = "agencies", security(("bearer" = [])), request_body = AgencyBody,
    params(("id" = String, Path, description = "Id of the agency")),
    responses((status = 200, body = AgencyRecorded), (status = 201, body = AgencyRecorded, description = "The register did not hold it"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "One of its codes is taken"), (status = 422, body = Problem)))]
pub async fn put_agency(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
    JsonBody(body): JsonBody<AgencyBody>,
) -> Result<(StatusCode, Json<AgencyRecorded>), Problem> {
    record(&state, &viewer, body, Some(&id)).await
}

async fn record(
    state: &AppState,
    viewer: &Viewer,
    body: AgencyBody,
    of_path: Option<&str>,
) -> Result<(StatusCode, Json<AgencyRecorded>), Problem> {
    let actor = viewer.actor()?;
    let particulars = AgencyParticulars {
        agency: read(&body, of_path)?,
        must_be_new: of_path.is_none(),
    };
    let (taken, receipt) = state.register.record_agency(actor, particulars).await?;
    let status = if taken.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let atlas = state.register.seen_by(&state.sight(viewer));
    let agency = match atlas.agency(&taken.agency.id) {
        Some(record) => Agency::of(record, atlas.today()),
        None => Agency::from(&taken.agency),
    };
    let recorded = AgencyRecorded {
        agency,
        unchanged: taken.unchanged,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    };
    Ok((status, Json(recorded)))
}

/// Reads an agency; every member at fault is told.
fn read(body: &AgencyBody, of_path: Option<&str>) -> Result<agency::Agency, Problem> {
    let mut faults = Vec::new();
    let id: Option<AgencyId> = match (of_path, body.id.as_deref()) {
        (Some(path), Some(own)) if path != own => {
            faults.push(fault(
                "/id",
                format!("expected the id of the path `{path}`, found `{own}`"),
            ));
            None
        }
        (Some(id), _) | (None, Some(id)) => parsed("/id", Some(id), &mut faults),
        (None, None) => {
            faults.push(fault("/id", "expected an id, found none".to_owned()));
            None
        }
    };
    let (point, located) = place(body.point.as_ref(), &mut faults).unzip();
    let licence = parsed("/licence", body.licence.as_deref(), &mut faults);
    let credit_code = parsed("/credit_code", body.credit_code.as_deref(), &mut faults);
    match id {
        Some(id) if faults.is_empty() => Ok(agency::Agency {
            id,
            name: body.name.trim().to_owned(),
            services: body.services.clone(),
            address: body.address.clone().filter(|address| !address.trim().is_empty()),
            point,
            located: located.flatten(),
            licence,
            credit_code,
            remark: body.remark.clone(),
        }),
        _ => {
            let detail = match faults.as_slice() {
                [one] => one.detail.clone(),
                several => format!("{} faults were found", several.len()),
            };
            Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "the agency cannot be taken up",
                detail,
            )
            .errors(faults))
        }
    }
}

fn fault(pointer: &str, detail: String) -> ProblemError {
    ProblemError {
        pointer: Some(format!("#{pointer}")),
        line: None,
        parameter: None,
        detail,
    }
}

fn parsed<T>(pointer: &str, text: Option<&str>, faults: &mut Vec<ProblemError>) -> Option<T>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    match text?.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            faults.push(fault(pointer, format!("{error}")));
            None
        }
    }
}

/// Reads a point; a method or an uncertainty that is not stated is left open together.
fn place(point: Option<&PointBody>, faults: &mut Vec<ProblemError>) -> Option<(LonLat, Option<Located>)> {
    let point = point?;
    let datum: Datum = match point.datum.as_deref() {
        None => Datum::Cgcs2000,
        stated => parsed("/point/datum", stated, faults)?,
    };
    let place = datum
        .to_lon_lat(point.lon, point.lat)
        .map_err(|error| faults.push(fault("/point", error.to_string())))
        .ok()?;
    let method: PointMethod = match point.method.as_deref() {
        None => PointMethod::given(),
        stated => parsed("/point/method", stated, faults)?,
    };
    let located = match (point.uncertainty_m, &point.method) {
        (None, None) => None,
        (None, Some(_)) => {
            let detail = "expected metres beside `method`, found none".to_owned();
            faults.push(fault("/point/uncertainty_m", detail));
            None
        }
        (Some(uncertainty_m), _) => Located::new(method, uncertainty_m)
            .map_err(|error| faults.push(fault("/point/uncertainty_m", error.to_string())))
            .ok(),
    };
    Some((place, located))
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
    let refused = |error: agency::AgencyIdError| {
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
