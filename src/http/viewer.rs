//! Who asks: nobody known, an account for its office, or the server's own write token.
//!
//! Must not decide what they may do or see: `zone::may` does, and the atlas's view.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
};

use super::{AppState, problem::Problem};
use crate::{
    atlas::{Atlas, Sight},
    register::{Actor, Identity, same},
    store::Scope,
};

/// Name of the session's cookie over http. Browsers let a page of another port or path set it, so it is taken only there.
const COOKIE: &str = "sizhi_session";
/// Name of the session's cookie over https: browsers take it only from this very host.
const HOST_COOKIE: &str = "__Host-sizhi_session";
/// The same of the cookie that a browser keeps while its person is at an identity provider.
const ATTEMPT_COOKIE: &str = "sizhi_oidc";
const HOST_ATTEMPT_COOKIE: &str = "__Host-sizhi_oidc";
/// The author in the ledger where the write token acts.
const WRITE_TOKEN_AUTHOR: &str = "http";

/// How a request was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// By a session's cookie.
    Session,
    /// By an API token.
    Token,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody known.
    Public,
    /// An account, for its office.
    Office(Box<Identity>, Via),
    /// Whoever carries the server's write token: may and sees everything.
    Everything,
}

impl Viewer {
    /// Returns who acts.
    ///
    /// # Errors
    /// A 401 where nobody is known, a 403 where a token may only read.
    pub fn actor(&self) -> Result<Actor, Problem> {
        match self {
            Self::Everything => Ok(Actor::from(WRITE_TOKEN_AUTHOR)),
            Self::Office(identity, _) if identity.scope == Scope::Write => {
                Ok(Actor::Account(identity.account.name.clone()))
            }
            Self::Office(..) => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "the token may only read",
                "expected a token of scope `write`, found one of scope `read`",
            )),
            Self::Public => Err(unknown()),
        }
    }

    /// Returns who reads what is not public; a token that may only read is enough.
    ///
    /// # Errors
    /// A 401 where nobody is known.
    pub fn reader(&self) -> Result<Actor, Problem> {
        match self {
            Self::Office(identity, _) => Ok(Actor::Account(identity.account.name.clone())),
            Self::Public | Self::Everything => self.actor(),
        }
    }

    /// Returns the account that is signed in, by session or token.
    ///
    /// # Errors
    /// A 401 where nobody is known, a 403 for the write token, which is nobody's.
    pub fn account(&self) -> Result<(&Identity, Via), Problem> {
        match self {
            Self::Office(identity, via) => Ok((identity, *via)),
            Self::Public => Err(unknown()),
            Self::Everything => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "no account",
                "the write token belongs to no account; hint: sign in, or use `sizhi user`",
            )),
        }
    }
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if let Some(stated) = parts.headers.get(header::AUTHORIZATION) {
            let stated = stated.to_str().unwrap_or_default();
            let bearer = stated
                .split_once(' ')
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            return bearer_of(state, bearer.map_or("", |(_, token)| token.trim())).await;
        }
        let Some(secret) = session_secret(&parts.headers) else {
            return Ok(Self::Public);
        };
        let Some(identity) = state.register.session(secret).await? else {
            return Ok(Self::Public);
        };
        same_origin(&parts.method, &parts.headers, true)?;
        Ok(Self::Office(Box::new(identity), Via::Session))
    }
}

/// The register's picture as whoever asks sees it. Handlers have no other: what is hidden from them is not in it.
pub struct Seen {
    /// The picture.
    pub atlas: Arc<Atlas>,
    /// Whose it is.
    pub sight: Sight,
}

impl FromRequestParts<AppState> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let sight = state.sight(&Viewer::from_request_parts(parts, state).await?);
        Ok(Self {
            atlas: state.register.seen_by(&sight),
            sight,
        })
    }
}

/// Recognises what a bearer carries: the write token, or an API token.
async fn bearer_of(state: &AppState, token: &str) -> Result<Viewer, Problem> {
    if state.write_token.as_ref().is_some_and(|expected| same(token, expected)) {
        return Ok(Viewer::Everything);
    }
    match state.register.token(token).await? {
        Some(identity) => Ok(Viewer::Office(Box::new(identity), Via::Token)),
        None => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "not authorised",
            "expected `Authorization: Bearer` and a token that holds; this one is unknown, has ended or was revoked",
        )),
    }
}

fn unknown() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "not signed in",
        "this takes somebody who is known; hint: sign in by `POST /v1/session`, or send `Authorization: Bearer` and a token",
    )
}

/// Tells whether a request came by https, as the proxy before the server says.
pub fn is_https(headers: &HeaderMap) -> bool {
    headers
        .get("x-forwarded-proto")
        .and_then(|scheme| scheme.to_str().ok())
        .is_some_and(|scheme| scheme.split(',').next().is_some_and(|first| first.trim() == "https"))
}

/// Finds the session's secret among the cookies.
pub fn session_secret(headers: &HeaderMap) -> Option<&str> {
    secret_of(headers, COOKIE, HOST_COOKIE)
}

/// Finds the secret of an attempt to sign in by a provider.
pub fn attempt_secret(headers: &HeaderMap) -> Option<&str> {
    secret_of(headers, ATTEMPT_COOKIE, HOST_ATTEMPT_COOKIE)
}

fn secret_of<'a>(headers: &'a HeaderMap, plain: &str, host: &str) -> Option<&'a str> {
    let wanted = if is_https(headers) { host } else { plain };
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// Writes the session's cookie; with no secret, one that takes it away.
pub fn session_cookie(headers: &HeaderMap, secret: &str, lasts_s: i64) -> String {
    cookie(headers, [COOKIE, HOST_COOKIE], secret, lasts_s)
}

/// Writes the cookie of an attempt to sign in by a provider; with no secret, one that takes it away.
pub fn attempt_cookie(headers: &HeaderMap, secret: &str, lasts_s: i64) -> String {
    cookie(headers, [ATTEMPT_COOKIE, HOST_ATTEMPT_COOKIE], secret, lasts_s)
}

/// `Lax`, so that a link from elsewhere, or the way back from a provider, arrives signed in; what changes something asks for its origin.
fn cookie(headers: &HeaderMap, [plain, host]: [&str; 2], secret: &str, lasts_s: i64) -> String {
    let (name, secure) = if is_https(headers) {
        (host, "; Secure")
    } else {
        (plain, "")
    };
    format!("{name}={secret}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}")
}

/// Refuses a request that changes something and does not come from a page of this very server: a browser sends the cookie along
/// with whatever page asks. `strict` refuses also what does not say where it comes from.
///
/// # Errors
/// A 403 that says what was found.
pub fn same_origin(method: &Method, headers: &HeaderMap, strict: bool) -> Result<(), Problem> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let found = match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin" | "none"), _) => return Ok(()),
        (Some(site), _) => format!("`Sec-Fetch-Site: {site}`"),
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            if authority.is_some() && authority == text("host") {
                return Ok(());
            }
            format!("`Origin: {origin}`")
        }
        (None, None) if strict => "neither `Sec-Fetch-Site` nor `Origin`".to_owned(),
        (None, None) => return Ok(()),
    };
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "the request comes from elsewhere",
        format!(
            "expected a request of a page of this server, found {found}; hint: programs send `Authorization: Bearer` and a token instead of a cookie"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap()))
            .collect()
    }

    #[test]
    fn what_changes_something_must_come_from_a_page_of_the_server() {
        let allowed =
            |pairs: &[(&'static str, &str)], strict| same_origin(&Method::POST, &headers(pairs), strict).is_ok();
        let host = ("host", "sizhi.example:8443");
        assert!(allowed(&[host, ("origin", "https://sizhi.example:8443")], true));
        assert!(allowed(
            &[
                host,
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://proxy.example")
            ],
            true
        ));
        for foreign in [
            ("origin", "https://evil.example"),
            ("origin", "https://sizhi.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(
                !allowed(&[host, foreign], true) && !allowed(&[host, foreign], false),
                "{foreign:?}"
            );
        }
        assert!(!allowed(&[host], true) && allowed(&[host], false));
        assert!(same_origin(&Method::GET, &headers(&[("sec-fetch-site", "cross-site")]), true).is_ok());
    }

    #[test]
    fn the_cookie_is_bound_to_the_host_and_marked_secure_where_the_request_came_by_https() {
        let plain = headers(&[("cookie", "a=b; sizhi_session=s3cret; __Host-sizhi_session=other")]);
        assert_eq!(session_secret(&plain), Some("s3cret"));
        let cookie = session_cookie(&plain, "x", 10);
        assert_eq!(cookie, "sizhi_session=x; Path=/; Max-Age=10; HttpOnly; SameSite=Lax");
        let secure = headers(&[
            ("cookie", "sizhi_session=planted; __Host-sizhi_session=s3cret"),
            ("x-forwarded-proto", "https"),
        ]);
        assert_eq!(session_secret(&secure), Some("s3cret"));
        assert!(session_cookie(&secure, "x", 10).starts_with("__Host-sizhi_session=x; Path=/; "));
        assert!(session_cookie(&secure, "x", 10).ends_with("; Secure"));
        assert_eq!(session_secret(&headers(&[("cookie", "sizhi_sessions=1")])), None);
    }
}
