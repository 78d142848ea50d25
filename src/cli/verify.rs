//! `sizhi verify`: whether ledger and rows still are what was written.
//!
//! Must not mend anything.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::{
    atlas::{Entry, GivenReceipt},
    register::{ReceiptFailure, check_receipt},
    zone::{Digest, DigestError},
};

/// Recompute the ledger's chain and every digest, and name the first entry that does not hold.
///
/// A chain cannot tell that its newest entries were cut off; keep the hash it prints, and give it back with --head.
#[derive(Debug, Args)]
pub struct Verify {
    /// Hash that the newest entry, or an earlier one, must have.
    #[arg(long, value_name = "sha256:…", value_parser = digest)]
    head: Option<Digest>,
    /// Check a receipt instead: what the service gave out with an act or an answer, or `/v1/ledger/N/receipt`; `-` reads standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "head")]
    receipt: Option<PathBuf>,
    /// Check the receipt against an exported ledger (`sizhi export ledger`) instead of the register.
    #[arg(long, value_name = "FILE", requires = "receipt")]
    ledger: Option<PathBuf>,
}

fn digest(text: &str) -> Result<Digest, DigestError> {
    text.parse()
}

impl Verify {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        if let Some(file) = &self.receipt {
            return receipt(file, self.ledger.as_deref(), options).await;
        }
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

impl From<ReceiptFailure> for Failure {
    fn from(failure: ReceiptFailure) -> Self {
        match failure {
            ReceiptFailure::Register(error) => error.into(),
            _ => Self::Input(failure.to_string()),
        }
    }
}

/// Most bytes of a receipt: answers name zones, not shapes.
const MOST_RECEIPT_BYTES: u64 = 16 << 20;

/// Checks a receipt against a ledger that was exported, or the register.
async fn receipt(file: &Path, ledger: Option<&Path>, options: &RegisterOptions) -> Result<(), Failure> {
    let at_fault = |error: &dyn std::fmt::Display| Failure::Input(format!("{}: {error}", file.display()));
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(MOST_RECEIPT_BYTES).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(MOST_RECEIPT_BYTES).read_to_string(&mut text))
    };
    read.map_err(|error| at_fault(&error))?;
    let receipt = GivenReceipt::parse(&text).map_err(|error| at_fault(&error))?;
    let (checked, against) = match ledger {
        Some(ledger) => (check_receipt(&receipt, &entries(ledger)?), "of the exported ledger"),
        None => (options.open().await?.check_receipt(receipt).await, "of the register"),
    };
    let checked = checked.map_err(|failure| match Failure::from(failure) {
        Failure::Input(cause) => at_fault(&cause),
        other => other,
    })?;
    let answer = match (checked.is_answer, ledger.is_some()) {
        (false, _) => "",
        (true, false) => "; the register gives the same answer as of that revision",
        (true, true) => "; its digest is right, and only the register itself can tell whether it would answer so",
    };
    printer::data(&format!(
        "the receipt holds: revision {} {against}, whose {} entries hold{answer}",
        checked.revision, checked.entries
    ))?;
    Ok(())
}

/// Reads an exported ledger.
fn entries(file: &Path) -> Result<Vec<Entry>, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
    let entry = |(nth, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            let line = nth + 1;
            Failure::Input(format!(
                "{}: line {line}: expected an entry of the ledger, found {error}",
                file.display()
            ))
        })
    };
    text.lines().enumerate().map(entry).collect()
}
