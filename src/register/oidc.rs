//! Signing in by an outside identity provider: the way out, and the way back.
//!
//! Must not believe a name, an e-mail address or an office that a provider states: only issuer and subject count, and only where an
//! administrator joined them to an account.

use std::sync::Arc;

use jiff::SignedDuration;
use url::Url;

use super::{Register, RegisterError, SignedIn, secret, sign_in::recognised};
use crate::{
    oidc::{Handshake, OidcError, Provider},
    store::OidcAttemptRow,
    zone::Digest,
};

/// How long a person may take at the provider.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Attempts of one address that may be open: an office of many people may share one.
const MOST_OPEN: u32 = 200;
/// Answers' times that a person waits at most: a provider is asked up to five things, which are at hand as a rule.
const ANSWERS: u32 = 2;

/// Why nobody was signed in by a provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OidcRefusal {
    /// The answer belongs to no attempt of this browser that is open.
    #[error("the answer belongs to no open attempt of this browser; hint: begin again")]
    Attempt,
    /// The person gave up, or the provider let them go no further.
    #[error("the provider did not let the person through: `{0}`")]
    Denied(String),
    /// Another provider answered.
    #[error("expected an answer of issuer `{expected}`, found one of `{found}`")]
    Issuer {
        /// The issuer asked.
        expected: String,
        /// The issuer that answered.
        found: String,
    },
    /// The provider could not be asked, or vouched for nobody.
    #[error(transparent)]
    Provider(#[from] OidcError),
    /// The person is known and joined to no account.
    #[error("person `{subject}` of issuer `{issuer}` is joined to no account; hint: an administrator joins them")]
    Unjoined {
        /// The issuer.
        issuer: String,
        /// The person.
        subject: String,
    },
    /// The account may not sign in, or the provider may not vouch for its office.
    #[error("the account may not sign in by this provider")]
    Account,
}

/// An attempt that has begun.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcBegun {
    /// The secret that the browser keeps until it comes back.
    pub secret: String,
    /// Where the browser goes.
    pub url: Url,
    /// How long it may take, in seconds.
    pub lasts_s: i64,
}

/// What a browser brings back from a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcAnswer {
    /// The state that went out.
    pub state: String,
    /// The code, or the provider's word for why there is none.
    pub outcome: Result<String, String>,
    /// The issuer that answers, where it says so (RFC 9207).
    pub issuer: Option<String>,
    /// The secret that the browser kept.
    pub secret: String,
    /// Where the request came from.
    pub address: String,
}

impl Register {
    /// Begins an attempt. `return_to` is the page of the client to show afterwards.
    ///
    /// # Errors
    /// Says that the provider could not be asked, or that too many attempts are open.
    pub async fn begin_oidc(
        &self,
        provider: &Arc<Provider>,
        return_to: &str,
        address: &str,
    ) -> Result<OidcBegun, RegisterError> {
        self.must_listen_to_address(address).await?;
        let (now, secret) = (self.clock.now(), secret::random_secret()?);
        let marks = Handshake::of(&secret);
        let url = self
            .ask(provider, move |provider| provider.authorization_url(&marks, now))
            .await?;
        let attempt = OidcAttemptRow {
            secret: secret::digest(&secret),
            provider: provider.settings().id.clone(),
            address: address.to_owned(),
            return_to: return_to.to_owned(),
            ends_at: now.checked_add(LASTS).unwrap_or(now),
        };
        if !self.store.open_oidc_attempt(&attempt, now, MOST_OPEN).await? {
            tracing::warn!(address, "too many attempts to sign in by a provider are open");
            return Err(RegisterError::TooManyAttempts {
                retry_after_s: LASTS.as_secs(),
            });
        }
        Ok(OidcBegun {
            secret,
            url,
            lasts_s: LASTS.as_secs(),
        })
    }

    /// Ends an attempt: begins a session, and returns the page of the client to show.
    ///
    /// # Errors
    /// Returns [`RegisterError::Oidc`] with what does not hold, and [`RegisterError::TooManyAttempts`] where too much failed.
    pub async fn end_oidc(
        &self,
        provider: &Arc<Provider>,
        answer: OidcAnswer,
    ) -> Result<(SignedIn, String), RegisterError> {
        self.must_listen_to_address(&answer.address).await?;
        let address = answer.address.clone();
        let ended = self.vouched_for(provider, answer).await;
        if let Err(RegisterError::Oidc(refusal)) = &ended {
            let id = provider.settings().id.as_str();
            tracing::warn!(address, provider = id, cause = %refusal, "sign-in by a provider refused");
            // A provider that is down is nobody's attack.
            if !matches!(
                refusal,
                OidcRefusal::Denied(_) | OidcRefusal::Provider(OidcError::Unreachable { .. } | OidcError::Busy(_))
            ) {
                self.count_failure_of_address(&address).await?;
            }
        }
        ended
    }

    async fn vouched_for(
        &self,
        provider: &Arc<Provider>,
        answer: OidcAnswer,
    ) -> Result<(SignedIn, String), RegisterError> {
        let settings = provider.settings();
        let marks = Handshake::of(&answer.secret);
        // Before the attempt is taken: a page elsewhere must not be able to spoil it.
        if !secret::same(&answer.state, &marks.state) {
            return Err(OidcRefusal::Attempt.into());
        }
        let attempt = self.store.take_oidc_attempt(secret::digest(&answer.secret)).await?;
        let now = self.clock.now();
        let attempt = attempt
            .filter(|attempt| attempt.provider == settings.id && now < attempt.ends_at)
            .ok_or(OidcRefusal::Attempt)?;
        if let Some(found) = answer.issuer.filter(|found| *found != settings.issuer) {
            let expected = settings.issuer.clone();
            return Err(OidcRefusal::Issuer { expected, found }.into());
        }
        let code = answer.outcome.map_err(OidcRefusal::Denied)?;
        let proven = self
            .ask(provider, move |provider| provider.redeem(code, &marks, now))
            .await?;
        let Some(identity) = self.store.identity(&proven.issuer, &proven.subject).await? else {
            let (issuer, subject) = (proven.issuer, proven.subject);
            return Err(OidcRefusal::Unjoined { issuer, subject }.into());
        };
        let (account, office) = recognised(&self.atlas(), &identity.account)
            .filter(|(_, office)| settings.offices.contains(&office.code))
            .ok_or(OidcRefusal::Account)?;
        self.store.touch_identity(&identity.id, now).await?;
        tracing::info!(
            address = answer.address,
            account = account.name.as_str(),
            office = office.code.as_str(),
            provider = settings.id,
            "signed in by a provider"
        );
        Ok((self.begin_session(account, office, now).await?, attempt.return_to))
    }

    /// Asks a provider off the threads that serve requests, and never by more than some at once.
    async fn ask<T: Send + 'static>(
        &self,
        provider: &Arc<Provider>,
        question: impl FnOnce(&Provider) -> Result<T, OidcError> + Send + 'static,
    ) -> Result<T, RegisterError> {
        let settings = provider.settings();
        let busy = || OidcRefusal::from(OidcError::Busy(settings.id.clone()));
        let (asked, places) = (Arc::clone(provider), Arc::clone(provider.places()));
        let answered = tokio::time::timeout(settings.timeout * ANSWERS, async move {
            let place = places.acquire_owned().await.map_err(|_| RegisterError::CutOff)?;
            let answer = tokio::task::spawn_blocking(move || {
                // The place is held for as long as the thread is, whether somebody still waits for it or not.
                let _place = place;
                question(&asked)
            });
            answer.await.map_err(|_| RegisterError::CutOff)
        });
        Ok(answered.await.map_err(|_| busy())??.map_err(OidcRefusal::from)?)
    }
}

/// Returns the id of a person: it tells nothing of them to whoever does not know them.
pub(super) fn id_of(issuer: &str, subject: &str) -> String {
    let digest = Digest::of_bytes(format!("{issuer}\n{subject}").as_bytes());
    hex::encode(&digest.as_bytes()[..8])
}
