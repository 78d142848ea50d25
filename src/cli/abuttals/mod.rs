//! `sizhi abuttals`: what is done with limits in words (四至). One subcommand a file.
//!
//! Must not know what a subcommand does.

mod parse;

use clap::{Args, Subcommand};

use super::Failure;

/// Work with limits in words (四至).
#[derive(Debug, Args)]
pub struct Abuttals {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read texts of 四至: blocks, areas, the four sides and what each names.
    Parse(parse::Parse),
}

impl Abuttals {
    /// Runs the subcommand.
    pub fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Parse(command) => command.run(),
        }
    }
}
