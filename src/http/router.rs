//! The routes, and the order of the layers around them.
//!
//! Must not know what a handler does.

use std::time::Duration;

use axum::{
    Router,
    error_handling::HandleErrorLayer,
    extract::DefaultBodyLimit,
    http::{HeaderName, StatusCode},
    middleware::from_fn_with_state,
    routing::get,
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, SizeAbove},
    },
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

use super::{
    AppState, abuttals, acts, admissions, agencies, agency_acts, alerts, attachments, boundaries, check, checklist,
    comments, deadlines, difference, dossiers, drafts, figures, health, history, idempotency, identities, ledger,
    lookup, lookups,
    middleware::{self, Counting, Policies},
    oidc,
    openapi::Head,
    overlaps, people, programme, queue, reshape, rulings, search, session, settings, stream, tiles, tokens, web,
    webhooks, zones,
};

/// Limits of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a body; the rows of `/v1/lookups` are streamed and have no such limit.
    pub body_bytes: usize,
    /// Longest time until a response begins.
    pub time: Duration,
    /// Most requests at once.
    pub concurrency: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 16 * 1024 * 1024,
            time: Duration::from_secs(30),
            concurrency: 512,
        }
    }
}

/// Name of the header that carries a request's id.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What fits into one packet anyway is not compressed: Ethernet's 1500 bytes without the headers of IP, TCP and ours.
const PACKET_BYTES: u64 = 1024;

/// Collects the described routes.
pub fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Head::openapi())
        .routes(routes!(lookup::lookup))
        .routes(routes!(lookups::lookups))
        .routes(routes!(lookup::locate))
        .routes(routes!(search::search))
        .routes(routes!(zones::list_zones, check::submit))
        .routes(routes!(zones::show_zone))
        .routes(routes!(zones::show_delimitation))
        .routes(routes!(zones::list_zone_agencies))
        .routes(routes!(acts::take_act))
        .routes(routes!(agencies::list_agencies, agency_acts::create_agency))
        .merge(agency_acts::routes())
        .merge(admissions::routes())
        .merge(alerts::routes())
        .merge(figures::routes())
        .routes(routes!(check::check))
        .merge(abuttals::routes())
        .routes(routes!(overlaps::list_overlaps))
        .routes(routes!(rulings::list_rulings, rulings::rule))
        .routes(routes!(deadlines::list_deadlines))
        .routes(routes!(queue::show_queue))
        .routes(routes!(history::show_history))
        .routes(routes!(difference::show_difference))
        .routes(routes!(comments::list_comments, comments::comment))
        .routes(routes!(comments::settle))
        .routes(routes!(attachments::list_attachments, attachments::attach))
        .routes(routes!(attachments::show_attachment))
        .routes(routes!(checklist::show_checklist, checklist::tick))
        .routes(routes!(dossiers::list_dossiers))
        .routes(routes!(
            dossiers::show_dossier,
            dossiers::save_dossier,
            dossiers::delete_dossier
        ))
        .routes(routes!(programme::show_rules))
        .routes(routes!(programme::show_programme))
        .routes(routes!(boundaries::read_draft))
        .routes(routes!(drafts::list_drafts))
        .routes(routes!(drafts::show_draft))
        .merge(reshape::routes())
        .routes(routes!(settings::show_settings))
        .routes(routes!(session::sign_in, session::show_session, session::sign_out))
        .routes(routes!(session::change_password))
        .routes(routes!(oidc::list_providers))
        .routes(routes!(oidc::begin))
        .routes(routes!(oidc::end))
        .routes(routes!(tokens::make_token, tokens::list_tokens))
        .routes(routes!(tokens::revoke_token))
        .routes(routes!(people::list_offices, people::record_office))
        .routes(routes!(people::list_accounts, people::record_account))
        .routes(routes!(people::disable))
        .routes(routes!(people::enable))
        .routes(routes!(people::set_password))
        .routes(routes!(identities::list_identities, identities::join))
        .routes(routes!(identities::part))
        .merge(ledger::routes())
        .merge(stream::routes())
        .merge(webhooks::routes())
        .routes(routes!(tiles::tile_json))
        .routes(routes!(tiles::tile))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(health::metrics))
}

/// Makes the service; `first_request` is the number at which request ids begin.
pub fn router(state: AppState, limits: Limits, first_request: u64) -> Router {
    let (routes, document) = api().split_for_parts();
    let pages = web::PAGES
        .iter()
        .fold(Router::new(), |pages, page| pages.route(page, get(web::page)));
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(REQUEST_ID, Counting::from(first_request)))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(SizeAbove::new(PACKET_BYTES))))
        .layer(from_fn_with_state(Policies::of(&state), middleware::around))
        .layer(CatchPanicLayer::custom(middleware::panicked))
        .layer(HandleErrorLayer::new(middleware::overloaded))
        .load_shed()
        .concurrency_limit(limits.concurrency)
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.time))
        .layer(DefaultBodyLimit::max(limits.body_bytes));
    routes
        .merge(pages)
        .merge(SwaggerUi::new("/docs").url("/openapi.json", document))
        .route_layer(from_fn_with_state(
            (state.clone(), limits.body_bytes),
            idempotency::once,
        ))
        .fallback(web::asset)
        .layer(layers)
        .with_state(state)
}

/// Opens the span of a request, with the id that its response carries.
fn span(request: &axum::http::Request<axum::body::Body>) -> tracing::Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}
