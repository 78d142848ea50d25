//! What stands around every handler: request ids, metrics, security headers, panics told as problems.
//!
//! Must not know any route.

use std::{any::Any, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::request_id::{MakeRequestId, RequestId};

use super::{AppState, measure::measured, problem::Problem, viewer::session_secret};

/// Keeps windows that other sites open apart from ours.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Makes request ids: 16 hex digits that count up from the start of the process.
#[derive(Clone, Default)]
pub struct Counting(Arc<std::sync::atomic::AtomicU64>);

impl Counting {
    /// Starts counting at a number that other starts are unlikely to share.
    pub fn from(start: u64) -> Self {
        Self(Arc::new(std::sync::atomic::AtomicU64::new(start)))
    }
}

impl MakeRequestId for Counting {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let number = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        HeaderValue::from_str(&format!("{number:016x}"))
            .ok()
            .map(RequestId::new)
    }
}

/// Headers that stand on every response; made once.
#[derive(Debug, Clone)]
pub struct Policies(Arc<[HeaderValue; 2]>);

impl Policies {
    /// Makes the headers. The documentation page needs inline scripts of its own; nothing else may run any.
    pub fn of(state: &AppState) -> Self {
        let origin = state.basemap.as_ref().and_then(|basemap| basemap.origin());
        let origin = origin.unwrap_or_default();
        let policy = |script: &str| {
            let policy = format!(
                "default-src 'self'; {script}img-src 'self' data: blob: {origin}; worker-src 'self' blob:; \
                 style-src 'self' 'unsafe-inline'; connect-src 'self' {origin}; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
            );
            HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'self'"))
        };
        Self(Arc::new([policy(""), policy("script-src 'self' 'unsafe-inline'; ")]))
    }
}

/// Stands around every route: measures, turns bare errors into problems, and adds headers. One layer and not four, since each costs a
/// request several allocations.
pub async fn around(State(policies): State<Policies>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (uri, method) = (request.uri().clone(), request.method().clone());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let headers = request.headers();
    let is_known = headers.contains_key(header::AUTHORIZATION) || session_secret(headers).is_some();
    let response = next.run(request).await;
    let mut response = problem_of(uri.path(), &method, response);
    keep_apart(uri.path(), is_known, response.headers_mut());
    secure(uri.path(), &policies, response.headers_mut());
    if let Some(route) = &route {
        measured(&method, route.as_str(), response.status(), start.elapsed());
    }
    response
}

/// Adds security headers.
fn secure(path: &str, Policies(policies): &Policies, headers: &mut HeaderMap) {
    let policy = &policies[usize::from(path.starts_with("/docs"))];
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
}

/// Keeps answers that depend on who asks out of what others are answered from: caches hear that they vary, and that an answer to somebody who
/// is known is theirs alone.
fn keep_apart(path: &str, is_known: bool, headers: &mut HeaderMap) {
    if !["/v1/", "/tiles/", "/ogc"].iter().any(|of| path.starts_with(of)) {
        return;
    }
    headers.append(header::VARY, HeaderValue::from_static("authorization, cookie"));
    let unkept = headers
        .get(header::CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().starts_with(b"no-store"));
    if is_known && !unkept {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

/// Turns bare error statuses of the layers below into problems.
fn problem_of(path: &str, method: &Method, response: Response) -> Response {
    let bare = !response.headers().contains_key(header::CONTENT_TYPE)
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    let problem = match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => {
            let detail = format!("`{path}` does not take {method}; hint: the header `Allow` lists what it takes");
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method not allowed", detail)
        }
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is too large",
            "the body exceeds the server's limit",
        ),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "timed out",
            "the request took longer than the server allows; hint: ask for less at once",
        ),
        _ => return response,
    };
    if bare { problem.into_response() } else { response }
}

/// Turns a panic into a problem; the panic itself is in the log.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let told = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    let cause = std::io::Error::other(told.unwrap_or("a panic without words").to_owned());
    Problem::internal(&cause).into_response()
}

/// Tells a refused request that the server is at its limit.
pub async fn overloaded(_: tower::BoxError) -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "too many requests at once",
        "the server is at its limit of concurrent requests; hint: try again in a moment",
    )
}
