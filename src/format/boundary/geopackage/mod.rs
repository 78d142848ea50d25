//! GeoPackage (OGC 12-128r19, versions 1.0 to 1.4): feature tables of an SQLite database, in memory from first to last.
//!
//! Must not trust what comes in: the database is read-only, its views and triggers may call nothing that acts, and work is bounded.

mod blob;
mod open;
mod read;
mod table;
mod write;

pub use read::read;
pub use write::write;
