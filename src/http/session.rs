//! Signing in and out, and who is signed in.
//!
//! Must not compare passwords: the register does.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, FromRequestParts, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    dto::OfficeDocument,
    extract::JsonBody,
    problem::Problem,
    viewer::{Via, Viewer, same_origin, session_cookie, session_secret},
};
use crate::register::Identity;

/// Account and password.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// Name of the account.
    #[schema(example = "li.wei")]
    account: String,
    /// Its password.
    password: String,
}

/// Who is signed in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SessionDocument {
    /// Name of the account; absent for the server's write token.
    account: Option<String>,
    /// Name of the person.
    display_name: Option<String>,
    /// The office acted for.
    office: Option<OfficeDocument>,
    /// `session`, `token` or `write-token`.
    via: String,
    /// `read` or `write`.
    scope: String,
    /// When session or token ends, at the latest.
    ends_at: Option<Timestamp>,
}

impl SessionDocument {
    fn of(identity: &Identity, via: Via) -> Self {
        let via = match via {
            Via::Session => "session",
            Via::Token => "token",
        };
        Self {
            account: Some(identity.account.name.to_string()),
            display_name: Some(identity.account.display_name.clone()),
            office: Some(OfficeDocument::of(&identity.office)),
            via: via.to_owned(),
            scope: identity.scope.to_string(),
            ends_at: Some(identity.ends_at),
        }
    }
}

/// Where a request came from: the peer, or what the proxy before the server says of it, where one is trusted.
pub struct Peer(pub String);

impl FromRequestParts<AppState> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let told = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .and_then(|last| last.trim().parse::<std::net::IpAddr>().ok())
            .filter(|_| state.behind_proxy);
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = told.or_else(|| peer.map(|ConnectInfo(address)| address.ip()));
        Ok(Self(address.map_or_else(|| "unknown".to_owned(), subject_of)))
    }
}

/// Returns what an address counts as: one of IPv6 its network of 64 bits, since a single host has as many addresses as it likes.
fn subject_of(address: std::net::IpAddr) -> String {
    match address.to_canonical() {
        std::net::IpAddr::V4(address) => address.to_string(),
        std::net::IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Signs in: the answer sets a cookie that the browser keeps from scripts.
#[utoipa::path(post, path = "/v1/session", tag = "people", request_body = SignInBody,
    responses((status = 200, body = SessionDocument, description = "Signed in; the cookie is set"),
        (status = 401, body = Problem, description = "Account and password do not go together"),
        (status = 403, body = Problem, description = "The request comes from a page of another server"),
        (status = 429, body = Problem, description = "Too many attempts failed; `Retry-After` says when the next is listened to")))]
pub async fn sign_in(
    State(state): State<AppState>,
    Peer(address): Peer,
    headers: HeaderMap,
    JsonBody(body): JsonBody<SignInBody>,
) -> Result<Response, Problem> {
    same_origin(&Method::POST, &headers, false)?;
    let signed_in = state.register.sign_in(&body.account, &body.password, &address).await?;
    // A session that was open in this browser ends with the new one's beginning.
    if let Some(former) = session_secret(&headers) {
        state.register.sign_out(former).await?;
    }
    let cookie = session_cookie(&headers, &signed_in.secret, signed_in.lasts_s);
    let document = SessionDocument::of(&signed_in.identity, Via::Session);
    Ok(with_cookie(Json(document).into_response(), &cookie))
}

/// Tells who is signed in; `null` where nobody is.
#[utoipa::path(get, path = "/v1/session", tag = "people", responses((status = 200, body = Option<SessionDocument>)))]
pub async fn show_session(viewer: Viewer) -> Response {
    let document = match &viewer {
        Viewer::Public => None,
        Viewer::Office(identity, via) => Some(SessionDocument::of(identity, *via)),
        Viewer::Everything => Some(SessionDocument {
            account: None,
            display_name: None,
            office: None,
            via: "write-token".to_owned(),
            scope: "write".to_owned(),
            ends_at: None,
        }),
    };
    unkept(Json(document).into_response())
}

/// Signs out.
#[utoipa::path(delete, path = "/v1/session", tag = "people",
    responses((status = 204, description = "Signed out; the cookie is gone"), (status = 403, body = Problem)))]
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(secret) = session_secret(&headers) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    same_origin(&Method::DELETE, &headers, true)?;
    state.register.sign_out(secret).await?;
    Ok(with_cookie(
        StatusCode::NO_CONTENT.into_response(),
        &session_cookie(&headers, "", 0),
    ))
}

/// The old password and the new one.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePasswordBody {
    /// The password so far.
    current: String,
    /// The new one, of 12 characters or more.
    new: String,
}

/// Changes one's own password; every session of the account ends, and this browser is given a new one.
#[utoipa::path(put, path = "/v1/session/password", tag = "people", request_body = ChangePasswordBody,
    responses((status = 200, body = SessionDocument), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn change_password(
    State(state): State<AppState>,
    viewer: Viewer,
    Peer(address): Peer,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ChangePasswordBody>,
) -> Result<Response, Problem> {
    let (identity, via) = viewer.account()?;
    if via != Via::Session {
        return Err(only_by_session());
    }
    let name = identity.account.name.as_str();
    // Whoever finds a browser open must not be able to lock its owner out.
    let checked = state.register.sign_in(name, &body.current, &address).await?;
    state.register.sign_out(&checked.secret).await?;
    state.register.set_password(viewer.actor()?, name, &body.new).await?;
    let signed_in = state.register.sign_in(name, &body.new, &address).await?;
    let cookie = session_cookie(&headers, &signed_in.secret, signed_in.lasts_s);
    let document = SessionDocument::of(&signed_in.identity, Via::Session);
    Ok(with_cookie(Json(document).into_response(), &cookie))
}

/// Says that a token is not enough.
pub fn only_by_session() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "only in person",
        "this takes a person who is signed in; a token makes no tokens and changes no password",
    )
}

/// Says that nobody keeps the answer.
pub fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(mut value) = HeaderValue::from_str(cookie) {
        value.set_sensitive(true);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    unkept(response)
}
