//! Abuttals on the ground: names matched to features, limits drafted, measured and traced, on grids of our own and on real streets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

#[path = "shared/skip.rs"]
mod skip;

mod abuttals_ground {
    mod drafts;
    mod extracts;
    mod fits;
    mod geos_blocks;
    mod grids;
    mod laws;
    mod matching;
    mod streets;
    mod tangle;
}
