//! Idempotency keys: a POST that is sent again with its key is answered as it was the first time, and acts once.
//!
//! Must not know what a route does. Only successes are kept: what was refused has recorded nothing, and may be asked again.

use std::collections::BTreeMap;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{AppState, problem::Problem, viewer::Viewer};
use crate::{
    store::{AnsweredRequest, Reserved},
    zone::Digest,
};

/// Name of the header.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Routes whose POST writes nothing, some of them with bodies of any length, and routes whose answers tell a secret, which no table keeps.
const UNKEPT: [&str; 8] = [
    "/v1/lookups",
    "/v1/check",
    "/v1/drafts/read",
    "/v1/abuttals/",
    "/v1/session",
    "/v1/tokens",
    "/v1/accounts",
    "/v1/webhooks",
];
/// Headers that belong to an answer.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION];

/// Answers a request with a key once. The same key with another request is refused; keys of different senders never meet.
pub async fn once(State((state, limit)): State<(AppState, usize)>, request: Request, next: Next) -> Response {
    match answer(&state, limit, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn answer(state: &AppState, limit: usize, request: Request, next: Next) -> Result<Response, Problem> {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let is_unkept = UNKEPT.iter().any(|unkept| route.starts_with(unkept));
    let Some(key) = request
        .headers()
        .get(KEY)
        .filter(|_| request.method() == Method::POST && !is_unkept)
    else {
        return Ok(next.run(request).await);
    };
    let key = read_key(key)?;
    let (mut parts, body) = request.into_parts();
    let Some(scope) = sender(state, &mut parts).await else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = to_bytes(body, limit).await.map_err(|_| {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is too large",
            "the body exceeds the server's limit",
        )
    })?;
    let digest = digest_of(&parts.method, &parts.uri.to_string(), &body);
    let register = &state.register;
    match register.reserve_request(scope, &key, digest).await? {
        Reserved::Answered(answer) => return Ok(again(answer)),
        Reserved::UnderWay => {
            return Err(Problem::new(
                StatusCode::CONFLICT,
                "the request is being answered",
                format!(
                    "the request with idempotency key `{key}` has not been answered yet; hint: ask again in a moment"
                ),
            ));
        }
        Reserved::Other => {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "the idempotency key was used",
                format!("idempotency key `{key}` came with another request before; hint: take a new key for each act"),
            ));
        }
        Reserved::First => {}
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.into_parts();
    let body = if parts.status.is_success() {
        to_bytes(body, usize::MAX).await.unwrap_or_default()
    } else {
        register.settle_request(scope, &key, None).await?;
        return Ok(Response::from_parts(parts, body));
    };
    let kept = AnsweredRequest {
        status: parts.status.as_u16(),
        headers: kept_headers(&parts.headers),
        body: body.to_vec(),
    };
    register.settle_request(scope, &key, Some(&kept)).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// Tells senders apart by who they are in the ledger; whoever may write nothing has no key, and is refused behind this.
async fn sender(state: &AppState, parts: &mut Parts) -> Option<Digest> {
    let viewer = Viewer::from_request_parts(parts, state).await.ok()?;
    let author = viewer.actor().ok()?.author(&state.register.atlas());
    Some(Digest::of_bytes(author.as_bytes()))
}

fn read_key(value: &HeaderValue) -> Result<String, Problem> {
    let key = value.to_str().unwrap_or_default();
    if (1..=255).contains(&key.len()) {
        return Ok(key.to_owned());
    }
    Err(Problem::bad_request(
        "Idempotency-Key: expected 1 to 255 printable ASCII characters; hint: a random UUID",
    ))
}

fn digest_of(method: &Method, address: &str, body: &Bytes) -> Digest {
    let mut bytes = format!("{method} {address}\n").into_bytes();
    bytes.extend_from_slice(body);
    Digest::of_bytes(&bytes)
}

fn kept_headers(headers: &HeaderMap) -> String {
    let kept: BTreeMap<&str, &str> = KEPT
        .iter()
        .filter_map(|name| Some((name.as_str(), headers.get(name)?.to_str().ok()?)))
        .collect();
    serde_json::to_string(&kept).unwrap_or_default()
}

fn again(answer: AnsweredRequest) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let kept: BTreeMap<String, String> = serde_json::from_str(&answer.headers).unwrap_or_default();
    for (name, value) in kept {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
