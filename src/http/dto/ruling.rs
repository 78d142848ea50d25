//! Rulings as JSON.
//!
//! Must not decide whether one stands.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::atlas::RulingRecord;

/// A ruling on what two zones share.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RulingDocument {
    /// `accepted` or `must-fix`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// Who ruled.
    pub author: String,
    /// When.
    pub recorded_at: Timestamp,
    /// Revision of its entry in the ledger.
    pub revision: u64,
    /// Delimitations that it was made on, in the order of the pair.
    pub delimitations: [u32; 2],
    /// What they shared then, m².
    pub shared_m2: f64,
    /// Whether it stands: what they share today is the ground that was ruled on.
    pub stands: bool,
}

impl RulingDocument {
    /// Makes the document of a ruling.
    pub fn of(record: &RulingRecord, stands: bool) -> Self {
        let ruling = &record.ruling;
        Self {
            verdict: ruling.verdict.as_str().to_owned(),
            reason: ruling.reason.clone(),
            author: record.author.to_string(),
            recorded_at: record.recorded.at,
            revision: record.recorded.revision,
            delimitations: ruling.delimitations,
            shared_m2: record.shared_m2,
            stands,
        }
    }
}
