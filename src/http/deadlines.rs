//! Deadlines: what is due of each zone, and what is overdue.
//!
//! Must not count days itself: the course of a zone does, from its acts and the programme.

use axum::Json;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{cursor, dto::Text, extract::Query, problem::Problem, viewer::Seen, when::when};

/// Parameters of the list of deadlines.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeadlinesQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent. Acts of later days do not count.
    on: Option<String>,
    /// Whether to list only what is overdue (`true`), or only what is not (`false`).
    overdue: Option<bool>,
    /// Code of a zone.
    zone: Option<String>,
    /// Code of the act that is due.
    act: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id of the row after which to go on.
    after: Option<String>,
}

/// Something that is due.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DeadlineDocument {
    /// Day, zone and act.
    id: String,
    /// Code of the zone.
    zone: String,
    /// Its name.
    name: String,
    /// Applicant's division, GB/T 2260.
    division: Option<String>,
    /// Code of the act that is due.
    act: String,
    /// What is due.
    label: Text,
    /// Who takes it.
    by: String,
    /// Day by which it is due.
    due: Date,
    /// Day of the act from which it counts.
    since: Date,
    /// Days from the day asked for to the day it is due; negative where it is overdue.
    days_left: i32,
    /// Whether its day is past.
    overdue: bool,
}

/// A page of deadlines.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DeadlinePage {
    /// Revision that answered.
    revision: u64,
    /// Day asked for.
    on: Date,
    /// Deadlines in all.
    count: usize,
    /// Overdue ones among them.
    overdue: usize,
    /// Deadlines, the earliest first.
    deadlines: Vec<DeadlineDocument>,
    /// Address of the next page.
    next: Option<String>,
}

/// Lists what is due of zones in force and not done: everything overdue, and of each deadline the next.
#[utoipa::path(get, path = "/v1/deadlines", tag = "reviews", params(DeadlinesQuery),
    responses((status = 200, body = DeadlinePage), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn list_deadlines(
    Seen { atlas, .. }: Seen,
    Query(query): Query<DeadlinesQuery>,
) -> Result<Json<DeadlinePage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let (on, _) = when(&atlas, query.on.as_deref(), None)?;
    if let Some(code) = &query.zone {
        super::zones::zone(&atlas, code)?;
    }
    let programme = atlas.programme();
    let mut deadlines = Vec::new();
    for record in atlas.zones() {
        let zone = &record.zone;
        if query.zone.as_ref().is_some_and(|code| zone.code.as_str() != code) {
            continue;
        }
        for item in record.due(programme, on) {
            let days_left = (item.due - on).get_days();
            deadlines.push(DeadlineDocument {
                id: format!("{}.{}.{}", item.due, zone.code, item.deadline.act),
                zone: zone.code.to_string(),
                name: zone.name.clone(),
                division: zone.division.map(|division| division.to_string()),
                act: item.deadline.act.clone(),
                label: Text::from(&item.deadline.name),
                by: programme
                    .lifecycle
                    .act(&item.deadline.act)
                    .map(|act| act.by.clone())
                    .unwrap_or_default(),
                due: item.due,
                since: item.since,
                days_left,
                overdue: days_left < 0,
            });
        }
    }
    deadlines.retain(|row| {
        query.act.as_ref().is_none_or(|act| row.act == *act)
            && query.overdue.is_none_or(|overdue| row.overdue == overdue)
    });
    deadlines.sort_by(|one, other| one.id.cmp(&other.id));
    let (count, overdue) = (deadlines.len(), deadlines.iter().filter(|row| row.overdue).count());
    let (page, after) = cursor::page(deadlines.into_iter(), query.after.as_deref(), limit, |row| {
        row.id.clone()
    });
    let parameters = [
        ("on", query.on.clone()),
        ("overdue", query.overdue.map(|overdue| overdue.to_string())),
        ("zone", query.zone.clone()),
        ("act", query.act.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(DeadlinePage {
        revision: atlas.head().revision,
        on,
        count,
        overdue,
        deadlines: page,
        next: cursor::next("/v1/deadlines", &parameters, after),
    }))
}
