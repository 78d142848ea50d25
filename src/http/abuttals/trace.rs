//! Polygons traced from limits in words.
//!
//! Must not trace: the use case does.

use axum::{Json, extract::State};
use serde::Deserialize;

use crate::{
    geometry::LonLat,
    http::{AppState, dto::TracedText, extract::JsonBody, problem::Problem},
    register::TextToTrace,
    zone::DeclaredArea,
};

/// A text to trace.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TraceRequest {
    /// The text.
    #[schema(example = "东至西藏中路，南至延安东路，西至黄陂北路，北至南京西路")]
    text: String,
    /// The declared area with its unit, where it is not in the text; it counts for a text of one block.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "11.41平方公里")]
    declared_area: Option<DeclaredArea>,
    /// A place near the area, where its names occur in several towns.
    #[serde(default)]
    #[schema(value_type = Option<crate::http::dto::Place>)]
    near: Option<LonLat>,
}

/// Traces polygons from a text of limits (四至): the named lines are arranged, and the face taken that lies within all of them.
///
/// Lines that stop short are extended and gaps joined within stated limits; everything assumed is told. Candidates are ranked by the
/// declared area where there is one. Where nothing can be traced, `obstacles` says why.
#[utoipa::path(post, path = "/v1/abuttals/trace", tag = "abuttals", request_body = TraceRequest,
    responses((status = 200, body = TracedText), (status = 422, body = Problem)))]
pub async fn trace_abuttals(
    State(state): State<AppState>,
    JsonBody(request): JsonBody<TraceRequest>,
) -> Result<Json<TracedText>, Problem> {
    let request = TextToTrace {
        text: request.text,
        declared_area_m2: request.declared_area.as_ref().map(DeclaredArea::m2),
        near: request.near,
    };
    let (atlas, traced) = state.register.trace_abuttals(request).await?;
    Ok(Json(TracedText::of(atlas.head().revision, traced)))
}
