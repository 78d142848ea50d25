//! The ledger's arithmetic: how one entry follows another.
//!
//! Must not know where entries are kept, nor what day it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Change;
use crate::zone::Digest;

/// The end of the chain: the newest revision and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Revision of the newest entry; 0 where there is none.
    pub revision: u64,
    /// Hash of the newest entry; all zeros where there is none.
    pub hash: Digest,
}

impl Head {
    /// The head of an empty ledger.
    pub const EMPTY: Self = Self {
        revision: 0,
        hash: Digest::ZERO,
    };
}

/// Where a chain breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// A revision is missing before this one.
    #[error("expected revision {expected} in its place: an entry is missing")]
    Gap {
        /// The revision that should stand there.
        expected: u64,
    },
    /// It does not name the hash of the entry before.
    #[error("it follows {found}, expected {expected}: an entry before it was changed")]
    Chain {
        /// Hash of the entry before.
        expected: Digest,
        /// The hash it names.
        found: Digest,
    },
    /// Its own members do not give its hash.
    #[error("its members give {computed}, expected {stated}: the entry was changed")]
    Hash {
        /// The hash stated.
        stated: Digest,
        /// The hash computed.
        computed: Digest,
    },
}

/// One entry: an act, with the digest of its content and of all that came before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the order of everything, from 1.
    pub revision: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who acted.
    pub actor: String,
    /// The act.
    pub act: String,
    /// What it was about.
    pub subject: String,
    /// Digest of the change.
    #[serde(alias = "payload_digest")]
    pub content: Digest,
    /// Hash of the entry before.
    pub previous: Digest,
    /// Hash over all the members above.
    pub hash: Digest,
}

impl Entry {
    /// Makes the entry of `change` that follows `head`.
    ///
    /// # Errors
    /// Returns the serializer's error where the change has no digest.
    pub fn follow(head: Head, recorded_at: Timestamp, actor: &str, change: &Change) -> Result<Self, serde_json::Error> {
        let mut entry = Self {
            revision: head.revision + 1,
            recorded_at,
            actor: actor.to_owned(),
            act: change.act().to_owned(),
            subject: change.subject(),
            content: change.digest()?,
            previous: head.hash,
            hash: Digest::ZERO,
        };
        entry.hash = entry.computed_hash()?;
        Ok(entry)
    }

    /// Returns the hash that the entry's members give.
    ///
    /// # Errors
    /// Returns the serializer's error.
    pub fn computed_hash(&self) -> Result<Digest, serde_json::Error> {
        Digest::of(&(
            self.revision,
            self.recorded_at.to_string(),
            &self.actor,
            &self.act,
            &self.subject,
            self.content,
            self.previous,
        ))
    }

    /// Tells what is wrong where the entry does not follow `head`, or its hash is not that of its members.
    ///
    /// # Errors
    /// Returns the serializer's error.
    pub fn break_after(&self, head: Head) -> Result<Option<ChainBreak>, serde_json::Error> {
        if self.revision != head.revision + 1 {
            return Ok(Some(ChainBreak::Gap {
                expected: head.revision + 1,
            }));
        }
        if self.previous != head.hash {
            return Ok(Some(ChainBreak::Chain {
                expected: head.hash,
                found: self.previous,
            }));
        }
        let computed = self.computed_hash()?;
        Ok((computed != self.hash).then_some(ChainBreak::Hash {
            stated: self.hash,
            computed,
        }))
    }

    /// Returns the head that this entry makes.
    pub fn head(&self) -> Head {
        Head {
            revision: self.revision,
            hash: self.hash,
        }
    }
}
