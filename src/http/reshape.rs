//! Shapes split along a line, and shapes merged into one, for the drawing page; nothing is kept.
//!
//! Must not cut: the geometry does.

use axum::{Json, http::StatusCode};
use geo_types::MultiPolygon;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AppState,
    extract::{MergeBody, SplitBody},
    problem::Problem,
};
use crate::{
    format::{SplitDocument, geometry_json},
    geometry::{Limits, OverlayError, SplitError, area_m2, faults, split, union},
    register::RegisterError,
};

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(split_shape))
        .routes(routes!(merge_shapes))
}

/// A shape with its size.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Reshaped {
    /// The shape, a GeoJSON Polygon, or MultiPolygon where it has several parts.
    #[schema(value_type = Object)]
    geometry: geojson::Geometry,
    /// How many parts it has.
    parts: usize,
    /// Its geodesic area, m².
    area_m2: f64,
}

impl Reshaped {
    fn of(shape: &MultiPolygon<f64>) -> Self {
        Self {
            geometry: geometry_json::multi_polygon(shape),
            parts: shape.0.len(),
            area_m2: area_m2(shape),
        }
    }
}

/// The two halves of a shape.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SplitShape {
    /// What lies left of the line, as it runs.
    left: Reshaped,
    /// What lies right of it.
    right: Reshaped,
    /// The parts that the line leaves alone; null where it crosses all.
    untouched: Option<Reshaped>,
}

/// Splits a shape along a line that runs from limit to limit. The halves share each vertex of their common limit, and their areas add up
/// to that of the shape: proven on the register's grid of 1e-9 degree, or refused.
///
/// What is wrong with the line is told by the problem's `type`: `urn:sizhi:split:misses`, `touches`, `ends-inside`, `winds`, `no-line`,
/// `too-long`, `unsound`.
#[utoipa::path(post, path = "/v1/drafts/split", tag = "drafts",
    request_body(content = serde_json::Value, content_type = "application/json",
        description = "`shape`: a Polygon or MultiPolygon; `line`: a LineString"),
    responses((status = 200, body = SplitShape), (status = 422, body = Problem)))]
pub async fn split_shape(SplitBody(asked): SplitBody) -> Result<Json<SplitShape>, Problem> {
    let SplitDocument { shape, line } = asked;
    let halves = aside(move || split(&shape, &line))
        .await?
        .map_err(|error| refused(&error))?;
    let untouched = &halves.untouched;
    Ok(Json(SplitShape {
        left: Reshaped::of(&halves.left),
        right: Reshaped::of(&halves.right),
        untouched: (!untouched.0.is_empty()).then(|| Reshaped::of(untouched)),
    }))
}

/// Merges shapes into one: what they cover together. Vertices on straight limits stay.
///
/// Shapes that share no limit become the parts of one. A shape that is not sound is refused: `urn:sizhi:merge:unsound`.
#[utoipa::path(post, path = "/v1/drafts/merge", tag = "drafts",
    request_body(content = serde_json::Value, content_type = "application/json",
        description = "`shapes`: a list of 2 to 100 Polygons or MultiPolygons"),
    responses((status = 200, body = Reshaped), (status = 422, body = Problem)))]
pub async fn merge_shapes(MergeBody(shapes): MergeBody) -> Result<Json<Reshaped>, Problem> {
    let merged = aside(move || {
        let found: usize = shapes.iter().map(|shape| faults(shape, &Limits::default()).len()).sum();
        if found > 0 {
            return Err(kind_of(
                "merge:unsound",
                format!(
                    "expected sound shapes, found {found} fault(s); hint: mend what the findings say, then merge them"
                ),
            ));
        }
        union(&shapes.iter().collect::<Vec<_>>()).map_err(|error| undecided("merge", &error))
    });
    Ok(Json(Reshaped::of(&merged.await??)))
}

/// Works off the threads that serve requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Problem::from(RegisterError::CutOff))
}

fn refused(error: &SplitError) -> Problem {
    let code = match error {
        SplitError::Unsound(_) => "unsound",
        SplitError::NoLine(_) => "no-line",
        SplitError::TooLong(_) => "too-long",
        SplitError::EndsInside { .. } => "ends-inside",
        SplitError::Misses => "misses",
        SplitError::Touches => "touches",
        SplitError::Winds => "winds",
        SplitError::Overlay(error) => return undecided("split", error),
    };
    kind_of(&format!("split:{code}"), error.to_string())
}

fn undecided(what: &str, error: &OverlayError) -> Problem {
    kind_of(&format!("{what}:undecided"), error.to_string())
}

fn kind_of(code: &str, detail: String) -> Problem {
    Problem {
        kind: format!("urn:sizhi:{code}"),
        ..Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the shape cannot be changed so",
            detail,
        )
    }
}
