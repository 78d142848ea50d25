//! Signing in by an identity provider: the way out, the way back, and which providers there are.
//!
//! Must not decide who was vouched for: the register does. A browser that comes back is always sent on to a page, never shown a problem.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    dto::Text,
    extract::{Query, Segments},
    problem::Problem,
    session::{Peer, unkept},
    viewer::{attempt_cookie, attempt_secret, session_cookie, session_secret},
    web::PAGES,
};
use crate::{
    oidc::{OidcError, Provider},
    register::{OidcAnswer, OidcRefusal, RegisterError},
};

/// Providers by which people may sign in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProviderList {
    /// Providers, in the order in which they are offered.
    providers: Vec<ProviderDocument>,
}

/// A provider.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProviderDocument {
    /// Id, which stands in addresses.
    id: String,
    /// Name on the button.
    name: Text,
    /// Issuer.
    issuer: String,
}

/// Where to go once signed in.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BeginQuery {
    /// A page of the client; the map where absent.
    return_to: Option<String>,
}

/// What a provider sends along. Others of its parameters are passed over, as RFC 6749 (4.1.2) asks.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CallbackQuery {
    /// The state that went out.
    #[serde(default)]
    state: String,
    /// The code.
    code: Option<String>,
    /// Why there is no code.
    error: Option<String>,
    /// The issuer that answers (RFC 9207).
    iss: Option<String>,
}

/// Lists the providers by which people may sign in.
#[utoipa::path(get, path = "/v1/session/oidc", tag = "people", responses((status = 200, body = ProviderList)))]
pub async fn list_providers(State(state): State<AppState>) -> Json<ProviderList> {
    let providers = state.providers.iter().map(|provider| {
        let settings = provider.settings();
        ProviderDocument {
            id: settings.id.clone(),
            name: Text::from(&settings.name),
            issuer: settings.issuer.clone(),
        }
    });
    Json(ProviderList {
        providers: providers.collect(),
    })
}

/// Sends the browser to a provider.
#[utoipa::path(get, path = "/v1/session/oidc/{provider}", tag = "people",
    params(("provider" = String, Path, description = "Id of the provider"), BeginQuery),
    responses((status = 303, description = "To the provider; where it could not be asked, to the page for signing in"),
        (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    Segments(id): Segments<String>,
    Query(query): Query<BeginQuery>,
    Peer(address): Peer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let provider = provider(&state, &id)?;
    let return_to = page(query.return_to.as_deref().unwrap_or("/"))?;
    let begun = match state.register.begin_oidc(provider, return_to, &address).await {
        Ok(begun) => begun,
        Err(error) => return refused(error),
    };
    let cookie = attempt_cookie(&headers, &begun.secret, begun.lasts_s);
    Ok(sent_to(begun.url.as_str(), &[cookie]))
}

/// Takes a browser that comes back from a provider, and signs its person in.
#[utoipa::path(get, path = "/v1/session/oidc/{provider}/callback", tag = "people",
    params(("provider" = String, Path, description = "Id of the provider"), CallbackQuery),
    responses((status = 303, description = "Signed in, to the page asked for, and the cookie is set; else to the page for signing in, which says why not"),
        (status = 404, body = Problem)))]
pub async fn end(
    State(state): State<AppState>,
    Segments(id): Segments<String>,
    axum::extract::Query(query): axum::extract::Query<CallbackQuery>,
    Peer(address): Peer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let provider = provider(&state, &id)?;
    let answer = OidcAnswer {
        state: query.state,
        outcome: match (query.code, query.error) {
            (Some(code), None) => Ok(code),
            (_, error) => Err(error.unwrap_or_else(|| "no code".to_owned())),
        },
        issuer: query.iss,
        secret: attempt_secret(&headers).unwrap_or_default().to_owned(),
        address,
    };
    let (signed_in, return_to) = match state.register.end_oidc(provider, answer).await {
        Ok(ended) => ended,
        Err(error) => return refused(error),
    };
    // A session that was open in this browser ends with the new one's beginning.
    if let Some(former) = session_secret(&headers) {
        state.register.sign_out(former).await?;
    }
    let cookies = [
        session_cookie(&headers, &signed_in.secret, signed_in.lasts_s),
        attempt_cookie(&headers, "", 0),
    ];
    Ok(sent_to(&return_to, &cookies))
}

/// Finds a provider by its id.
pub(super) fn provider<'a>(state: &'a AppState, id: &str) -> Result<&'a Arc<Provider>, Problem> {
    let found = state.providers.iter().find(|provider| provider.settings().id == id);
    found.ok_or_else(|| {
        Problem::not_found(format!(
            "there is no provider `{id}`; hint: `/v1/session/oidc` lists them"
        ))
    })
}

/// Takes an address for a page of the client, and nothing else: whoever writes links must not send people elsewhere.
fn page(return_to: &str) -> Result<&str, Problem> {
    let path = return_to.split(['?', '#']).next().unwrap_or_default();
    let is_plain = return_to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_plain && PAGES.contains(&path) {
        return Ok(return_to);
    }
    let detail = format!("return_to: expected a page of the client, found `{return_to}`");
    Err(Problem::parameter("return_to", detail))
}

/// Sends the browser to the page for signing in, with a word for what went wrong. A person who is joined to no account is told as whom the
/// provider knows them, behind the `#`, which browsers send to no server.
fn refused(error: RegisterError) -> Result<Response, Problem> {
    let (word, person) = match error {
        RegisterError::TooManyAttempts { .. } => ("attempts", None),
        RegisterError::Oidc(refusal) => match refusal {
            OidcRefusal::Attempt => ("ended", None),
            OidcRefusal::Denied(_) => ("denied", None),
            OidcRefusal::Provider(OidcError::Unreachable { .. } | OidcError::Busy(_)) => ("provider", None),
            OidcRefusal::Provider(_) | OidcRefusal::Issuer { .. } => ("answer", None),
            OidcRefusal::Unjoined { issuer, subject } => ("unjoined", Some((issuer, subject))),
            OidcRefusal::Account => ("account", None),
        },
        other => return Err(other.into()),
    };
    let person = person.map_or_else(String::new, |(issuer, subject)| {
        let pairs = [("issuer", issuer), ("subject", subject)];
        let told = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        format!("#{told}")
    });
    Ok(sent_to(&format!("/sign-in?refused={word}{person}"), &[]))
}

fn sent_to(address: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    if let Ok(address) = HeaderValue::from_str(address) {
        headers.insert(header::LOCATION, address);
    }
    for cookie in cookies {
        if let Ok(mut value) = HeaderValue::from_str(cookie) {
            value.set_sensitive(true);
            headers.append(header::SET_COOKIE, value);
        }
    }
    unkept(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_client_are_returned_to() {
        for good in ["/", "/review", "/draw?zone=a", "/admin#x", "/?zone=b"] {
            assert!(page(good).is_ok(), "{good}");
        }
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/v1/session",
            "/nowhere",
            "/ x",
            "/\r\nx",
        ] {
            assert!(page(bad).is_err(), "{bad:?}");
        }
    }
}
