//! What every handler may reach.
//!
//! Must not hold anything that a second server could not hold as well: the register is the only truth.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::Semaphore;

use super::{
    Basemap,
    tile_cache::TileCache,
    viewer::{Via, Viewer},
};
use crate::{
    atlas::{Atlas, Sight},
    oidc::Provider,
    register::{Demonstration, Register, RegisterError},
};

/// Bytes that tiles may take in memory where nothing else is stated.
pub const TILE_CACHE_BYTES: u64 = 128 * 1024 * 1024;

/// State of the service.
#[derive(Clone)]
pub struct AppState {
    /// The register.
    pub register: Arc<Register>,
    /// The demonstration's example drafts, where they are at hand.
    pub demonstration: Option<Arc<Demonstration>>,
    /// The basemap to lay under the map.
    pub basemap: Option<Arc<Basemap>>,
    /// The operator's own token: whoever carries it in `Authorization: Bearer` may and sees everything.
    pub write_token: Option<Arc<str>>,
    /// Whether everyone sees what is pending, as in a demonstration.
    pub pending_is_public: bool,
    /// Whether a proxy stands before the server, whose word on where a request comes from is taken.
    pub behind_proxy: bool,
    /// Renders the metrics.
    pub metrics: Option<PrometheusHandle>,
    /// Whether webhooks may be told by plain http on other machines.
    pub webhooks_over_http: bool,
    /// Identity providers by which people may sign in.
    pub providers: Arc<[Arc<Provider>]>,
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
            pending_is_public: false,
            behind_proxy: false,
            metrics: None,
            webhooks_over_http: false,
            providers: Arc::new([]),
            followers: Arc::new(Semaphore::new(super::stream::MOST_FOLLOWERS)),
            tiles: Arc::new(TileCache::new(TILE_CACHE_BYTES)),
        }
    }

    /// Lets tiles take so many bytes in memory; what was kept is forgotten.
    #[must_use]
    pub fn with_tile_cache(mut self, most_bytes: u64) -> Self {
        self.tiles = Arc::new(TileCache::new(most_bytes));
        self
    }

    /// Returns what a viewer sees.
    pub(super) fn sight(&self, viewer: &Viewer) -> Sight {
        match viewer {
            _ if self.pending_is_public => Sight::Everything,
            Viewer::Everything => Sight::Everything,
            Viewer::Office(identity, _) => Sight::Office(identity.office.as_ref().clone()),
            Viewer::Public => Sight::Public,
        }
    }

    /// Returns what a viewer sees who was recognised a while ago; nothing where session or token have ended since, or the account may no
    /// longer act.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub(super) async fn sight_now(&self, viewer: &Viewer) -> Result<Option<Sight>, RegisterError> {
        let Viewer::Office(identity, via) = viewer else {
            return Ok(Some(self.sight(viewer)));
        };
        let again = match via {
            Via::Session => self.register.session_again(identity.key).await?,
            Via::Token => self.register.token_again(identity.key).await?,
        };
        Ok(again.map(|identity| self.sight(&Viewer::Office(Box::new(identity), *via))))
    }

    /// Returns the register's picture as a viewer sees it.
    pub(super) fn seen(&self, viewer: &Viewer) -> Arc<Atlas> {
        self.register.seen_by(&self.sight(viewer))
    }
}
