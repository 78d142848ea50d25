//! Tiles that were made once and have not changed since.
//!
//! Must not hand out a tile of an earlier revision: the key carries the revision and the day of its layer. Must not hand anybody a tile
//! made for another: the key carries who sees it.

use std::sync::Arc;

use axum::body::Bytes;
use jiff::civil::Date;
use quick_cache::{Weighter, sync::Cache};

use crate::{atlas::Sight, tile::TileAddress};

/// Bytes that the cache may hold.
const MOST_BYTES: u64 = 128 * 1024 * 1024;
/// Tiles it is laid out for.
const LIKELY_TILES: usize = 65_536;

/// What a tile's content depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// Name of the layer.
    pub layer: &'static str,
    /// Address.
    pub tile: TileAddress,
    /// Revision at which the layer last changed.
    pub revision: u64,
    /// The day for which "in force" was worked out.
    pub today: Date,
    /// For whom it was made; absent where a layer shows everyone the same.
    pub sight: Option<Sight>,
}

/// A tile with the tag of its content.
#[derive(Debug, Clone)]
pub struct CachedTile {
    /// Vector tile; empty where nothing lies in it.
    pub bytes: Bytes,
    /// Entity tag.
    pub etag: Arc<str>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<TileKey, CachedTile> for Weight {
    fn weight(&self, _: &TileKey, tile: &CachedTile) -> u64 {
        // The key, the tag and the bookkeeping of an entry take about as much as a small tile.
        tile.bytes.len() as u64 + 256
    }
}

/// The cache.
pub struct TileCache(Cache<TileKey, CachedTile, Weight>);

impl TileCache {
    /// Makes an empty cache.
    pub fn new() -> Self {
        Self(Cache::with_weighter(LIKELY_TILES, MOST_BYTES, Weight))
    }

    /// Returns the tile of a key.
    pub fn get(&self, key: &TileKey) -> Option<CachedTile> {
        self.0.get(key)
    }

    /// Keeps a tile.
    pub fn insert(&self, key: TileKey, tile: CachedTile) {
        self.0.insert(key, tile);
    }
}
