//! Tables of questions: the same rows with the cells of their answers behind.
//!
//! Must not hold more than two batches of rows: while one is answered on all cores, the next is read.

use std::{
    fmt::Write as _,
    io::{Read, Write},
};

use csv::StringRecord;
use rayon::prelude::*;

use super::{
    BulkDefaults, BulkError, BulkSummary,
    bulk_row::{Figure, Stated},
};
use crate::atlas::{Atlas, Hit, LookupPoint, Verdict};

/// Rows answered in one go, and by one core at a time.
const BATCH: usize = 4096;
const SHARE: usize = 256;

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

/// Where the columns of a question stand, in the order of `QUESTION`.
type Columns = [Option<usize>; QUESTION.len()];

/// Rows that are read again and again into the same memory.
#[derive(Default)]
struct Batch {
    rows: Vec<StringRecord>,
    filled: usize,
}

/// A table as it grows: text so far, cells in the making, and the number of errors.
struct Answers {
    writer: csv::Writer<Vec<u8>>,
    cell: String,
    errors: u64,
}

/// Answers the rows of a table.
pub(super) fn answer_csv(
    atlas: &Atlas,
    defaults: &BulkDefaults,
    input: impl Read,
    mut output: impl Write,
) -> Result<BulkSummary, BulkError> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(input);
    let header = reader.headers().map_err(|error| unreadable(1, &error))?;
    let mut names: Vec<&str> = header.iter().collect();
    if let Some(first) = names.first_mut() {
        *first = first.trim_start_matches('\u{feff}');
    }
    let columns = columns(&names)?;
    let mut head = csv::Writer::from_writer(Vec::new());
    head.write_record(names.iter().copied().chain(ANSWER))
        .map_err(unwritten)?;
    output.write_all(&head.into_inner().map_err(|error| unwritten(error.into_error()))?)?;
    let revision = atlas.head().revision.to_string();
    let mut summary = BulkSummary::default();
    let (mut batch, mut next) = (Batch::default(), Batch::default());
    let mut failed = batch.read(&mut reader, 2).err();
    while batch.filled > 0 {
        let first = 2 + summary.rows + batch.filled as u64;
        let whole = failed.is_none();
        // Reading may wait for a stranger: it must not hold up a thread that all share.
        let (answered, read) = std::thread::scope(|scope| {
            let answering = scope.spawn(|| batch.answer(atlas, defaults, &columns, &revision));
            let read = if whole {
                next.read(&mut reader, first)
            } else {
                next.filled = 0;
                Ok(())
            };
            (answering.join(), read)
        });
        let answered = answered.map_err(|_| std::io::Error::other("the answering of rows was cut off"))?;
        for (text, errors) in answered? {
            output.write_all(&text)?;
            summary.errors += errors;
        }
        summary.rows += batch.filled as u64;
        failed = failed.or(read.err());
        std::mem::swap(&mut batch, &mut next);
    }
    if let Some(error) = failed {
        return Err(error);
    }
    output.flush()?;
    Ok(summary)
}

/// Finds the columns that ask.
fn columns(names: &[&str]) -> Result<Columns, BulkError> {
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
    Ok(columns)
}

impl Batch {
    /// Reads rows until the batch is full or the table ends; where a row cannot be read, those before it are kept.
    fn read<R: Read>(&mut self, reader: &mut csv::Reader<R>, first: u64) -> Result<(), BulkError> {
        self.filled = 0;
        while self.filled < BATCH {
            if self.filled == self.rows.len() {
                self.rows.push(StringRecord::new());
            }
            let row = first + self.filled as u64;
            let more = reader.read_record(&mut self.rows[self.filled]);
            if !more.map_err(|error| unreadable(row, &error))? {
                break;
            }
            self.filled += 1;
        }
        Ok(())
    }

    /// Answers all rows on all cores; gives pieces of text in order, with the number of errors of each.
    fn answer(
        &self,
        atlas: &Atlas,
        defaults: &BulkDefaults,
        columns: &Columns,
        revision: &str,
    ) -> Result<Vec<(Vec<u8>, u64)>, BulkError> {
        let shares = self.rows[..self.filled].par_chunks(SHARE);
        let answer = |rows: &[StringRecord]| {
            let mut answers = Answers {
                writer: csv::WriterBuilder::new()
                    .flexible(true)
                    .from_writer(Vec::with_capacity(SHARE * 128)),
                cell: String::new(),
                errors: 0,
            };
            for row in rows {
                answers.add(row, atlas, defaults, columns, revision)?;
            }
            let text = answers
                .writer
                .into_inner()
                .map_err(|error| unwritten(error.into_error()))?;
            Ok((text, answers.errors))
        };
        shares.map(answer).collect()
    }
}

impl Answers {
    fn add(
        &mut self,
        row: &StringRecord,
        atlas: &Atlas,
        defaults: &BulkDefaults,
        columns: &Columns,
        revision: &str,
    ) -> Result<(), BulkError> {
        for cell in row {
            self.writer.write_field(cell).map_err(unwritten)?;
        }
        let stated = stated(row, columns);
        let asked = stated
            .point(atlas, defaults)
            .and_then(|point| Ok((point, stated.day(defaults)?)));
        match asked {
            Ok((point, on)) => {
                let (verdict, found) = atlas.hits(point.place, point.uncertainty_m, on, defaults.known);
                self.found(&point, verdict, &found, revision)
            }
            Err(error) => {
                self.errors += 1;
                let empty = std::iter::repeat_n("", ANSWER.len() - 1);
                self.writer
                    .write_record(empty.chain([error.as_str()]))
                    .map_err(unwritten)
            }
        }
    }

    /// Writes the answering cells, in the order of `ANSWER`.
    fn found(
        &mut self,
        point: &LookupPoint,
        verdict: Verdict,
        found: &[Hit<'_>],
        revision: &str,
    ) -> Result<(), BulkError> {
        self.text(verdict.as_str())?;
        self.joined(found, |hit| hit.record.zone.code.as_str())?;
        self.joined(found, |hit| &hit.record.zone.name)?;
        self.joined(found, |hit| hit.park.map_or("", |park| &park.name))?;
        if let Some(first) = found.first() {
            self.number(first.nearest.distance_m)?;
            self.text(first.nearest.side.as_str())?;
        } else {
            self.text("")?;
            self.text("")?;
        }
        self.text(point.matched.as_deref().unwrap_or_default())?;
        self.number(point.score)?;
        self.writer.write_record([revision, ""]).map_err(unwritten)
    }

    fn text(&mut self, text: &str) -> Result<(), BulkError> {
        self.writer.write_field(text).map_err(unwritten)
    }

    fn number(&mut self, number: f64) -> Result<(), BulkError> {
        self.cell.clear();
        // Writing to a string does not fail.
        let _ = write!(self.cell, "{number:.3}");
        self.writer.write_field(&self.cell).map_err(unwritten)
    }

    fn joined<'a>(&mut self, found: &[Hit<'a>], each: impl Fn(&Hit<'a>) -> &'a str) -> Result<(), BulkError> {
        if let [only] = found {
            return self.text(each(only));
        }
        self.cell.clear();
        for (nth, hit) in found.iter().enumerate() {
            if nth > 0 {
                self.cell.push(';');
            }
            self.cell.push_str(each(hit));
        }
        self.writer.write_field(&self.cell).map_err(unwritten)
    }
}

fn stated<'a>(row: &'a StringRecord, columns: &Columns) -> Stated<'a> {
    let cell = |nth: usize| {
        columns[nth]
            .and_then(|column| row.get(column))
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    Stated {
        lon: cell(0).map(Figure::Text),
        lat: cell(1).map(Figure::Text),
        address: cell(2),
        agency: cell(3),
        datum: cell(4),
        on: cell(5),
        uncertainty_m: cell(6).map(Figure::Text),
    }
}

fn unreadable(row: u64, error: &csv::Error) -> BulkError {
    BulkError::Row {
        row,
        cause: error.to_string(),
    }
}

fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> BulkError {
    BulkError::Io(std::io::Error::other(error))
}
