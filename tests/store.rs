//! The store: what is written is read back, what was tampered with is named, and what came between is refused.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

mod store {
    mod tampering;
    mod writing;
}
