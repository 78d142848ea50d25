//! Who of an outside provider is which account: joined and parted by whoever governs the account's office.
//!
//! Must not ask the provider: it proves a person only when that person signs in.

use url::Url;

use super::{Actor, Register, RegisterError, may_govern, oidc::id_of};
use crate::{store::OidcIdentityRow, zone::Account};

/// Most characters of a subject (OpenID Connect Core 1.0, 2).
const MOST_SUBJECT: usize = 255;

impl Register {
    /// Refuses a person whose particulars do not hold, or who is joined already.
    ///
    /// # Errors
    /// Says what does not hold.
    pub async fn must_be_free(&self, issuer: &str, subject: &str) -> Result<(), RegisterError> {
        let refused = |expected, found: &str| RegisterError::Identity {
            expected,
            found: found.to_owned(),
        };
        if !Url::parse(issuer).is_ok_and(|url| url.scheme() == "https" || url.scheme() == "http") {
            return Err(refused("an issuer, which is an address of https", issuer));
        }
        let characters = subject.chars().count();
        if !(1..=MOST_SUBJECT).contains(&characters) || subject.chars().any(char::is_control) {
            return Err(refused("a subject of 1 to 255 characters", subject));
        }
        match self.store().identity(issuer, subject).await? {
            None => Ok(()),
            Some(_) => Err(RegisterError::IdentityTaken),
        }
    }

    /// Joins a person of a provider to an account: whoever the provider says is that person then acts as the account.
    ///
    /// # Errors
    /// Says that the person is joined already, or why the actor may not.
    pub async fn join_identity(
        &self,
        actor: impl Into<Actor>,
        account: &str,
        issuer: &str,
        subject: &str,
    ) -> Result<OidcIdentityRow, RegisterError> {
        let account = self.governed(&actor.into(), account)?;
        self.must_be_free(issuer, subject).await?;
        let row = OidcIdentityRow {
            id: id_of(issuer, subject),
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            account: account.name,
            joined_at: self.clock.now(),
            used_at: None,
        };
        // Another may have come between.
        if !self.store().join_identity(&row).await? {
            return Err(RegisterError::IdentityTaken);
        }
        tracing::info!(
            account = row.account.as_str(),
            identity = row.id,
            issuer,
            "a person of a provider was joined"
        );
        Ok(row)
    }

    /// Returns the persons joined to an account.
    ///
    /// # Errors
    /// Names the account that is not there, or says why the actor may not.
    pub async fn identities(
        &self,
        actor: impl Into<Actor>,
        account: &str,
    ) -> Result<Vec<OidcIdentityRow>, RegisterError> {
        let account = self.governed(&actor.into(), account)?;
        Ok(self.store().identities_of(&account.name).await?)
    }

    /// Parts a person from an account, and ends the account's sessions.
    ///
    /// # Errors
    /// Returns [`RegisterError::NoIdentity`], or says why the actor may not.
    pub async fn part_identity(&self, actor: impl Into<Actor>, account: &str, id: &str) -> Result<(), RegisterError> {
        let account = self.governed(&actor.into(), account)?;
        if !self.store().part_identity(&account.name, id).await? {
            return Err(RegisterError::NoIdentity(id.to_owned()));
        }
        tracing::info!(
            account = account.name.as_str(),
            identity = id,
            "a person of a provider was parted"
        );
        Ok(())
    }

    /// Returns an account whose office the actor governs.
    fn governed(&self, actor: &Actor, name: &str) -> Result<Account, RegisterError> {
        let account = self.account(name)?;
        let atlas = self.atlas();
        let office = atlas
            .office(account.office.as_str())
            .ok_or_else(|| RegisterError::NoOffice(account.office.to_string()))?;
        may_govern(actor, &atlas, office)?;
        Ok(account)
    }
}
