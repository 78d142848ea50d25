//! Webhooks: who is told of acts.
//!
//! Must not send anything; must not show a secret a second time.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState,
    extract::{JsonBody, Query, Segments},
    problem::Problem,
    viewer::Viewer,
};
use crate::{
    register::{WebhookError, WebhookRequest},
    store,
    zone::{Deed, Subject},
};

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_webhooks, add_webhook))
        .routes(routes!(show_webhook, remove_webhook))
        .routes(routes!(list_deliveries))
}

/// A webhook.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Webhook {
    /// Id.
    id: String,
    /// Where entries are sent.
    url: String,
    /// Acts told; all where empty.
    acts: Vec<String>,
    /// When it was made.
    created_at: Timestamp,
    /// Newest entry delivered, or passed over as it is not wanted.
    told_revision: u64,
    /// Attempts at the next entry that failed.
    failed_attempts: u32,
    /// Moment before which nothing is tried, where attempts failed.
    next_attempt_at: Option<Timestamp>,
}

/// A webhook that was added.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WebhookAdded {
    /// The webhook.
    webhook: Webhook,
    /// Key of its signatures; shown this once.
    secret: String,
}

/// All webhooks.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Webhooks {
    /// Webhooks, oldest first.
    webhooks: Vec<Webhook>,
}

/// A webhook asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookBody {
    /// Where entries are sent: https, or http to this machine.
    url: String,
    /// Acts to be told of, as the ledger names them; all where empty.
    #[serde(default)]
    acts: Vec<String>,
}

/// Attempts of a webhook.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Deliveries {
    /// Attempts, newest first.
    deliveries: Vec<DeliveryDocument>,
}

/// An attempt.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DeliveryDocument {
    /// Revision of the entry.
    revision: u64,
    /// Attempt, from 1.
    attempt: u32,
    /// When it was made.
    attempted_at: Timestamp,
    /// How long it took, in milliseconds.
    duration_ms: u64,
    /// HTTP status, where there was an answer.
    status: Option<u16>,
    /// What went wrong; absent where it was delivered.
    error: Option<String>,
}

impl From<store::Webhook> for Webhook {
    fn from(webhook: store::Webhook) -> Self {
        Self {
            id: webhook.id,
            url: webhook.url,
            acts: webhook.acts,
            created_at: webhook.created_at,
            told_revision: webhook.told_revision,
            failed_attempts: webhook.attempts,
            next_attempt_at: (webhook.attempts > 0).then_some(webhook.next_attempt),
        }
    }
}

impl From<WebhookError> for Problem {
    fn from(error: WebhookError) -> Self {
        let detail = error.to_string();
        match error {
            WebhookError::Url { .. } => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "the webhook cannot be taken up",
                detail,
            ),
            WebhookError::TooMany => Self::new(StatusCode::CONFLICT, "the webhook cannot be taken up", detail),
            WebhookError::None(_) => Self::not_found(detail),
            WebhookError::Random(_) => Self::internal(&error),
            WebhookError::Register(error) => error.into(),
        }
    }
}

/// Adds a webhook that is told of every entry from now on: a POST with the entry, signed (`sizhi-signature: t=SECONDS,v1=HEX`).
///
/// HEX is HMAC-SHA256 over the seconds as printed, a full stop, and the body, with the secret's text as the key. An answer that is not 2xx
/// is followed by further attempts, each wait twice the one before, up to an hour; redirects are not followed.
#[utoipa::path(post, path = "/v1/webhooks", tag = "ledger", security(("bearer" = [])), request_body = WebhookBody,
    responses((status = 201, body = WebhookAdded), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn add_webhook(
    State(state): State<AppState>,
    viewer: Viewer,
    JsonBody(body): JsonBody<WebhookBody>,
) -> Result<(StatusCode, Json<WebhookAdded>), Problem> {
    governs(&state, &viewer)?;
    let request = WebhookRequest {
        url: body.url,
        acts: body.acts,
        allow_http: state.webhooks_over_http,
    };
    let webhook = state.register.add_webhook(request).await?;
    let added = WebhookAdded {
        secret: webhook.secret.clone(),
        webhook: webhook.into(),
    };
    Ok((StatusCode::CREATED, Json(added)))
}

/// Refuses whoever does not govern the whole register: a webhook is told of every act.
fn governs(state: &AppState, viewer: &Viewer) -> Result<(), Problem> {
    let atlas = state.register.atlas();
    Ok(viewer.actor()?.may(&atlas, Deed::Govern, &Subject::default())?)
}

/// Lists webhooks.
#[utoipa::path(get, path = "/v1/webhooks", tag = "ledger", security(("bearer" = [])),
    responses((status = 200, body = Webhooks), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_webhooks(State(state): State<AppState>, viewer: Viewer) -> Result<Json<Webhooks>, Problem> {
    governs(&state, &viewer)?;
    let webhooks = state.register.webhooks().await?;
    Ok(Json(Webhooks {
        webhooks: webhooks.into_iter().map(Webhook::from).collect(),
    }))
}

/// Shows a webhook.
#[utoipa::path(get, path = "/v1/webhooks/{id}", tag = "ledger", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the webhook")),
    responses((status = 200, body = Webhook), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show_webhook(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
) -> Result<Json<Webhook>, Problem> {
    governs(&state, &viewer)?;
    Ok(Json(state.register.webhook(&id).await?.into()))
}

/// Removes a webhook with its log.
#[utoipa::path(delete, path = "/v1/webhooks/{id}", tag = "ledger", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the webhook")),
    responses((status = 204, description = "It is removed"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn remove_webhook(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
) -> Result<StatusCode, Problem> {
    governs(&state, &viewer)?;
    state.register.remove_webhook(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Parameters of the log.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesQuery {
    /// Most attempts, 1 to 1000; 100 where absent.
    limit: Option<usize>,
}

/// Lists the newest attempts of a webhook.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries", tag = "ledger", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the webhook"), DeliveriesQuery),
    responses((status = 200, body = Deliveries), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list_deliveries(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
    Query(query): Query<DeliveriesQuery>,
) -> Result<Json<Deliveries>, Problem> {
    governs(&state, &viewer)?;
    let limit = super::cursor::limit(query.limit)?;
    let deliveries = state
        .register
        .deliveries(&id, u32::try_from(limit).unwrap_or(u32::MAX))
        .await?;
    let document = |delivery: store::Delivery| DeliveryDocument {
        revision: delivery.revision,
        attempt: delivery.attempt,
        attempted_at: delivery.attempted_at,
        duration_ms: delivery.duration_ms,
        status: delivery.status,
        error: delivery.error,
    };
    Ok(Json(Deliveries {
        deliveries: deliveries.into_iter().map(document).collect(),
    }))
}
