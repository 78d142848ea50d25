//! API tokens: mutable rows beside the ledger.
//!
//! Must not see a secret, nor decide whether a token still holds.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    session::{moment, parse},
};
use crate::zone::{AccountName, Digest};

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Reading alone.
    Read,
    /// Whatever its account may.
    Write,
}

impl Scope {
    /// Returns the scope's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "read" => Ok(Self::Read),
            "write" => Ok(Self::Write),
            _ => Err(format!("scope `{text}` is unknown; expected `read` or `write`")),
        }
    }
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Id, which opens nothing.
    pub id: String,
    /// Digest of its secret.
    pub secret: Digest,
    /// Whose it is.
    pub account: AccountName,
    /// What its owner calls it.
    pub label: String,
    /// What it may be used for.
    pub scope: Scope,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
}

impl Store {
    /// Keeps a token.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn keep_token(&self, token: &TokenRow) -> Result<(), StoreError> {
        sqlx::query(
            "insert into api_token (id, secret_hash, account, label, scope, made_at, ends_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&token.id)
        .bind(token.secret.to_string())
        .bind(token.account.as_str())
        .bind(&token.label)
        .bind(token.scope.as_str())
        .bind(moment(token.made_at))
        .bind(moment(token.ends_at))
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Returns a token by the digest of its secret.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn token(&self, secret: Digest) -> Result<Option<TokenRow>, StoreError> {
        let row = sqlx::query("select * from api_token where secret_hash = $1")
            .bind(secret.to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(token).transpose()
    }

    /// Returns the tokens of an account, oldest first.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn tokens_of(&self, account: &AccountName) -> Result<Vec<TokenRow>, StoreError> {
        let rows = sqlx::query("select * from api_token where account = $1 order by made_at, id")
            .bind(account.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(token).collect()
    }

    /// Revokes a token of an account; returns whether there was one that held.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn revoke_token(&self, account: &AccountName, id: &str, at: Timestamp) -> Result<bool, StoreError> {
        let done =
            sqlx::query("update api_token set revoked_at = $3 where account = $1 and id = $2 and revoked_at is null")
                .bind(account.as_str())
                .bind(id)
                .bind(moment(at))
                .execute(&self.pool)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Says when a token was last used.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn touch_token(&self, secret: Digest, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("update api_token set used_at = $2 where secret_hash = $1")
            .bind(secret.to_string())
            .bind(moment(at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

fn token(row: &SqliteRow) -> Result<TokenRow, StoreError> {
    let text = |column: &'static str| row.try_get::<&str, _>(column);
    let optional = |column: &'static str| -> Result<Option<Timestamp>, StoreError> {
        let text: Option<&str> = row.try_get(column)?;
        text.map(|text| parse("api_token", column, text)).transpose()
    };
    Ok(TokenRow {
        id: row.try_get("id")?,
        secret: parse("api_token", "secret_hash", text("secret_hash")?)?,
        account: parse("api_token", "account", text("account")?)?,
        label: row.try_get("label")?,
        scope: parse("api_token", "scope", text("scope")?)?,
        made_at: parse("api_token", "made_at", text("made_at")?)?,
        ends_at: parse("api_token", "ends_at", text("ends_at")?)?,
        revoked_at: optional("revoked_at")?,
        used_at: optional("used_at")?,
    })
}
