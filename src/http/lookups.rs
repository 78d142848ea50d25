//! Look-ups of many rows: CSV or NDJSON of any length in, the same streamed back in order.
//!
//! Must not hold the rows: two small channels stand between the network and the worker.

use std::io::{self, Read, Write};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_stream::{StreamExt, wrappers::ReceiverStream};

use super::{extract::Query, problem::Problem, viewer::Seen, when::when};
use crate::{
    geometry::Datum,
    register::{BulkDefaults, BulkFormat, answer_all},
};

/// Chunks that may wait on either side of the worker.
const WAITING: usize = 8;
/// Bytes of an answering chunk.
const CHUNK: usize = 64 * 1024;

/// What holds for rows that do not say otherwise.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookupsQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Moment whose knowledge is asked for, RFC 3339; now where absent.
    known: Option<String>,
    /// Datum of coordinates; `cgcs2000` where absent.
    datum: Option<String>,
}

/// Answers rows: columns `lon` and `lat`, or `address`, or `agency`, with `datum`, `on`, `uncertainty_m` where wanted. A row
/// whose question is at fault comes back with the fault in `error`.
#[utoipa::path(post, path = "/v1/lookups", tag = "look-ups", params(LookupsQuery),
    request_body(content((String = "text/csv"), (String = "application/x-ndjson"))),
    responses((status = 200, description = "The rows with their answers", content((String = "text/csv"), (String = "application/x-ndjson"))),
        (status = 400, body = Problem), (status = 415, body = Problem)))]
pub async fn lookups(
    Seen { atlas, .. }: Seen,
    Query(query): Query<LookupsQuery>,
    request: Request,
) -> Result<Response, Problem> {
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    let datum = match &query.datum {
        Some(text) => text
            .parse()
            .map_err(|error: crate::geometry::DatumError| Problem::parameter("datum", error.to_string()))?,
        None => Datum::Cgcs2000,
    };
    let (format, media_type) = format(&request)?;
    let (rows, mut read) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    let mut body = request.into_body().into_data_stream();
    tokio::spawn(async move {
        while let Some(chunk) = body.next().await {
            if rows.send(chunk.map_err(io::Error::other)).await.is_err() {
                break;
            }
        }
    });
    let (write, mut answers) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    tokio::task::spawn_blocking(move || {
        let reader = ChunkReader {
            chunks: &mut read,
            chunk: Bytes::new(),
        };
        let mut writer = ChunkWriter {
            chunks: &write,
            buffer: Vec::with_capacity(CHUNK),
        };
        let defaults = BulkDefaults { on, known, datum };
        if let Err(error) = answer_all(&atlas, format, &defaults, reader, &mut writer) {
            tracing::info!(%error, "rows could not be read to their end");
            let ended = io::Error::new(io::ErrorKind::InvalidData, error.to_string());
            // The reader of the answers may have gone away already: then there is nobody to tell.
            let _gone = write.blocking_send(Err(ended));
        }
    });
    // The first chunk is waited for, so that a header at fault is still a 400.
    match answers.recv().await {
        Some(Err(error)) => Err(Problem::bad_request(error.to_string())),
        first => {
            let rest = ReceiverStream::new(answers);
            let stream = tokio_stream::iter(first).chain(rest);
            let media_type = HeaderValue::from_static(media_type);
            Ok(([(header::CONTENT_TYPE, media_type)], Body::from_stream(stream)).into_response())
        }
    }
}

fn format(request: &Request) -> Result<(BulkFormat, &'static str), Problem> {
    let stated = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    match stated.split(';').next().unwrap_or_default().trim() {
        "text/csv" => Ok((BulkFormat::Csv, "text/csv; charset=utf-8")),
        "application/x-ndjson" | "application/ndjson" => Ok((BulkFormat::Ndjson, "application/x-ndjson")),
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported media type",
            format!("expected the content type text/csv or application/x-ndjson, found `{stated}`"),
        )),
    }
}

/// Reads bytes out of a channel of chunks.
struct ChunkReader<'a> {
    chunks: &'a mut mpsc::Receiver<io::Result<Bytes>>,
    chunk: Bytes,
}

impl Read for ChunkReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match self.chunks.blocking_recv() {
                Some(chunk) => self.chunk = chunk?,
                None => return Ok(0),
            }
        }
        let taken = self.chunk.split_to(self.chunk.len().min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        Ok(taken.len())
    }
}

/// Writes bytes into a channel of chunks.
struct ChunkWriter<'a> {
    chunks: &'a mpsc::Sender<io::Result<Bytes>>,
    buffer: Vec<u8>,
}

impl Write for ChunkWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        self.chunks
            .blocking_send(Ok(chunk))
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
