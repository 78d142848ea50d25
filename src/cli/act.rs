//! `sizhi act`: an act on a delimitation.
//!
//! Must not know which act may follow which.

use clap::Args;
use jiff::civil::Date;

use super::{Failure, printer, register::RegisterOptions};
use crate::{
    register::ActRequest,
    zone::{CodeError, ZoneCode},
};

/// Take an act on a delimitation: recommend, approve, return, revoke and the others of the programme.
#[derive(Debug, Args)]
pub struct Act {
    /// Code of the act in the programme.
    #[arg(value_name = "ACT")]
    code: String,
    /// Code of the zone.
    #[arg(value_parser = zone_code)]
    zone: ZoneCode,
    /// Number of the delimitation; the newest where absent.
    #[arg(long)]
    delimitation: Option<u32>,
    /// First day from which it holds.
    #[arg(long, value_name = "YYYY-MM-DD")]
    effective: Option<Date>,
    /// The document that states it.
    #[arg(long)]
    document: Option<String>,
    /// The reason; some acts need one.
    #[arg(long)]
    reason: Option<String>,
    /// Kind that the zone becomes, where the act accepts a candidate.
    #[arg(long, value_name = "KIND")]
    becomes: Option<String>,
}

fn zone_code(text: &str) -> Result<ZoneCode, CodeError> {
    text.parse()
}

impl Act {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let zone = self.zone.clone();
        let request = ActRequest {
            zone: self.zone,
            delimitation: self.delimitation,
            act: self.code,
            effective: self.effective,
            document: self.document,
            reason: self.reason,
            becomes: self.becomes,
            expected: None,
        };
        let (standing, receipt) = register.take_act("cli", request).await?;
        let effective = standing.effective.map(|day| format!(" from {day}")).unwrap_or_default();
        printer::data(&format!(
            "{zone}: {}{effective}; revision {}",
            standing.state, receipt.revision
        ))?;
        Ok(())
    }
}
