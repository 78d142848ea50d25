//! Reconciliation with the national notice system, and the alerts that it raises.
//!
//! Must not decide what is an alert.

use std::sync::Arc;

use axum::{Json, extract::State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState, cursor,
    dto::{AlertDocument, AlertPage, ReconciledDocument},
    extract::{JsonBody, Query, RawBody, Segments, refused},
    problem::Problem,
    viewer::Viewer,
};
use crate::{
    agency::{AgencyId, AgencyIdError},
    atlas::AlertRecord,
    format::read_notices,
    register::{AgencyError, AlertAct, Export, RegisterError},
    zone::Digest,
};

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(reconcile))
        .routes(routes!(list_alerts))
        .routes(routes!(show_alert))
        .routes(routes!(act_on_alert))
        .routes(routes!(dismiss_alert))
}

/// Parameters of a reconciliation.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReconcileQuery {
    /// Name of the file, as alerts quote it.
    file: Option<String>,
}

/// Reads an export of the national notice system against the register and raises alerts; no act is taken.
///
/// The body is a CSV with a header, UTF-8 or GB18030 (GBK). Columns, of which only the first is needed: 机构名称, 统一社会信用代码, 机构代码,
/// 地址, 处理/公告类别, 公告日期, 公告号, each under its usual other names as well; other columns are left out and told.
#[utoipa::path(post, path = "/v1/agencies/reconciliations", tag = "agencies", security(("bearer" = [])),
    params(ReconcileQuery), request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = ReconciledDocument), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem, description = "The table cannot be read")))]
pub async fn reconcile(
    State(state): State<AppState>,
    viewer: Viewer,
    Query(query): Query<ReconcileQuery>,
    RawBody(body): RawBody,
) -> Result<Json<ReconciledDocument>, Problem> {
    let actor = viewer.actor()?;
    let read = tokio::task::spawn_blocking(move || (Digest::of_bytes(&body), read_notices(&body, None)));
    let (file_digest, read) = read.await.map_err(|_| Problem::from(RegisterError::CutOff))?;
    let file = read.map_err(|error| refused(&error))?;
    let export = Export {
        file: query.file.unwrap_or_default(),
        file_digest,
        notices: file.notices.clone(),
    };
    let (found, receipt) = state.register.reconcile(actor, export).await?;
    Ok(Json(ReconciledDocument::of(&found, &file, receipt)))
}

/// Parameters of the list of alerts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AlertsQuery {
    /// Code of the zone they concern.
    zone: Option<String>,
    /// `open`, `acted` or `dismissed`; all where absent.
    state: Option<String>,
    /// `sanctioned`, `moved-out`, `changed` or `new`; all where absent.
    kind: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id after which to go on.
    after: Option<String>,
}

/// Lists alerts: sanctioned agencies first, then the newest.
#[utoipa::path(get, path = "/v1/alerts", tag = "agencies", security(("bearer" = [])), params(AlertsQuery),
    responses((status = 200, body = AlertPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_alerts(
    State(state): State<AppState>,
    viewer: Viewer,
    Query(query): Query<AlertsQuery>,
) -> Result<Json<AlertPage>, Problem> {
    let reader = viewer.reader()?;
    one_of("state", query.state.as_deref(), &["open", "acted", "dismissed"])?;
    one_of(
        "kind",
        query.kind.as_deref(),
        &["sanctioned", "moved-out", "changed", "new"],
    )?;
    let limit = cursor::limit(query.limit)?;
    let atlas = state.register.atlas();
    let wanted = |record: &&Arc<AlertRecord>| {
        if !reader.sees_alert(&atlas, record) {
            return false;
        }
        let zone = record.alert.zone.as_ref().map(crate::zone::ZoneCode::as_str);
        let state = record
            .settled
            .as_ref()
            .map_or("open", |settled| settled.settlement.outcome.as_str());
        query.zone.as_deref().is_none_or(|wanted| zone == Some(wanted))
            && query.state.as_deref().is_none_or(|wanted| wanted == state)
            && query
                .kind
                .as_deref()
                .is_none_or(|wanted| wanted == record.alert.discovery.kind())
    };
    let alerts: Vec<_> = atlas.alerts().ranked().into_iter().filter(wanted).collect();
    // Their order is not that of their ids, so the page begins behind the place of the one named.
    let begin = match query.after.as_deref() {
        None => 0,
        Some(after) => {
            let place = alerts.iter().position(|record| record.alert.id == after);
            1 + place.ok_or_else(|| {
                Problem::parameter(
                    "after",
                    format!("after: expected the id of an alert of this list, found `{after}`"),
                )
            })?
        }
    };
    let page = alerts.iter().skip(begin).take(limit);
    let last = page.clone().next_back().filter(|_| alerts.len() > begin + limit);
    let parameters = [
        ("zone", query.zone.clone()),
        ("state", query.state.clone()),
        ("kind", query.kind.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(AlertPage {
        revision: atlas.head().revision,
        count: alerts.len(),
        alerts: page
            .clone()
            .map(|record| AlertDocument::from(record.as_ref()))
            .collect(),
        next: cursor::next("/v1/alerts", &parameters, last.map(|record| record.alert.id.clone())),
    }))
}

/// Refuses a parameter that is none of the words.
fn one_of(name: &str, stated: Option<&str>, words: &[&str]) -> Result<(), Problem> {
    match stated {
        Some(stated) if !words.contains(&stated) => {
            let detail = format!("{name}: expected one of {}, found `{stated}`", words.join(", "));
            Err(Problem::parameter(name, detail))
        }
        _ => Ok(()),
    }
}

/// Shows an alert.
#[utoipa::path(get, path = "/v1/alerts/{id}", tag = "agencies", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the alert")),
    responses((status = 200, body = AlertDocument), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show_alert(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
) -> Result<Json<AlertDocument>, Problem> {
    let reader = viewer.reader()?;
    let atlas = state.register.atlas();
    let record = atlas
        .alerts()
        .get(&id)
        .filter(|record| reader.sees_alert(&atlas, record));
    let record = record.ok_or_else(|| RegisterError::from(AgencyError::NoAlert(id.clone())))?;
    Ok(Json(AlertDocument::from(record.as_ref())))
}

fn document(state: &AppState, id: &str) -> Result<AlertDocument, Problem> {
    let atlas = state.register.atlas();
    let record = atlas
        .alerts()
        .get(id)
        .ok_or_else(|| AgencyError::NoAlert(id.to_owned()));
    Ok(AlertDocument::from(record.map_err(RegisterError::from)?.as_ref()))
}

/// How the proposed act is taken; what is absent is as proposed.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AlertActBody {
    /// First day on which a released agency is no longer admitted; today where absent.
    released_on: Option<Date>,
    /// Reason of the release.
    reason: Option<String>,
    /// Id that a new agency gets; its licence code where absent.
    agency: Option<String>,
    /// Services that a new agency offers.
    services: Vec<String>,
}

/// An alert that was settled.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AlertSettled {
    /// The alert.
    alert: AlertDocument,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// Takes the act that an alert proposes, as the caller.
#[utoipa::path(post, path = "/v1/alerts/{id}/act", tag = "agencies", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the alert")), request_body = AlertActBody,
    responses((status = 200, body = AlertSettled), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "It is settled, or its act cannot be taken now")))]
pub async fn act_on_alert(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
    JsonBody(body): JsonBody<AlertActBody>,
) -> Result<Json<AlertSettled>, Problem> {
    let actor = viewer.actor()?;
    let agency: Option<AgencyId> = body
        .agency
        .map(|id| id.parse())
        .transpose()
        .map_err(|error: AgencyIdError| Problem::bad_request(error.to_string()))?;
    let act = AlertAct {
        released_on: body.released_on,
        reason: body.reason,
        agency,
        services: body.services,
    };
    let receipt = state.register.act_on_alert(actor, &id, act).await?;
    Ok(Json(AlertSettled {
        alert: document(&state, &id)?,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    }))
}

/// Why an alert is dismissed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissalBody {
    /// The reason.
    reason: String,
}

/// Dismisses an alert with a reason.
#[utoipa::path(post, path = "/v1/alerts/{id}/dismiss", tag = "agencies", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the alert")), request_body = DismissalBody,
    responses((status = 200, body = AlertSettled), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "It is settled")))]
pub async fn dismiss_alert(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
    JsonBody(body): JsonBody<DismissalBody>,
) -> Result<Json<AlertSettled>, Problem> {
    let actor = viewer.actor()?;
    let receipt = state.register.dismiss_alert(actor, &id, &body.reason).await?;
    Ok(Json(AlertSettled {
        alert: document(&state, &id)?,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    }))
}
