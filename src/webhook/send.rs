//! One message to one address.
//!
//! Must not decide when, nor try again. It follows no redirect and uses no proxy, so that it goes where it was told and nowhere else.

use std::time::{Duration, Instant};

use ureq::Agent;

use crate::outbound::agent;

/// Longest time from the first connection to the answer's head.
const LONGEST: Duration = Duration::from_secs(10);

/// Sends messages.
#[derive(Debug, Clone)]
pub struct Sender(Agent);

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What went wrong; absent where a 2xx came.
    pub error: Option<String>,
}

impl Sender {
    /// Makes a sender.
    pub fn new() -> Self {
        Self(agent(LONGEST))
    }

    /// Sends a JSON body with headers; blocks until the answer's head is there. The answer's body is not read.
    pub fn send(&self, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Sent {
        let begun = Instant::now();
        let request = headers
            .iter()
            .fold(self.0.post(url), |request, (name, value)| request.header(*name, *value));
        let answered = request.content_type("application/json").send(body);
        let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (status, error) = match answered {
            Ok(answer) => {
                let status = answer.status();
                let error = (!status.is_success()).then(|| format!("expected a status of 200 to 299, found {status}"));
                (Some(status.as_u16()), error)
            }
            Err(error) => (None, Some(error.to_string())),
        };
        Sent {
            duration_ms,
            status,
            error,
        }
    }
}
