//! A table with a header (RFC 4180): columns found by name, cells read by type, every fault with row and column.
//!
//! Must not know what the columns mean.

use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord};

use super::{
    error::{Fault, Faults, Place, Refused, shown},
    text::line_ends,
};

/// One row, with the means to tell what is wrong in it.
pub(super) struct Row<'t> {
    /// Line of the file on which it begins, from 1.
    pub(super) number: u64,
    cells: &'t StringRecord,
    columns: &'t [(&'static str, Option<usize>)],
    pub(super) faults: &'t mut Faults,
}

impl Row<'_> {
    /// Gives a cell without the blanks around it, or `None` where it is empty or the column is absent.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        let (_, index) = self.columns.iter().find(|(name, _)| *name == column)?;
        let cell = self.cells.get((*index)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Gives a cell that must not be empty.
    pub(super) fn required(&mut self, column: &str) -> Option<String> {
        let cell = self.text(column).map(str::to_owned);
        if cell.is_none() {
            self.refuse(column, "a text");
        }
        cell
    }

    /// Gives a cell as a value, or `None` where it is empty.
    pub(super) fn parsed<T: FromStr>(&mut self, column: &str, expected: &str) -> Option<T> {
        let parsed = self.text(column)?.parse().ok();
        if parsed.is_none() {
            self.refuse(column, expected);
        }
        parsed
    }

    /// Gives a cell as a finite number, or `None` where it is empty.
    pub(super) fn number(&mut self, column: &str) -> Option<f64> {
        let number = self.parsed(column, "a number")?;
        let finite = f64::is_finite(number);
        if !finite {
            self.refuse(column, "a finite number");
        }
        finite.then_some(number)
    }

    /// Tells a fault in a cell.
    pub(super) fn refuse(&mut self, column: &str, expected: &str) {
        let found = shown(self.text(column).unwrap_or_default());
        self.faults
            .push(Fault::new(Place::cell(self.number, column), expected, found));
    }

    /// Tells a fault in a cell with a next step.
    pub(super) fn refuse_with(&mut self, column: &str, expected: &str, hint: &str) {
        let found = shown(self.text(column).unwrap_or_default());
        self.faults
            .push(Fault::new(Place::cell(self.number, column), expected, found).hint(hint));
    }
}

/// Reads a table row by row. Columns may stand in any order; an unknown or repeated one is refused, a missing one too
/// unless it is optional.
pub(super) fn read_rows(
    text: &str,
    file: Option<&str>,
    required: &[&'static str],
    optional: &[&'static str],
    each: impl FnMut(&mut Row),
) -> Result<(), Refused> {
    let find =
        |header: &StringRecord, number: u64, faults: &mut Faults| columns(header, number, required, optional, faults);
    let expected = format!("a header with the columns {}", required.join(", "));
    let faults = read_rows_by(text, file, &expected, find, each)?;
    faults.or(())
}

/// Columns found in a header: their names here, and where each stands.
pub(super) type Columns = Vec<(&'static str, Option<usize>)>;

/// Reads a table whose columns `find` tells from the header, and gives the faults of its rows beside those of its header, which refuse it.
pub(super) fn read_rows_by(
    text: &str,
    file: Option<&str>,
    expected_header: &str,
    find: impl FnOnce(&StringRecord, u64, &mut Faults) -> Columns,
    mut each: impl FnMut(&mut Row),
) -> Result<Faults, Refused> {
    let mut faults = Faults::of(file);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Lines::of(text);
    let mut cells = StringRecord::new();
    let mut number = lines.of_record(reader.position().byte());
    if !read_record(&mut reader, &mut cells, &mut faults) {
        faults.push(Fault::new(Place::Whole, expected_header, "nothing"));
        return Err(faults.into());
    }
    let header = cells.clone();
    let columns = find(&header, number, &mut faults);
    // Without its columns every row would be at fault for the same reason.
    if !faults.is_empty() {
        return Err(faults.into());
    }
    loop {
        let next = lines.of_record(reader.position().byte());
        if !read_record(&mut reader, &mut cells, &mut faults) {
            break;
        }
        number = next;
        if cells.len() != header.len() {
            let fault = Fault::new(
                Place::row(number),
                format!("{} cells", header.len()),
                cells.len().to_string(),
            );
            faults.push(fault.hint("look for a comma or a quote that is missing or too many"));
            continue;
        }
        each(&mut Row {
            number,
            cells: &cells,
            columns: &columns,
            faults: &mut faults,
        });
    }
    let odd_quotes = text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    if odd_quotes && last_row(&lines, text).contains('\n') {
        faults.push(Fault::new(
            Place::row(number),
            "a quote that ends the cell",
            "the end of the file",
        ));
    }
    Ok(faults)
}

/// Gives the text of the last row.
fn last_row<'t>(lines: &Lines, text: &'t str) -> &'t str {
    text.get(lines.byte..).unwrap_or_default().trim_end()
}

fn read_record(reader: &mut csv::Reader<&[u8]>, cells: &mut StringRecord, faults: &mut Faults) -> bool {
    reader.read_record(cells).unwrap_or_else(|error| {
        let line = error.position().map_or(1, csv::Position::line);
        faults.push(Fault::new(Place::row(line), "a row of a table", format!("`{error}`")));
        false
    })
}

fn columns(
    header: &StringRecord,
    row: u64,
    required: &[&'static str],
    optional: &[&'static str],
    faults: &mut Faults,
) -> Columns {
    let known: Vec<&str> = required.iter().chain(optional).copied().collect();
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let other_separator = [';', '\t', '，']
        .into_iter()
        .find(|&c| names.len() == 1 && names[0].contains(c));
    if let Some(separator) = other_separator {
        let fault = Fault::new(Place::row(row), "columns separated by `,`", shown(names[0]));
        faults.push(fault.hint(format!(
            "the columns seem to be separated by {separator:?}; save the table with commas"
        )));
        return Vec::new();
    }
    for (nth, name) in names.iter().enumerate() {
        if !known.contains(name) {
            let expected = format!("only the columns {}", known.join(", "));
            faults.push(Fault::new(
                Place::cell(row, name),
                expected,
                format!("the unknown column {}", shown(name)),
            ));
        } else if names[..nth].contains(name) {
            faults.push(Fault::new(
                Place::cell(row, name),
                "each column once",
                "it is there twice",
            ));
        }
    }
    for name in required.iter().filter(|name| !names.contains(*name)) {
        faults.push(Fault::new(Place::row(row), format!("a column `{name}`"), "none"));
    }
    let found = |name: &'static str| (name, names.iter().position(|other| *other == name));
    required.iter().chain(optional).map(|&name| found(name)).collect()
}

/// Counts lines up to where a row begins: the reader counts blank lines before a row to it.
pub(super) struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            byte: 0,
            line: 1,
        }
    }

    pub(super) fn of_record(&mut self, starts_at: u64) -> u64 {
        let starts_at = usize::try_from(starts_at).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[starts_at..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let begin = self.byte;
        // At the end of the text there is no further row: the last one stays the last.
        if starts_at + blank < self.text.len() {
            self.byte = starts_at + blank;
            self.line += line_ends(&self.text[begin..self.byte]);
        }
        self.line
    }
}
