//! Reading texts of 四至: what people write, the real approvals beside the project, and laws that hold for any text.
//!
//! Must not know the database. Tests on files outside the repository print `skipped` where these are absent.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so; what is skipped is told"
)]

#[path = "shared/skip.rs"]
mod skip;

#[path = "abuttals/expected.rs"]
mod expected;
#[path = "abuttals/laws.rs"]
mod laws;
#[path = "abuttals/real_texts.rs"]
mod real_texts;
#[path = "abuttals/size.rs"]
mod size;
#[path = "abuttals/written_texts.rs"]
mod written_texts;
