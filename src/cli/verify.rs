//! `sizhi verify`: whether ledger and rows still are what was written.
//!
//! Must not mend anything.

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::zone::{Digest, DigestError};

/// Recompute the ledger's chain and every digest, and name the first entry that does not hold.
///
/// A chain cannot tell that its newest entries were cut off; keep the hash it prints, and give it back with --head.
#[derive(Debug, Args)]
pub struct Verify {
    /// Hash that the newest entry, or an earlier one, must have.
    #[arg(long, value_name = "sha256:…", value_parser = digest)]
    head: Option<Digest>,
}

fn digest(text: &str) -> Result<Digest, DigestError> {
    text.parse()
}

impl Verify {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let store = options.store().await?;
        let found = store.verify(self.head).await?;
        if let Some(fault) = found.fault {
            return Err(Failure::Input(format!(
                "entry {} ({}): {}",
                fault.revision, fault.subject, fault.kind
            )));
        }
        if let (Some(head), false) = (self.head, found.holds_wanted_head) {
            return Err(Failure::Input(format!(
                "no entry has the hash {head}: expected it among revisions 1 to {}; the ledger was cut off or is another one",
                found.head.revision
            )));
        }
        printer::data(&format!(
            "{} entries hold, {} contents recomputed, {} replaced by later loads; head {} {}",
            found.entries, found.contents, found.replaced, found.head.revision, found.head.hash
        ))?;
        Ok(())
    }
}
