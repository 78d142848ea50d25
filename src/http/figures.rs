//! Figures of a zone on a day or over time, and the history of an agency.
//!
//! Must not count: the atlas does.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState,
    dto::{AgencyHistory, FiguresDocument, FiguresSeries, figures_csv},
    extract::{Query, Segments},
    problem::Problem,
    viewer::Seen,
    zones::zone,
};
use crate::{
    agency::AgencyId,
    atlas::{Atlas, Figures},
    register::RegisterError,
};

/// Most days of one series.
const MOST_DAYS: usize = 1000;

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_figures))
        .routes(routes!(show_agency_history))
}

/// Parameters of figures: a day, or `from`, `to` and `every`.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// First day of a series.
    from: Option<String>,
    /// Last day of a series; today where absent.
    to: Option<String>,
    /// Step of a series: `day`, `week`, `month` (where absent), `quarter` or `year`.
    every: Option<String>,
    /// `json` (where absent) or `csv`.
    format: Option<String>,
}

/// Counts the agencies and services of a zone by park, with the chain, density and concentration, on a day or over time.
#[utoipa::path(get, path = "/v1/zones/{code}/figures", tag = "agencies",
    params(("code" = String, Path, description = "Code of the zone"), FiguresQuery),
    responses((status = 200, description = "Figures, by day",
            content((FiguresSeries = "application/json"), (String = "text/csv"))),
        (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn show_figures(
    Seen { atlas, .. }: Seen,
    Segments(code): Segments<String>,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, Problem> {
    let days = days(&atlas, &query)?;
    let is_csv = match query.format.as_deref() {
        None | Some("json") => false,
        Some("csv") => true,
        Some(other) => {
            let detail = format!("format: expected `json` or `csv`, found `{other}`");
            return Err(Problem::parameter("format", detail));
        }
    };
    let code = zone(&atlas, &code)?.zone.code.clone();
    let counted = tokio::task::spawn_blocking(move || {
        let figures = |day: Date| {
            let record = atlas.zone(code.as_str())?;
            Some(FiguresDocument::from(Figures::of(&atlas, record, day)))
        };
        FiguresSeries {
            revision: atlas.head().revision,
            zone: code.to_string(),
            figures: days.into_iter().filter_map(figures).collect(),
        }
    });
    let series = counted.await.map_err(|_| Problem::from(RegisterError::CutOff))?;
    if is_csv {
        let table = figures_csv(&series.figures).map_err(|error| Problem::internal(&error))?;
        return Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response());
    }
    Ok(Json(series).into_response())
}

/// Reads which days are asked for.
fn days(atlas: &Atlas, query: &FiguresQuery) -> Result<Vec<Date>, Problem> {
    let day = |name: &str, text: &str| {
        text.parse::<Date>()
            .map_err(|_| Problem::parameter(name, format!("{name}: expected a day as YYYY-MM-DD, found `{text}`")))
    };
    let Some(from) = &query.from else {
        for (name, stated) in [("to", &query.to), ("every", &query.every)] {
            if stated.is_some() {
                return Err(Problem::parameter(
                    name,
                    format!("{name}: expected beside `from`, found alone"),
                ));
            }
        }
        let on = query.on.as_deref().map(|text| day("on", text)).transpose()?;
        return Ok(vec![on.unwrap_or_else(|| atlas.today())]);
    };
    if query.on.is_some() {
        return Err(Problem::parameter(
            "on",
            "on: expected either `on` or `from`, found both",
        ));
    }
    let from = day("from", from)?;
    let to = query.to.as_deref().map(|text| day("to", text)).transpose()?;
    let to = to.unwrap_or_else(|| atlas.today());
    if to < from {
        return Err(Problem::parameter(
            "to",
            format!("to: expected a day not before {from}, found {to}"),
        ));
    }
    let step = match query.every.as_deref() {
        Some("day") => 1.day(),
        Some("week") => 1.week(),
        None | Some("month") => 1.month(),
        Some("quarter") => 3.months(),
        Some("year") => 1.year(),
        Some(other) => {
            let detail = format!("every: expected `day`, `week`, `month`, `quarter` or `year`, found `{other}`");
            return Err(Problem::parameter("every", detail));
        }
    };
    let mut days = Vec::new();
    for nth in 0_i64.. {
        // From the first day each time, so that the last of a month stays the last.
        let next = step.checked_mul(nth).ok().and_then(|span| from.checked_add(span).ok());
        match next.filter(|next| *next <= to) {
            Some(_) if days.len() == MOST_DAYS => {
                let detail =
                    format!("every: expected {MOST_DAYS} days or fewer from {from} to {to}; hint: take a longer step");
                return Err(Problem::parameter("every", detail));
            }
            Some(next) => days.push(next),
            None => break,
        }
    }
    Ok(days)
}

/// Shows the stays of an agency and the versions of its particulars.
#[utoipa::path(get, path = "/v1/agencies/{id}/history", tag = "agencies",
    params(("id" = String, Path, description = "Id of the agency")),
    responses((status = 200, body = AgencyHistory), (status = 404, body = Problem)))]
pub async fn show_agency_history(
    Seen { atlas, .. }: Seen,
    Segments(id): Segments<String>,
) -> Result<Json<AgencyHistory>, Problem> {
    let known = id.parse::<AgencyId>().ok().and_then(|id| atlas.agency(&id).cloned());
    let record = known.ok_or_else(|| Problem::from(RegisterError::NoAgency(id)))?;
    Ok(Json(AgencyHistory::of(&record, atlas.today(), atlas.head().revision)))
}
