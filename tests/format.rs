//! Readers and writers: what goes in comes out, and what is wrong is told with its place.
//!
//! Must not know the database. Tests on files outside the repository print `skipped` where these are absent.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so; what is skipped is told"
)]

#[path = "shared/skip.rs"]
mod skip;

#[path = "format/boundary/mod.rs"]
mod boundary;
#[path = "format/collections.rs"]
mod collections;
#[path = "format/draft.rs"]
mod draft;
#[path = "format/draft_round_trip.rs"]
mod draft_round_trip;
#[path = "format/gis/mod.rs"]
mod gis;
#[path = "format/hostile.rs"]
mod hostile;
#[path = "format/osm.rs"]
mod osm;
#[path = "format/pbf_writer.rs"]
mod pbf_writer;
#[path = "format/real_files.rs"]
mod real_files;
#[path = "format/source.rs"]
mod source;
#[path = "format/tables.rs"]
mod tables;
