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
    /// Who acted.
    pub actor: String,
    /// The act.
    pub act: String,
    /// What it was about.
    pub subject: String,
    /// Digest of its content.
    pub payload_digest: String,
    /// Hash of the entry before.
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

impl From<Entry> for EntryDocument {
    fn from(entry: Entry) -> Self {
        Self {
            revision: entry.revision,
            recorded_at: entry.recorded_at,
            actor: entry.actor,
            act: entry.act,
            subject: entry.subject,
            payload_digest: entry.content.to_string(),
            previous: entry.previous.to_string(),
            hash: entry.hash.to_string(),
        }
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
