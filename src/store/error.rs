//! What can go wrong in the store, for a caller to act on.
//!
//! Must not carry anything a user could not be told, except as a source for the log.

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another act came between reading and writing.
    #[error(
        "the register moved on: expected its head at revision {expected}, found {found}; hint: read it again and repeat the act"
    )]
    Conflict {
        /// Revision the writer had read.
        expected: u64,
        /// Revision found.
        found: u64,
    },
    /// The address names no database that this program can open.
    #[error("database address `{url}`: {reason}")]
    Address {
        /// The address.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A row does not hold what the register wrote.
    #[error("table `{table}`, revision {revision}, column `{column}`: {cause}")]
    Corrupt {
        /// Table.
        table: &'static str,
        /// Revision of the row's entry.
        revision: u64,
        /// Column.
        column: &'static str,
        /// What is wrong with the value.
        cause: String,
    },
    /// The database refused or failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("database schema: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A value has no JSON form.
    #[error("digest: {0}")]
    Digest(#[from] serde_json::Error),
    /// A shape has no WKB form.
    #[error("shape: {0}")]
    Shape(#[from] wkb::error::WkbError),
}
