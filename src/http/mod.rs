//! HTTP: JSON, headers and status codes around the use cases.
//!
//! Must not decide anything about zones: a handler extracts, calls one use case or reads the atlas, and wraps.

mod abuttals;
mod acts;
mod admissions;
mod agencies;
mod agency_acts;
mod alerts;
mod attachments;
mod basemap;
mod boundaries;
mod check;
mod checklist;
mod comments;
mod cursor;
mod deadlines;
mod difference;
mod dossiers;
mod drafts;
pub mod dto;
mod extract;
mod figures;
mod health;
mod history;
mod idempotency;
mod insight;
mod ledger;
mod lookup;
mod lookups;
mod middleware;
mod openapi;
mod overlaps;
mod people;
mod precondition;
mod problem;
mod programme;
mod queue;
mod router;
mod rulings;
mod search;
mod session;
mod settings;
mod state;
mod stream;
mod tile_cache;
mod tiles;
mod tokens;
mod viewer;
mod web;
mod webhooks;
mod when;
mod zones;

pub use basemap::{Basemap, BasemapError};
pub use openapi::document;
pub use router::{Limits, router};
pub use state::AppState;
