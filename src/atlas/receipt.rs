//! Receipts: what the service gives out with an act or an answer, read back so that it can be checked against a ledger.
//!
//! Must not know where the ledger is: entries are handed in.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Entry, Head};
use crate::zone::Digest;

/// A receipt as it was given out: with an act (`revision` and `hash`), of an entry (`entry` besides), or with an answer to a look-up.
#[derive(Debug, Deserialize)]
pub struct Receipt {
    /// Revision that it speaks of.
    pub revision: u64,
    /// Hash of that revision; absent in answers.
    pub hash: Option<Digest>,
    /// The entry of that revision, where it was given out.
    pub entry: Option<Entry>,
    /// Digest of an answer.
    #[serde(rename = "receipt")]
    digest: Option<Digest>,
    answer: Option<String>,
    point: Option<PointText>,
    zones: Option<Vec<ZoneText>>,
    on: Option<jiff::civil::Date>,
    known: Option<jiff::Timestamp>,
}

/// The answer that a receipt is of.
#[derive(Debug)]
pub struct AnswerReceipt<'a> {
    receipt: &'a Receipt,
    /// The digest given out.
    pub digest: Digest,
}

/// What does not hold of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is none.
    #[error(
        "expected a receipt: a JSON object with `revision` and `hash`, or an answer to a look-up with its `receipt`; found {0}"
    )]
    Form(String),
    /// The ledger is shorter.
    #[error(
        "the receipt is of revision {revision}; expected at most {newest}, the newest of the ledger: its end was cut off, or it is another one"
    )]
    Beyond {
        /// Revision of the receipt.
        revision: u64,
        /// Newest of the ledger.
        newest: u64,
    },
    /// The ledger has another entry there.
    #[error(
        "revision {revision} of the ledger has the hash {found}; expected {expected}, as the receipt says: one of them was changed, or the ledger is another one"
    )]
    Hash {
        /// Revision of the receipt.
        revision: u64,
        /// As the receipt says.
        expected: Digest,
        /// As the ledger has it.
        found: Digest,
    },
    /// The entry in the receipt is not the one of the ledger.
    #[error("the entry in the receipt is not entry {0} of the ledger: the receipt was changed")]
    Entry(u64),
    /// The answer does not give its digest.
    #[error(
        "the answer gives {computed} at revision {revision}; expected {stated}, as its receipt says: the answer was changed, or the ledger is another one"
    )]
    Answer {
        /// Revision of the answer.
        revision: u64,
        /// As the receipt says.
        stated: Digest,
        /// As the answer gives it.
        computed: Digest,
    },
}

/// The point of an answer, numbers as they were printed: a digest is over their digits.
#[derive(Debug, Serialize, Deserialize)]
struct PointText {
    lon: Box<RawValue>,
    lat: Box<RawValue>,
    method: String,
    uncertainty_m: Box<RawValue>,
    matched: Option<String>,
    score: Box<RawValue>,
}

/// A zone of an answer.
#[derive(Debug, Serialize, Deserialize)]
struct ZoneText {
    zone: String,
    name: String,
    park: Option<String>,
    functions: Vec<String>,
    status: String,
    title_valid: Option<bool>,
    position: String,
    distance_to_limit_m: Box<RawValue>,
    nearest_side: String,
    delimitation: u32,
    valid_from: Option<jiff::civil::Date>,
}

impl Receipt {
    /// Reads a receipt from its JSON text.
    ///
    /// # Errors
    /// Says what it is instead.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let receipt: Self = serde_json::from_str(text).map_err(|error| ReceiptError::Form(format!("`{error}`")))?;
        let is_answer = receipt.digest.is_some() && receipt.answer.is_some() && receipt.point.is_some();
        if receipt.hash.is_none() && receipt.entry.is_none() && !is_answer {
            return Err(ReceiptError::Form("neither".to_owned()));
        }
        Ok(receipt)
    }

    /// Checks the receipt against the entry of its revision (absent for revision 0 or where the ledger is shorter) and the ledger's head.
    ///
    /// # Errors
    /// [`ReceiptError`] says what does not hold.
    pub fn check(&self, entry: Option<&Entry>, head: Head) -> Result<(), ReceiptError> {
        if self.revision > head.revision {
            return Err(ReceiptError::Beyond {
                revision: self.revision,
                newest: head.revision,
            });
        }
        let found = entry.map_or(Digest::ZERO, |entry| entry.hash);
        let stated = [self.hash, self.entry.as_ref().map(|entry| entry.hash)];
        if let Some(expected) = stated.into_iter().flatten().find(|stated| *stated != found) {
            return Err(ReceiptError::Hash {
                revision: self.revision,
                expected,
                found,
            });
        }
        if self.entry.is_some() && self.entry.as_ref() != entry {
            return Err(ReceiptError::Entry(self.revision));
        }
        match self.answer() {
            None => Ok(()),
            Some(answer) => answer.check(found),
        }
    }

    /// Returns the answer that it is a receipt of.
    pub fn answer(&self) -> Option<AnswerReceipt<'_>> {
        self.digest.map(|digest| AnswerReceipt { receipt: self, digest })
    }
}

impl AnswerReceipt<'_> {
    /// Returns the point that was asked for, its uncertainty, the day, and the moment of knowledge, so that the question can be asked anew.
    pub fn question(&self) -> Option<Question> {
        let point = self.receipt.point.as_ref()?;
        let number = |raw: &RawValue| raw.get().parse::<f64>().ok();
        Some(Question {
            lon: number(&point.lon)?,
            lat: number(&point.lat)?,
            method: point.method.clone(),
            uncertainty_m: number(&point.uncertainty_m)?,
            matched: point.matched.clone(),
            score: number(&point.score)?,
            on: self.receipt.on?,
            known: self.receipt.known,
        })
    }

    fn check(&self, hash: Digest) -> Result<(), ReceiptError> {
        let receipt = self.receipt;
        let computed = Digest::of(&(
            &receipt.answer,
            &receipt.point,
            &receipt.zones,
            receipt.on,
            receipt.known,
            receipt.revision,
            hash,
        ));
        let computed = computed.map_err(|error| ReceiptError::Form(format!("`{error}`")))?;
        if computed == self.digest {
            Ok(())
        } else {
            Err(ReceiptError::Answer {
                revision: receipt.revision,
                stated: self.digest,
                computed,
            })
        }
    }
}

/// The question that an answer is to.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// How the point was found.
    pub method: String,
    /// How far off it may be, in metres.
    pub uncertainty_m: f64,
    /// What was matched.
    pub matched: Option<String>,
    /// How well it matches.
    pub score: f64,
    /// The day asked for.
    pub on: jiff::civil::Date,
    /// The moment whose knowledge was asked for.
    pub known: Option<jiff::Timestamp>,
}
