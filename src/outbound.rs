//! How the program asks others over HTTP: where it was told and nowhere else, and not for ever.
//!
//! Must not know whom it asks, nor what.

use std::time::Duration;

use ureq::Agent;

/// Makes what asks: it follows no redirect and uses no proxy, and a status is an answer, whatever it is. `longest` is the time for all of one
/// question and answer.
pub fn agent(longest: Duration) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(longest))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent(concat!("sizhi/", env!("CARGO_PKG_VERSION")))
        .build();
    config.new_agent()
}
