//! Tables of questions: the same rows with the cells of their answers behind.
//!
//! Must not know where rows come from, or how many are answered at once.

use std::{
    fmt::Write as _,
    io::{Read, Write},
};

use csv::StringRecord;

use super::{
    BulkDefaults, BulkError, BulkSummary,
    cut::Records,
    row::{Figure, Stated},
    stream::{Pieces, Worked, in_order},
};
use crate::atlas::{Atlas, Hit, LookupPoint, Verdict};

/// Bytes of rows that one core answers at a time.
const PIECE: usize = 1 << 17;

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

/// A table as it grows: text so far, cells in the making, and the number of errors.
struct Answers<'a> {
    atlas: &'a Atlas,
    defaults: &'a BulkDefaults,
    columns: Columns,
    revision: &'a str,
    writer: csv::Writer<Vec<u8>>,
    cell: String,
    errors: u64,
}

/// Answers the rows of a table.
pub(super) fn answer_table(
    atlas: &Atlas,
    defaults: &BulkDefaults,
    input: impl Read + Send,
    mut output: impl Write,
) -> Result<BulkSummary, BulkError> {
    let mut pieces = Pieces::of(input, Records::Rows, PIECE);
    let names = pieces.first(header)?.map_err(|error| unreadable(1, &error))?;
    let names: Vec<&str> = names.iter().collect();
    let columns = columns(&names)?;
    let mut head = csv::Writer::from_writer(Vec::new());
    head.write_record(names.iter().copied().chain(ANSWER))
        .map_err(unwritten)?;
    output.write_all(&head.into_inner().map_err(|error| unwritten(error.into_error()))?)?;
    let revision = atlas.head().revision.to_string();
    let worker = || {
        let mut row = StringRecord::new();
        let (columns, revision, width) = (columns, revision.as_str(), names.len());
        move |piece: &[u8]| {
            let answers = Answers {
                atlas,
                defaults,
                columns,
                revision,
                writer: csv::WriterBuilder::new()
                    .flexible(true)
                    .from_writer(Vec::with_capacity(piece.len() * 4)),
                cell: String::new(),
                errors: 0,
            };
            answers.all(piece, width, &mut row)
        }
    };
    in_order(pieces, worker, output, 2)
}

/// Reads the names of the columns; a mark of the byte order before the first is no part of it.
pub(super) fn header(text: &[u8]) -> (Result<StringRecord, csv::Error>, usize) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut row = StringRecord::new();
    let read = reader.read_record(&mut row);
    let taken = reader.position().byte() as usize;
    let names = row.iter().map(|name| name.trim_start_matches('\u{feff}'));
    (read.map(|_| names.collect()), taken)
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

impl Answers<'_> {
    /// Answers the rows of a piece; where one cannot be read, those before it are answered.
    fn all(mut self, piece: &[u8], columns: usize, row: &mut StringRecord) -> Worked {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(piece);
        let mut worked = Worked::default();
        let fault = loop {
            match reader.read_record(row) {
                Ok(false) => break None,
                Ok(true) if row.len() == columns => {}
                Ok(true) => break Some(format!("expected {columns} cells, found {}", row.len())),
                Err(error) => break Some(error.to_string()),
            }
            if let Err(error) = self.add(row) {
                break Some(error.to_string());
            }
            worked.rows += 1;
        };
        worked.errors = self.errors;
        match self.writer.into_inner() {
            Ok(text) => Worked { text, fault, ..worked },
            Err(error) => Worked {
                fault: Some(error.to_string()),
                ..Worked::default()
            },
        }
    }

    fn add(&mut self, row: &StringRecord) -> Result<(), csv::Error> {
        for cell in row {
            self.writer.write_field(cell)?;
        }
        let (atlas, defaults) = (self.atlas, self.defaults);
        let stated = stated(row, &self.columns);
        let asked = stated
            .point(atlas, defaults)
            .and_then(|point| Ok((point, stated.day(defaults)?)));
        match asked {
            Ok((point, on)) => {
                let (verdict, found) = atlas.hits(point.place, point.uncertainty_m, on, defaults.known);
                self.found(&point, verdict, &found)
            }
            Err(error) => {
                self.errors += 1;
                let empty = std::iter::repeat_n("", ANSWER.len() - 1);
                self.writer.write_record(empty.chain([error.as_str()]))
            }
        }
    }

    /// Writes the answering cells, in the order of `ANSWER`.
    fn found(&mut self, point: &LookupPoint, verdict: Verdict, found: &[Hit<'_>]) -> Result<(), csv::Error> {
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
        self.writer.write_record([self.revision, ""])
    }

    fn text(&mut self, text: &str) -> Result<(), csv::Error> {
        self.writer.write_field(text)
    }

    fn number(&mut self, number: f64) -> Result<(), csv::Error> {
        self.cell.clear();
        // Writing to a string does not fail.
        let _ = write!(self.cell, "{number:.3}");
        self.writer.write_field(&self.cell)
    }

    fn joined<'b>(&mut self, found: &[Hit<'b>], each: impl Fn(&Hit<'b>) -> &'b str) -> Result<(), csv::Error> {
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
        self.writer.write_field(&self.cell)
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

pub(super) fn unreadable(row: u64, error: &csv::Error) -> BulkError {
    BulkError::Row {
        row,
        cause: error.to_string(),
    }
}

pub(super) fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> BulkError {
    BulkError::Io(std::io::Error::other(error))
}
