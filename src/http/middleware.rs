//! What stands around every handler: request ids, metrics, security headers, panics told as problems.
//!
//! Must not know any route.

use std::{any::Any, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::request_id::{MakeRequestId, RequestId};

use super::{AppState, problem::Problem, viewer::session_secret};

/// Makes request ids: 16 hex digits that count up from the start of the process.
#[derive(Clone, Default)]
pub struct Counting(std::sync::Arc<std::sync::atomic::AtomicU64>);

impl Counting {
    /// Starts counting at a number that other starts are unlikely to share.
    pub fn from(start: u64) -> Self {
        Self(std::sync::Arc::new(std::sync::atomic::AtomicU64::new(start)))
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

/// Counts requests and measures how long they take, by route.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let method = request.method().as_str().to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("sizhi_http_requests_total", "method" => method.clone(), "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("sizhi_http_request_seconds", "method" => method, "route" => route)
        .record(start.elapsed().as_secs_f64());
    response
}

/// Adds security headers. The documentation page needs inline scripts of its own; nothing else may run any.
pub async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let docs = request.uri().path().starts_with("/docs");
    let mut response = next.run(request).await;
    let origin = state
        .basemap
        .as_ref()
        .and_then(|basemap| basemap.origin())
        .unwrap_or_default();
    let script = if docs {
        "script-src 'self' 'unsafe-inline'; "
    } else {
        ""
    };
    let policy = format!(
        "default-src 'self'; {script}img-src 'self' data: blob: {origin}; worker-src 'self' blob:; \
         style-src 'self' 'unsafe-inline'; connect-src 'self' {origin}; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}

/// Keeps answers that depend on who asks out of what others are answered from: caches hear that they vary, and that an answer to somebody who
/// is known is theirs alone.
pub async fn personal(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let depends = path.starts_with("/v1/") || path.starts_with("/tiles/") || path.starts_with("/ogc");
    let headers = request.headers();
    let is_known = headers.contains_key(header::AUTHORIZATION) || session_secret(headers).is_some();
    let mut response = next.run(request).await;
    if !depends {
        return response;
    }
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("authorization, cookie"));
    let unkept = headers
        .get(header::CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().starts_with(b"no-store"));
    if is_known && !unkept {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    response
}

/// Turns bare error statuses of the layers below into problems.
pub async fn problems(request: Request, next: Next) -> Response {
    let (path, method) = (request.uri().path().to_owned(), request.method().clone());
    let response = next.run(request).await;
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
