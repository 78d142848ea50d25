//! Says that a test is skipped, by name.

use std::io::Write as _;

/// Writes to standard error itself, so that a runner which keeps what tests print lets it through.
pub fn skip(told: &str) {
    // Where standard error is closed there is nobody to tell.
    let _closed = writeln!(std::io::stderr(), "{told}");
}
