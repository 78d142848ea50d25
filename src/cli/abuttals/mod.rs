//! `sizhi abuttals`: limits in words against the features of the register.
//!
//! Must not read, match or trace: the use cases do.

mod check;
mod draft;
mod trace;

use clap::{Args, Subcommand};

use super::{Failure, register::RegisterOptions};

/// Limits in words (四至): check them, draft them from a polygon, trace a polygon from them.
#[derive(Debug, Args)]
pub struct Abuttals {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Judge the abuttals of draft files: sides not stated, names that nothing bears, limits that run elsewhere.
    Check(check::Check),
    /// Draft the abuttals of a file's or a zone's polygons from the features that their limits run along.
    Draft(draft::Draft),
    /// Trace polygons from a text of abuttals, and say what had to be assumed.
    Trace(trace::Trace),
}

impl Abuttals {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        match self.what {
            What::Check(command) => command.run(options).await,
            What::Draft(command) => command.run(options).await,
            What::Trace(command) => command.run(options).await,
        }
    }
}
