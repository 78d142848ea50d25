//! The check list of a delimitation: what the register answers itself, and what reviewers ticked.
//!
//! Must not answer anything: facts come from the register, ticks from people.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    comments::Noted,
    dto::Text,
    extract::{JsonBody, Segments},
    insight,
    problem::Problem,
    viewer::Viewer,
    zones,
};
use crate::zone::{Stated, Tick};

/// A tick to record.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TickBody {
    /// Code of the item.
    item: String,
    /// Whether it holds; null takes the earlier word back.
    holds: Option<bool>,
    /// A remark.
    remark: Option<String>,
}

/// What the register answers to an item.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FactDocument {
    /// Whether it holds.
    holds: bool,
    /// What is not stated: `total-area`, `abuttals`, `host`, `functions`, `division`, `shapes`, `document`.
    missing: Vec<String>,
    /// What the rules find.
    findings: Vec<Text>,
}

/// A reviewer's word.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TickDocument {
    /// Whether it holds.
    holds: bool,
    /// A remark.
    remark: Option<String>,
    /// Who ticked it.
    author: String,
    /// When.
    recorded_at: Timestamp,
    /// Revision of its entry in the ledger.
    revision: u64,
}

/// One item.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CheckItemDocument {
    /// Code.
    code: String,
    /// What must hold.
    asks: Text,
    /// The document that asks for it.
    document: Option<String>,
    /// What the register answers; null where only a person can tell.
    fact: Option<FactDocument>,
    /// The newest word of a reviewer.
    tick: Option<TickDocument>,
}

/// The check list of a delimitation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CheckList {
    /// Revision that answered.
    revision: u64,
    /// Items that neither the register nor a reviewer says of that they hold, or that a reviewer says do not.
    open: usize,
    /// Items, in the order of the programme.
    items: Vec<CheckItemDocument>,
}

/// Shows the check list of a delimitation: each item with what the register finds itself, and the newest word of a reviewer.
#[utoipa::path(get, path = "/v1/zones/{code}/delimitations/{number}/checklist", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"), ("number" = u32, Path, description = "Number of the delimitation")),
    responses((status = 200, body = CheckList), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show_checklist(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments((code, number)): Segments<(String, u32)>,
) -> Result<Json<CheckList>, Problem> {
    let atlas = state.seen(&viewer);
    let record = zones::zone(&atlas, &code)?;
    insight::look_into(&viewer, &atlas, record)?;
    let facts = state
        .register
        .facts(&zones::code(&code)?, number, &state.sight(&viewer))
        .await?;
    let items: Vec<CheckItemDocument> = atlas
        .programme()
        .checklist
        .iter()
        .map(|item| CheckItemDocument {
            code: item.code.clone(),
            asks: Text::from(&item.asks),
            document: item.document.clone(),
            fact: facts.iter().find(|fact| fact.item == item.code).and_then(|fact| {
                Some(FactDocument {
                    holds: fact.holds?,
                    missing: fact.missing.iter().copied().map(word).collect(),
                    findings: fact.findings.iter().map(Text::from).collect(),
                })
            }),
            tick: record.tick(number, &item.code).and_then(|(record, tick)| {
                Some(TickDocument {
                    holds: tick.holds?,
                    remark: tick.remark.clone(),
                    author: record.author.to_string(),
                    recorded_at: record.recorded.at,
                    revision: record.recorded.revision,
                })
            }),
        })
        .collect();
    let holds = |item: &&CheckItemDocument| match &item.tick {
        Some(tick) => tick.holds,
        None => item.fact.as_ref().is_some_and(|fact| fact.holds),
    };
    Ok(Json(CheckList {
        revision: atlas.head().revision,
        open: items.len() - items.iter().filter(holds).count(),
        items,
    }))
}

/// Ticks an item of the check list.
#[utoipa::path(post, path = "/v1/zones/{code}/delimitations/{number}/checklist", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone"), ("number" = u32, Path, description = "Number of the delimitation")),
    request_body = TickBody,
    responses((status = 201, body = Noted), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn tick(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments((code, number)): Segments<(String, u32)>,
    JsonBody(body): JsonBody<TickBody>,
) -> Result<(StatusCode, Json<Noted>), Problem> {
    let tick = Tick {
        delimitation: number,
        item: body.item,
        holds: body.holds,
        remark: body.remark,
    };
    let receipt = state.register.tick(viewer.actor()?, zones::code(&code)?, tick).await?;
    Ok((StatusCode::CREATED, Json(receipt.into())))
}

fn word(stated: Stated) -> String {
    let word = match stated {
        Stated::TotalArea => "total-area",
        Stated::Abuttals => "abuttals",
        Stated::Host => "host",
        Stated::Functions => "functions",
        Stated::Division => "division",
        Stated::Shapes => "shapes",
        Stated::Document => "document",
    };
    word.to_owned()
}
