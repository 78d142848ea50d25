//! The OpenAPI document.
//!
//! Must not list routes by hand: they bring their own description.

use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

/// The document's head; routes and schemas are added by the router.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sizhi (四至)",
        description = "A registry of zone boundaries. Coordinates are longitude, latitude in degrees (CRS84); areas are geodesic, in m². \
                       Errors are `application/problem+json` (RFC 9457); an unknown query parameter is a 400.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    modifiers(&Bearer)
)]
pub struct Head;

/// Adds the scheme by which acts are authorised.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// Returns the whole document as pretty JSON.
///
/// # Errors
/// Returns the serializer's error.
pub fn document() -> Result<String, serde_json::Error> {
    super::router::api().split_for_parts().1.to_pretty_json()
}
