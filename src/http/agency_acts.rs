//! Recording agencies, and showing one.
//!
//! Must not decide which codes may be borne.

use axum::{Json, extract::State, http::StatusCode};
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
    register::{AgencyParticulars, RegisterError},
};

/// The routes of this file, save the one that shares its path with the list of agencies.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_agency, put_agency))
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
