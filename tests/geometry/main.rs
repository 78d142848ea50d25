//! Holds the tests of shapes and of search over them against outside judges: GEOS, PROJ vectors, published areas, real files.
//! Must not test what a unit test beside the code can tell.

#![expect(clippy::unwrap_used, reason = "a test may fail, and says when it skips")]

#[path = "../shared/skip.rs"]
mod skip;

mod closure;
mod closure_fix;
mod crs;
mod datum;
mod index;
mod index_laws;
mod jts;
mod judge;
mod measure;
mod nearest_limit;
mod normalise;
mod overlap;
mod real_files;
mod real_overlaps;
mod repair;
mod speck;
mod validity;
mod validity_cases;
