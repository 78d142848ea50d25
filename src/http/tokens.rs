//! API tokens of the account that is signed in.
//!
//! Must not keep a token: it is told once.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{JsonBody, Segments},
    problem::Problem,
    session::{only_by_session, unkept},
    viewer::{Via, Viewer},
};
use crate::store::{Scope, TokenRow};

/// Days for which a token holds where none are stated.
const DEFAULT_DAYS: u16 = 90;

/// A token asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    /// What it is for, for people.
    #[schema(example = "nightly import")]
    label: String,
    /// `read` or `write`.
    #[schema(value_type = String, example = "read")]
    scope: Scope,
    /// Days for which it holds, 1 to 366; 90 where absent.
    days: Option<u16>,
}

/// A token, without its secret.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TokenDocument {
    /// Id, by which it is revoked.
    id: String,
    /// What it is for.
    label: String,
    /// `read` or `write`.
    scope: String,
    /// When it was made.
    made_at: Timestamp,
    /// When it ends.
    ends_at: Timestamp,
    /// When it was revoked.
    revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    used_at: Option<Timestamp>,
}

/// A token that was just made.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NewToken {
    /// What `Authorization: Bearer` carries; it is told only now.
    secret: String,
    /// The token.
    #[serde(flatten)]
    token: TokenDocument,
}

/// The tokens of an account.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TokenList {
    /// Tokens, oldest first; those revoked or ended stay in the list.
    tokens: Vec<TokenDocument>,
}

impl From<TokenRow> for TokenDocument {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.id,
            label: row.label,
            scope: row.scope.to_string(),
            made_at: row.made_at,
            ends_at: row.ends_at,
            revoked_at: row.revoked_at,
            used_at: row.used_at,
        }
    }
}

/// Makes a token of the account that is signed in.
#[utoipa::path(post, path = "/v1/tokens", tag = "people", request_body = TokenBody,
    responses((status = 201, body = NewToken), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn make_token(
    State(state): State<AppState>,
    viewer: Viewer,
    JsonBody(body): JsonBody<TokenBody>,
) -> Result<Response, Problem> {
    let (identity, via) = viewer.account()?;
    if via != Via::Session {
        return Err(only_by_session());
    }
    let name = identity.account.name.as_str();
    let days = body.days.unwrap_or(DEFAULT_DAYS);
    let (row, secret) = state.register.make_token(name, &body.label, body.scope, days).await?;
    let made = NewToken {
        secret,
        token: row.into(),
    };
    Ok(unkept((StatusCode::CREATED, Json(made)).into_response()))
}

/// Lists the tokens of the account that is signed in.
#[utoipa::path(get, path = "/v1/tokens", tag = "people",
    responses((status = 200, body = TokenList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_tokens(State(state): State<AppState>, viewer: Viewer) -> Result<Response, Problem> {
    let (identity, _) = viewer.account()?;
    let rows = state.register.tokens(identity.account.name.as_str()).await?;
    let tokens = rows.into_iter().map(TokenDocument::from).collect();
    Ok(unkept(Json(TokenList { tokens }).into_response()))
}

/// Revokes a token of the account that is signed in.
#[utoipa::path(delete, path = "/v1/tokens/{id}", tag = "people", params(("id" = String, Path, description = "Id of the token")),
    responses((status = 204, description = "Revoked"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn revoke_token(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(id): Segments<String>,
) -> Result<StatusCode, Problem> {
    let (identity, _) = viewer.account()?;
    viewer.actor()?;
    state.register.revoke_token(identity.account.name.as_str(), &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
