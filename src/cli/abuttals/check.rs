//! `sizhi abuttals check`: what the rules on abuttals say of drafts.
//!
//! Must not judge: the rules do.

use std::path::PathBuf;

use clap::Args;

use crate::{
    atlas::Sight,
    cli::{
        Failure,
        boundary::FileOptions,
        check::{Language, print},
        printer,
        register::RegisterOptions,
    },
    http::dto,
};

/// Judge the abuttals of draft files: sides not stated, names that nothing bears, limits that run elsewhere.
///
/// Nothing is recorded. Exit code 1 where one of these rules finds an error.
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

impl Check {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let programme = options.programme()?;
        let mut blocked = false;
        for file in &self.files {
            let report = register
                .check(self.file.draft(file, &programme)?, &Sight::Everything)
                .await?
                .of_rules("abuttals-");
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
