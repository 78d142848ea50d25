//! `sizhi backup` and `sizhi restore`.
//!
//! Must not overwrite anything.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::store::{BackupError, Store, Verification};

/// Write the whole register into one file, also while a service writes to it; the file is verified before it gets its name.
///
/// It holds all that the database holds, secrets of webhooks and accounts included: keep it as the database is kept.
#[derive(Debug, Args)]
pub struct Backup {
    /// File to write; it must not be there.
    file: PathBuf,
}

/// Put a backup in the place of a database that is not there or empty; the backup is verified first.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Store(error) => error.into(),
            _ => Self::Input(error.to_string()),
        }
    }
}

impl Backup {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let store = options.existing_store().await?;
        let found = store.backup(&self.file).await?;
        printer::data(&format!("{}: {}", self.file.display(), told(&found)))?;
        Ok(())
    }
}

impl Restore {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let found = Store::restore(options.database(), &self.file).await?;
        printer::data(&format!("{}: restored {}", options.database(), told(&found)))?;
        Ok(())
    }
}

fn told(found: &Verification) -> String {
    format!(
        "{} entries, verified; head {} {}",
        found.entries, found.head.revision, found.head.hash
    )
}
