//! `sizhi agencies alerts`: the list, and settling one.
//!
//! Must not decide which alerts come first.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::ACTOR;
use crate::{
    agency::{AgencyId, AgencyIdError},
    cli::{Failure, printer, register::RegisterOptions},
    http::dto::AlertDocument,
    register::AlertAct,
};

/// List alerts, sanctioned agencies first; take the act that one proposes, or dismiss it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Alerts {
    /// Only those that concern this zone.
    #[arg(long, value_name = "CODE")]
    zone: Option<String>,
    /// Only those of this state.
    #[arg(long, value_enum)]
    state: Option<State>,
    /// Print one JSON object a line.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    settle: Option<Settle>,
}

/// States of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    Open,
    Acted,
    Dismissed,
}

#[derive(Debug, Subcommand)]
enum Settle {
    /// Take the act that an alert proposes.
    Act {
        /// Id of the alert.
        id: String,
        /// First day on which a released agency is no longer admitted; today where absent.
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<Date>,
        /// Reason of the release; as proposed where absent.
        #[arg(long)]
        reason: Option<String>,
        /// Id that a new agency gets; its licence code where absent.
        #[arg(long, value_parser = agency_id, value_name = "ID")]
        agency: Option<AgencyId>,
        /// Service that a new agency offers; may be repeated.
        #[arg(long = "service", value_name = "CODE")]
        services: Vec<String>,
    },
    /// Dismiss an alert.
    Dismiss {
        /// Id of the alert.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
}

fn agency_id(text: &str) -> Result<AgencyId, AgencyIdError> {
    text.parse()
}

impl Alerts {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        match self.settle {
            Some(Settle::Act {
                id,
                on,
                reason,
                agency,
                services,
            }) => {
                let act = AlertAct {
                    released_on: on,
                    reason,
                    agency,
                    services,
                };
                let receipt = register.act_on_alert(ACTOR, &id, act).await?;
                printer::data(&format!("{id}: acted; revision {} {}", receipt.revision, receipt.hash))?;
                return Ok(());
            }
            Some(Settle::Dismiss { id, reason }) => {
                let receipt = register.dismiss_alert(ACTOR, &id, &reason).await?;
                printer::data(&format!(
                    "{id}: dismissed; revision {} {}",
                    receipt.revision, receipt.hash
                ))?;
                return Ok(());
            }
            None => {}
        }
        let atlas = register.atlas();
        let documents = atlas
            .alerts()
            .ranked()
            .into_iter()
            .map(|record| AlertDocument::from(record.as_ref()));
        let state = self.state.and_then(|state| state.to_possible_value());
        let wanted = |alert: &AlertDocument| {
            let is_of_state = state.as_ref().is_none_or(|state| state.get_name() == alert.state);
            is_of_state && (self.zone.is_none() || self.zone == alert.zone)
        };
        for alert in documents.filter(wanted) {
            if self.json {
                printer::data(&serde_json::to_string(&alert)?)?;
            } else {
                printer::data(&line(&alert))?;
            }
        }
        Ok(())
    }
}

/// Writes an alert in one line.
fn line(alert: &AlertDocument) -> String {
    let mut words = vec![
        alert.id.clone(),
        alert.state.clone(),
        alert.kind.clone(),
        alert.day.to_string(),
    ];
    words.push(match &alert.agency {
        Some(id) => format!("{} ({id})", alert.name),
        None => alert.name.clone(),
    });
    words.extend(alert.zone.as_ref().map(|zone| format!("in {zone}")));
    words.extend(alert.sanction.clone());
    words.extend(alert.member.clone());
    if alert.from.is_some() || alert.to.is_some() {
        let (from, to) = (alert.from.as_deref().unwrap_or("-"), alert.to.as_deref().unwrap_or("-"));
        words.push(format!("{from} → {to}"));
    }
    words.extend(alert.uncertain.then(|| "(uncertain: near the limit)".to_owned()));
    words.extend(alert.unsure.then(|| "(unsure: known by its name alone)".to_owned()));
    words.extend(alert.proposed.as_ref().map(|act| format!("proposed: {}", act.act)));
    words.join(" ")
}
