//! The tiles of a revision in one archive.
//!
//! Must not know the archive's form.

use std::io::{Seek, Write};

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;

use crate::{
    atlas::{Atlas, TileLayer},
    format::{TileArchive, TileArchiveError, archive_place},
    tile::{TileAddress, TileError, TileJson},
};

/// Tiles made at once, before they are written.
const BATCH: usize = 4_096;

/// What is packed.
#[derive(Debug, Clone)]
pub struct Packing {
    /// The layers of each tile, in their order.
    pub layers: Vec<TileLayer>,
    /// Least zoom.
    pub least_zoom: u8,
    /// Greatest zoom.
    pub most_zoom: u8,
}

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Revision of the register.
    pub revision: u64,
    /// Tiles that show something.
    pub tiles: u64,
    /// Their bytes before they were packed.
    pub bytes: u64,
}

/// Tells why tiles were not packed.
#[derive(Debug, thiserror::Error)]
pub enum PackingError {
    /// A tile could not be made.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// The archive could not be written.
    #[error(transparent)]
    Archive(#[from] TileArchiveError),
    /// A tile could not be packed.
    #[error("a tile could not be packed: {0}")]
    Gzip(#[from] std::io::Error),
}

impl Packing {
    /// Writes the tiles of a picture: every one in which something lies, once, zoom after zoom.
    ///
    /// # Errors
    /// [`PackingError`] says what could not be made or written.
    pub fn write(&self, atlas: &Atlas, out: impl Write + Seek) -> Result<Packed, PackingError> {
        atlas.prepare_tiles();
        let mut archive = TileArchive::begin(out, &self.described(atlas))?;
        let mut packed = Packed {
            revision: atlas.head().revision,
            tiles: 0,
            bytes: 0,
        };
        let mut zoom: Vec<TileAddress> = TileAddress::new(0, 0, 0).into_iter().collect();
        for z in 0..=self.most_zoom {
            zoom = zoom
                .into_par_iter()
                .filter(|tile| self.is_occupied(atlas, *tile))
                .collect();
            if z >= self.least_zoom {
                self.write_zoom(atlas, &mut zoom, &mut archive, &mut packed)?;
            }
            zoom = zoom.into_iter().flat_map(TileAddress::children).collect();
        }
        archive.finish()?;
        Ok(packed)
    }

    fn write_zoom<W: Write + Seek>(
        &self,
        atlas: &Atlas,
        zoom: &mut [TileAddress],
        archive: &mut TileArchive<W>,
        packed: &mut Packed,
    ) -> Result<(), PackingError> {
        zoom.sort_by_cached_key(|tile| archive_place(*tile).unwrap_or(u64::MAX));
        for batch in zoom.chunks(BATCH) {
            let made: Result<Vec<_>, PackingError> = batch.par_iter().map(|tile| self.tile(atlas, *tile)).collect();
            for (tile, (bytes, gzip)) in batch.iter().zip(made?) {
                if bytes > 0 {
                    archive.add(*tile, &gzip)?;
                    packed.tiles += 1;
                    packed.bytes += bytes as u64;
                }
            }
        }
        Ok(())
    }

    /// Makes one tile; gives its length and the packed tile.
    fn tile(&self, atlas: &Atlas, tile: TileAddress) -> Result<(usize, Vec<u8>), PackingError> {
        // The layers of a tile follow one another, and so do tiles of one layer each.
        let mut plain = Vec::new();
        for layer in &self.layers {
            plain.extend(atlas.tile(*layer, tile)?);
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&plain)?;
        Ok((plain.len(), encoder.finish()?))
    }

    fn is_occupied(&self, atlas: &Atlas, tile: TileAddress) -> bool {
        self.layers.iter().any(|layer| atlas.may_show(*layer, tile))
    }

    fn described(&self, atlas: &Atlas) -> TileJson {
        let mut described = TileJson::new("", atlas.programme().extent);
        described.name = Some("Sizhi".to_owned());
        described.description = Some(format!("revision {} on {}", atlas.head().revision, atlas.today()));
        (described.minzoom, described.maxzoom) = (self.least_zoom, self.most_zoom);
        for layer in &self.layers {
            for own in atlas.tile_json(*layer, "").vector_layers {
                if !described.vector_layers.contains(&own) {
                    described.vector_layers.push(own);
                }
            }
        }
        described
    }
}
