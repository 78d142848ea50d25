//! `sizhi agencies`: the agencies, their coming and going, and what the national notice system says of them.
//!
//! Must not decide who has a place: the register does.

mod admit;
mod alerts;
mod list;
mod reconcile;

use clap::{Args, Subcommand};

use super::{Failure, register::RegisterOptions};

pub use reconcile::reconcile_file;

/// Who acts in the ledger.
const ACTOR: &str = "cli";

/// List agencies, admit and release them, read an export of the national notice system, and settle the alerts it raises.
#[derive(Debug, Args)]
pub struct Agencies {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List agencies as CSV: who sat where on a day.
    List(list::List),
    /// Read an export of the national notice system (CSV, UTF-8 or GBK) against the register and raise alerts; no act is taken.
    Reconcile(reconcile::Reconcile),
    /// List alerts, sanctioned agencies first; take the act that one proposes, or dismiss it.
    Alerts(alerts::Alerts),
    /// Admit an agency to a park of a zone.
    Admit(admit::Admit),
    /// Release an agency from a zone.
    Release(admit::Release),
}

impl Agencies {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        match self.what {
            What::List(command) => command.run(options).await,
            What::Reconcile(command) => command.run(options).await,
            What::Alerts(command) => command.run(options).await,
            What::Admit(command) => command.run(options).await,
            What::Release(command) => command.run(options).await,
        }
    }
}
