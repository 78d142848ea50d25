//! `sizhi openapi`: the OpenAPI document.
//!
//! Must not know any route.

use super::{Failure, printer};

/// Runs the command.
pub fn run() -> Result<(), Failure> {
    Ok(printer::data(&crate::http::document()?)?)
}
