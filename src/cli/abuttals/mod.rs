//! `sizhi abuttals`: what is done with limits in words (四至). One subcommand a file.
//!
//! Must not know what a subcommand does.

mod check;
mod draft;
mod parse;
mod trace;

use clap::{Args, Subcommand};

use super::{Failure, register::RegisterOptions};

/// Work with limits in words (四至).
#[derive(Debug, Args)]
pub struct Abuttals {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge the abuttals of draft files: sides not stated, names that nothing bears, limits that run elsewhere.
    Check(check::Check),
    /// Draft the abuttals of polygons from the features that their limits run along.
    Draft(draft::Draft),
    /// Read texts of 四至: blocks, areas, the four sides and what each names.
    Parse(parse::Parse),
    /// Trace polygons from a text of abuttals, and say what had to be assumed.
    Trace(trace::Trace),
}

impl Abuttals {
    /// Runs the subcommand.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        match self.command {
            Command::Check(command) => command.run(options).await,
            Command::Draft(command) => command.run(options).await,
            Command::Parse(command) => command.run(),
            Command::Trace(command) => command.run(options).await,
        }
    }
}
