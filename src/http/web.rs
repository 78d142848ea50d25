//! The web client, embedded in the program.
//!
//! Must not know what the client shows: it hands out files.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::problem::Problem;

/// The built client, `web/dist`; in a debug build it is read from the folder as it stands.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Client;

/// Pages of the client: each is the same document, and the client shows what the address says.
pub const PAGES: [&str; 10] = [
    "/",
    "/account",
    "/admin",
    "/agencies",
    "/deadlines",
    "/draw",
    "/ledger",
    "/overlaps",
    "/review",
    "/sign-in",
];

/// Hands out a page of the client.
pub async fn page(headers: HeaderMap) -> Response {
    file("index.html", &headers).unwrap_or_else(|| {
        Problem::not_found("the web client is not built into this program; hint: run `make web` and build again")
            .into_response()
    })
}

/// Hands out a file of the client, or says that there is nothing at the address.
pub async fn asset(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    file(path, &headers)
        .unwrap_or_else(|| Problem::not_found(format!("there is nothing at `{}`", uri.path())).into_response())
}

fn file(path: &str, headers: &HeaderMap) -> Option<Response> {
    let file = Client::get(path)?;
    let etag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|known| known.contains(&etag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let media_type = HeaderValue::from_str(file.metadata.mimetype()).ok()?;
        ([(header::CONTENT_TYPE, media_type)], Body::from(file.data.into_owned())).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_str(&etag).ok()?);
    // Names of assets carry a digest of their content; every other file may change under its name.
    let lasting = path.starts_with("assets/");
    let rule = if lasting {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    Some(response)
}
