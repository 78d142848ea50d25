//! Rulings on overlapping pairs.
//!
//! Must not decide whether a ruling stands: the rules compare what is shared.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    dto::RulingDocument,
    extract::{JsonBody, Segments},
    problem::Problem,
    viewer::{Seen, Viewer},
};
use crate::{
    register::RulingRequest,
    rules::{Pair, Ruled, ruled},
    zone::{PairKey, Verdict},
};

/// A ruling asked for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulingBody {
    /// `accepted`: it may stay; `must-fix`: one of the boundaries must be mended.
    #[schema(value_type = String, example = "accepted")]
    verdict: Verdict,
    /// Why.
    reason: String,
}

/// Rulings on a pair.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RulingList {
    /// Revision that answered.
    revision: u64,
    /// Both codes.
    pair: String,
    /// Rulings, oldest first.
    rulings: Vec<RulingDocument>,
}

/// A ruling that was made.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RulingMade {
    /// Id of the pair.
    pair: String,
    /// `accepted` or `must-fix`.
    verdict: String,
    /// Why.
    reason: String,
    /// Newest revision.
    revision: u64,
    /// Its hash.
    hash: String,
}

/// Lists the rulings on a pair of zones, and says of each whether it stands for what they share today.
#[utoipa::path(get, path = "/v1/overlaps/{pair}/rulings", tag = "reviews",
    params(("pair" = String, Path, description = "Id of a pair as `/v1/overlaps` gives it, or both codes with `~` between them")),
    responses((status = 200, body = RulingList), (status = 400, body = Problem)))]
pub async fn list_rulings(
    State(state): State<AppState>,
    Seen { sight, .. }: Seen,
    Segments(pair): Segments<String>,
) -> Result<Json<RulingList>, Problem> {
    let key = key_of(&pair)?;
    let pairs = state.register.pairs_seen_by(&sight).await?;
    let atlas = &pairs.atlas;
    let of_zones: Vec<&Pair> = pairs.iter().filter(|pair| pair.key().as_ref() == Some(&key)).collect();
    let mut standing = Vec::new();
    for pair in of_zones {
        if let Ruled::Stands(record) = ruled(atlas, pair).map_err(crate::register::RegisterError::from)? {
            standing.push(record.recorded.revision);
        }
    }
    let rulings = atlas.rulings(&key).iter();
    Ok(Json(RulingList {
        revision: atlas.head().revision,
        pair: key.to_string(),
        rulings: rulings
            .map(|record| RulingDocument::of(record, standing.contains(&record.recorded.revision)))
            .collect(),
    }))
}

/// Rules on what two zones share. The ruling stands for that ground, across versions of both zones, until what they share changes.
#[utoipa::path(post, path = "/v1/overlaps/{pair}/rulings", tag = "reviews", security(("bearer" = [])),
    params(("pair" = String, Path, description = "Id of a pair as `/v1/overlaps` gives it")), request_body = RulingBody,
    responses((status = 201, body = RulingMade), (status = 401, body = Problem), (status = 404, body = Problem, description = "The two share nothing today"),
        (status = 409, body = Problem, description = "The pair is undecided"), (status = 422, body = Problem)))]
pub async fn rule(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(pair): Segments<String>,
    JsonBody(body): JsonBody<RulingBody>,
) -> Result<(StatusCode, Json<RulingMade>), Problem> {
    let actor = viewer.actor()?;
    let request = RulingRequest {
        pair: pair.clone(),
        verdict: body.verdict,
        reason: body.reason,
    };
    let (ruling, receipt) = state.register.rule(actor, request).await?;
    let made = RulingMade {
        pair,
        verdict: ruling.verdict.as_str().to_owned(),
        reason: ruling.reason,
        revision: receipt.revision,
        hash: receipt.hash.to_string(),
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Reads the two codes of a pair's id, with or without the numbers of their delimitations.
fn key_of(id: &str) -> Result<PairKey, Problem> {
    let bare = |side: &str| side.split('.').next().unwrap_or_default().to_owned();
    let codes: Vec<String> = id.split('~').map(bare).collect();
    codes
        .join("~")
        .parse()
        .map_err(|error: crate::zone::PairKeyError| Problem::bad_request(error.to_string()))
}
