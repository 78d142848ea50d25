//! Acts on delimitations: recommend, approve, return and the others that the programme has.
//!
//! Must not know which act may follow which.

use axum::{Json, extract::State, http::HeaderMap, response::IntoResponse};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{JsonBody, Segments},
    precondition,
    problem::Problem,
    viewer::Viewer,
};
use crate::{register::ActRequest, zone::CodeError};

/// An act asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActBody {
    /// Code of the act, as `/v1/programme` lists them.
    #[schema(example = "approve")]
    act: String,
    /// Number of the delimitation; the newest where absent.
    delimitation: Option<u32>,
    /// First day from which it holds.
    effective: Option<Date>,
    /// The document that states it.
    document: Option<String>,
    /// The reason; some acts need one.
    reason: Option<String>,
    /// Kind that the zone becomes, where the act accepts a candidate.
    becomes: Option<String>,
}

/// What the act led to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ActTaken {
    /// State reached.
    standing: String,
    /// `in-force`, `pending`, `returned` or `ended`.
    status: String,
    /// First day from which it holds.
    effective: Option<Date>,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// Takes an act on a delimitation, as it was when it was read: `If-Match` carries the zone's `ETag`.
#[utoipa::path(post, path = "/v1/zones/{code}/acts", tag = "acts", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"),
        ("If-Match" = String, Header, description = "`ETag` of the zone as it was read, or `*`"),
        ("Idempotency-Key" = Option<String>, Header, description = "A key of the sender's; the same request with it is answered once")),
    request_body = ActBody,
    responses((status = 200, body = ActTaken), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "The lifecycle does not allow it, or what the act needs does not hold"),
        (status = 412, body = Problem, description = "The zone has changed"), (status = 428, body = Problem, description = "`If-Match` is missing")))]
pub async fn take_act(
    State(state): State<AppState>,
    viewer: Viewer,
    headers: HeaderMap,
    Segments(code): Segments<String>,
    JsonBody(body): JsonBody<ActBody>,
) -> Result<impl IntoResponse, Problem> {
    let actor = viewer.actor()?;
    let expected = precondition::decided_on(&headers)?;
    let zone = code
        .parse()
        .map_err(|error: CodeError| Problem::bad_request(error.to_string()))?;
    let request = ActRequest {
        zone,
        delimitation: body.delimitation,
        act: body.act,
        effective: body.effective,
        document: body.document,
        reason: body.reason,
        becomes: body.becomes,
        expected,
    };
    let (standing, receipt) = state.register.take_act(actor, request).await?;
    let taken = ActTaken {
        standing: standing.state,
        status: standing.class.as_str().to_owned(),
        effective: standing.effective,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    };
    Ok(precondition::tagged(receipt.revision, Json(taken)))
}
