//! Many questions at once: rows in, the same rows with their answers out, in order and in bounded memory.
//!
//! Must not know where the rows come from or go to.

use std::io::{BufRead, BufReader, Read, Write};

use jiff::{Timestamp, civil::Date};
use rayon::prelude::*;

use super::{
    bulk_csv::answer_csv,
    bulk_row::{Row, Stated},
};
use crate::{atlas::Atlas, geometry::Datum};

/// Lines answered in one go; bounds the memory and feeds all cores.
const BATCH: usize = 4096;
/// The form of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkFormat {
    /// CSV with a header.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

/// What holds for rows that do not say otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BulkDefaults {
    /// Day asked for.
    pub on: Date,
    /// Moment whose knowledge is asked for.
    pub known: Option<Timestamp>,
    /// Datum of coordinates.
    pub datum: Datum,
}

/// How many rows there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BulkSummary {
    /// Rows read.
    pub rows: u64,
    /// Rows without an answer; their error says why.
    pub errors: u64,
}

/// What ends the work before its end.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The header asks nothing, or has a column that an answer needs.
    #[error("{0}")]
    Header(String),
    /// The rows cannot be read any further.
    #[error("row {row}: {cause}")]
    Row {
        /// Row, the header being row 1.
        row: u64,
        /// What is wrong.
        cause: String,
    },
    /// Reading or writing failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Answers every row of `input` into `output`.
///
/// # Errors
/// Says what is wrong with the header, which row cannot be read at all, or what reading or writing failed with. A row whose
/// question is at fault is no such error: it is written with the fault in its place.
pub fn answer_all(
    atlas: &Atlas,
    format: BulkFormat,
    defaults: &BulkDefaults,
    input: impl Read,
    output: impl Write,
) -> Result<BulkSummary, BulkError> {
    match format {
        BulkFormat::Csv => answer_csv(atlas, defaults, input, output),
        BulkFormat::Ndjson => answer_ndjson(atlas, defaults, input, output),
    }
}

fn answer_ndjson(
    atlas: &Atlas,
    defaults: &BulkDefaults,
    input: impl Read,
    mut output: impl Write,
) -> Result<BulkSummary, BulkError> {
    let mut lines = BufReader::new(input).lines();
    let mut summary = BulkSummary::default();
    let mut batch: Vec<String> = Vec::with_capacity(BATCH);
    loop {
        batch.clear();
        for line in lines.by_ref().take(BATCH) {
            batch.push(line.map_err(|error| BulkError::Row {
                row: summary.rows + batch.len() as u64 + 1,
                cause: error.to_string(),
            })?);
        }
        if batch.is_empty() {
            break;
        }
        let answers: Vec<(String, bool)> = batch
            .par_iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| answer_line(atlas, defaults, line))
            .collect();
        for (line, failed) in &answers {
            summary.rows += 1;
            summary.errors += u64::from(*failed);
            output.write_all(line.as_bytes())?;
            output.write_all(b"\n")?;
        }
    }
    output.flush()?;
    Ok(summary)
}

/// Answers one line: `{"question": …, "answer": …}`, or `{"question": …, "error": "…"}`.
fn answer_line(atlas: &Atlas, defaults: &BulkDefaults, line: &str) -> (String, bool) {
    let question: Result<serde_json::Value, _> = serde_json::from_str(line);
    let told = question
        .as_ref()
        .map_or_else(|_| serde_json::Value::String(line.to_owned()), Clone::clone);
    let answer = question
        .map_err(|error| error.to_string())
        .and_then(|value| serde_json::from_value::<Row>(value).map_err(|error| error.to_string()))
        .and_then(|row| Stated::from(&row).answer(atlas, defaults));
    match answer {
        Ok(answer) => (
            serde_json::json!({ "question": told, "answer": answer }).to_string(),
            false,
        ),
        Err(error) => (
            serde_json::json!({ "question": told, "error": error }).to_string(),
            true,
        ),
    }
}
