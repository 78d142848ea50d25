//! Signing in: passwords, lock-out, sessions.
//!
//! Must not tell whether an account exists: by its answer, its time, or its counting.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Register, RegisterError, secret};
use crate::{
    atlas::Atlas,
    store::{Scope, SessionRow},
    zone::{Account, AccountName, Digest, Office},
};

/// Failures of one account after which it is locked.
const MOST_OF_ACCOUNT: u32 = 5;
/// Failures from one address after which it is not listened to: an office of many people may share one.
const MOST_OF_ADDRESS: u32 = 30;
/// How long failures count after the last one.
const COUNTS_FOR: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts without a request.
const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// How long a session lasts at most: a working day.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How exactly the last use is kept: finer would cost a write a request.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account: Arc<Account>,
    /// Its office.
    pub office: Arc<Office>,
    /// What may be done.
    pub scope: Scope,
    /// When the session or token ends, at the latest.
    pub ends_at: Timestamp,
    /// Digest of the secret by which they were recognised.
    pub key: Digest,
}

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Its secret, told once.
    pub secret: String,
    /// Whose it is.
    pub identity: Identity,
    /// How long it lasts at most, in seconds.
    pub lasts_s: i64,
}

impl Register {
    /// Signs in with account and password. `address` is where the request came from.
    ///
    /// # Errors
    /// Returns [`RegisterError::SignIn`] alike for an unknown account, a wrong password and a disabled account, and
    /// [`RegisterError::TooManyAttempts`] where too many failed.
    pub async fn sign_in(&self, account: &str, password: &str, address: &str) -> Result<SignedIn, RegisterError> {
        // Few at a time: each takes 19 MiB and a core, and none may slip past the counting.
        let _permit = self.signing_in.acquire().await.map_err(|_| RegisterError::CutOff)?;
        let now = self.clock.now();
        let since = now.checked_sub(COUNTS_FOR).unwrap_or(now);
        // As stated, whether there is such an account or not; digested, for people type passwords into the wrong field.
        let of_account = format!("account {}", secret::digest(account));
        let of_address = format!("address {address}");
        self.must_be_listened_to(&of_account, MOST_OF_ACCOUNT, since).await?;
        self.must_be_listened_to(&of_address, MOST_OF_ADDRESS, since).await?;
        let name: Option<AccountName> = account.parse().ok();
        let hash = match &name {
            Some(name) => self.store.password(name).await?,
            None => None,
        };
        let password = password.to_owned();
        let is_right = tokio::task::spawn_blocking(move || {
            password.len() <= secret::MOST_PASSWORD_BYTES && secret::verify_password(&password, hash.as_deref())
        })
        .await
        .map_err(|_| RegisterError::CutOff)?;
        let atlas = self.atlas();
        let found = name.as_ref().and_then(|name| recognised(&atlas, name));
        let Some((account, office)) = found.filter(|_| is_right) else {
            tracing::warn!(address, account = known(&atlas, name.as_ref()), "sign-in refused");
            self.store
                .count_failure(&[&of_account, &of_address], now, since)
                .await?;
            return Err(RegisterError::SignIn);
        };
        self.store.forget_failures(&of_account).await?;
        tracing::info!(
            address,
            account = account.name.as_str(),
            office = office.code.as_str(),
            "signed in"
        );
        self.begin_session(account, office, now).await
    }

    /// Refuses where too much of a subject failed.
    async fn must_be_listened_to(&self, subject: &str, most: u32, since: Timestamp) -> Result<(), RegisterError> {
        let failures = self.store.failures(subject, since).await?;
        if let Some(failures) = failures.filter(|failures| failures.count >= most) {
            let left = failures.last_at.duration_since(since).as_secs().max(1);
            tracing::warn!("sign-in held back after too many failures");
            return Err(RegisterError::TooManyAttempts { retry_after_s: left });
        }
        Ok(())
    }

    /// Refuses where too much from an address failed, by whatever way of signing in.
    pub(super) async fn must_listen_to_address(&self, address: &str) -> Result<(), RegisterError> {
        let now = self.clock.now();
        let since = now.checked_sub(COUNTS_FOR).unwrap_or(now);
        self.must_be_listened_to(&format!("address {address}"), MOST_OF_ADDRESS, since)
            .await
    }

    /// Counts a failure from an address.
    pub(super) async fn count_failure_of_address(&self, address: &str) -> Result<(), RegisterError> {
        let now = self.clock.now();
        let since = now.checked_sub(COUNTS_FOR).unwrap_or(now);
        let subject = format!("address {address}");
        Ok(self.store.count_failure(&[&subject], now, since).await?)
    }

    /// Begins a session of an account that was recognised.
    pub(super) async fn begin_session(
        &self,
        account: Arc<Account>,
        office: Arc<Office>,
        now: Timestamp,
    ) -> Result<SignedIn, RegisterError> {
        let secret = secret::random_secret()?;
        let ends_at = now.checked_add(LONGEST).unwrap_or(now);
        self.store
            .open_session(&SessionRow {
                secret: secret::digest(&secret),
                account: account.name.clone(),
                began_at: now,
                seen_at: now,
                ends_at,
            })
            .await?;
        Ok(SignedIn {
            identity: Identity {
                account,
                office,
                scope: Scope::Write,
                ends_at,
                key: secret::digest(&secret),
            },
            secret,
            lasts_s: LONGEST.as_secs(),
        })
    }

    /// Recognises a session by its secret; `None` where it has ended, or its account may no longer sign in.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn session(&self, secret: &str) -> Result<Option<Identity>, RegisterError> {
        self.session_again(secret::digest(secret)).await
    }

    /// Recognises a session by the digest of its secret.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn session_again(&self, digest: Digest) -> Result<Option<Identity>, RegisterError> {
        let Some(row) = self.store.session(digest).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        let unused = now.duration_since(row.seen_at);
        if now >= row.ends_at || unused >= IDLE {
            self.store.close_session(digest).await?;
            return Ok(None);
        }
        let atlas = self.atlas();
        let Some((account, office)) = recognised(&atlas, &row.account) else {
            return Ok(None);
        };
        if unused >= SEEN_EVERY {
            self.store.touch_session(digest, now).await?;
        }
        Ok(Some(Identity {
            account,
            office,
            scope: Scope::Write,
            ends_at: row.ends_at,
            key: digest,
        }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn sign_out(&self, secret: &str) -> Result<(), RegisterError> {
        Ok(self.store.close_session(secret::digest(secret)).await?)
    }
}

/// Finds an account that may act, with its office.
pub(super) fn recognised(atlas: &Atlas, name: &AccountName) -> Option<(Arc<Account>, Arc<Office>)> {
    let account = atlas.account(name.as_str()).filter(|account| !account.disabled)?;
    let office = atlas.office(account.office.as_str())?;
    Some((Arc::clone(account), Arc::clone(office)))
}

/// Returns the name for the log where there is such an account; what else was typed may be a secret.
fn known<'a>(atlas: &Atlas, name: Option<&'a AccountName>) -> &'a str {
    name.filter(|name| atlas.account(name.as_str()).is_some())
        .map_or("unknown", AccountName::as_str)
}
