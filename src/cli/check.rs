//! `sizhi check`: judges drafts, records nothing.
//!
//! Must not judge: the rules do.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, boundary::FileOptions, printer, register::RegisterOptions};
use crate::{
    atlas::Sight,
    http::dto,
    rules::{Finding, Report},
    zone::Severity,
};

/// Judge drafts by the rules, against the register; nothing is recorded. A draft is GeoJSON or a boundary file of any format.
///
/// Exit code 1 where a rule finds an error.
#[derive(Debug, Args)]
pub struct Check {
    /// Draft files or boundary files; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    file: FileOptions,
    /// Print reports as JSON, one a line.
    #[arg(long)]
    json: bool,
    /// Language of the findings.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    language: Language,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Check {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let programme = options.programme()?;
        let mut blocked = false;
        for file in &self.files {
            let report = register
                .check(self.file.draft(file, &programme)?, &Sight::Everything)
                .await?;
            blocked |= report.blocked();
            if self.json {
                printer::data(&serde_json::to_string(&dto::Report::from(report))?)?;
            } else {
                print(&file.display().to_string(), &report, self.language)?;
            }
        }
        if blocked { Err(Failure::Told) } else { Ok(()) }
    }
}

/// Prints a report, a line a finding.
pub fn print(file: &str, report: &Report, language: Language) -> Result<(), Failure> {
    for finding in &report.findings {
        printer::data(&format!("{file}: {}", line(finding, language)))?;
    }
    let counts = report.counts;
    printer::talk(&format!(
        "{file}: {} errors, {} warnings, {} notes; rule set {}, register revision {}",
        counts.error, counts.warning, counts.note, report.rule_set, report.revision
    ));
    Ok(())
}

fn line(finding: &Finding, language: Language) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let message = match language {
        Language::Zh => &finding.message.zh,
        Language::En => &finding.message.en,
    };
    format!("{severity}[{}]: {message}", finding.rule)
}
