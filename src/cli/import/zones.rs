//! `sizhi import zones`.
//!
//! Must not judge drafts: the rules do.

use clap::{Args, ValueEnum};

use super::{
    super::{boundary::FileOptions, check},
    ACTOR, Failure, Files, RegisterOptions, printer,
};
use crate::register::{Intent, Register, RegisterError};

/// Zones as drafts (GeoJSON), or as boundary files of any format.
#[derive(Debug, Args)]
pub struct Zones {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    file: FileOptions,
    /// Whether the drafts are handed in for approval, or were approved before.
    #[arg(long = "as", value_enum, default_value_t = As::Submitted)]
    intent: As,
    /// Language of the findings.
    #[arg(long, value_enum, default_value_t = check::Language::Zh)]
    language: check::Language,
}

/// Why a draft comes to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// Handed in for approval: errors block it.
    Submitted,
    /// Approved before: findings are told and do not block, but shapes must be sound.
    Recorded,
}

impl Zones {
    /// Runs the command.
    pub async fn run(self, register: &Register, options: &RegisterOptions) -> Result<(), Failure> {
        let programme = options.programme()?;
        let intent = match self.intent {
            As::Submitted => Intent::Submit,
            As::Recorded => Intent::Record,
        };
        for file in &self.files.files {
            let name = file.display().to_string();
            let draft = self.file.draft(file, &programme)?;
            let (outcomes, receipt) = match register.delimit(ACTOR, vec![draft], intent).await {
                Ok(taken) => taken,
                Err(RegisterError::Unanswered(report)) => {
                    check::print(&name, &report, self.language)?;
                    let keys: Vec<String> = report
                        .unanswered()
                        .map(|finding| format!("`{}`", finding.key()))
                        .collect();
                    return Err(Failure::Input(format!(
                        "{name}: the warnings {} have no word of reason; nothing was recorded of it; hint: state one for each key under `zone.answers` of the draft",
                        keys.join(", ")
                    )));
                }
                Err(RegisterError::Blocked(report) | RegisterError::Unsound(report)) => {
                    check::print(&name, &report, self.language)?;
                    return Err(Failure::Input(format!(
                        "{name}: the rules found errors; nothing was recorded of it"
                    )));
                }
                Err(error) => return Err(error.into()),
            };
            for outcome in outcomes {
                check::print(&name, &outcome.report, self.language)?;
                let held = if outcome.unchanged {
                    "held already as"
                } else {
                    "taken up as"
                };
                printer::data(&format!(
                    "{name}: {held} {} delimitation {}; revision {}",
                    outcome.zone, outcome.delimitation, receipt.revision
                ))?;
            }
        }
        Ok(())
    }
}
