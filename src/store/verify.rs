//! Verification: whether the ledger and the rows still are what was written.
//!
//! Must not mend anything, nor trust the atlas: it reads everything anew.

use std::collections::BTreeSet;

use super::{Recorded, Store, StoreError};
use crate::{
    atlas::{ChainBreak, Head},
    zone::Digest,
};

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The head as found.
    pub head: Head,
    /// Entries whose chain was recomputed.
    pub entries: usize,
    /// Entries whose content was recomputed from rows.
    pub contents: usize,
    /// Loads whose rows were replaced by a later load of the same name; their entry is checked, their content is gone.
    pub replaced: usize,
    /// Whether an entry has the hash that was asked for; false where none was.
    pub holds_wanted_head: bool,
    /// The first entry that does not hold.
    pub fault: Option<Fault>,
}

/// An entry that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Revision of the entry.
    pub revision: u64,
    /// What it is about.
    pub subject: String,
    /// What does not hold.
    pub kind: FaultKind,
}

/// What does not hold of an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// It does not follow the entry before.
    #[error(transparent)]
    Broken(#[from] ChainBreak),
    /// Its rows do not give its digest.
    #[error("its rows give {computed}, expected {stated}: the rows were changed")]
    Content {
        /// The digest stated.
        stated: Digest,
        /// The digest computed.
        computed: Digest,
    },
    /// Its rows are gone.
    #[error("its rows are gone")]
    Missing,
}

impl Store {
    /// Recomputes the chain and the digest of every change; `wanted_head` is a hash that some entry should have.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that cannot be read at all.
    pub async fn verify(&self, wanted_head: Option<Digest>) -> Result<Verification, StoreError> {
        let recorded = self.recorded_after(0).await?;
        let mut verification = Verification {
            head: Head::EMPTY,
            entries: 0,
            contents: 0,
            replaced: 0,
            holds_wanted_head: false,
            fault: None,
        };
        let replaced = replaced(&recorded);
        for record in &recorded {
            if let Some(kind) = check(verification.head, record, &replaced)? {
                let entry = &record.entry;
                verification.fault = Some(Fault {
                    revision: entry.revision,
                    subject: entry.subject.clone(),
                    kind,
                });
                return Ok(verification);
            }
            verification.head = record.entry.head();
            verification.holds_wanted_head |= wanted_head == Some(record.entry.hash);
            verification.entries += 1;
            verification.contents += usize::from(record.change.is_some());
            verification.replaced += usize::from(record.change.is_none());
        }
        Ok(verification)
    }
}

/// Returns the revisions of loads that a later load of the same subject replaced.
fn replaced(recorded: &[Recorded]) -> BTreeSet<u64> {
    let mut later = BTreeSet::new();
    let loads = recorded.iter().rev().filter(|record| record.entry.act == "load");
    loads
        .filter(|record| !later.insert(record.entry.subject.as_str()))
        .map(|record| record.entry.revision)
        .collect()
}

fn check(head: Head, record: &Recorded, replaced: &BTreeSet<u64>) -> Result<Option<FaultKind>, StoreError> {
    let entry = &record.entry;
    if let Some(found) = entry.break_after(head)? {
        return Ok(Some(found.into()));
    }
    match &record.change {
        Some(change) => {
            let computed = change.digest()?;
            let told = change.act() == entry.act && change.subject() == entry.subject;
            let holds = computed == entry.content && told;
            Ok((!holds).then_some(FaultKind::Content {
                stated: entry.content,
                computed,
            }))
        }
        None if replaced.contains(&entry.revision) => Ok(None),
        None => Ok(Some(FaultKind::Missing)),
    }
}
