//! Boundary files over HTTP: a delimitation as a download, an upload as a draft.
//!
//! Must not know formats: the table of formats does.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::{
    AppState,
    extract::{Query, RawBody, refused},
    problem::Problem,
};
use crate::{
    format::{
        BoundaryFormat, Encoding, ReadOptions, Reading, Refused, Source, WriteOptions, Written, read_boundary_source,
        write_boundary,
    },
    geometry::CoordinateSystem,
    zone::Draft,
};

/// Most bytes of an upload once unpacked: sixteen times the usual limit of a body, which no boundary of a zone reaches.
const MOST_UNPACKED_BYTES: u64 = 256 << 20;

/// All but what RFC 5987 lets stand in a file name (attr-char).
const OUTSIDE_NAMES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// How a download is to be written.
#[derive(Debug, Default)]
pub struct Wish {
    /// Coordinate system.
    pub crs: Option<String>,
    /// Encoding.
    pub encoding: Option<String>,
}

/// Sends a draft as a file of a format; `stem` is the file's name in letters that every program takes, `title` the one that people read.
pub async fn download(
    draft: Draft,
    format: BoundaryFormat,
    wish: &Wish,
    date: jiff::civil::Date,
    (stem, title): (String, String),
) -> Result<Response, Problem> {
    let encoding = encoding(wish.encoding.as_deref())?;
    let options = WriteOptions {
        system: system(wish.crs.as_deref())?,
        encoding: encoding.unwrap_or_default(),
        date: Some(date),
    };
    let written = blocking(move || write_boundary(&draft, format, &options)).await?;
    let Written { bytes, .. } = written.map_err(|error| unwritable(&error))?;
    let media_type = match format.media_type() {
        text if text.starts_with("text/") => match options.encoding {
            Encoding::Utf8 => format!("{text}; charset=utf-8"),
            Encoding::Gb18030 => format!("{text}; charset=gb18030"),
        },
        other => other.to_owned(),
    };
    Ok(sent(Sent {
        bytes,
        media_type,
        ending: format.word(),
        disposition: "attachment",
        names: (stem, title),
    }))
}

/// A file to be sent.
pub struct Sent {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: String,
    /// Ending of its name.
    pub ending: &'static str,
    /// `attachment` or `inline`.
    pub disposition: &'static str,
    /// Its name in letters that every program takes, and the one that people read.
    pub names: (String, String),
}

/// Sends a file.
pub fn sent(file: Sent) -> Response {
    let (
        Sent {
            ending, disposition, ..
        },
        (stem, title),
    ) = (&file, &file.names);
    let encoded = utf8_percent_encode(title, OUTSIDE_NAMES);
    let disposition = format!("{disposition}; filename=\"{stem}.{ending}\"; filename*=UTF-8''{encoded}.{ending}");
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, &file.media_type),
        (header::CONTENT_DISPOSITION, &disposition),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    (headers, file.bytes).into_response()
}

/// Tells that a delimitation cannot be written as it was asked for.
fn unwritable(refused: &Refused) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "the delimitation cannot be written so",
        refused.to_string(),
    )
}

/// Parameters of an upload.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadQuery {
    /// Name of the file; its ending tells the format.
    name: Option<String>,
    /// Format, where neither name nor content says it: `geojson`, `txt`, `csv`, `zip` (Shapefile), `kml`, `kmz`, `gpkg`, `dxf`.
    format: Option<String>,
    /// Coordinate system of a file that states none: an EPSG code (4490, 4326, 3857, 4491 to 4554), `gcj02` or `bd09`.
    crs: Option<String>,
    /// Encoding of a text file, `utf-8` or `gbk`; found where absent.
    encoding: Option<String>,
}

/// A boundary file as a draft.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReadDraft {
    /// The draft, a GeoJSON FeatureCollection with a member `zone`, in longitude and latitude.
    #[schema(value_type = Object)]
    draft: serde_json::Value,
    /// What a person has to know: what was taken for granted, and what the draft does not carry.
    notes: Vec<String>,
    /// Format that was read.
    format: String,
    /// Coordinate system that was read.
    crs: String,
}

/// Reads a boundary file of any format into a draft; nothing is kept.
#[utoipa::path(post, path = "/v1/drafts/read", tag = "drafts", params(ReadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file as it is, or gzip"),
    responses((status = 200, body = ReadDraft), (status = 400, body = Problem),
        (status = 422, body = Problem, description = "The file cannot be read; every fault is told with its place")))]
pub async fn read_draft(
    State(state): State<AppState>,
    Query(query): Query<ReadQuery>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Json<ReadDraft>, Problem> {
    let format = match &query.format {
        Some(word) => Some(word.parse().map_err(|error: crate::format::BoundaryFormatError| {
            Problem::parameter("format", format!("format: {error}"))
        })?),
        None => None,
    };
    let (system, encoding) = (system(query.crs.as_deref())?, encoding(query.encoding.as_deref())?);
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let atlas = state.register.atlas();
    let read = blocking(move || {
        let options = ReadOptions {
            format,
            media_type: media_type.as_deref(),
            system,
            encoding,
            programme: Some(atlas.programme()),
        };
        read(&body, query.name.as_deref(), &options)
    });
    let draft = read.await?.map_err(|error| refused(&error))?;
    Ok(Json(draft))
}

fn read(body: &Bytes, name: Option<&str>, options: &ReadOptions<'_>) -> Result<ReadDraft, Refused> {
    let mut silent = |_| {};
    let source = Source::of(body.as_ref(), name, &mut silent)?.at_most(MOST_UNPACKED_BYTES);
    let (reading, _) = read_boundary_source(source, options)?;
    let Reading {
        draft,
        format,
        system,
        mut notes,
    } = reading;
    let Written { bytes, notes: more } = write_boundary(&draft, BoundaryFormat::GeoJson, &WriteOptions::default())?;
    notes.extend(more);
    Ok(ReadDraft {
        // What was written a line above is JSON.
        draft: serde_json::from_slice(&bytes).unwrap_or_default(),
        notes,
        format: format.to_string(),
        crs: system.to_string(),
    })
}

/// Reads the parameter `crs`.
fn system(text: Option<&str>) -> Result<Option<CoordinateSystem>, Problem> {
    let parsed = text.map(str::parse).transpose();
    parsed.map_err(|error: crate::geometry::CoordinateSystemError| Problem::parameter("crs", format!("crs: {error}")))
}

/// Reads the parameter `encoding`.
fn encoding(text: Option<&str>) -> Result<Option<Encoding>, Problem> {
    let Some(text) = text else { return Ok(None) };
    match text.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Ok(Some(Encoding::Utf8)),
        "gbk" | "gb18030" | "gb2312" => Ok(Some(Encoding::Gb18030)),
        _ => {
            let detail = format!("encoding: expected `utf-8` or `gbk`, found `{text}`");
            Err(Problem::parameter("encoding", detail))
        }
    }
}

/// Does work that takes a while beside the threads that answer.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "shutting down", "the work was cut off"))
}
