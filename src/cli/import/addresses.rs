//! `sizhi import addresses`.
//!
//! Must not normalise addresses: the address book does.

use clap::Args;

use super::{Failure, Files, TableOptions, load, read};
use crate::{
    atlas::{DatasetKind, Rows},
    format::read_addresses_csv,
    register::Register,
};

/// Addresses and named places, CSV.
#[derive(Debug, Args)]
pub struct Addresses {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    table: TableOptions,
}

impl Addresses {
    /// Runs the command.
    pub async fn run(self, register: &Register) -> Result<(), Failure> {
        for file in &self.files.files {
            let (encoding, datum) = (self.table.encoding.into(), self.table.datum);
            let (rows, origin) = read(file, |source| read_addresses_csv(source, encoding, datum))?;
            load(
                register,
                DatasetKind::Addresses,
                file,
                datum,
                &origin,
                Rows::Addresses(rows),
            )
            .await?;
        }
        Ok(())
    }
}
