//! Opening of the database.
//!
//! Must not know what the tables hold.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::StoreError;

/// The register's database.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) pool: SqlitePool,
}

impl Store {
    /// Opens the database at `url` (`sqlite://path`), makes it where it is missing, and brings its schema up to date.
    ///
    /// Written in WAL mode with `synchronous = FULL`: each commit is flushed to disk before it is acknowledged, so that an
    /// acknowledged act survives the loss of power (with `NORMAL`, WAL commits may roll back then).
    ///
    /// # Errors
    /// Says what is wrong with the address, or what the database answered.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let address = |reason: String| StoreError::Address {
            url: url.to_owned(),
            reason,
        };
        if !url.starts_with("sqlite:") {
            return Err(address(
                "expected `sqlite://` and a path; hint: for example `sqlite://var/sizhi.db`".into(),
            ));
        }
        let options = SqliteConnectOptions::from_str(url).map_err(|error| address(error.to_string()))?;
        if let Some(folder) = options.get_filename().parent()
            && folder != Path::new("")
        {
            std::fs::create_dir_all(folder).map_err(|error| address(error.to_string()))?;
        }
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(30));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await?;
        sqlx::migrate!("migrations/sqlite").run(&pool).await?;
        Ok(Self { pool })
    }

    /// Closes the database; what was committed is on disk before this returns.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
