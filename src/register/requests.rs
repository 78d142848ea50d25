//! Requests that bear an idempotency key: each is answered once.
//!
//! Must not know what was asked or answered.

use super::{Register, RegisterError};
use crate::{
    store::{AnsweredRequest, Reserved},
    zone::Digest,
};

/// A key is remembered for a day: longer than any client goes on trying.
const REMEMBERED_US: i64 = 24 * 60 * 60 * 1_000_000;
/// A request without an answer after two minutes was cut off: the service answers or gives up within 30 seconds.
const CUT_OFF_US: i64 = 2 * 60 * 1_000_000;

impl Register {
    /// Reserves a key for a request of one author.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn reserve_request(&self, scope: Digest, key: &str, request: Digest) -> Result<Reserved, RegisterError> {
        let now = self.now().as_microsecond();
        let times = (now, now - REMEMBERED_US, now - CUT_OFF_US);
        Ok(self.store().reserve_request((scope, key, request), times).await?)
    }

    /// Keeps the answer of a request, or forgets the request where it came to nothing and may be asked again.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn settle_request(
        &self,
        scope: Digest,
        key: &str,
        answer: Option<&AnsweredRequest>,
    ) -> Result<(), RegisterError> {
        match answer {
            Some(answer) => self.store().keep_answer(scope, key, answer).await?,
            None => self.store().forget_request(scope, key).await?,
        }
        Ok(())
    }
}
