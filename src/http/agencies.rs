//! Agencies.
//!
//! Must not decide who is admitted.

use std::sync::Arc;

use axum::Json;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    cursor,
    dto::{Agency, AgencyPage},
    extract::Query,
    problem::Problem,
    viewer::Seen,
};
use crate::atlas::{AgencyRecord, Atlas};

/// Parameters of the list of agencies.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgenciesQuery {
    /// Part of the name, id, patent agency code or credit code.
    q: Option<String>,
    /// Code of the zone it is admitted to today.
    zone: Option<String>,
    /// Service category it offers.
    service: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id after which to go on.
    after: Option<String>,
}

/// Lists agencies by id.
#[utoipa::path(get, path = "/v1/agencies", tag = "agencies", params(AgenciesQuery),
    responses((status = 200, body = AgencyPage), (status = 400, body = Problem)))]
pub async fn list_agencies(
    Seen { atlas, .. }: Seen,
    Query(query): Query<AgenciesQuery>,
) -> Result<Json<AgencyPage>, Problem> {
    let on = atlas.today();
    let bears = |record: &AgencyRecord, q: &str| {
        let agency = &record.agency;
        agency.name.contains(q)
            || agency.id.as_str().contains(q)
            || agency.licence.as_ref().is_some_and(|licence| licence.to_string() == q)
            || agency.credit_code.as_ref().is_some_and(|code| code.as_str() == q)
    };
    let wanted = |record: &&Arc<AgencyRecord>| {
        query.q.as_ref().is_none_or(|q| bears(record, q))
            && query
                .service
                .as_ref()
                .is_none_or(|service| record.agency.services.contains(service))
            && query.zone.as_ref().is_none_or(|zone| {
                record
                    .admission(on)
                    .is_some_and(|admission| admission.zone.as_str() == zone)
            })
    };
    let wanted: Vec<_> = atlas.agencies().filter(wanted).collect();
    let parameters = [
        ("q", query.q.clone()),
        ("zone", query.zone.clone()),
        ("service", query.service.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    agency_page(
        &atlas,
        wanted,
        on,
        "/v1/agencies",
        &parameters,
        query.limit,
        query.after.as_deref(),
    )
    .map(Json)
}

/// Makes a page of agencies.
pub fn agency_page(
    atlas: &Atlas,
    records: Vec<&Arc<AgencyRecord>>,
    on: Date,
    path: &str,
    parameters: &[(&str, Option<String>)],
    limit: Option<usize>,
    after: Option<&str>,
) -> Result<AgencyPage, Problem> {
    let count = records.len();
    let key = |record: &&Arc<AgencyRecord>| record.agency.id.to_string();
    let (page, next) = cursor::page(records.into_iter(), after, cursor::limit(limit)?, key);
    Ok(AgencyPage {
        revision: atlas.head().revision,
        count,
        agencies: page.into_iter().map(|record| Agency::of(record, on)).collect(),
        next: cursor::next(path, parameters, next),
    })
}
