//! One provider: where it sends people, and whom it vouches for.
//!
//! Blocks; must not run on the threads that serve requests. Must not believe anything that is not signed by one of its newest keys.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, TokenResponse as _,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse,
    },
};
use tokio::sync::Semaphore;
use url::Url;

use super::{
    Handshake, OidcError, ProviderSettings,
    fetch::{Fetch, FetchError, is_safe},
};

/// How long what a provider publishes of itself is taken as it is. A key that is not among those known is asked for at once.
const FRESH_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Longest time since an identity token was made: it is asked for the moment a person comes back.
const MOST_AGE: SignedDuration = SignedDuration::from_mins(10);
/// How many ask a provider at once: each takes a thread for as long as the provider lets it wait.
const PLACES: usize = 4;
/// Signatures that are believed: those made by a key that only the provider has. `none` and the HMACs are not among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A provider, with what it published of itself when it was last asked.
#[derive(Debug)]
pub struct Provider {
    settings: ProviderSettings,
    fetch: Fetch,
    known: Mutex<Option<Known>>,
    places: Arc<Semaphore>,
}

/// What a provider publishes, and when it was read.
#[derive(Debug, Clone)]
struct Known {
    metadata: Arc<CoreProviderMetadata>,
    at: Timestamp,
}

/// Whom a provider vouched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The provider's issuer.
    pub issuer: String,
    /// The person, by the name that the provider never gives to another.
    pub subject: String,
}

impl Provider {
    /// Makes a provider; nothing is asked yet.
    pub fn new(settings: ProviderSettings) -> Self {
        Self {
            fetch: Fetch::new(settings.timeout),
            settings,
            known: Mutex::default(),
            places: Arc::new(Semaphore::new(PLACES)),
        }
    }

    /// Returns its settings.
    pub fn settings(&self) -> &ProviderSettings {
        &self.settings
    }

    /// Returns the places for those who ask it.
    pub fn places(&self) -> &Arc<Semaphore> {
        &self.places
    }

    /// Returns the address to which a browser goes to sign in.
    ///
    /// # Errors
    /// Says why the provider could not be asked where that is.
    pub fn authorization_url(&self, marks: &Handshake, now: Timestamp) -> Result<Url, OidcError> {
        let metadata = self.metadata(now, false)?;
        let (state, nonce) = (marks.state.clone(), marks.nonce.clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(marks.verifier.clone()));
        let client = CoreClient::from_provider_metadata(metadata.as_ref().clone(), self.client_id(), None)
            .set_redirect_uri(RedirectUrl::from_url(self.settings.redirect.clone()));
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge);
        Ok(request.url().0)
    }

    /// Spends a code, and returns whom the provider vouches for.
    ///
    /// # Errors
    /// Says whether the provider could not be asked, did not take the code, or proved nobody.
    pub fn redeem(&self, code: String, marks: &Handshake, now: Timestamp) -> Result<Proven, OidcError> {
        let metadata = self.metadata(now, false)?;
        let answer = self.exchange(&metadata, code, marks)?;
        let token = answer
            .id_token()
            .ok_or_else(|| self.wrong_token("expected one, found none"))?;
        let claims = match self.verified(&metadata, token, &answer, marks, now) {
            // The key may be newer than what is known: providers change theirs.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let metadata = self.metadata(now, true)?;
                self.verified(&metadata, token, &answer, marks, now)
            }
            decided => decided,
        };
        let claims = claims.map_err(|error| self.wrong_token(&causes(&error)))?;
        Ok(Proven {
            issuer: self.settings.issuer.clone(),
            subject: claims.subject().to_string(),
        })
    }

    fn exchange(
        &self,
        metadata: &CoreProviderMetadata,
        code: String,
        marks: &Handshake,
    ) -> Result<CoreTokenResponse, OidcError> {
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let client = CoreClient::from_provider_metadata(metadata.clone(), self.client_id(), secret)
            .set_redirect_uri(RedirectUrl::from_url(self.settings.redirect.clone()))
            .set_auth_type(auth_type(metadata));
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| self.unreachable(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(marks.verifier.clone()));
        request
            .request(&|request| self.fetch.call(request))
            .map_err(|error| match error {
                RequestTokenError::Request(error) => self.unreachable(&error),
                RequestTokenError::ServerResponse(told) => OidcError::Code {
                    provider: self.settings.id.clone(),
                    cause: told.error().to_string(),
                },
                // The body may carry a token: it is not told.
                RequestTokenError::Parse(error, _) => self.unreachable(&error),
                RequestTokenError::Other(cause) => self.unreachable(&std::io::Error::other(cause)),
            })
    }

    /// Checks signature, issuer, audience, times, nonce and the bond to the access token.
    fn verified<'a>(
        &self,
        metadata: &CoreProviderMetadata,
        token: &'a CoreIdToken,
        answer: &CoreTokenResponse,
        marks: &Handshake,
        now: Timestamp,
    ) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
        let published: HashSet<_> = metadata.id_token_signing_alg_values_supported().iter().collect();
        let skew = SignedDuration::try_from(self.settings.skew).unwrap_or_default();
        let lenient_now = moment(now.checked_sub(skew).unwrap_or(now));
        let earliest = moment(now.checked_sub(MOST_AGE + skew).unwrap_or(now));
        let latest = moment(now.checked_add(skew).unwrap_or(now));
        let verifier = CoreIdTokenVerifier::new_public_client(
            self.client_id(),
            metadata.issuer().clone(),
            metadata.jwks().clone(),
        )
        .set_allowed_algs(ALGORITHMS.into_iter().filter(|known| published.contains(known)))
        .set_time_fn(move || lenient_now)
        .set_issue_time_verifier_fn(move |issued| {
            if (earliest..=latest).contains(&issued) {
                return Ok(());
            }
            Err(format!(
                "expected a token made between {earliest} and {latest}, found {issued}"
            ))
        });
        let claims = token.claims(&verifier, &Nonce::new(marks.nonce.clone()))?;
        if let Some(party) = claims.authorized_party()
            && party.as_str() != self.settings.client_id
        {
            let cause = format!("authorised for `{}`, not for this service", party.as_str());
            return Err(ClaimsVerificationError::InvalidAudience(cause));
        }
        if let Some(expected) = claims.access_token_hash() {
            let (algorithm, key) = token
                .signing_alg()
                .and_then(|algorithm| Ok((algorithm, token.signing_key(&verifier)?)))
                .map_err(ClaimsVerificationError::SignatureVerification)?;
            let found = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if !found.is_ok_and(|found| found == *expected) {
                return Err(ClaimsVerificationError::Other(
                    "the access token is another's".to_owned(),
                ));
            }
        }
        if claims.subject().is_empty() || claims.subject().len() > 255 {
            return Err(ClaimsVerificationError::InvalidSubject(
                "expected 1 to 255 characters".to_owned(),
            ));
        }
        Ok(claims)
    }

    /// Returns what the provider publishes of itself; asks for it where that is old, or `anew`.
    fn metadata(&self, now: Timestamp, anew: bool) -> Result<Arc<CoreProviderMetadata>, OidcError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_fresh = |known: &Known| {
            let age = now.duration_since(known.at);
            !age.is_negative() && age < FRESH_FOR
        };
        if let Some(known) = known.filter(|known| !anew && is_fresh(known)) {
            return Ok(known.metadata);
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| self.unreachable(&error))?;
        let fetch = |request| self.fetch.call(request);
        let metadata = CoreProviderMetadata::discover(&issuer, &fetch).map_err(|error| self.unreachable(&error))?;
        // Browsers are sent there.
        let entrance = metadata.authorization_endpoint().url();
        if !is_safe(entrance) {
            return Err(self.unreachable(&FetchError::Address(entrance.to_string())));
        }
        let metadata = Arc::new(metadata);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Known {
            metadata: Arc::clone(&metadata),
            at: now,
        });
        Ok(metadata)
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    fn unreachable(&self, error: &dyn std::error::Error) -> OidcError {
        OidcError::Unreachable {
            provider: self.settings.id.clone(),
            cause: causes(error),
        }
    }

    fn wrong_token(&self, cause: &str) -> OidcError {
        OidcError::Token {
            provider: self.settings.id.clone(),
            cause: cause.to_owned(),
        }
    }
}

/// Returns how the client shows who it is: in the header, unless the provider takes the secret in the body alone.
fn auth_type(metadata: &CoreProviderMetadata) -> AuthType {
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes = |method: &CoreClientAuthMethod| methods.is_some_and(|methods| methods.contains(method));
    if takes(&CoreClientAuthMethod::ClientSecretPost) && !takes(&CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}

/// Returns a moment as the library has it, to the second.
fn moment(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(at.as_second(), 0).unwrap_or_default()
}

/// Puts an error and what lies behind it into one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        told = format!("{told}: {inner}");
        source = inner.source();
    }
    told
}
