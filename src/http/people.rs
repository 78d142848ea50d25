//! Offices and accounts, for administrators.
//!
//! Must not decide who governs whom: the register does.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    dto::{AccountDocument, AccountList, OfficeDocument, OfficeList},
    extract::{JsonBody, Segments},
    identities::IdentityBody,
    problem::Problem,
    session::unkept,
    viewer::Viewer,
};
use crate::{
    atlas::Atlas,
    register::{Actor, may_govern, random_password},
    zone::{Account, Deed, Office, OfficeError, Role, Subject, Territory},
};

/// An office to be recorded.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeBody {
    /// Code.
    #[schema(example = "suzhou-ip")]
    code: String,
    /// Name.
    name: String,
    /// `applicant`, `province`, `national`, `operator`, `administrator` or `reader`.
    role: String,
    /// `CN`, 2, 4 or 6 digits of GB/T 2260, or `zone:` and a zone's code.
    #[schema(example = "3205")]
    territory: String,
}

/// An account to be recorded.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountBody {
    /// Name, unique in the register.
    #[schema(example = "li.wei")]
    name: String,
    /// Code of its office.
    office: String,
    /// Name of the person.
    display_name: String,
    /// Password of 12 characters or more; where absent, one is made, unless a person of a provider is stated.
    password: Option<String>,
    /// The person of an identity provider who acts as the account.
    identity: Option<IdentityBody>,
}

/// A password to be set.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordBody {
    /// Password of 12 characters or more; one is made where absent.
    password: Option<String>,
}

/// An account that was recorded.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AccountMade {
    /// The account.
    #[serde(flatten)]
    account: AccountDocument,
    /// The password, where one was made; it is told only now.
    password: Option<String>,
}

fn wrong(error: OfficeError) -> Problem {
    crate::register::RegisterError::from(error).into()
}

/// Returns who governs anything at all: the write token, or an administrator.
pub(super) fn governor(viewer: &Viewer, atlas: &Atlas) -> Result<Actor, Problem> {
    let actor = viewer.actor()?;
    let territory = match actor.office(atlas)? {
        None => return Ok(actor),
        Some(office) => office.territory.clone(),
    };
    // Asked about their own territory, administrators may, and nobody else.
    let (zone, division) = match &territory {
        Territory::Country => (None, None),
        Territory::Division(division) => (None, Some(*division)),
        Territory::Zone(zone) => (Some(zone), None),
    };
    let subject = Subject {
        zone,
        division,
        ..Subject::default()
    };
    actor.may(atlas, Deed::Govern, &subject)?;
    Ok(actor)
}

/// Lists the offices that the viewer governs.
#[utoipa::path(get, path = "/v1/offices", tag = "people",
    responses((status = 200, body = OfficeList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_offices(State(state): State<AppState>, viewer: Viewer) -> Result<Response, Problem> {
    let atlas = state.register.atlas();
    let actor = governor(&viewer, &atlas)?;
    let governed = atlas
        .offices()
        .filter(|office| may_govern(&actor, &atlas, office).is_ok());
    let offices = governed.map(|office| OfficeDocument::of(office)).collect();
    Ok(unkept(Json(OfficeList { offices }).into_response()))
}

/// Records an office, or records it anew with other particulars.
#[utoipa::path(post, path = "/v1/offices", tag = "people", request_body = OfficeBody,
    responses((status = 201, body = OfficeDocument), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn record_office(
    State(state): State<AppState>,
    viewer: Viewer,
    JsonBody(body): JsonBody<OfficeBody>,
) -> Result<(StatusCode, Json<OfficeDocument>), Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    let office = Office {
        code: body.code.parse().map_err(wrong)?,
        name: body.name,
        role: body.role.parse::<Role>().map_err(wrong)?,
        territory: body.territory.parse().map_err(wrong)?,
    };
    let document = OfficeDocument::of(&office);
    state.register.record_office(actor, office).await?;
    Ok((StatusCode::CREATED, Json(document)))
}

/// Lists the accounts of the offices that the viewer governs.
#[utoipa::path(get, path = "/v1/accounts", tag = "people",
    responses((status = 200, body = AccountList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_accounts(State(state): State<AppState>, viewer: Viewer) -> Result<Response, Problem> {
    let atlas = state.register.atlas();
    let actor = governor(&viewer, &atlas)?;
    let governed = atlas.accounts().filter(|account| {
        let office = atlas.office(account.office.as_str());
        office.is_some_and(|office| may_govern(&actor, &atlas, office).is_ok())
    });
    let accounts = governed.map(|account| AccountDocument::of(account)).collect();
    Ok(unkept(Json(AccountList { accounts }).into_response()))
}

/// Records an account with a password.
#[utoipa::path(post, path = "/v1/accounts", tag = "people", request_body = AccountBody,
    responses((status = 201, body = AccountMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn record_account(
    State(state): State<AppState>,
    viewer: Viewer,
    JsonBody(body): JsonBody<AccountBody>,
) -> Result<Response, Problem> {
    let atlas = state.register.atlas();
    let actor = governor(&viewer, &atlas)?;
    let account = Account {
        name: body.name.parse().map_err(wrong)?,
        office: body.office.parse().map_err(wrong)?,
        display_name: body.display_name,
        disabled: false,
    };
    if atlas.account(account.name.as_str()).is_some() {
        let detail = format!("account `{}` is taken; hint: choose another name", account.name);
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "the account is there already",
            detail,
        ));
    }
    // Before anything is recorded: what is refused must not leave an account behind that nobody can use.
    let person = body.identity.as_ref().map(|body| body.person(&state)).transpose()?;
    let (password, made) = match (body.password, &person) {
        (None, Some(_)) => (None, None),
        (stated, _) => chosen(stated).map(|(password, made)| (Some(password), made))?,
    };
    password.as_deref().map_or(Ok(()), crate::register::verify_length)?;
    if let Some((issuer, subject)) = &person {
        state.register.must_be_free(issuer, subject).await?;
    }
    let document = AccountDocument::of(&account);
    state.register.record_account(actor.clone(), account).await?;
    if let Some((issuer, subject)) = &person {
        let joined = state
            .register
            .join_identity(actor.clone(), &document.name, issuer, subject);
        joined.await?;
    }
    if let Some(password) = &password {
        state.register.set_password(actor, &document.name, password).await?;
    }
    let answer = AccountMade {
        account: document,
        password: made,
    };
    Ok(unkept((StatusCode::CREATED, Json(answer)).into_response()))
}

/// Returns the password stated, or one that is made and told.
fn chosen(stated: Option<String>) -> Result<(String, Option<String>), Problem> {
    if let Some(password) = stated {
        return Ok((password, None));
    }
    let made = random_password()?;
    Ok((made.clone(), Some(made)))
}

/// Lets an account sign in no more; its sessions end and its tokens open nothing.
#[utoipa::path(post, path = "/v1/accounts/{name}/disable", tag = "people", params(("name" = String, Path, description = "Name of the account")),
    responses((status = 204, description = "Disabled"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn disable(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(name): Segments<String>,
) -> Result<StatusCode, Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    state.register.disable(actor, &name, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets an account sign in again.
#[utoipa::path(post, path = "/v1/accounts/{name}/enable", tag = "people", params(("name" = String, Path, description = "Name of the account")),
    responses((status = 204, description = "Enabled"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn enable(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(name): Segments<String>,
) -> Result<StatusCode, Problem> {
    let actor = governor(&viewer, &state.register.atlas())?;
    state.register.disable(actor, &name, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives an account another password; its sessions end.
#[utoipa::path(put, path = "/v1/accounts/{name}/password", tag = "people", params(("name" = String, Path, description = "Name of the account")),
    request_body = PasswordBody,
    responses((status = 200, body = AccountMade), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn set_password(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(name): Segments<String>,
    JsonBody(body): JsonBody<PasswordBody>,
) -> Result<Response, Problem> {
    let atlas = state.register.atlas();
    let actor = governor(&viewer, &atlas)?;
    let (password, made) = chosen(body.password)?;
    let name = state.register.set_password(actor, &name, &password).await?;
    let account = atlas.account(name.as_str()).map(|account| AccountDocument::of(account));
    let account = account.ok_or_else(|| crate::register::RegisterError::NoAccount(name.to_string()))?;
    Ok(unkept(
        Json(AccountMade {
            account,
            password: made,
        })
        .into_response(),
    ))
}
