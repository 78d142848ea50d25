//! `sizhi completions`: completions for a shell.
//!
//! Must not know the commands: clap does.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Cli;

/// Print completions for a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell.
    shell: Shell,
}

impl Completions {
    /// Runs the command.
    pub fn run(self) {
        generate(self.shell, &mut Cli::command(), "sizhi", &mut std::io::stdout().lock());
    }
}
