//! Offices and accounts: recording them, and their passwords.
//!
//! Must not know how a person was recognised.

use super::{Actor, Receipt, Register, RegisterError, secret};
use crate::{
    atlas::{Atlas, Change},
    zone::{Account, AccountName, Deed, Office, Subject, Territory},
};

impl Register {
    /// Records an office; the same again records nothing.
    ///
    /// # Errors
    /// Says what of it does not hold, or why the actor may not.
    pub async fn record_office(&self, actor: impl Into<Actor>, office: Office) -> Result<Receipt, RegisterError> {
        office.verify()?;
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let decide = move |atlas: &Atlas, _: &_| {
            may_govern(&actor, atlas, &office)?;
            let held = atlas.office(office.code.as_str());
            if let Some(held) = held {
                may_govern(&actor, atlas, held)?;
            }
            if let Territory::Zone(zone) = &office.territory
                && atlas.zone(zone.as_str()).is_none()
            {
                return Err(RegisterError::NoZone(zone.to_string()));
            }
            let is_new = held.is_none_or(|held| **held != office);
            let changes = is_new.then(|| Change::OfficeRecorded(office.clone()));
            Ok(((), changes.into_iter().collect()))
        };
        Ok(self.act(&author, decide).await?.1)
    }

    /// Records an account, new or anew; the same again records nothing. A disabled account's sessions end.
    ///
    /// # Errors
    /// Names the office that is not there, or says why the actor may not.
    pub async fn record_account(&self, actor: impl Into<Actor>, account: Account) -> Result<Receipt, RegisterError> {
        account.verify()?;
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let (name, disabled) = (account.name.clone(), account.disabled);
        let decide = move |atlas: &Atlas, _: &_| {
            let office = atlas.office(account.office.as_str());
            let office = office.ok_or_else(|| RegisterError::NoOffice(account.office.to_string()))?;
            may_govern(&actor, atlas, office)?;
            let held = atlas.account(account.name.as_str());
            if let Some(former) = held.and_then(|held| atlas.office(held.office.as_str())) {
                may_govern(&actor, atlas, former)?;
            }
            let is_new = held.is_none_or(|held| **held != account);
            let changes = is_new.then(|| Change::AccountRecorded(account.clone()));
            Ok(((), changes.into_iter().collect()))
        };
        let ((), receipt) = self.act(&author, decide).await?;
        if disabled {
            self.store.close_sessions_of(&name).await?;
        }
        Ok(receipt)
    }

    /// Lets an account sign in again, or no more.
    ///
    /// # Errors
    /// Names the account that is not there, or says why the actor may not.
    pub async fn disable(&self, actor: impl Into<Actor>, name: &str, disabled: bool) -> Result<Receipt, RegisterError> {
        let held = self.account(name)?;
        let account = Account { disabled, ..held };
        self.record_account(actor, account).await
    }

    /// Gives an account a password, and ends its sessions.
    ///
    /// # Errors
    /// Says that it is too short, or that the account is not there.
    pub async fn set_password(
        &self,
        actor: impl Into<Actor>,
        name: &str,
        password: &str,
    ) -> Result<AccountName, RegisterError> {
        secret::verify_length(password)?;
        let account = self.account(name)?;
        let atlas = self.atlas();
        let office = atlas
            .office(account.office.as_str())
            .ok_or_else(|| RegisterError::NoOffice(account.office.to_string()))?;
        let actor: Actor = actor.into();
        // One's own password is one's own affair.
        if actor != Actor::Account(account.name.clone()) {
            may_govern(&actor, &atlas, office)?;
        }
        let password = password.to_owned();
        let hash = tokio::task::spawn_blocking(move || secret::hash_password(&password))
            .await
            .map_err(|_| RegisterError::CutOff)??;
        self.store.keep_password(&account.name, &hash, self.clock.now()).await?;
        Ok(account.name)
    }

    /// Returns an account.
    pub(super) fn account(&self, name: &str) -> Result<Account, RegisterError> {
        let atlas = self.atlas();
        let account = atlas.account(name);
        account
            .map(|account| account.as_ref().clone())
            .ok_or_else(|| RegisterError::NoAccount(name.to_owned()))
    }
}

/// Decides whether an actor may govern an office.
pub fn may_govern(actor: &Actor, atlas: &Atlas, office: &Office) -> Result<(), RegisterError> {
    let subject = match &office.territory {
        Territory::Country => Subject::default(),
        Territory::Division(division) => Subject {
            division: Some(*division),
            ..Subject::default()
        },
        Territory::Zone(zone) => Subject {
            zone: Some(zone),
            division: atlas.zone(zone.as_str()).and_then(|record| record.zone.division),
            ..Subject::default()
        },
    };
    actor.may(atlas, Deed::Govern, &subject)
}
