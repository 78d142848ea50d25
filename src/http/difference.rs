//! What changed between two delimitations, as GeoJSON for the map.
//!
//! Must not compare shapes.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, HeaderValue, header},
};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{Query, Segments},
    insight,
    problem::Problem,
    viewer::Viewer,
    zones,
};
use crate::{format::geometry_json, register::Ground};

/// The two delimitations.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DifferenceQuery {
    /// Number of the first.
    from: u32,
    /// Number of the second.
    to: u32,
}

/// What is said of a piece of ground.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct GroundProperties {
    /// `gained`, `lost` or `unchanged`.
    change: &'static str,
    /// Its area, m².
    area_m2: f64,
}

/// A piece of ground, a GeoJSON Feature.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct GroundFeature {
    /// `Feature`.
    r#type: &'static str,
    /// What is said of it.
    properties: GroundProperties,
    /// Its shape, a GeoJSON MultiPolygon; null where there is none.
    #[schema(value_type = Option<Object>)]
    geometry: Option<geojson::Geometry>,
}

/// What changed, a GeoJSON FeatureCollection of three features.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DifferenceCollection {
    /// `FeatureCollection`.
    r#type: &'static str,
    /// Code of the zone.
    zone: String,
    /// Number of the first delimitation.
    from: u32,
    /// Number of the second.
    to: u32,
    /// Ground gained, lost and unchanged.
    features: Vec<GroundFeature>,
}

/// Compares the extents of two delimitations of a zone: ground gained, lost and unchanged, with m² that add up.
#[utoipa::path(get, path = "/v1/zones/{code}/difference", tag = "reviews",
    params(("code" = String, Path, description = "Code of the zone"), DifferenceQuery),
    responses((status = 200, body = DifferenceCollection, content_type = "application/geo+json"), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem, description = "One has no shape, or it could not be decided")))]
pub async fn show_difference(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
    Query(query): Query<DifferenceQuery>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<DifferenceCollection>), Problem> {
    {
        let atlas = state.seen(&viewer);
        let record = zones::zone(&atlas, &code)?;
        let public = |number| {
            record
                .delimitation(number)
                .is_none_or(|version| atlas.is_public(version))
        };
        if !(public(query.from) && public(query.to)) {
            insight::look_into(&viewer, &atlas, record)?;
        }
    }
    let code = zones::code(&code)?;
    let sight = state.sight(&viewer);
    let difference = state.register.difference(&sight, &code, query.from, query.to).await?;
    let feature = |change, ground: &Ground| GroundFeature {
        r#type: "Feature",
        properties: GroundProperties {
            change,
            area_m2: ground.area_m2,
        },
        geometry: (!ground.shape.0.is_empty()).then(|| geometry_json::always_multi(&ground.shape)),
    };
    let collection = DifferenceCollection {
        r#type: "FeatureCollection",
        zone: code.to_string(),
        from: query.from,
        to: query.to,
        features: vec![
            feature("gained", &difference.gained),
            feature("lost", &difference.lost),
            feature("unchanged", &difference.unchanged),
        ],
    };
    let media_type = HeaderValue::from_static("application/geo+json");
    Ok(([(header::CONTENT_TYPE, media_type)], Json(collection)))
}
