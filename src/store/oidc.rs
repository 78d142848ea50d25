//! Persons that outside providers vouch for, and attempts to sign in by them: mutable rows beside the ledger.
//!
//! Must not see a secret, nor decide whom a person may act for.

use jiff::Timestamp;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    session::{moment, parse},
};
use crate::zone::{AccountName, Digest};

/// A person as a provider knows them, joined to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcIdentityRow {
    /// Id, which opens nothing.
    pub id: String,
    /// The provider's issuer.
    pub issuer: String,
    /// The person, by the provider's name.
    pub subject: String,
    /// The account.
    pub account: AccountName,
    /// When they were joined.
    pub joined_at: Timestamp,
    /// When it was last used to sign in.
    pub used_at: Option<Timestamp>,
}

/// An attempt to sign in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcAttemptRow {
    /// Digest of the browser's secret.
    pub secret: Digest,
    /// Id of the provider.
    pub provider: String,
    /// Where it began.
    pub address: String,
    /// Page of the client to return to.
    pub return_to: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

impl Store {
    /// Joins a person to an account; `false` where the person is joined already, whoever to.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn join_identity(&self, row: &OidcIdentityRow) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "insert into oidc_identity (id, issuer, subject, account, joined_at) values ($1, $2, $3, $4, $5)
             on conflict (issuer, subject) do nothing",
        )
        .bind(&row.id)
        .bind(&row.issuer)
        .bind(&row.subject)
        .bind(row.account.as_str())
        .bind(moment(row.joined_at))
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Parts a person from an account, and ends the account's sessions; `false` where they were not joined.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn part_identity(&self, account: &AccountName, id: &str) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        let done = sqlx::query("delete from oidc_identity where account = $1 and id = $2")
            .bind(account.as_str())
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("delete from session where account = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Finds a person.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn identity(&self, issuer: &str, subject: &str) -> Result<Option<OidcIdentityRow>, StoreError> {
        let row = sqlx::query(
            "select id, issuer, subject, account, joined_at, used_at from oidc_identity where issuer = $1 and subject = $2",
        )
        .bind(issuer)
        .bind(subject)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(identity_of).transpose()
    }

    /// Returns the persons joined to an account, oldest first.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn identities_of(&self, account: &AccountName) -> Result<Vec<OidcIdentityRow>, StoreError> {
        let rows = sqlx::query(
            "select id, issuer, subject, account, joined_at, used_at from oidc_identity where account = $1 order by joined_at, id",
        )
        .bind(account.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(identity_of).collect()
    }

    /// Says when a person last signed in.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn touch_identity(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("update oidc_identity set used_at = $2 where id = $1")
            .bind(id)
            .bind(moment(at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Keeps an attempt, unless so many of its address are open already; those that have ended go. Tells whether it was kept.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn open_oidc_attempt(&self, row: &OidcAttemptRow, now: Timestamp, most: u32) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        sqlx::query("delete from oidc_attempt where ends_at <= $1")
            .bind(moment(now))
            .execute(&mut *transaction)
            .await?;
        let open: i64 = sqlx::query_scalar("select count(*) from oidc_attempt where address = $1")
            .bind(&row.address)
            .fetch_one(&mut *transaction)
            .await?;
        let is_kept = open < i64::from(most);
        if is_kept {
            sqlx::query(
                "insert into oidc_attempt (secret_hash, provider, address, return_to, ends_at) values ($1, $2, $3, $4, $5)",
            )
            .bind(row.secret.to_string())
            .bind(&row.provider)
            .bind(&row.address)
            .bind(&row.return_to)
            .bind(moment(row.ends_at))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(is_kept)
    }

    /// Takes an attempt, so that nobody takes it again.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn take_oidc_attempt(&self, secret: Digest) -> Result<Option<OidcAttemptRow>, StoreError> {
        let row = sqlx::query(
            "delete from oidc_attempt where secret_hash = $1 returning provider, address, return_to, ends_at",
        )
        .bind(secret.to_string())
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(OidcAttemptRow {
            secret,
            provider: row.try_get("provider")?,
            address: row.try_get("address")?,
            return_to: row.try_get("return_to")?,
            ends_at: parse("oidc_attempt", "ends_at", row.try_get("ends_at")?)?,
        }))
    }
}

fn identity_of(row: &SqliteRow) -> Result<OidcIdentityRow, StoreError> {
    let used_at: Option<&str> = row.try_get("used_at")?;
    Ok(OidcIdentityRow {
        id: row.try_get("id")?,
        issuer: row.try_get("issuer")?,
        subject: row.try_get("subject")?,
        account: parse("oidc_identity", "account", row.try_get("account")?)?,
        joined_at: parse("oidc_identity", "joined_at", row.try_get("joined_at")?)?,
        used_at: used_at
            .map(|text| parse("oidc_identity", "used_at", text))
            .transpose()?,
    })
}
