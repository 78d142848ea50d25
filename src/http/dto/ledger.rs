//! Entries of the ledger as JSON.
//!
//! Must not recompute them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::atlas::{Entry, Head};

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeadDocument {
    /// Newest revision.
    pub revision: u64,
    /// Its hash.
    pub hash: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryDocument {
    /// Place in the order of everything.
    pub revision: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who acted; null where withheld.
    pub actor: Option<String>,
    /// The act; null where withheld.
    pub act: Option<String>,
    /// What it was about; null where withheld.
    pub subject: Option<String>,
    /// Whether actor, act and subject are withheld, since they tell of what the viewer does not see. The entry keeps its place in the chain.
    pub withheld: bool,
    /// Digest of its content.
    pub payload_digest: String,
    /// Hash of the entry before.
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

impl EntryDocument {
    /// Makes the document of an entry, with or without what it is about.
    pub fn of(entry: Entry, withheld: bool) -> Self {
        let told = |text: String| (!withheld).then_some(text);
        Self {
            revision: entry.revision,
            recorded_at: entry.recorded_at,
            actor: told(entry.actor),
            act: told(entry.act),
            subject: told(entry.subject),
            withheld,
            payload_digest: entry.content.to_string(),
            previous: entry.previous.to_string(),
            hash: entry.hash.to_string(),
        }
    }
}

impl From<Entry> for EntryDocument {
    fn from(entry: Entry) -> Self {
        Self::of(entry, false)
    }
}

impl From<Head> for HeadDocument {
    fn from(head: Head) -> Self {
        Self {
            revision: head.revision,
            hash: head.hash.to_string(),
        }
    }
}

/// A receipt: an entry with the head of the ledger at the time, to be kept elsewhere and checked by `sizhi verify --receipt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReceiptDocument {
    /// Revision of the entry.
    pub revision: u64,
    /// Its hash.
    pub hash: String,
    /// The entry.
    pub entry: EntryDocument,
    /// The end of the chain when the receipt was given out.
    pub head: HeadDocument,
}
