//! Archives of tiles in one file (PMTiles 3), which a web server can offer as it stands.
//!
//! Must not know what is in a tile.

use std::io::{Seek, Write};

use pmtiles::{Compression, PmTilesStreamWriter, PmTilesWriter, PmtError, TileCoord, TileId, TileType};

use crate::tile::{TileAddress, TileJson};

/// An archive being written: tiles are added in the order of [`place`].
pub struct TileArchive<W: Write + Seek>(PmTilesStreamWriter<W>);

/// Tells why an archive could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TileArchiveError {
    /// The file could not be written, or the archive's form has no room.
    #[error("the archive could not be written: {0}")]
    Archive(#[from] PmtError),
    /// The description is no JSON.
    #[error("the description of the tiles could not be written: {0}")]
    Description(#[from] serde_json::Error),
}

/// Gives the place of a tile in an archive: along a curve through all tiles of a zoom, zoom after zoom.
///
/// # Errors
/// [`TileArchiveError`] for a zoom beyond those of the form.
pub fn place(tile: TileAddress) -> Result<u64, TileArchiveError> {
    Ok(TileId::from(coord(tile)?).value())
}

fn coord(tile: TileAddress) -> Result<TileCoord, PmtError> {
    TileCoord::new(tile.z(), tile.x(), tile.y())
}

impl<W: Write + Seek> TileArchive<W> {
    /// Begins an archive of gzip'd vector tiles.
    ///
    /// # Errors
    /// [`TileArchiveError`] as the file is written.
    pub fn begin(out: W, described: &TileJson) -> Result<Self, TileArchiveError> {
        // The form keeps the layers and the name of a TileJSON; zooms and bounds stand in its header.
        let metadata = serde_json::json!({
            "name": described.name,
            "description": described.description,
            "attribution": described.attribution,
            "vector_layers": described.vector_layers,
        });
        let mut writer = PmTilesWriter::new(TileType::Mvt)
            .precompressed(Compression::Gzip)
            .min_zoom(described.minzoom)
            .max_zoom(described.maxzoom)
            .metadata(serde_json::to_string(&metadata)?);
        if let Some(bounds) = described.bounds {
            writer = writer.bounds(bounds.west(), bounds.south(), bounds.east(), bounds.north());
        }
        if let Some([lon, lat, zoom]) = described.center {
            writer = writer.center(lon, lat).center_zoom(zoom as u8);
        }
        Ok(Self(writer.create(out)?))
    }

    /// Adds a tile that is packed by gzip; the same tile again takes no room.
    ///
    /// # Errors
    /// [`TileArchiveError`] as the file is written.
    pub fn add(&mut self, tile: TileAddress, packed: &[u8]) -> Result<(), TileArchiveError> {
        Ok(self.0.add_tile(coord(tile)?, packed)?)
    }

    /// Writes the directory, without which the archive cannot be read.
    ///
    /// # Errors
    /// [`TileArchiveError`] as the file is written.
    pub fn finish(self) -> Result<(), TileArchiveError> {
        Ok(self.0.finalize()?)
    }
}
