//! `sizhi import agencies`.
//!
//! Must not know which zones there are: the register does.

use clap::Args;

use super::{ACTOR, Failure, Files, TableOptions, printer, read};
use crate::{format::read_agencies_csv, register::Register};

/// Agencies with their admissions and releases, CSV.
#[derive(Debug, Args)]
pub struct Agencies {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    table: TableOptions,
}

impl Agencies {
    /// Runs the command.
    pub async fn run(self, register: &Register) -> Result<(), Failure> {
        for file in &self.files.files {
            let (encoding, datum) = (self.table.encoding.into(), self.table.datum);
            let (rows, origin) = read(file, |source| read_agencies_csv(source, encoding, datum))?;
            let name = origin.name.clone().unwrap_or_default();
            let count = rows.len();
            let (outcome, receipt) = register
                .import_agencies(ACTOR, rows)
                .await
                .map_err(|error| named(&name, error))?;
            printer::data(&format!(
                "{}: {count} rows: {} agencies recorded, {} held already, {} admitted, {} released; datum {datum}; revision {}",
                file.display(),
                outcome.recorded,
                outcome.unchanged,
                outcome.admitted,
                outcome.released,
                receipt.revision
            ))?;
        }
        Ok(())
    }
}

/// Adds the file's name to what the register refused of it.
fn named(file: &str, error: crate::register::RegisterError) -> Failure {
    match Failure::from(error) {
        Failure::Input(message) => Failure::Input(format!("{file}: {message}")),
        other => other,
    }
}
