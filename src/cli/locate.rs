//! `sizhi locate`: where an address is, or in which zones the places of a table lie.
//!
//! Must not search or locate: the address book, the atlas and the index do.

use std::{
    fs::File,
    io::{self, BufWriter, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use flate2::read::MultiGzDecoder;

use super::{Failure, printer, register::RegisterOptions};
use crate::{
    format::read_outlines,
    geometry::Datum,
    http::dto::Candidate,
    index::Prepared,
    register::{BulkDefaults, BulkFormat, BulkSummary, LocateOptions, Located, RegisterError, answer_all},
};

/// Find where an address is, or in which zones the places of a CSV file lie.
///
/// An address: candidates as JSON, one a line, best first; exit code 1 where nothing is like it.
///
/// A file (its name ends in `.csv`, or `-` for standard input): its rows come back in order with the zones that hold their places, from the
/// register as `lookup --file` gives them, or from a file of shapes, without a register. Places on a limit are in the zone.
#[derive(Debug, Args)]
pub struct Locate {
    /// Address, or a CSV file with columns of longitudes and latitudes.
    #[arg(value_name = "ADDRESS|FILE")]
    what: String,
    /// Most candidates of an address.
    #[arg(long, default_value_t = 5)]
    limit: usize,
    /// Locate in the shapes of this file: GeoJSON, a FeatureCollection or a Feature a line, also packed by gzip.
    #[arg(long, value_name = "FILE")]
    zones: Option<PathBuf>,
    /// Property of the shapes that is written; where absent the feature's id, its property `id`, `code` or `name`, or its number.
    #[arg(long, value_name = "PROPERTY", requires = "zones")]
    id: Option<String>,
    /// Column of longitudes.
    #[arg(long, default_value = "lon", value_name = "COLUMN", requires = "zones")]
    lon: String,
    /// Column of latitudes.
    #[arg(long, default_value = "lat", value_name = "COLUMN", requires = "zones")]
    lat: String,
    /// Columns to carry through, set apart by commas; all where absent.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "zones")]
    keep: Option<Vec<String>>,
    /// Write a row for each zone that holds a place, instead of one with all.
    #[arg(long, requires = "zones")]
    row_each: bool,
    /// Datum of coordinates: cgcs2000, wgs84, gcj02, bd09.
    #[arg(long, default_value = "cgcs2000")]
    datum: Datum,
}

impl Locate {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let path = Path::new(&self.what);
        let is_csv = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if !is_csv && self.what != "-" {
            return self.address(options).await;
        }
        let output = BufWriter::with_capacity(1 << 18, io::stdout().lock());
        let summary = if let Some(zones) = &self.zones {
            let located = self.shapes(zones)?;
            let options = LocateOptions {
                lon: self.lon,
                lat: self.lat,
                datum: self.datum,
                keep: self.keep,
                row_each: self.row_each,
            };
            let summary = located.locate_all(&options, open(path)?, output);
            // The program ends here: taking the index apart would be for nothing.
            std::mem::forget(located);
            summary?
        } else {
            let register = options.open().await?;
            let atlas = register.atlas();
            let defaults = BulkDefaults {
                on: atlas.today(),
                known: None,
                datum: self.datum,
            };
            answer_all(&atlas, BulkFormat::Csv, &defaults, open(path)?, output)?
        };
        let BulkSummary { rows, errors } = summary;
        printer::talk(&format!("{rows} rows, {errors} of them without an answer"));
        Ok(())
    }

    async fn address(self, options: &RegisterOptions) -> Result<(), Failure> {
        if self.zones.is_some() {
            let found = &self.what;
            return Err(Failure::Input(format!(
                "--zones: expected a CSV file (`.csv`, or `-` for standard input) whose places are to be located, found `{found}`"
            )));
        }
        let register = options.open().await?;
        let candidates = register.atlas().book().search(&self.what, self.limit);
        if candidates.is_empty() {
            return Err(RegisterError::NoAddress {
                query: self.what,
                candidates,
            }
            .into());
        }
        for candidate in candidates {
            printer::data(&serde_json::to_string(&Candidate::from(candidate))?)?;
        }
        Ok(())
    }

    fn shapes(&self, zones: &Path) -> Result<Located, Failure> {
        let input = open(zones)?;
        let is_packed = zones
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        let input: Box<dyn Read> = if is_packed {
            Box::new(MultiGzDecoder::new(input))
        } else {
            input
        };
        let name = zones.display().to_string();
        let ready = |id, shape| (id, Arc::new(Prepared::new(&shape)));
        let outlines = read_outlines(input, Some(&name), self.id.as_deref(), ready)?;
        if outlines.without_geometry > 0 {
            printer::talk(&format!(
                "{name}: {} features without geometry",
                outlines.without_geometry
            ));
        }
        Ok(Located::among(outlines.made))
    }
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
    Ok(Box::new(file))
}
