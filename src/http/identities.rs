//! Persons of identity providers, and the accounts they are joined to, for administrators.
//!
//! Must not decide who governs whom: the register does.

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
    oidc::provider,
    people::governor,
    problem::Problem,
    session::unkept,
    viewer::Viewer,
};
use crate::store::OidcIdentityRow;

/// A person as an identity provider knows them.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityBody {
    /// Id of the provider; `/v1/session/oidc` lists them.
    #[schema(example = "suzhou")]
    provider: String,
    /// The person: claim `sub` of the provider's tokens. Who tries to sign in before being joined is shown it.
    subject: String,
}

/// A person who is joined to an account.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct IdentityDocument {
    /// Id, by which they are parted.
    id: String,
    /// The provider's issuer.
    issuer: String,
    /// The person.
    subject: String,
    /// When they were joined.
    joined_at: Timestamp,
    /// When they last signed in.
    used_at: Option<Timestamp>,
}

/// The persons joined to an account.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct IdentityList {
    /// Persons, those joined first first.
    identities: Vec<IdentityDocument>,
}

impl IdentityBody {
    /// Returns issuer and subject.
    ///
    /// # Errors
    /// A 404 where there is no such provider.
    pub(super) fn person(&self, state: &AppState) -> Result<(String, String), Problem> {
        let provider = provider(state, &self.provider)?;
        Ok((provider.settings().issuer.clone(), self.subject.clone()))
    }
}

impl From<OidcIdentityRow> for IdentityDocument {
    fn from(row: OidcIdentityRow) -> Self {
        Self {
            id: row.id,
            issuer: row.issuer,
            subject: row.subject,
            joined_at: row.joined_at,
            used_at: row.used_at,
        }
    }
}

/// Lists the persons of identity providers who act as an account.
#[utoipa::path(get, path = "/v1/accounts/{name}/identities", tag = "people", params(("name" = String, Path, description = "Name of the account")),
    responses((status = 200, body = IdentityList), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list_identities(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(name): Segments<String>,
) -> Result<Response, Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    let rows = state.register.identities(actor, &name).await?;
    let identities = rows.into_iter().map(IdentityDocument::from).collect();
    Ok(unkept(Json(IdentityList { identities }).into_response()))
}

/// Joins a person of an identity provider to an account: whoever the provider says is that person signs in as the account.
#[utoipa::path(post, path = "/v1/accounts/{name}/identities", tag = "people", params(("name" = String, Path, description = "Name of the account")),
    request_body = IdentityBody,
    responses((status = 201, body = IdentityDocument), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "The person is joined to an account already"), (status = 422, body = Problem)))]
pub async fn join(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(name): Segments<String>,
    JsonBody(body): JsonBody<IdentityBody>,
) -> Result<Response, Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    let (issuer, subject) = body.person(&state)?;
    let row = state.register.join_identity(actor, &name, &issuer, &subject).await?;
    Ok(unkept(
        (StatusCode::CREATED, Json(IdentityDocument::from(row))).into_response(),
    ))
}

/// Parts a person from an account; the account's sessions end.
#[utoipa::path(delete, path = "/v1/accounts/{name}/identities/{id}", tag = "people",
    params(("name" = String, Path, description = "Name of the account"), ("id" = String, Path, description = "Id of the person")),
    responses((status = 204, description = "Parted"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn part(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments((name, id)): Segments<(String, String)>,
) -> Result<StatusCode, Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    state.register.part_identity(actor, &name, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
