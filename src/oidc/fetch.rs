//! One request to a provider.
//!
//! Must not try again. It follows no redirect, uses no proxy, and speaks plain http to this machine alone.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use url::{Host, Url};

use crate::outbound::agent;

/// Most bytes of an answer: discovery documents and key sets have some thousands.
const MOST_BYTES: u64 = 1024 * 1024;

/// Asks providers.
#[derive(Debug, Clone)]
pub struct Fetch(Agent);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is not one that is asked.
    #[error("expected an address of https, found `{0}`")]
    Address(String),
    /// Nothing came, too much, or too late.
    #[error(transparent)]
    Failed(#[from] ureq::Error),
}

/// Tells whether an address may be asked, and a browser sent to it: https, or plain http on this machine.
pub fn is_safe(url: &Url) -> bool {
    let is_here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" && url.host().is_some() || url.scheme() == "http" && is_here
}

impl Fetch {
    /// Makes one with the longest time that an answer may take, whole.
    pub fn new(longest: Duration) -> Self {
        Self(agent(longest))
    }

    /// Asks, and blocks until the whole answer is there.
    pub fn call(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let address = request.uri().to_string();
        if !Url::parse(&address).is_ok_and(|url| is_safe(&url)) {
            return Err(FetchError::Address(address));
        }
        let (parts, mut body) = self.0.run(request)?.into_parts();
        let bytes = body.with_config().limit(MOST_BYTES).read_to_vec()?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_spoken_to_this_machine_alone() {
        let safe = |text: &str| is_safe(&Url::parse(text).unwrap());
        for good in [
            "https://login.example",
            "http://127.0.0.1:1",
            "http://[::1]/",
            "http://localhost/x",
        ] {
            assert!(safe(good), "{good}");
        }
        for bad in [
            "http://login.example",
            "http://localhost.evil.example",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
            "javascript:x",
        ] {
            assert!(!safe(bad), "{bad}");
        }
    }
}
