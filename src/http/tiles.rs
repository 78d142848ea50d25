//! Vector tiles and their TileJSON.
//!
//! Must not show what is not in force: drafts and pending zones have no place in a public tile.

use super::{
    AppState,
    extract::Segments,
    problem::Problem,
    tile_cache::{CachedTile, TileKey},
    viewer::{Seen, is_https},
};
use crate::{
    atlas::TileLayer,
    tile::{TileAddress, TileJson},
};
use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Describes a layer's tiles.
#[utoipa::path(get, path = "/tiles/{layer}", tag = "tiles",
    params(("layer" = String, Path, description = "`zones.json`, `parks.json`, `agencies.json`, `features.json` or `districts.json`")),
    responses((status = 200, description = "TileJSON 3.0.0", body = serde_json::Value), (status = 404, body = Problem)))]
pub async fn tile_json(
    Seen { atlas, .. }: Seen,
    headers: HeaderMap,
    Segments(name): Segments<String>,
) -> Result<Json<TileJson>, Problem> {
    let layer = name
        .strip_suffix(".json")
        .and_then(TileLayer::named)
        .ok_or_else(|| unknown_layer(&name))?;
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("127.0.0.1");
    let scheme = if is_https(&headers) { "https" } else { "http" };
    Ok(Json(atlas.tile_json(layer, &format!("{scheme}://{host}"))))
}

/// Shows one tile of a layer; empty tiles are 204.
#[utoipa::path(get, path = "/tiles/{layer}/{z}/{x}/{y}", tag = "tiles",
    params(("layer" = String, Path, description = "`zones`, `parks`, `agencies`, `features` or `districts`"),
        ("z" = String, Path, description = "Zoom, 0 to 22"), ("x" = String, Path, description = "Column from the west"),
        ("y" = String, Path, description = "Row from the north")),
    responses((status = 200, description = "Mapbox Vector Tile 2.1", content_type = "application/vnd.mapbox-vector-tile", body = Vec<u8>),
        (status = 204, description = "Nothing lies in the tile"), (status = 304, description = "The tile has not changed"),
        (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn tile(
    State(state): State<AppState>,
    Seen { atlas, sight }: Seen,
    headers: HeaderMap,
    Segments((layer, z, x, y)): Segments<(String, String, String, String)>,
) -> Result<Response, Problem> {
    let layer = TileLayer::named(&layer).ok_or_else(|| unknown_layer(&layer))?;
    let address = TileAddress::from_parts(&z, &x, &y).map_err(|error| Problem::bad_request(error.to_string()))?;
    let key = TileKey::new(&atlas, sight, layer, address);
    let tile = if let Some(tile) = state.tiles.get(&key, &atlas) {
        tile
    } else {
        let tile = tokio::task::spawn_blocking(move || CachedTile::make(&atlas, layer, address))
            .await
            .map_err(|_| {
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "shutting down",
                    "the tile was not made",
                )
            })?
            .map_err(|error| Problem::internal(&error))?;
        state.tiles.insert(key, tile.clone());
        tile
    };
    Ok(respond(&tile, &headers))
}

fn respond(tile: &CachedTile, headers: &HeaderMap) -> Response {
    let status = if headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|value| matches(value, &tile.etag))
    {
        StatusCode::NOT_MODIFIED
    } else if tile.plain.is_empty() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::OK
    };
    let packed = tile.packed.as_ref().filter(|_| takes_gzip(headers));
    let body = match (status, packed) {
        (StatusCode::OK, Some(packed)) => Body::from(packed.clone()),
        (StatusCode::OK, None) => Body::from(tile.plain.clone()),
        _ => Body::empty(),
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    if status == StatusCode::OK {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/vnd.mapbox-vector-tile"),
        );
        if packed.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }
    if tile.packed.is_some() {
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Ok(etag) = HeaderValue::from_str(&tile.etag) {
        headers.insert(header::ETAG, etag);
    }
    // Every use asks first whether the tile has changed, so that an act shows on the very next request.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Tells whether a reply by gzip is taken (RFC 9110, 12.5.3).
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
    let mut offers = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(|offer| offer.split_once(';').unwrap_or((offer, "")));
    offers.any(|(coding, weight)| {
        let weight = weight.trim().trim_start_matches("q=").parse().unwrap_or(1.0);
        coding.trim().eq_ignore_ascii_case("gzip") && weight > 0.0
    })
}

/// Compares weakly (RFC 9110, 13.1.2): `*`, or a tag in the list with the same opaque part.
fn matches(value: &HeaderValue, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    value
        .to_str()
        .is_ok_and(|list| list.trim() == "*" || list.split(',').any(|tag| opaque(tag) == opaque(etag)))
}

fn unknown_layer(name: &str) -> Problem {
    let layers = TileLayer::ALL.map(TileLayer::as_str).join(", ");
    Problem::not_found(format!(
        "tile layer `{name}` is not there; hint: expected one of {layers}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly_and_lists_are_read() {
        let value = |text: &str| HeaderValue::from_str(text).unwrap();
        for list in ["W/\"abc\"", "\"abc\"", "\"x\", W/\"abc\"", "*"] {
            assert!(matches(&value(list), "W/\"abc\""), "{list}");
        }
        assert!(!matches(&value("\"abcd\""), "W/\"abc\""));
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        let taken = |list: &'static str| {
            let headers = [(header::ACCEPT_ENCODING, HeaderValue::from_static(list))];
            takes_gzip(&HeaderMap::from_iter(headers))
        };
        assert!(taken("gzip") && taken("br, GZIP;q=0.5") && taken("deflate,gzip"));
        assert!(!taken("br") && !taken("gzip;q=0") && !taken("") && !takes_gzip(&HeaderMap::new()));
    }
}
