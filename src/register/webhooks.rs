//! Webhooks: who is told of acts, and where that may be.
//!
//! Must not send anything.

use jiff::Timestamp;
use url::{Host, Url};

use super::{Register, RegisterError};
use crate::store::{Delivery, StoreError, Webhook};

/// Most characters of an address.
const MOST_URL: usize = 2000;
/// Most webhooks of a register.
const MOST_WEBHOOKS: usize = 100;
/// Bytes of a secret: as many as the signature's digest has (RFC 2104, 3).
const SECRET_BYTES: usize = 32;

/// A webhook asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRequest {
    /// Where entries are sent.
    pub url: String,
    /// Acts told; all where empty.
    pub acts: Vec<String>,
    /// Whether plain http to other machines is allowed.
    pub allow_http: bool,
}

/// Why a webhook is refused.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// The address will not do.
    #[error("webhook address `{url}`: expected {expected}")]
    Url {
        /// The address.
        url: String,
        /// What it should be.
        expected: &'static str,
    },
    /// There are too many.
    #[error("expected at most {MOST_WEBHOOKS} webhooks; hint: remove one that is not needed")]
    TooMany,
    /// No such webhook.
    #[error("webhook `{0}` is not in the register")]
    None(String),
    /// The machine gave no random bytes.
    #[error("the system gave no random bytes for a secret: {0}")]
    Random(String),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl From<StoreError> for WebhookError {
    fn from(error: StoreError) -> Self {
        Self::Register(error.into())
    }
}

impl Register {
    /// Adds a webhook that is told of every entry from now on. Its secret is returned here and shown nowhere else.
    ///
    /// # Errors
    /// Says what the address should be.
    pub async fn add_webhook(&self, request: WebhookRequest) -> Result<Webhook, WebhookError> {
        let url = allowed(&request.url, request.allow_http)?;
        if self.store.webhooks().await?.len() >= MOST_WEBHOOKS {
            return Err(WebhookError::TooMany);
        }
        let webhook = Webhook {
            id: random_hex::<8>()?,
            url: url.to_string(),
            secret: random_hex::<SECRET_BYTES>()?,
            acts: request.acts,
            created_at: self.clock.now(),
            told_revision: self.store.head().await?.revision,
            attempts: 0,
            next_attempt: Timestamp::UNIX_EPOCH,
        };
        self.store.add_webhook(&webhook).await?;
        Ok(webhook)
    }

    /// Returns all webhooks, oldest first.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, WebhookError> {
        Ok(self.store.webhooks().await?)
    }

    /// Returns a webhook.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn webhook(&self, id: &str) -> Result<Webhook, WebhookError> {
        let webhooks = self.store.webhooks().await?;
        let found = webhooks.into_iter().find(|webhook| webhook.id == id);
        found.ok_or_else(|| WebhookError::None(id.to_owned()))
    }

    /// Removes a webhook with its log.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn remove_webhook(&self, id: &str) -> Result<(), WebhookError> {
        if self.store.remove_webhook(id).await? {
            Ok(())
        } else {
            Err(WebhookError::None(id.to_owned()))
        }
    }

    /// Returns the newest attempts of a webhook, newest first.
    ///
    /// # Errors
    /// Says that it is not there.
    pub async fn deliveries(&self, id: &str, limit: u32) -> Result<Vec<Delivery>, WebhookError> {
        self.webhook(id).await?;
        Ok(self.store.deliveries(id, limit).await?)
    }

    /// Takes a webhook for this process until a moment; nothing where it is not due, or another process is at it.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn lease_webhook(
        &self,
        id: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Webhook>, WebhookError> {
        Ok(self.store.lease_webhook(id, now, until).await?)
    }

    /// Gives a webhook back.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn settle_webhook(&self, webhook: &Webhook) -> Result<(), WebhookError> {
        Ok(self.store.settle_webhook(webhook).await?)
    }

    /// Writes an attempt into the log of a webhook.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn log_delivery(&self, webhook: &str, delivery: &Delivery) -> Result<(), WebhookError> {
        Ok(self.store.log_delivery(webhook, delivery).await?)
    }
}

/// Reads an address: https, or http to this machine, or http where that is allowed; without user, password and fragment.
fn allowed(text: &str, allow_http: bool) -> Result<Url, WebhookError> {
    let refuse = |expected: &'static str| WebhookError::Url {
        url: text.chars().take(100).collect(),
        expected,
    };
    if text.len() > MOST_URL {
        return Err(refuse("an address of 2000 characters or fewer"));
    }
    let url = Url::parse(text.trim()).map_err(|_| refuse("an address such as `https://example.org/hook`"))?;
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(refuse("an address with a host")),
    };
    match url.scheme() {
        "https" => {}
        "http" if is_loopback || allow_http => {}
        "http" => return Err(refuse("https, as http is allowed to this machine only")),
        _ => return Err(refuse("https")),
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(refuse("an address without user, password and fragment"));
    }
    Ok(url)
}

/// Draws random bytes, as hex digits.
fn random_hex<const BYTES: usize>() -> Result<String, WebhookError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| WebhookError::Random(error.to_string()))?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_this_machine() {
        for good in [
            "https://example.org/a?b=c",
            "http://127.0.0.1:80/x",
            "http://localhost/x",
            "http://[::1]/",
        ] {
            assert!(allowed(good, false).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org/",
            "http://127.0.0.1.example.org/",
            "ftp://example.org/",
            "https://user:word@example.org/",
            "https://example.org/#part",
            "file:///etc/passwd",
            "example.org",
            "",
        ] {
            assert!(allowed(bad, false).is_err(), "{bad}");
        }
        assert!(allowed("http://example.org/", true).is_ok());
        assert_eq!(random_hex::<8>().unwrap().len(), 16);
    }
}
