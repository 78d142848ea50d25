//! Limits drafted from a polygon.
//!
//! Must not choose features: the use case does.

use axum::{Json, extract::State};

use crate::{
    format::AreaDocument,
    http::{AppState, dto::DraftedAreas, extract::AreaBody, problem::Problem},
    register::{AreaToDraft, areas_of_draft},
};

/// Drafts the limits (四至) of a shape, or of a draft's zone and parks, from the named features that their limits run along.
///
/// Each side is that part of the outer limit whose outward normal faces it. Told are the text of each side, the share of the side
/// along each feature, and how much of it lies along none, so that a person can judge. Nothing is kept.
#[utoipa::path(post, path = "/v1/abuttals/draft", tag = "abuttals",
    request_body(content = serde_json::Value, content_type = "application/geo+json",
        description = "A draft (FeatureCollection with a member `zone`), or one shape: a Feature, `{\"geometry\": …}`, a Polygon or a MultiPolygon"),
    responses((status = 200, body = DraftedAreas), (status = 422, body = Problem)))]
pub async fn draft_abuttals(
    State(state): State<AppState>,
    AreaBody(document): AreaBody,
) -> Result<Json<DraftedAreas>, Problem> {
    let areas = match document {
        AreaDocument::Draft(draft) => areas_of_draft(&draft)?,
        AreaDocument::Shape(shape) => vec![AreaToDraft { park: None, shape }],
    };
    let (atlas, drafted) = state.register.draft_abuttals(areas).await?;
    Ok(Json(DraftedAreas::of(atlas.head().revision, drafted)))
}
