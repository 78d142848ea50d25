//! Zones and their delimitations.
//!
//! Must not know how they came into the register.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    AppState, cursor,
    dto::{AgencyPage, DelimitationDocument, ZoneDocument, ZonePage, ZoneSummary},
    extract::{Query, Segments},
    problem::Problem,
    when::{OnQuery, when},
};
use crate::{
    atlas::{Atlas, DelimitationRecord, ZoneRecord},
    format::draft::write_delimitation,
    register::RegisterError,
    zone::Division,
};

/// Parameters of the list of zones.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZonesQuery {
    /// Part of the name or code.
    q: Option<String>,
    /// Division (GB/T 2260) of the applicant; a prefecture or province covers what lies below it.
    division: Option<String>,
    /// Kind.
    kind: Option<String>,
    /// `in-force`, `pending`, `returned` or `ended`.
    status: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Code after which to go on.
    after: Option<String>,
}

/// Lists zones by code.
#[utoipa::path(get, path = "/v1/zones", tag = "zones", params(ZonesQuery),
    responses((status = 200, body = ZonePage), (status = 400, body = Problem)))]
pub async fn list_zones(
    State(state): State<AppState>,
    Query(query): Query<ZonesQuery>,
) -> Result<Json<ZonePage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let division: Option<Division> = match &query.division {
        Some(text) => Some(
            text.parse()
                .map_err(|error: crate::zone::DivisionError| Problem::parameter("division", error.to_string()))?,
        ),
        None => None,
    };
    let atlas = state.register.atlas();
    let on = atlas.today();
    let wanted = |record: &&std::sync::Arc<ZoneRecord>| {
        let zone = &record.zone;
        query
            .q
            .as_ref()
            .is_none_or(|q| zone.name.contains(q.as_str()) || zone.code.as_str().contains(q.as_str()))
            && division.is_none_or(|above| zone.division.is_some_and(|own| above.covers(own)))
            && query.kind.as_ref().is_none_or(|kind| zone.kind == *kind)
            && query
                .status
                .as_ref()
                .is_none_or(|status| record.class(on, None).is_some_and(|class| class.as_str() == status))
    };
    let wanted: Vec<_> = atlas.zones().filter(wanted).collect();
    let count = wanted.len();
    let key = |record: &&std::sync::Arc<ZoneRecord>| record.zone.code.to_string();
    let (page, after) = cursor::page(wanted.into_iter(), query.after.as_deref(), limit, key);
    let parameters = [
        ("q", query.q.clone()),
        ("division", query.division.clone()),
        ("kind", query.kind.clone()),
        ("status", query.status.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(ZonePage {
        revision: atlas.head().revision,
        count,
        zones: page
            .into_iter()
            .map(|record| ZoneSummary::of(&atlas, record, on))
            .collect(),
        next: cursor::next("/v1/zones", &parameters, after),
    }))
}

/// Shows a zone with the delimitation in force on a day.
#[utoipa::path(get, path = "/v1/zones/{code}", tag = "zones",
    params(("code" = String, Path, description = "Code of the zone"), OnQuery),
    responses((status = 200, body = ZoneDocument), (status = 404, body = Problem)))]
pub async fn show_zone(
    State(state): State<AppState>,
    Segments(code): Segments<String>,
    Query(query): Query<OnQuery>,
) -> Result<Json<ZoneDocument>, Problem> {
    let atlas = state.register.atlas();
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    Ok(Json(ZoneDocument::of(&atlas, zone(&atlas, &code)?, on, known)))
}

/// Shows a delimitation; with `.geojson` after its number, as a draft that can be opened and imported again.
#[utoipa::path(get, path = "/v1/zones/{code}/delimitations/{number}", tag = "zones",
    params(
        ("code" = String, Path, description = "Code of the zone"),
        ("number" = String, Path, description = "Number of the delimitation, with or without `.geojson`"),
        OnQuery),
    responses(
        (status = 200, description = "The delimitation, or the draft as GeoJSON",
         content((DelimitationDocument = "application/json"), (serde_json::Value = "application/geo+json"))),
        (status = 404, body = Problem)))]
pub async fn show_delimitation(
    State(state): State<AppState>,
    Segments((code, number)): Segments<(String, String)>,
    Query(query): Query<OnQuery>,
) -> Result<Response, Problem> {
    let atlas = state.register.atlas();
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    let record = zone(&atlas, &code)?;
    let (digits, as_geojson) = match number.strip_suffix(".geojson") {
        Some(digits) => (digits, true),
        None => (number.as_str(), false),
    };
    let version = delimitation(record, digits)?;
    if !as_geojson {
        return Ok(Json(DelimitationDocument::of(&atlas, record, version, on, known)).into_response());
    }
    let text = write_delimitation(&record.zone, &version.delimitation);
    let media_type = HeaderValue::from_static("application/geo+json");
    Ok(([(header::CONTENT_TYPE, media_type)], text).into_response())
}

/// Parameters of a zone's agencies.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZoneAgenciesQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id after which to go on.
    after: Option<String>,
}

/// Lists the agencies admitted to a zone on a day.
#[utoipa::path(get, path = "/v1/zones/{code}/agencies", tag = "zones",
    params(("code" = String, Path, description = "Code of the zone"), ZoneAgenciesQuery),
    responses((status = 200, body = AgencyPage), (status = 404, body = Problem)))]
pub async fn list_zone_agencies(
    State(state): State<AppState>,
    Segments(code): Segments<String>,
    Query(query): Query<ZoneAgenciesQuery>,
) -> Result<Json<AgencyPage>, Problem> {
    let atlas = state.register.atlas();
    let (on, _) = when(&atlas, query.on.as_deref(), None)?;
    let record = zone(&atlas, &code)?;
    let admitted: Vec<_> = atlas.agencies_of(&record.zone.code, on).collect();
    let parameters = [
        ("on", query.on.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    let path = format!("/v1/zones/{code}/agencies");
    super::agencies::agency_page(
        &atlas,
        admitted,
        on,
        &path,
        &parameters,
        query.limit,
        query.after.as_deref(),
    )
    .map(Json)
}

/// Finds a zone, or says that it is not there.
pub fn zone<'a>(atlas: &'a Atlas, code: &str) -> Result<&'a ZoneRecord, Problem> {
    atlas
        .zone(code)
        .map(AsRef::as_ref)
        .ok_or_else(|| RegisterError::NoZone(code.to_owned()).into())
}

fn delimitation<'a>(record: &'a ZoneRecord, digits: &str) -> Result<&'a DelimitationRecord, Problem> {
    let number: u32 = digits
        .parse()
        .map_err(|_| Problem::bad_request(format!("expected the number of a delimitation, found `{digits}`")))?;
    let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    nth.and_then(|nth| record.delimitations.get(nth)).ok_or_else(|| {
        let newest = record.delimitations.len();
        RegisterError::NoDelimitation {
            zone: record.zone.code.to_string(),
            number,
            newest,
        }
        .into()
    })
}
