//! Sizhi (四至): a registry of zone boundaries.
//!
//! The floors, and which may know which, are drawn in `src/docs/architecture.md` and kept by `tests/tidy.rs`.

pub mod abuttals;
pub mod agency;
pub mod atlas;
pub mod cli;
pub mod format;
pub mod geocode;
pub mod geometry;
pub mod http;
pub mod index;
pub mod oidc;
mod outbound;
pub mod register;
pub mod rules;
pub mod sheet;
pub mod store;
pub mod telemetry;
pub mod tile;
pub mod webhook;
pub mod zone;
