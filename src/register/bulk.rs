//! Many questions at once: rows in, the same rows with their answers out, in order and in bounded memory.
//!
//! Must not know where the rows come from or go to.

use std::io::{BufRead, BufReader, Read, Write};

use jiff::{Timestamp, civil::Date};
use rayon::prelude::*;
use serde::Deserialize;

use super::{AddressQuestion, Question};
use crate::{
    atlas::{Answer, Atlas, LookupPoint, Verdict, ZoneAnswer},
    geometry::Datum,
};

/// Rows answered in one go; bounds the memory and feeds all cores.
const BATCH: usize = 4096;
/// Columns that state a question; all others are carried through.
const QUESTION: [&str; 7] = ["lon", "lat", "address", "agency", "datum", "on", "uncertainty_m"];
/// Columns that answer.
const ANSWER: [&str; 10] = [
    "answer",
    "zones",
    "zone_names",
    "parks",
    "distance_to_limit_m",
    "nearest_side",
    "matched",
    "score",
    "revision",
    "error",
];

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

/// One question as a row states it.
#[derive(Debug, Clone, Default, Deserialize)]
struct Row {
    lon: Option<Number>,
    lat: Option<Number>,
    address: Option<String>,
    agency: Option<String>,
    datum: Option<String>,
    on: Option<String>,
    uncertainty_m: Option<Number>,
}

/// A number, or the text that should be one.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Number {
    Value(f64),
    Text(String),
}

impl Number {
    fn read(&self, name: &str) -> Result<f64, String> {
        match self {
            Self::Value(value) => Ok(*value),
            Self::Text(text) => text
                .trim()
                .parse()
                .map_err(|_| format!("{name}: expected a number, found `{text}`")),
        }
    }
}

/// What was found of one row, without a receipt: tables have no room for one.
struct Found {
    verdict: Verdict,
    zones: Vec<ZoneAnswer>,
    point: LookupPoint,
}

impl Row {
    fn find(&self, atlas: &Atlas, defaults: &BulkDefaults) -> Result<Found, String> {
        let point = self
            .question(defaults)?
            .point(atlas)
            .map_err(|error| error.to_string())?;
        let (verdict, zones) = atlas.find(&point, self.day(defaults)?, defaults.known);
        Ok(Found { verdict, zones, point })
    }

    fn day(&self, defaults: &BulkDefaults) -> Result<Date, String> {
        match &self.on {
            Some(text) => text
                .parse()
                .map_err(|_| format!("on: expected a day as YYYY-MM-DD, found `{text}`")),
            None => Ok(defaults.on),
        }
    }

    fn answer(&self, atlas: &Atlas, defaults: &BulkDefaults) -> Result<Answer, String> {
        let point = self
            .question(defaults)?
            .point(atlas)
            .map_err(|error| error.to_string())?;
        atlas
            .lookup(point, self.day(defaults)?, defaults.known)
            .map_err(|error| error.to_string())
    }

    fn question(&self, defaults: &BulkDefaults) -> Result<Question, String> {
        let datum = match &self.datum {
            Some(text) => text.parse::<Datum>().map_err(|error| error.to_string())?,
            None => defaults.datum,
        };
        match (&self.lon, &self.lat, &self.address, &self.agency) {
            (Some(lon), Some(lat), ..) => {
                let place = datum
                    .to_lon_lat(lon.read("lon")?, lat.read("lat")?)
                    .map_err(|error| error.to_string())?;
                let uncertainty_m = match &self.uncertainty_m {
                    Some(number) => number.read("uncertainty_m")?,
                    None => 0.0,
                };
                if !(0.0..=100_000.0).contains(&uncertainty_m) {
                    return Err(format!("uncertainty_m: expected 0 to 100000, found `{uncertainty_m}`"));
                }
                Ok(Question::Place { place, uncertainty_m })
            }
            (_, _, Some(address), _) => Ok(Question::Address(AddressQuestion::new(address))),
            (_, _, _, Some(agency)) => Ok(Question::Agency(agency.clone())),
            _ => Err("expected `lon` and `lat`, or `address`, or `agency`, found none".to_owned()),
        }
    }
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

fn answer_csv(
    atlas: &Atlas,
    defaults: &BulkDefaults,
    input: impl Read,
    output: impl Write,
) -> Result<BulkSummary, BulkError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(input);
    let header = reader
        .headers()
        .map_err(|error| BulkError::Row {
            row: 1,
            cause: error.to_string(),
        })?
        .clone();
    let mut names: Vec<&str> = header.iter().collect();
    if let Some(first) = names.first_mut() {
        *first = first.trim_start_matches('\u{feff}');
    }
    let columns = QUESTION.map(|name| names.iter().position(|column| *column == name));
    let asks = (columns[0].is_some() && columns[1].is_some()) || columns[2].is_some() || columns[3].is_some();
    if !asks {
        let found = names.join(", ");
        return Err(BulkError::Header(format!(
            "header: expected columns `lon` and `lat`, or `address`, or `agency`, found {found}"
        )));
    }
    if let Some(taken) = ANSWER.iter().find(|name| names.contains(*name)) {
        return Err(BulkError::Header(format!(
            "header: the column `{taken}` is one of the answer's; hint: rename it"
        )));
    }
    let mut writer = csv::Writer::from_writer(output);
    write_csv(&mut writer, names.iter().copied().chain(ANSWER))?;
    let mut summary = BulkSummary::default();
    let mut batch: Vec<csv::StringRecord> = Vec::with_capacity(BATCH);
    let mut records = reader.records();
    loop {
        batch.clear();
        for record in records.by_ref().take(BATCH) {
            let row = summary.rows + batch.len() as u64 + 2;
            batch.push(record.map_err(|error| BulkError::Row {
                row,
                cause: error.to_string(),
            })?);
        }
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Result<Found, String>> = batch
            .par_iter()
            .map(|record| row_of(record, &columns).find(atlas, defaults))
            .collect();
        for (record, answer) in batch.iter().zip(&answers) {
            summary.rows += 1;
            summary.errors += u64::from(answer.is_err());
            let cells = cells(answer, atlas.head().revision);
            write_csv(&mut writer, record.iter().chain(cells.iter().map(String::as_str)))?;
        }
    }
    writer.flush()?;
    Ok(summary)
}

fn row_of(record: &csv::StringRecord, columns: &[Option<usize>; 7]) -> Row {
    let cell = |nth: usize| {
        columns[nth]
            .and_then(|column| record.get(column))
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Row {
        lon: cell(0).map(Number::Text),
        lat: cell(1).map(Number::Text),
        address: cell(2),
        agency: cell(3),
        datum: cell(4),
        on: cell(5),
        uncertainty_m: cell(6).map(Number::Text),
    }
}

/// Returns the answering cells, in the order of `ANSWER`.
fn cells(found: &Result<Found, String>, revision: u64) -> [String; 10] {
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            let mut cells: [String; 10] = Default::default();
            cells[9].clone_from(error);
            return cells;
        }
    };
    let join = |each: &dyn Fn(&ZoneAnswer) -> String| found.zones.iter().map(each).collect::<Vec<_>>().join(";");
    let first = found.zones.first();
    [
        found.verdict.as_str().to_owned(),
        join(&|zone| zone.zone.to_string()),
        join(&|zone| zone.name.clone()),
        join(&|zone| zone.park.clone().unwrap_or_default()),
        first
            .map(|zone| format!("{:.3}", zone.distance_to_limit_m))
            .unwrap_or_default(),
        first.map(|zone| zone.nearest_side.to_string()).unwrap_or_default(),
        found.point.matched.clone().unwrap_or_default(),
        format!("{:.3}", found.point.score),
        revision.to_string(),
        String::new(),
    ]
}

fn write_csv<'a, W: Write>(writer: &mut csv::Writer<W>, cells: impl Iterator<Item = &'a str>) -> Result<(), BulkError> {
    writer
        .write_record(cells)
        .map_err(|error| BulkError::Io(std::io::Error::other(error)))
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
        .and_then(|row| row.answer(atlas, defaults));
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
