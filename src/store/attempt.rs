//! Failed attempts to sign in, counted by subject.
//!
//! Must not know what a subject is, nor how many failures are too many.

use jiff::Timestamp;
use sqlx::Row;

use super::{
    Store, StoreError,
    session::{moment, parse},
};

/// Failures of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the last one was.
    pub last_at: Timestamp,
}

impl Store {
    /// Returns the failures of a subject whose last one was after `since`.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn failures(&self, subject: &str, since: Timestamp) -> Result<Option<Failures>, StoreError> {
        let row = sqlx::query("select failures, last_at from sign_in_failure where subject = $1 and last_at > $2")
            .bind(subject)
            .bind(moment(since))
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let count: i64 = row.try_get("failures")?;
        Ok(Some(Failures {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            last_at: parse("sign_in_failure", "last_at", row.try_get("last_at")?)?,
        }))
    }

    /// Counts one more failure of each subject; counts whose last failure was not after `since` begin anew, and go.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn count_failure(&self, subjects: &[&str], at: Timestamp, since: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        sqlx::query("delete from sign_in_failure where last_at <= $1")
            .bind(moment(since))
            .execute(&mut *transaction)
            .await?;
        for subject in subjects {
            sqlx::query(
                "insert into sign_in_failure (subject, failures, first_at, last_at) values ($1, 1, $2, $2)
                 on conflict (subject) do update set failures = failures + 1, last_at = excluded.last_at",
            )
            .bind(subject)
            .bind(moment(at))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Forgets the failures of a subject.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn forget_failures(&self, subject: &str) -> Result<(), StoreError> {
        sqlx::query("delete from sign_in_failure where subject = $1")
            .bind(subject)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
