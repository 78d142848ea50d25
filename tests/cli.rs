//! The command line as people meet it: the real program, real files, exit codes, what goes where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

#[path = "shared/skip.rs"]
mod skip;

mod cli {
    mod abuttals;
    mod abuttals_text;
    mod agencies;
    mod backup;
    mod boundaries;
    mod commands;
    mod imports;
    mod locate;
    mod people;
    mod program;
    mod real_files;
    mod sheets;
    mod tiles;
}
