//! What every handler may reach.
//!
//! Must not hold anything that a second server could not hold as well: the register is the only truth.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::Semaphore;

use super::{Basemap, problem::Problem, tile_cache::TileCache};
use crate::register::{Demonstration, Register};

/// State of the service.
#[derive(Clone)]
pub struct AppState {
    /// The register.
    pub register: Arc<Register>,
    /// The demonstration's example drafts, where they are at hand.
    pub demonstration: Option<Arc<Demonstration>>,
    /// The basemap to lay under the map.
    pub basemap: Option<Arc<Basemap>>,
    /// The word that an `Authorization: Bearer` header must carry for an act; without it no act is taken over HTTP.
    pub write_token: Option<Arc<str>>,
    /// Renders the metrics.
    pub metrics: Option<PrometheusHandle>,
    /// Whether webhooks may be told by plain http on other machines.
    pub webhooks_over_http: bool,
    /// Places for followers of the ledger.
    pub(super) followers: Arc<Semaphore>,
    /// Tiles of the newest revisions.
    pub(super) tiles: Arc<TileCache>,
}

impl AppState {
    /// Makes the state around a register.
    pub fn new(register: Arc<Register>) -> Self {
        Self {
            register,
            demonstration: None,
            basemap: None,
            write_token: None,
            metrics: None,
            webhooks_over_http: false,
            followers: Arc::new(Semaphore::new(super::stream::MOST_FOLLOWERS)),
            tiles: Arc::new(TileCache::new()),
        }
    }

    /// Refuses an act whose request does not carry the token.
    pub(super) fn authorise(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Some(token) = &self.write_token else {
            return Err(Problem::new(
                StatusCode::FORBIDDEN,
                "acts are switched off",
                "this server takes no acts over HTTP; hint: start it with SIZHI_WRITE_TOKEN, or act by the command line",
            ));
        };
        let stated = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let given = stated.strip_prefix("Bearer ").unwrap_or_default();
        if same(given.as_bytes(), token.as_bytes()) {
            Ok(())
        } else {
            Err(Problem::new(
                StatusCode::UNAUTHORIZED,
                "not authorised",
                "expected `Authorization: Bearer` and the server's write token",
            ))
        }
    }
}

/// Compares without telling by its time how much of the beginning is right.
fn same(given: &[u8], expected: &[u8]) -> bool {
    let differing = given
        .iter()
        .zip(expected)
        .fold(0, |differing, (a, b)| differing | (a ^ b));
    given.len() == expected.len() && differing == 0
}
