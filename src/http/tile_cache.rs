//! Tiles that were made once and have not changed since.
//!
//! Must not hand out a tile of an earlier revision that shows anything else: a tile says for which revision it holds, and what changed
//! since is asked before it is handed out. Must not hand anybody a tile made for another: the key carries who sees it.

use std::{io::Write, sync::Arc};

use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};
use jiff::civil::Date;
use quick_cache::{Weighter, sync::Cache};

use crate::{
    atlas::{Atlas, Sight, TileLayer},
    tile::{TileAddress, TileError},
    zone::Digest,
};

/// Tiles the cache is laid out for.
const LIKELY_TILES: usize = 65_536;

/// Bytes below which packing a tile is not worth its header.
const LEAST_PACKED_BYTES: usize = 256;

/// Which tile.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// The layer.
    pub layer: TileLayer,
    /// Address.
    pub tile: TileAddress,
    /// The day for which "in force" was worked out.
    pub today: Date,
    /// For whom it was made; absent where a layer shows everyone the same.
    pub sight: Option<Sight>,
}

/// A tile with the tag of its content.
#[derive(Debug, Clone)]
pub struct CachedTile {
    /// Vector tile; empty where nothing lies in it.
    pub plain: Bytes,
    /// The same by gzip, where that is shorter.
    pub packed: Option<Bytes>,
    /// Entity tag.
    pub etag: Arc<str>,
    /// The newest revision of which it is known that it shows it.
    revision: u64,
}

impl TileKey {
    /// Makes the key of a tile as a kind of viewer sees it.
    pub fn new(atlas: &Atlas, sight: Sight, layer: TileLayer, tile: TileAddress) -> Self {
        Self {
            layer,
            tile,
            today: atlas.today(),
            sight: Some(sight).filter(|_| layer.depends_on_viewer()),
        }
    }
}

impl CachedTile {
    /// Makes a tile.
    ///
    /// # Errors
    /// Returns what the encoder refused.
    pub fn make(atlas: &Atlas, layer: TileLayer, tile: TileAddress) -> Result<Self, TileError> {
        let plain = atlas.tile(layer, tile)?;
        let digest = Digest::of_bytes(&plain).to_string();
        // Weak: packed and plain are one tile.
        let etag = format!(
            "W/\"{}\"",
            digest.trim_start_matches("sha256:").get(..32).unwrap_or_default()
        );
        Ok(Self {
            packed: packed(&plain),
            plain: Bytes::from(plain),
            etag: Arc::from(etag),
            revision: atlas.head().revision,
        })
    }

    fn shows(&self, atlas: &Atlas, key: &TileKey) -> bool {
        !atlas.tile_changed_since(key.layer, key.tile, self.revision)
    }
}

fn packed(plain: &[u8]) -> Option<Bytes> {
    if plain.len() < LEAST_PACKED_BYTES {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 2), Compression::new(4));
    encoder.write_all(plain).ok()?;
    let packed = encoder.finish().ok()?;
    (packed.len() < plain.len()).then(|| Bytes::from(packed))
}

#[derive(Clone)]
struct Weight;

impl Weighter<TileKey, CachedTile> for Weight {
    fn weight(&self, _: &TileKey, tile: &CachedTile) -> u64 {
        // The key, the tag and the bookkeeping of an entry take about as much as a small tile.
        (tile.plain.len() + tile.packed.as_ref().map_or(0, Bytes::len)) as u64 + 256
    }
}

/// The cache.
pub struct TileCache(Cache<TileKey, CachedTile, Weight>);

impl TileCache {
    /// Makes an empty cache that may hold so many bytes.
    pub fn new(most_bytes: u64) -> Self {
        Self(Cache::with_weighter(LIKELY_TILES, most_bytes, Weight))
    }

    /// Returns the tile of a key, if it shows what the atlas has.
    pub fn get(&self, key: &TileKey, atlas: &Atlas) -> Option<CachedTile> {
        let mut tile = self.0.get(key)?;
        let is_newest = tile.revision >= atlas.layer_revision(key.layer);
        if !is_newest && !tile.shows(atlas, key) {
            return None;
        }
        if !is_newest {
            // Known from now on: what has changed so far lies elsewhere.
            tile.revision = atlas.head().revision;
            self.0.insert(key.clone(), tile.clone());
        }
        Some(tile)
    }

    /// Keeps a tile.
    pub fn insert(&self, key: TileKey, tile: CachedTile) {
        self.0.insert(key, tile);
    }

    /// Makes anew what changed since it was made, as each kind of viewer sees it; gives how many that were. Tiles of an earlier day go.
    pub fn renew(&self, today: Date, seen_by: impl Fn(&Sight) -> Arc<Atlas>) -> usize {
        self.0.retain(|key, _| key.today == today);
        let mut renewed = 0;
        for (key, tile) in self.0.iter() {
            let atlas = seen_by(key.sight.as_ref().unwrap_or(&Sight::Everything));
            if atlas.today() != key.today || tile.shows(&atlas, &key) {
                continue;
            }
            match CachedTile::make(&atlas, key.layer, key.tile) {
                Ok(made) => {
                    self.0.insert(key, made);
                    renewed += 1;
                }
                Err(error) => tracing::error!(%error, "a tile could not be made anew"),
            }
        }
        renewed
    }
}
