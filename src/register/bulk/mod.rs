//! Many questions at once: rows in, the same rows with their answers out, in order and in bounded memory.
//!
//! Must not know where the rows come from or go to.

mod cut;
mod lines;
mod located;
mod row;
mod stream;
mod table;

use std::io::{Read, Write};

use jiff::{Timestamp, civil::Date};

pub use located::{LocateOptions, Located};

use crate::{atlas::Atlas, geometry::Datum};

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
    input: impl Read + Send,
    output: impl Write,
) -> Result<BulkSummary, BulkError> {
    match format {
        BulkFormat::Csv => table::answer_table(atlas, defaults, input, output),
        BulkFormat::Ndjson => lines::answer_lines(atlas, defaults, input, output),
    }
}
