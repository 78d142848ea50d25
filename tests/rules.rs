//! Each rule from both sides of its tolerance, on drafts drawn in metres.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

mod rules {
    mod abuttals;
    mod areas;
    mod closure;
    mod datum_shift;
    mod functions;
    mod ground;
    mod jurisdiction;
    mod overlaps;
    mod shapes;
    mod tiles;
    mod views;
}
