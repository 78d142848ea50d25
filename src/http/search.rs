//! The search box: zones, parks, agencies and addresses together, best first.
//!
//! Must not answer look-ups: it only finds what a person may have meant.

use axum::Json;
use serde::Deserialize;

use super::{
    dto::{Place, ResultType, SearchResult, SearchResults},
    extract::Query,
    problem::Problem,
    viewer::Seen,
};
use crate::{
    atlas::{AgencyRecord, Atlas, DelimitationRecord, ZoneRecord},
    geocode,
    geometry::Bbox,
};

/// An address whose place is less certain than this, in metres, is no help on a map.
const FARTHEST_M: f64 = 2_000.0;

/// Parameters of the search.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// What is looked for.
    q: String,
    /// Most results, 1 to 50; 10 where absent.
    limit: Option<usize>,
}

/// Finds zones, parks, agencies and addresses by name.
#[utoipa::path(get, path = "/v1/search", tag = "look-ups", params(SearchQuery),
    responses((status = 200, body = SearchResults), (status = 400, body = Problem)))]
pub async fn search(
    Seen { atlas, .. }: Seen,
    Query(query): Query<SearchQuery>,
) -> Result<Json<SearchResults>, Problem> {
    let limit = query.limit.unwrap_or(10);
    if !(1..=50).contains(&limit) {
        return Err(Problem::parameter(
            "limit",
            format!("limit: expected 1 to 50, found `{limit}`"),
        ));
    }
    let wanted = geocode::normalise(&query.q);
    let mut results = Vec::new();
    if !wanted.is_empty() {
        atlas
            .zones()
            .for_each(|record| zone_results(&atlas, record, &wanted, &mut results));
        results.extend(atlas.agencies().filter_map(|record| agency_result(record, &wanted)));
        let candidates = atlas.book().search(&query.q, limit).into_iter();
        results.extend(
            candidates
                .filter(|found| found.uncertainty_m <= FARTHEST_M)
                .map(address_result),
        );
    }
    results.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.id.cmp(&other.id)));
    results.truncate(limit);
    Ok(Json(SearchResults {
        revision: atlas.head().revision,
        results,
    }))
}

/// Scores a name: the whole of it, its beginning, a part of it; the longer the part, the better.
fn score(name: &str, wanted: &str) -> Option<f64> {
    let name = geocode::normalise(name);
    if name == wanted {
        return Some(1.0);
    }
    let share = wanted.chars().count() as f64 / name.chars().count().max(1) as f64;
    match name.find(wanted) {
        Some(0) => Some(0.85 + 0.1 * share),
        Some(_) => Some(0.7 + 0.2 * share),
        None => None,
    }
}

fn zone_results(atlas: &Atlas, record: &ZoneRecord, wanted: &str, results: &mut Vec<SearchResult>) {
    let shown = record.shown(atlas.today(), None);
    let zone = &record.zone;
    let detail = zone
        .host
        .clone()
        .or_else(|| zone.division.map(|division| division.to_string()))
        .unwrap_or_default();
    let by_code = (zone.code.as_str() == wanted).then_some(1.0);
    if let Some(score) = by_code.or_else(|| score(&zone.name, wanted)) {
        results.push(SearchResult {
            kind: ResultType::Zone,
            id: zone.code.to_string(),
            name: zone.name.clone(),
            detail,
            point: None,
            bbox: shown.and_then(DelimitationRecord::bbox).map(Bbox::to_array),
            uncertainty_m: None,
            score,
        });
    }
    for park in shown.iter().flat_map(|version| &version.delimitation.parks) {
        if let Some(score) = score(&park.name, wanted) {
            results.push(SearchResult {
                kind: ResultType::Park,
                id: format!("{}/{}", zone.code, park.name),
                name: park.name.clone(),
                detail: zone.name.clone(),
                point: None,
                bbox: park
                    .shape
                    .as_ref()
                    .and_then(|shape| Bbox::of(shape))
                    .map(Bbox::to_array),
                uncertainty_m: None,
                // A zone comes before a park of the same name.
                score: score * 0.99,
            });
        }
    }
}

fn agency_result(record: &AgencyRecord, wanted: &str) -> Option<SearchResult> {
    let agency = &record.agency;
    let by_id = (agency.id.as_str() == wanted).then_some(1.0);
    let score = by_id.or_else(|| score(&agency.name, wanted))?;
    Some(SearchResult {
        kind: ResultType::Agency,
        id: agency.id.to_string(),
        name: agency.name.clone(),
        detail: agency.address.clone().unwrap_or_default(),
        point: agency.point.map(Place::from),
        bbox: None,
        uncertainty_m: None,
        score: score * 0.98,
    })
}

fn address_result(candidate: geocode::Candidate) -> SearchResult {
    SearchResult {
        kind: ResultType::Address,
        id: candidate.id,
        name: candidate.matched,
        detail: String::new(),
        point: Some(Place::from(candidate.point)),
        bbox: None,
        uncertainty_m: Some(candidate.uncertainty_m),
        score: candidate.score * 0.97,
    }
}
