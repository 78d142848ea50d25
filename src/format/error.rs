//! What is wrong with a file, told with its place: one fault each, and all of them at once.
//!
//! Must not know which format is read; every reader of this floor speaks in these words.

use std::{fmt, io};

/// How many faults of one file are kept; the rest is counted.
const MOST_FAULTS: usize = 100;

/// How many characters of a value are shown.
const MOST_SHOWN: usize = 60;

/// Where in a file a fault lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A row of a table.
    Row {
        /// Line of the file on which the row begins, from 1; the header is 1.
        row: u64,
        /// The column's name, where the fault lies in one.
        column: Option<String>,
    },
    /// A JSON value, as a pointer in a URI fragment (RFC 6901), such as `#/features/0/geometry`.
    Pointer(String),
    /// A line of a text.
    Line {
        /// Line, from 1.
        line: u64,
        /// Column in bytes, from 1, where it is known.
        column: Option<u64>,
    },
    /// A byte, counted from 0 in the file as it stands once decompressed.
    Offset(u64),
    /// A part of a file, named in the words of its format, such as ``layer `parks`, record 3``.
    Part(String),
}

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file, where it has one.
    pub file: Option<String>,
    /// Where it lies.
    pub place: Place,
    /// What should stand there.
    pub expected: String,
    /// What stands there: a value in backticks, or words such as `nothing`.
    pub found: String,
    /// A next step, where there is one.
    pub hint: Option<String>,
}

/// All faults of a file that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The first hundred faults, in the order in which they were found.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub untold: usize,
}

/// Faults as they are found, under the name of the file they are found in.
#[derive(Debug, Clone)]
pub(super) struct Faults {
    file: Option<String>,
    kept: Vec<Fault>,
    untold: usize,
}

impl Place {
    /// Gives the place of a cell.
    pub fn cell(row: u64, column: &str) -> Self {
        Self::Row {
            row,
            column: Some(column.to_owned()),
        }
    }

    /// Gives the place of a row.
    pub fn row(row: u64) -> Self {
        Self::Row { row, column: None }
    }
}

impl Fault {
    /// Makes a fault without file and hint.
    pub fn new(place: Place, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            file: None,
            place,
            expected: expected.into(),
            found: found.into(),
            hint: None,
        }
    }

    /// Gives the fault with a next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Gives the fault under a file's name.
    #[must_use]
    pub fn in_file(mut self, file: Option<&str>) -> Self {
        self.file = file.map(str::to_owned);
        self
    }

    /// Gives the fault without its file and place: what was expected, what was found, and the hint.
    pub fn detail(&self) -> String {
        let hint = self
            .hint
            .as_ref()
            .map(|hint| format!("; hint: {hint}"))
            .unwrap_or_default();
        format!("expected {}, found {}{hint}", self.expected, self.found)
    }
}

/// Gives a value in backticks, cut to a length that a person reads.
pub(super) fn shown(value: &str) -> String {
    let mut cut: String = value
        .chars()
        .take(MOST_SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if value.chars().nth(MOST_SHOWN).is_some() {
        cut.push('…');
    }
    if value.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{cut}`")
    }
}

impl Faults {
    pub(super) fn of(file: Option<&str>) -> Self {
        Self {
            file: file.map(str::to_owned),
            kept: Vec::new(),
            untold: 0,
        }
    }

    pub(super) fn push(&mut self, fault: Fault) {
        if self.kept.len() < MOST_FAULTS {
            self.kept.push(fault.in_file(self.file.as_deref()));
        } else {
            self.untold += 1;
        }
    }

    /// Gives how many were found.
    pub(super) fn count(&self) -> usize {
        self.kept.len() + self.untold
    }

    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Gives the value if nothing was found, else the faults.
    pub(super) fn or<T>(self, value: T) -> Result<T, Refused> {
        if self.is_empty() { Ok(value) } else { Err(self.into()) }
    }
}

impl From<Faults> for Refused {
    fn from(faults: Faults) -> Self {
        Self {
            faults: faults.kept,
            untold: faults.untold,
        }
    }
}

impl Refused {
    /// Refuses a file for one fault.
    pub(super) fn once(file: Option<&str>, fault: Fault) -> Self {
        Self {
            faults: vec![fault.in_file(file)],
            untold: 0,
        }
    }

    /// Refuses a file that could not be read further. A fault that travelled inside the error keeps its place.
    pub(super) fn from_io(file: Option<&str>, error: io::Error) -> Self {
        let fault = match error.downcast::<Fault>() {
            Ok(fault) => fault,
            Err(error) => Fault::new(Place::Whole, "a file that can be read", format!("`{error}`")),
        };
        Self::once(file, fault)
    }

    /// Gives how many faults there are in all.
    pub fn count(&self) -> usize {
        self.faults.len() + self.untold
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Row { row, column: None } => write!(f, "row {row}"),
            Self::Row {
                row,
                column: Some(column),
            } => write!(f, "row {row}, column `{column}`"),
            Self::Pointer(pointer) => f.write_str(pointer),
            Self::Line { line, column: None } => write!(f, "line {line}"),
            Self::Line {
                line,
                column: Some(column),
            } => write!(f, "line {line}, column {column}"),
            Self::Offset(offset) => write!(f, "byte {offset}"),
            Self::Part(part) => f.write_str(part),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}: ")?;
        }
        if self.place != Place::Whole {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.detail())
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, fault) in self.faults.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        if self.untold > 0 {
            write!(f, "\n… and {} more", self.untold)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}
