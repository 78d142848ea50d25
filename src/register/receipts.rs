//! Checking of receipts against this register: the chain up to their entry, and answers by giving them anew.
//!
//! Must not trust the receipt, nor the atlas of now.

use std::sync::Arc;

use super::{Register, RegisterError};
use crate::{
    atlas::{AnsweredQuestion, Atlas, Entry, GivenReceipt, Head, LookupPoint, Method, ReceiptError},
    geometry::LonLat,
    store::StoreError,
    zone::Digest,
};

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedReceipt {
    /// Revision of the receipt.
    pub revision: u64,
    /// Entries of the chain that were recomputed.
    pub entries: u64,
    /// Whether it is of an answer, which was given anew and is the same.
    pub is_answer: bool,
}

/// Why a receipt does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptFailure {
    /// It is not what the ledger says.
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
    /// The ledger itself does not hold.
    #[error("entry {revision} of the ledger: {cause}")]
    Ledger {
        /// The entry.
        revision: u64,
        /// What does not hold.
        cause: String,
    },
    /// The register answers otherwise.
    #[error(
        "at revision {revision} the register answers with the receipt {found}; expected {expected}, as the receipt says"
    )]
    Otherwise {
        /// Revision of the answer.
        revision: u64,
        /// As the receipt says.
        expected: Digest,
        /// As the register answers.
        found: Digest,
    },
    /// The register could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl From<StoreError> for ReceiptFailure {
    fn from(error: StoreError) -> Self {
        Self::Register(error.into())
    }
}

impl From<serde_json::Error> for ReceiptFailure {
    fn from(error: serde_json::Error) -> Self {
        Self::Register(error.into())
    }
}

/// Checks a receipt against entries that are handed in, such as those of an exported ledger.
///
/// # Errors
/// [`ReceiptFailure`] says what does not hold.
pub fn check_receipt(receipt: &GivenReceipt, entries: &[Entry]) -> Result<CheckedReceipt, ReceiptFailure> {
    let mut head = Head::EMPTY;
    for entry in entries {
        if let Some(found) = entry.break_after(head)? {
            return Err(ReceiptFailure::Ledger {
                revision: entry.revision,
                cause: found.to_string(),
            });
        }
        head = entry.head();
    }
    let nth = usize::try_from(receipt.revision)
        .ok()
        .and_then(|nth| nth.checked_sub(1));
    receipt.check(nth.and_then(|nth| entries.get(nth)), head)?;
    Ok(CheckedReceipt {
        revision: receipt.revision,
        entries: head.revision,
        is_answer: receipt.answer().is_some(),
    })
}

impl Register {
    /// Checks a receipt against this register: recomputes the chain, finds its entry, and gives an answer anew as of its revision.
    ///
    /// # Errors
    /// [`ReceiptFailure`] says what does not hold.
    pub async fn check_receipt(&self, receipt: GivenReceipt) -> Result<CheckedReceipt, ReceiptFailure> {
        let recorded = self.store.recorded_after(0).await?;
        let now = self.atlas();
        let checked = tokio::task::spawn_blocking(move || {
            let entries: Vec<Entry> = recorded.iter().map(|record| record.entry.clone()).collect();
            let checked = check_receipt(&receipt, &entries)?;
            let Some(answer) = receipt.answer() else {
                return Ok(checked);
            };
            let point = answer
                .question()
                .and_then(|question| Some((lookup_point(&question)?, question)));
            let (point, question) =
                point.ok_or_else(|| ReceiptError::Form("a point that cannot be looked up".to_owned()))?;
            let steps = recorded
                .into_iter()
                .take_while(|record| record.entry.revision <= receipt.revision);
            let steps = steps.map(|record| (record.entry, record.change));
            let then = Atlas::empty(Arc::new(now.programme().clone()), now.today()).advance(now.today(), steps);
            let found = then.lookup(point, question.on, question.known)?.receipt;
            if found == answer.digest {
                Ok(checked)
            } else {
                Err(ReceiptFailure::Otherwise {
                    revision: receipt.revision,
                    expected: answer.digest,
                    found,
                })
            }
        });
        checked
            .await
            .map_err(|_| ReceiptFailure::Register(RegisterError::CutOff))?
    }
}

/// Makes the point of a question that was answered.
fn lookup_point(question: &AnsweredQuestion) -> Option<LookupPoint> {
    let method = match question.method.as_str() {
        "given" => Method::Given,
        "address-book" => Method::AddressBook,
        "agency" => Method::Agency,
        _ => return None,
    };
    Some(LookupPoint {
        place: LonLat::new(question.lon, question.lat).ok()?,
        method,
        uncertainty_m: question.uncertainty_m,
        matched: question.matched.clone(),
        score: question.score,
    })
}
