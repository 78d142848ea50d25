//! Log and metrics: where they go, and in which form.
//!
//! Must not know what is logged or counted.

use anyhow::Context;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Bounds of the request histogram, in seconds: from an answer out of memory to one near the time limit.
const SECONDS: [f64; 10] = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 10.0];

/// Starts the log on standard error: `RUST_LOG` says how much, `SIZHI_LOG=json` asks for one JSON object a line.
pub fn start_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,sizhi=info"));
    let as_json = std::env::var("SIZHI_LOG").is_ok_and(|form| form == "json");
    let log = tracing_subscriber::registry().with(filter);
    let started = if as_json {
        log.with(fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        log.with(fmt::layer().with_writer(std::io::stderr)).try_init()
    };
    if started.is_err() {
        tracing::debug!("the log runs already");
    }
}

/// Starts the metrics and returns what renders them.
///
/// # Errors
/// Says why they could not be started, as when they run already.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets(&SECONDS)
        .context("bounds of the request histogram")?
        .install_recorder()
        .context("start the metrics")
}

/// Returns the number at which request ids begin: the moment of the start, so that two runs do not share ids.
pub fn first_request() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_microsecond()).unwrap_or_default() << 8
}
