//! `sizhi import abuttals`.
//!
//! Must not split sentences: the table has its sides split by eye.

use clap::Args;

use super::{ACTOR, Encoding, Failure, Files, printer, read};
use crate::{
    format::{SumCheck, read_abuttals_csv},
    register::Register,
};

/// Zones known by their words: limits (四至) and declared areas of blocks, CSV.
#[derive(Debug, Args)]
pub struct Abuttals {
    #[command(flatten)]
    files: Files,
    /// Kind of zone in the programme.
    #[arg(long, default_value = "host")]
    kind: String,
    /// Encoding of the text; a byte order mark goes before it.
    #[arg(long, value_enum, default_value_t = Encoding::Utf8)]
    encoding: Encoding,
}

impl Abuttals {
    /// Runs the command.
    pub async fn run(self, register: &Register) -> Result<(), Failure> {
        for file in &self.files.files {
            let (zones, _) = read(file, |source| read_abuttals_csv(source, self.encoding.into()))?;
            let rows: Vec<u64> = zones.iter().map(|zone| zone.row).collect();
            let (outcomes, receipt) = register.import_abuttals(ACTOR, &self.kind, zones).await?;
            let (mut blocks, mut compared, mut differ, mut unchanged) = (0, 0, 0, 0);
            for (row, zone) in rows.iter().zip(&outcomes) {
                let sum = match zone.sum {
                    SumCheck::NotComparable => "no total to hold the blocks against".to_owned(),
                    SumCheck::Agrees { .. } => "the blocks add up to the published total".to_owned(),
                    SumCheck::Differs {
                        difference_m2,
                        tolerance_m2,
                    } => format!(
                        "warning: the blocks differ from the published total by {difference_m2:.1} m²; {tolerance_m2:.1} m² are allowed"
                    ),
                };
                blocks += zone.blocks;
                compared += usize::from(zone.sum != SumCheck::NotComparable);
                differ += usize::from(matches!(zone.sum, SumCheck::Differs { .. }));
                unchanged += usize::from(zone.unchanged);
                let held = if zone.unchanged { "; held already" } else { "" };
                printer::data(&format!(
                    "row {row}: {} {}: {} blocks; {sum}{held}",
                    zone.code, zone.name, zone.blocks
                ))?;
            }
            printer::data(&format!(
                "{}: {} zones, {blocks} blocks ({unchanged} zones held already); totals compared {compared}, differing {differ}; revision {}",
                file.display(),
                outcomes.len(),
                receipt.revision
            ))?;
        }
        Ok(())
    }
}
