//! Overlapping pairs of the register.
//!
//! Must not compare shapes: the audit does, once a revision.

use axum::{Json, extract::State};
use serde::Deserialize;

use super::{
    AppState, cursor,
    dto::{Pair, PairPage},
    extract::Query,
    problem::Problem,
    viewer::Seen,
};
use crate::{register::RegisterError, rules};

/// Parameters of the list of pairs.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverlapsQuery {
    /// Code of a zone that is one of the two.
    zone: Option<String>,
    /// `overlap`, `sliver`, `duplicate` or `undecided`.
    kind: Option<super::dto::PairKind>,
    /// Least shared area in m².
    min_m2: Option<f64>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id of the pair after which to go on.
    after: Option<String>,
}

/// Lists the pairs of zones, in force or pending, that share interior: the largest shared area first.
#[utoipa::path(get, path = "/v1/overlaps", tag = "reviews", params(OverlapsQuery),
    responses((status = 200, body = PairPage), (status = 400, body = Problem)))]
pub async fn list_overlaps(
    State(state): State<AppState>,
    Seen { sight, .. }: Seen,
    Query(query): Query<OverlapsQuery>,
) -> Result<Json<PairPage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let pairs = state.register.pairs_seen_by(&sight).await?;
    let atlas = &pairs.atlas;
    if let Some(code) = &query.zone {
        super::zones::zone(atlas, code)?;
    }
    let wanted: Vec<&rules::Pair> = pairs.iter().filter(|pair| is_wanted(pair, &query)).collect();
    let start = match &query.after {
        None => 0,
        Some(id) => wanted
            .iter()
            .position(|pair| pair.id() == *id)
            .map(|nth| nth + 1)
            .ok_or_else(|| {
                Problem::parameter(
                    "after",
                    format!("after: expected the id of a pair of this list, found `{id}`"),
                )
            })?,
    };
    let mut page = Vec::new();
    for pair in wanted.iter().skip(start).take(limit) {
        let ruled = rules::ruled(atlas, pair).map_err(RegisterError::from)?;
        page.push(Pair::of(pair, &ruled));
    }
    let last = page
        .last()
        .map(|pair| pair.id.clone())
        .filter(|_| start + page.len() < wanted.len());
    let parameters = [
        ("zone", query.zone.clone()),
        ("kind", query.kind.map(|kind| kind.as_str().to_owned())),
        ("min_m2", query.min_m2.map(|min_m2| min_m2.to_string())),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(PairPage {
        revision: atlas.head().revision,
        count: wanted.len(),
        pairs: page,
        next: cursor::next("/v1/overlaps", &parameters, last),
    }))
}

fn is_wanted(pair: &rules::Pair, query: &OverlapsQuery) -> bool {
    query
        .zone
        .as_ref()
        .is_none_or(|code| pair.a.zone.as_str() == code || pair.b.zone.as_str() == code)
        && query
            .kind
            .is_none_or(|kind| super::dto::PairKind::from(pair.kind) == kind)
        && query
            .min_m2
            .is_none_or(|min_m2| pair.shared_m2 >= min_m2 || pair.problem.is_some())
}
