//! `sizhi serve`: the service until it is told to stop.
//!
//! Must not know any route.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use clap::{Args, ValueEnum};
use tokio::{net::TcpListener, signal, sync::watch};

use super::{Failure, demonstration, nightly, oidc, printer, register::RegisterOptions};
use crate::{
    http::{AppState, Basemap, Limits, TILE_CACHE_BYTES, keep_tiles_warm, router},
    register::Register,
    telemetry,
    webhook::{self, Pace},
};

/// How often the ledger is asked whether another process has acted.
const FOLLOW_EVERY: Duration = Duration::from_millis(250);

/// Serve the web client, the API and the tiles.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on.
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
    /// Load the demonstration register where the register is empty, and offer its example drafts.
    #[arg(long, env = "SIZHI_DEMO", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    demo: bool,
    /// The operator's own token: whoever carries it in `Authorization: Bearer` may and sees everything. Offices sign in with accounts.
    #[arg(long, env = "SIZHI_WRITE_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    write_token: Option<String>,
    /// Who sees pending zones: offices whose affair they are, or everyone. Where it is not stated: everyone in a demonstration, else offices.
    #[arg(long, env = "SIZHI_PENDING", value_enum)]
    pending: Option<Pending>,
    /// A proxy stands before the server: take the last address of `X-Forwarded-For` for where a request comes from.
    #[arg(long, env = "SIZHI_BEHIND_PROXY", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    behind_proxy: bool,
    /// Raster basemap: an address with {z}, {x} and {y}, such as a WMTS GetTile address with its key.
    #[arg(long, env = "SIZHI_BASEMAP_URL", hide_env_values = true, value_name = "URL")]
    basemap: Option<String>,
    /// Whom the map names for the basemap.
    #[arg(long, env = "SIZHI_BASEMAP_ATTRIBUTION", default_value = "", value_name = "TEXT")]
    basemap_attribution: String,
    /// Allow webhooks over plain http to other machines.
    #[arg(long, env = "SIZHI_WEBHOOK_ALLOW_HTTP", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    webhook_allow_http: bool,
    /// Wait after the first failed attempt of a webhook, in seconds; each further wait is twice as long, up to an hour.
    #[arg(long, env = "SIZHI_WEBHOOK_RETRY_S", default_value_t = 5, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    webhook_retry_s: u64,
    #[command(flatten)]
    nightly: nightly::Nightly,
    /// Most memory for tiles that were made, in MiB; the least used go first.
    #[arg(long, env = "SIZHI_TILE_CACHE_MIB", default_value_t = TILE_CACHE_BYTES >> 20, value_name = "MIB", value_parser = clap::value_parser!(u64).range(0..=1 << 20))]
    tile_cache_mib: u64,
    #[command(flatten)]
    oidc: oidc::Oidc,
    /// Most bytes of a request's body; the rows of /v1/lookups have no such limit.
    #[arg(long, env = "SIZHI_BODY_BYTES", default_value_t = Limits::default().body_bytes, value_name = "BYTES")]
    body_bytes: usize,
    /// Longest time until a response begins, in seconds.
    #[arg(long, env = "SIZHI_TIMEOUT_S", default_value_t = Limits::default().time.as_secs(), value_name = "SECONDS")]
    timeout_s: u64,
    /// Most requests at once.
    #[arg(long, env = "SIZHI_CONCURRENCY", default_value_t = Limits::default().concurrency, value_name = "REQUESTS")]
    concurrency: usize,
}

/// Who sees pending zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Pending {
    /// Everyone.
    Public,
    /// Offices whose affair they are.
    Offices,
}

impl Serve {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        telemetry::start_log();
        let providers = self.oidc.providers()?;
        let register = Arc::new(options.open().await?);
        let mut state = AppState::new(Arc::clone(&register)).with_tile_cache(self.tile_cache_mib << 20);
        state.metrics = Some(telemetry::start_metrics().map_err(Failure::Ours)?);
        state.write_token = self
            .write_token
            .as_deref()
            .filter(|token| !token.is_empty())
            .map(Arc::from);
        state.behind_proxy = self.behind_proxy;
        state.providers = providers;
        state.webhooks_over_http = self.webhook_allow_http;
        state.pending_is_public = self.pending.map_or(self.demo, |pending| pending == Pending::Public);
        if self.demo {
            if register.atlas().head().revision == 0 {
                demonstration::load(&register).await?;
            }
            state.demonstration = Some(Arc::new(demonstration::drafts()?));
        }
        if let Some(url) = &self.basemap {
            let basemap = Basemap::new(url, &self.basemap_attribution);
            state.basemap = Some(Arc::new(basemap.map_err(|error| Failure::Input(error.to_string()))?));
        }
        let limits = Limits {
            body_bytes: self.body_bytes,
            time: Duration::from_secs(self.timeout_s),
            concurrency: self.concurrency,
        };
        let told = told_to_stop()?;
        let listener = TcpListener::bind((self.host, self.port)).await.map_err(|error| {
            Failure::Input(format!(
                "cannot listen on {}:{}: {error}; hint: set PORT to a free port",
                self.host, self.port
            ))
        })?;
        let address = listener.local_addr()?;
        printer::talk(&format!("sizhi serves {} on http://{address}", options.database()));
        let (stop, stopped) = watch::channel(false);
        let pace = Pace {
            first: Duration::from_secs(self.webhook_retry_s),
        };
        let teller = tokio::spawn(webhook::tell(Arc::clone(&register), pace, stopped.clone()));
        let nightly = tokio::spawn(self.nightly.run(Arc::clone(&register), stopped.clone()));
        let warm = tokio::spawn(keep_tiles_warm(state.clone(), stopped.clone()));
        let follower = tokio::spawn(follow(Arc::clone(&register), stopped));
        let ending = Arc::clone(&register);
        let service = router(state, limits, telemetry::first_request());
        axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                told.await;
                // Followers of the ledger would else be waited for.
                ending.end_following();
            })
            .await?;
        // The follower may have ended already; then there is nobody to tell.
        let _ended = stop.send(true);
        let _joined = follower.await;
        let _joined = nightly.await;
        let _joined = warm.await;
        let _joined = teller.await;
        register.close().await;
        printer::talk("sizhi has stopped");
        Ok(())
    }
}

/// Takes up what other processes record, until told to stop.
async fn follow(register: Arc<Register>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(FOLLOW_EVERY) => {
                if let Err(error) = register.follow().await {
                    tracing::error!(%error, "the ledger could not be followed");
                }
            }
        }
    }
}

/// Begins to listen for Ctrl-C and SIGTERM, and returns what waits for the first of them. Open requests are then answered to their end.
///
/// What is sent after this has returned is heard, also before anybody waits.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Returns what waits for Ctrl-C. Open requests are then answered to their end.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
