//! `sizhi agencies admit` and `release`.
//!
//! Must not decide who has a place.

use clap::Args;
use jiff::civil::Date;

use super::ACTOR;
use crate::{
    agency::{AgencyId, AgencyIdError},
    cli::{Failure, printer, register::RegisterOptions},
    register::{AdmissionRequest, ReleaseRequest},
    zone::{CodeError, ZoneCode},
};

/// Admit an agency to a park of a zone.
#[derive(Debug, Args)]
pub struct Admit {
    /// Id of the agency.
    #[arg(value_parser = agency_id)]
    agency: AgencyId,
    /// Code of the zone.
    #[arg(value_parser = zone_code)]
    zone: ZoneCode,
    /// Name of the park.
    #[arg(long)]
    park: Option<String>,
    /// First day; today where absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
}

/// Release an agency from a zone.
#[derive(Debug, Args)]
pub struct Release {
    /// Id of the agency.
    #[arg(value_parser = agency_id)]
    agency: AgencyId,
    /// Code of the zone.
    #[arg(value_parser = zone_code)]
    zone: ZoneCode,
    /// First day on which it is no longer admitted; today where absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Why it leaves, or loses its place.
    #[arg(long)]
    reason: String,
}

fn agency_id(text: &str) -> Result<AgencyId, AgencyIdError> {
    text.parse()
}

fn zone_code(text: &str) -> Result<ZoneCode, CodeError> {
    text.parse()
}

impl Admit {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let request = AdmissionRequest {
            agency: self.agency,
            zone: self.zone,
            park: self.park,
            admitted_on: self.on,
            reason: self.reason,
        };
        let register = options.open().await?;
        let ((admission, warnings), receipt) = register.admit(ACTOR, request).await?;
        for warning in &warnings {
            printer::talk(&format!("warning: {warning}"));
        }
        let from = admission
            .admitted_on
            .map(|day| format!(" from {day}"))
            .unwrap_or_default();
        printer::data(&format!(
            "{}: admitted to {}{from}; revision {}",
            admission.agency, admission.zone, receipt.revision
        ))?;
        Ok(())
    }
}

impl Release {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let request = ReleaseRequest {
            agency: self.agency,
            zone: self.zone,
            released_on: self.on,
            reason: self.reason,
        };
        let register = options.open().await?;
        let (release, receipt) = register.release(ACTOR, request).await?;
        printer::data(&format!(
            "{}: released from {} on {}; revision {}",
            release.agency, release.zone, release.released_on, receipt.revision
        ))?;
        Ok(())
    }
}
