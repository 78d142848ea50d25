//! The queue: what waits for whom.
//!
//! Must not know the states by name: the programme says which role each waits for.

use axum::{Json, extract::State};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AppState, cursor, dto::Text, extract::Query, insight, problem::Problem, viewer::Viewer};
use crate::{
    atlas::{Atlas, DelimitationRecord, ZoneRecord},
    register::RegisterError,
    rules::{Pair, PairKind, ruled},
    zone::{Division, Need},
};

/// Parameters of the queue.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// Role waited for: `applicant`, `province` or `national`; all where absent.
    role: Option<String>,
    /// Division (GB/T 2260) of the applicant; a prefecture or province covers what lies below it.
    division: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id of the row after which to go on.
    after: Option<String>,
}

/// An act that can be taken now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct QueueAct {
    /// Code.
    act: String,
    /// Name.
    name: Text,
    /// Who takes it.
    by: String,
    /// Whether it takes a reason.
    reason_required: bool,
    /// What must hold: `no-errors`, `warnings-answered`, `overlaps-ruled`, `document`.
    needs: Vec<String>,
}

/// A delimitation that waits.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct QueueRow {
    /// Moment since which it waits, zone and number.
    id: String,
    /// Code of the zone.
    zone: String,
    /// Its name.
    name: String,
    /// Applicant's division, GB/T 2260.
    division: Option<String>,
    /// Number of the delimitation.
    delimitation: u32,
    /// Its state.
    standing: String,
    /// Name of that state.
    label: Text,
    /// Role waited for.
    waits_for: String,
    /// Since when.
    since: Timestamp,
    /// Who brought it there.
    author: String,
    /// Overlaps that no standing ruling accepts.
    open_overlaps: usize,
    /// Threads of comments that are not settled.
    open_threads: usize,
    /// Acts that can be taken in this state, whoever takes them.
    acts: Vec<QueueAct>,
}

/// A page of the queue.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct QueuePage {
    /// Revision that answered.
    revision: u64,
    /// Rows in all.
    count: usize,
    /// Rows, what waits longest first.
    rows: Vec<QueueRow>,
    /// Address of the next page.
    next: Option<String>,
}

/// Lists the delimitations that wait for somebody's act: what waits longest first.
#[utoipa::path(get, path = "/v1/queue", tag = "reviews", params(QueueQuery), security(("bearer" = [])),
    responses((status = 200, body = QueuePage), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn show_queue(
    State(state): State<AppState>,
    viewer: Viewer,
    Query(query): Query<QueueQuery>,
) -> Result<Json<QueuePage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    if viewer == Viewer::Public {
        viewer.account()?;
    }
    let (atlas, pairs) = state.register.pairs().await?;
    let division: Option<Division> = query
        .division
        .as_ref()
        .map(|text| text.parse())
        .transpose()
        .map_err(|error: crate::zone::DivisionError| Problem::parameter("division", error.to_string()))?;
    let roles: Vec<&str> = atlas
        .programme()
        .lifecycle
        .states
        .iter()
        .filter_map(|state| state.waits_for.as_deref())
        .collect();
    if let Some(role) = query.role.as_deref().filter(|role| !roles.contains(role)) {
        return Err(Problem::parameter(
            "role",
            format!("role: nothing waits for `{role}` in this programme"),
        ));
    }
    let mut rows = Vec::new();
    for record in atlas.zones() {
        if insight::sees(&viewer, &atlas, record)?.is_err() {
            continue;
        }
        let outside = division.is_some_and(|above| !record.zone.division.is_some_and(|own| above.covers(own)));
        for version in record.delimitations.iter().filter(|_| !outside) {
            rows.extend(row(&atlas, record, version, &pairs)?);
        }
    }
    rows.retain(|row| query.role.as_ref().is_none_or(|role| row.waits_for == *role));
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    let count = rows.len();
    let (rows, after) = cursor::page(rows.into_iter(), query.after.as_deref(), limit, |row| row.id.clone());
    let parameters = [
        ("role", query.role.clone()),
        ("division", query.division.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(QueuePage {
        revision: atlas.head().revision,
        count,
        rows,
        next: cursor::next("/v1/queue", &parameters, after),
    }))
}

fn row(
    atlas: &Atlas,
    record: &ZoneRecord,
    version: &DelimitationRecord,
    pairs: &[Pair],
) -> Result<Option<QueueRow>, RegisterError> {
    let lifecycle = &atlas.programme().lifecycle;
    let Some(standing) = version.standing(None) else {
        return Ok(None);
    };
    let state = lifecycle.state(&standing.standing.state);
    let Some((state, waits_for)) = state.and_then(|state| Some((state, state.waits_for.clone()?))) else {
        return Ok(None);
    };
    let number = version.delimitation.number;
    let zone = record.zone_of(number);
    let newest = record
        .delimitations
        .last()
        .is_some_and(|last| last.delimitation.number == number);
    // What was returned and handed in anew waits as the new one.
    if standing.standing.class == crate::zone::StandingClass::Returned && !newest {
        return Ok(None);
    }
    let mut open_overlaps = 0;
    for pair in pairs {
        let is_side = |side: &crate::rules::PairSide| side.zone == zone.code && side.delimitation == number;
        let concerns = (is_side(&pair.a) || is_side(&pair.b)) && pair.kind != PairKind::Sliver;
        open_overlaps += usize::from(concerns && !ruled(atlas, pair)?.is_accepted());
    }
    let acts = lifecycle.acts.iter().filter(|act| act.from.contains(&state.code));
    let acts = acts.filter(|act| act.kinds.is_empty() || act.kinds.contains(&zone.kind));
    let act = |act: &crate::zone::Act| QueueAct {
        act: act.act.clone(),
        name: Text::from(&act.name),
        by: act.by.clone(),
        reason_required: act.reason_required,
        needs: act.needs.iter().copied().map(Need::as_str).map(str::to_owned).collect(),
    };
    // To the microsecond, with all its digits, so that the ids sort as the moments do.
    let since = standing.recorded.at;
    Ok(Some(QueueRow {
        id: format!("{since:.6}.{}.{number}", zone.code),
        zone: zone.code.to_string(),
        name: zone.name.clone(),
        division: zone.division.map(|division| division.to_string()),
        delimitation: number,
        standing: state.code.clone(),
        label: Text::from(&state.name),
        waits_for,
        since,
        author: standing.author.to_string(),
        open_overlaps,
        open_threads: record
            .threads()
            .iter()
            .filter(|thread| thread.settled.is_none())
            .count(),
        acts: acts.map(act).collect(),
    }))
}
