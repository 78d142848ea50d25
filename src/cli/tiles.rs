//! `sizhi tiles`: the map's tiles as a file.
//!
//! Must not know how a tile is made.

use std::{ops::RangeInclusive, path::PathBuf, time::Instant};

use clap::{Args, Subcommand, builder::PossibleValuesParser};

use super::{Failure, output, printer, register::RegisterOptions};
use crate::{
    atlas::{Sight, TileLayer},
    register::{Packing, PackingError},
    tile::MAX_ZOOM,
};

/// Zooms that an archive may have.
const ZOOMS: RangeInclusive<i64> = 0..=MAX_ZOOM as i64;

/// Work with the map's tiles.
#[derive(Debug, Args)]
pub struct Tiles {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the tiles of this revision into one file, as everyone may see them.
    Pack(Pack),
}

/// Write the tiles of this revision into one file, as everyone may see them.
#[derive(Debug, Args)]
struct Pack {
    /// The archive to write (PMTiles 3), whole or not at all.
    #[arg(long, value_name = "FILE")]
    pmtiles: PathBuf,
    /// Layers, parted by commas.
    #[arg(long, value_delimiter = ',', default_value = "zones,parks,agencies", value_name = "LAYERS",
        value_parser = PossibleValuesParser::new(TileLayer::ALL.map(TileLayer::as_str)))]
    layers: Vec<String>,
    /// Least zoom.
    #[arg(long, default_value_t = 0, value_name = "ZOOM", value_parser = clap::value_parser!(u8).range(ZOOMS))]
    min_zoom: u8,
    /// Greatest zoom; maps enlarge its tiles beyond.
    #[arg(long, default_value_t = 14, value_name = "ZOOM", value_parser = clap::value_parser!(u8).range(ZOOMS))]
    max_zoom: u8,
}

impl Tiles {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        match self.command {
            Command::Pack(pack) => pack.run(options).await,
        }
    }
}

impl Pack {
    async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        if self.min_zoom > self.max_zoom {
            return Err(Failure::Input(format!(
                "--min-zoom `{}` is above --max-zoom `{}`",
                self.min_zoom, self.max_zoom
            )));
        }
        let register = options.open().await?;
        let atlas = register.seen_by(&Sight::Public);
        let mut packing = Packing {
            layers: Vec::new(),
            least_zoom: self.min_zoom,
            most_zoom: self.max_zoom,
        };
        for layer in TileLayer::ALL {
            if self.layers.iter().any(|name| name == layer.as_str()) {
                packing.layers.push(layer);
            }
        }
        let start = Instant::now();
        let mut packed = None;
        output::whole(&self.pmtiles, |file| {
            packed = Some(packing.write(&atlas, file)?);
            Ok(())
        })?;
        if let Some(packed) = packed {
            printer::talk(&format!(
                "revision {}: {} tiles, {:.1} MB before packing, in {:.2} s",
                packed.revision,
                packed.tiles,
                packed.bytes as f64 / 1e6,
                start.elapsed().as_secs_f64()
            ));
        }
        Ok(())
    }
}

impl From<PackingError> for Failure {
    fn from(error: PackingError) -> Self {
        Self::Ours(error.into())
    }
}
