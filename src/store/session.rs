//! Passwords and sessions: mutable rows beside the ledger.
//!
//! Must not see a secret: hashes come in, hashes go out. Must not decide whether a session still holds.

use jiff::Timestamp;
use sqlx::Row;

use super::{Store, StoreError};
use crate::zone::{AccountName, Digest};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Digest of its secret.
    pub secret: Digest,
    /// Whose it is.
    pub account: AccountName,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends, whatever happens.
    pub ends_at: Timestamp,
}

/// Reads a column of a secrets' table, which has no revision to name.
pub(super) fn parse<T>(table: &'static str, column: &'static str, text: &str) -> Result<T, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| StoreError::Corrupt {
        table,
        revision: 0,
        column,
        cause: error.to_string(),
    })
}

/// Writes a moment so that texts order as moments do: every one with the same digits.
pub(super) fn moment(at: Timestamp) -> String {
    format!("{at:.6}")
}

impl Store {
    /// Keeps the hash of an account's password, and ends every session of the account.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn keep_password(&self, account: &AccountName, hash: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        sqlx::query(
            "insert into credential (account, password_hash, changed_at) values ($1, $2, $3)
             on conflict (account) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at",
        )
        .bind(account.as_str())
        .bind(hash)
        .bind(moment(at))
        .execute(&mut *transaction)
        .await?;
        sqlx::query("delete from session where account = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Returns the hash of an account's password.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn password(&self, account: &AccountName) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("select password_hash from credential where account = $1")
            .bind(account.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("password_hash")).transpose()?)
    }

    /// Keeps a session; those that have ended go.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn open_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        sqlx::query("delete from session where ends_at <= $1")
            .bind(moment(session.began_at))
            .execute(&self.pool)
            .await?;
        sqlx::query(
            "insert into session (secret_hash, account, began_at, seen_at, ends_at) values ($1, $2, $3, $4, $5)",
        )
        .bind(session.secret.to_string())
        .bind(session.account.as_str())
        .bind(moment(session.began_at))
        .bind(moment(session.seen_at))
        .bind(moment(session.ends_at))
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Returns a session by the digest of its secret.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn session(&self, secret: Digest) -> Result<Option<SessionRow>, StoreError> {
        let row = sqlx::query("select account, began_at, seen_at, ends_at from session where secret_hash = $1")
            .bind(secret.to_string())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(SessionRow {
            secret,
            account: parse("session", "account", row.try_get("account")?)?,
            began_at: parse("session", "began_at", row.try_get("began_at")?)?,
            seen_at: parse("session", "seen_at", row.try_get("seen_at")?)?,
            ends_at: parse("session", "ends_at", row.try_get("ends_at")?)?,
        }))
    }

    /// Says when a session was last used.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn touch_session(&self, secret: Digest, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("update session set seen_at = $2 where secret_hash = $1")
            .bind(secret.to_string())
            .bind(moment(at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn close_session(&self, secret: Digest) -> Result<(), StoreError> {
        sqlx::query("delete from session where secret_hash = $1")
            .bind(secret.to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn close_sessions_of(&self, account: &AccountName) -> Result<(), StoreError> {
        sqlx::query("delete from session where account = $1")
            .bind(account.as_str())
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
