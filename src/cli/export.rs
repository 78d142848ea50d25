//! `sizhi export`: a delimitation as a draft file.
//!
//! Must not know the file's form: the format does.

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::{format::draft::write_delimitation, register::RegisterError};

/// Write a zone's delimitation as a draft file (GeoJSON), to standard output.
#[derive(Debug, Args)]
pub struct Export {
    /// Code of the zone.
    zone: String,
    /// Number of the delimitation; the one in force today, or else the newest, where absent.
    #[arg(long)]
    delimitation: Option<u32>,
}

impl Export {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let atlas = register.atlas();
        let record = atlas
            .zone(&self.zone)
            .ok_or_else(|| RegisterError::NoZone(self.zone.clone()))?;
        let version = match self.delimitation {
            None => record.shown(atlas.today(), None),
            Some(number) => record
                .delimitations
                .iter()
                .find(|version| version.delimitation.number == number),
        };
        let version = version.ok_or_else(|| RegisterError::NoDelimitation {
            zone: self.zone.clone(),
            number: self.delimitation.unwrap_or_default(),
            newest: record.delimitations.len(),
        })?;
        printer::data(&write_delimitation(&record.zone, &version.delimitation))?;
        Ok(())
    }
}
