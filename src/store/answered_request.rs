//! Requests that bore an idempotency key, and the answers they got.
//!
//! Must not know what was asked: requests are told apart by digests.

use sqlx::Row;

use super::{Store, StoreError};
use crate::zone::Digest;

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredRequest {
    /// HTTP status, or any number that its caller understands.
    pub status: u16,
    /// Headers, as JSON.
    pub headers: String,
    /// Body.
    pub body: Vec<u8>,
}

/// What became of the wish to answer a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reserved {
    /// It is the first of its key: answer it, and keep or forget the answer.
    First,
    /// It was answered.
    Answered(AnsweredRequest),
    /// It is being answered.
    UnderWay,
    /// Its key was used for another request.
    Other,
}

impl Store {
    /// Reserves a key for a request: keys begun before `forget_before` are forgotten, and so are requests without an answer begun before
    /// `give_up_before`. Times are microseconds since 1970.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn reserve_request(
        &self,
        (scope, key, request): (Digest, &str, Digest),
        (now, forget_before, give_up_before): (i64, i64, i64),
    ) -> Result<Reserved, StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        sqlx::query("delete from answered_request where began_at < $1 or (status is null and began_at < $2)")
            .bind(forget_before)
            .bind(give_up_before)
            .execute(&mut *transaction)
            .await?;
        let held =
            sqlx::query("select request, status, headers, body from answered_request where scope = $1 and key = $2")
                .bind(scope.to_string())
                .bind(key)
                .fetch_optional(&mut *transaction)
                .await?;
        let reserved = match held {
            None => {
                sqlx::query("insert into answered_request (scope, key, request, began_at) values ($1, $2, $3, $4)")
                    .bind(scope.to_string())
                    .bind(key)
                    .bind(request.to_string())
                    .bind(now)
                    .execute(&mut *transaction)
                    .await?;
                Reserved::First
            }
            Some(row) => {
                let of: String = row.try_get("request")?;
                let status: Option<u16> = row.try_get("status")?;
                match status {
                    _ if of != request.to_string() => Reserved::Other,
                    None => Reserved::UnderWay,
                    Some(status) => Reserved::Answered(AnsweredRequest {
                        status,
                        headers: row.try_get("headers")?,
                        body: row.try_get("body")?,
                    }),
                }
            }
        };
        transaction.commit().await?;
        Ok(reserved)
    }

    /// Keeps the answer of a request.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn keep_answer(&self, scope: Digest, key: &str, answer: &AnsweredRequest) -> Result<(), StoreError> {
        sqlx::query("update answered_request set status = $1, headers = $2, body = $3 where scope = $4 and key = $5")
            .bind(i64::from(answer.status))
            .bind(&answer.headers)
            .bind(&answer.body)
            .bind(scope.to_string())
            .bind(key)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Forgets a request that came to nothing.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn forget_request(&self, scope: Digest, key: &str) -> Result<(), StoreError> {
        sqlx::query("delete from answered_request where scope = $1 and key = $2")
            .bind(scope.to_string())
            .bind(key)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
