//! Extractors that answer with problems: query, path and body.
//!
//! Must not know any route.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request, rejection::BytesRejection},
    http::{StatusCode, header, request::Parts},
};
use geo_types::MultiPolygon;
use serde::de::DeserializeOwned;

use super::problem::{Problem, ProblemError};
use crate::{
    format::{AreaDocument, Place, Refused, SplitDocument, draft::read_draft, read_area, read_merge, read_split},
    zone::Draft,
};

/// A query, each of whose parameters is known; an unknown one is a 400 that names it.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(rejection) => {
                let text = rejection.body_text();
                let detail = text
                    .strip_prefix("Failed to deserialize query string: ")
                    .unwrap_or(&text)
                    .to_owned();
                Err(match named(&detail) {
                    Some(name) => Problem::parameter(&name, detail),
                    None => Problem::bad_request(detail),
                })
            }
        }
    }
}

/// Finds the parameter that a message of the query's reader names: `name: …`, or the first word in backticks.
fn named(detail: &str) -> Option<String> {
    let plain = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if let Some((name, _)) = detail.split_once(": ")
        && plain(name)
    {
        return Some(name.to_owned());
    }
    detail.split('`').nth(1).filter(|name| plain(name)).map(str::to_owned)
}

/// A path whose members were parsed.
pub struct Segments<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Segments<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(segments) = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|error| Problem::bad_request(error.body_text()))?;
        Ok(Self(segments))
    }
}

/// A draft in the body.
pub struct DraftBody(pub Draft);

impl<S: Send + Sync> FromRequest<S> for DraftBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read_geojson(request, state, read_draft).await.map(Self)
    }
}

/// A draft or a shape in the body.
pub struct AreaBody(pub AreaDocument);

impl<S: Send + Sync> FromRequest<S> for AreaBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read_geojson(request, state, read_area).await.map(Self)
    }
}

/// A shape and a line in the body.
pub struct SplitBody(pub SplitDocument);

impl<S: Send + Sync> FromRequest<S> for SplitBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read_geojson(request, state, read_split).await.map(Self)
    }
}

/// Shapes in the body.
pub struct MergeBody(pub Vec<MultiPolygon<f64>>);

impl<S: Send + Sync> FromRequest<S> for MergeBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read_geojson(request, state, read_merge).await.map(Self)
    }
}

/// Reads a GeoJSON body off the threads that serve requests.
async fn read_geojson<S: Send + Sync, T: Send + 'static>(
    request: Request,
    state: &S,
    read: fn(&[u8]) -> Result<T, Refused>,
) -> Result<T, Problem> {
    let bytes = body(request, state, &["application/geo+json", "application/json"]).await?;
    let document = tokio::task::spawn_blocking(move || read(&bytes)).await.map_err(|_| {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "shutting down",
            "the document was not read",
        )
    })?;
    document.map_err(|error| refused(&error))
}

/// Turns the faults of a file into a problem that points at each.
pub fn refused(refused: &Refused) -> Problem {
    let detail = match refused.faults.as_slice() {
        [fault] => fault.to_string(),
        faults => format!("{} faults were found", faults.len() + refused.untold),
    };
    let error = |fault: &crate::format::Fault| ProblemError {
        pointer: match &fault.place {
            Place::Pointer(pointer) => Some(pointer.clone()),
            _ => None,
        },
        line: match &fault.place {
            Place::Line { line, .. } => Some(*line),
            Place::Row { row, .. } => Some(*row),
            _ => None,
        },
        parameter: None,
        detail: fault.to_string(),
    };
    let errors = refused.faults.iter().map(error).collect();
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "the document cannot be read", detail).errors(errors)
}

/// A body of any media type, as it came.
pub struct RawBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        bytes(request, state).await.map(Self)
    }
}

/// A JSON body.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = body(request, state, &["application/json"]).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "the document cannot be read",
                error.to_string(),
            )
        })
    }
}

/// Reads a body of one of the media types.
async fn body<S: Send + Sync>(request: Request, state: &S, media_types: &[&str]) -> Result<Bytes, Problem> {
    let stated = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !media_types.contains(&essence.as_str()) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported media type",
            format!(
                "expected the content type {}, found `{stated}`",
                media_types.join(" or ")
            ),
        ));
    }
    bytes(request, state).await
}

/// Reads a body whole.
async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Problem::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "the body is too large",
                    error.body_text(),
                )
            }
            other => Problem::bad_request(other.body_text()),
        })
}
