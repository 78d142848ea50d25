//! API tokens: made for an account, told once, scoped, ending, revocable.
//!
//! Must not know headers.

use jiff::{SignedDuration, Timestamp};

use super::{Identity, Register, RegisterError, secret, sign_in::recognised};
use crate::{
    store::{Scope, TokenRow},
    zone::Digest,
};

/// Longest time for which a token holds, in days.
pub const MOST_DAYS: u16 = 366;
/// What every token begins with, so that people and scanners of sources know one when they see it.
const PREFIX: &str = "sizhi_";
/// Most characters of a label.
const MOST_LABEL: usize = 200;
/// How exactly the last use is kept.
const USED_EVERY: SignedDuration = SignedDuration::from_secs(60);

impl Register {
    /// Makes a token of an account; returns its row, and its secret, which is told once.
    ///
    /// # Errors
    /// Names the account that is not there, or the days that are allowed.
    pub async fn make_token(
        &self,
        account: &str,
        label: &str,
        scope: Scope,
        days: u16,
    ) -> Result<(TokenRow, String), RegisterError> {
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(RegisterError::TokenDays {
                found: days,
                most: MOST_DAYS,
            });
        }
        let account = self.account(account)?.name;
        let secret = format!("{PREFIX}{}", secret::random_secret()?);
        let made_at = self.clock.now();
        let row = TokenRow {
            id: secret::random_secret()?.chars().take(16).collect(),
            secret: secret::digest(&secret),
            account,
            label: label.chars().take(MOST_LABEL).collect(),
            scope,
            made_at,
            ends_at: made_at
                .checked_add(SignedDuration::from_hours(24 * i64::from(days)))
                .unwrap_or(made_at),
            revoked_at: None,
            used_at: None,
        };
        self.store.keep_token(&row).await?;
        tracing::info!(account = row.account.as_str(), token = row.id, %scope, days, "token made");
        Ok((row, secret))
    }

    /// Returns the tokens of an account, oldest first.
    ///
    /// # Errors
    /// Names the account that is not there.
    pub async fn tokens(&self, account: &str) -> Result<Vec<TokenRow>, RegisterError> {
        Ok(self.store.tokens_of(&self.account(account)?.name).await?)
    }

    /// Revokes a token of an account.
    ///
    /// # Errors
    /// Returns [`RegisterError::NoToken`] where the account has no such token, or it is revoked already.
    pub async fn revoke_token(&self, account: &str, id: &str) -> Result<(), RegisterError> {
        let account = self.account(account)?.name;
        if self.store.revoke_token(&account, id, self.clock.now()).await? {
            tracing::info!(account = account.as_str(), token = id, "token revoked");
            return Ok(());
        }
        Err(RegisterError::NoToken(id.to_owned()))
    }

    /// Recognises a token by its secret; `None` where it has ended, was revoked, or its account may no longer act.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn token(&self, secret: &str) -> Result<Option<Identity>, RegisterError> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        self.token_again(secret::digest(secret)).await
    }

    /// Recognises a token by the digest of its secret.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn token_again(&self, digest: Digest) -> Result<Option<Identity>, RegisterError> {
        let Some(row) = self.store.token(digest).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        if !holds(&row, now) {
            return Ok(None);
        }
        let Some((account, office)) = recognised(&self.atlas(), &row.account) else {
            return Ok(None);
        };
        if row.used_at.is_none_or(|used| now.duration_since(used) >= USED_EVERY) {
            self.store.touch_token(row.secret, now).await?;
        }
        Ok(Some(Identity {
            account,
            office,
            scope: row.scope,
            ends_at: row.ends_at,
            key: digest,
        }))
    }
}

/// Tells whether a token holds at a moment.
pub fn holds(row: &TokenRow, now: Timestamp) -> bool {
    row.revoked_at.is_none() && now < row.ends_at
}
