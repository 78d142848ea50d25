//! What keeps a sheet from being made.
//!
//! Must not know who asked for it.

use thiserror::Error;

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetError {
    /// The program was built without the letters.
    #[error(
        "the letters of printed sheets are not built into this program; hint: run `make font` and build the program again"
    )]
    NoFont,
    /// The letters are there and are none.
    #[error(
        "the letters of printed sheets, web/font/{name}: expected {expected}, found {found}; hint: run `make font`"
    )]
    Font {
        /// Name of the file.
        name: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// The PDF could not be written.
    #[error("the sheet could not be written as a PDF: {0}")]
    Pdf(String),
}
