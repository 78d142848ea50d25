//! `sizhi export`: a delimitation as a boundary file.
//!
//! Must not know the file's form: the format does.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Failure, boundary::STANDARD, convert::output_format, encoding::Encoding, output, printer, register::RegisterOptions,
};
use crate::{
    format::{BoundaryFormat, WriteOptions, draft::draft_of, write_boundary},
    geometry::CoordinateSystem,
    register::RegisterError,
};

/// The word that stands for the ledger in the place of a zone.
const LEDGER: &str = "ledger";
/// Entries read at once.
const PAGE: u32 = 1000;

/// Write a zone's delimitation as a boundary file: a draft (GeoJSON) to standard output, where nothing else is said.
#[derive(Debug, Args)]
pub struct Export {
    /// Code of the zone; or `ledger` for the ledger, one JSON object a line, against which receipts can be checked without the register.
    zone: String,
    /// Number of the delimitation; the one in force today, or else the newest, where absent.
    #[arg(long)]
    delimitation: Option<u32>,
    /// File to write, whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format: geojson, txt, csv, zip (Shapefile), kml, kmz, gpkg, parquet, fgb; told by the file's name where absent.
    #[arg(long, value_name = "FORMAT")]
    format: Option<BoundaryFormat>,
    /// Coordinate system; the one usual for the format where absent.
    #[arg(long, value_name = "CRS")]
    crs: Option<CoordinateSystem>,
    /// Encoding, for formats of text.
    #[arg(long, value_enum, default_value_t = Encoding::Utf8)]
    encoding: Encoding,
}

impl Export {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        if self.zone == LEDGER {
            return self.ledger(options).await;
        }
        let register = options.open().await?;
        let atlas = register.atlas();
        let record = atlas
            .zone(&self.zone)
            .ok_or_else(|| RegisterError::NoZone(self.zone.clone()))?;
        let version = match self.delimitation {
            None => record.shown(atlas.today(), None),
            Some(number) => record
                .delimitations
                .iter()
                .find(|version| version.delimitation.number == number),
        };
        let version = version.ok_or_else(|| RegisterError::NoDelimitation {
            zone: self.zone.clone(),
            number: self.delimitation.unwrap_or_default(),
            newest: record.delimitations.len(),
        })?;
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, Some(file)) => output_format(file)?,
            (None, None) => BoundaryFormat::GeoJson,
        };
        let options = WriteOptions {
            system: self.crs,
            encoding: self.encoding.into(),
            date: Some(atlas.today()),
        };
        let written = write_boundary(
            &draft_of(record.zone_of(version.delimitation.number), &version.delimitation),
            format,
            &options,
        )?;
        for note in &written.notes {
            printer::talk(&format!("note: {note}"));
        }
        output::write(self.output.as_deref().unwrap_or(Path::new(STANDARD)), &written.bytes)
    }

    /// Writes the ledger.
    async fn ledger(self, options: &RegisterOptions) -> Result<(), Failure> {
        if self.delimitation.is_some() || self.format.is_some() || self.crs.is_some() {
            return Err(Failure::Input(
                "the ledger has one form; expected none of --delimitation, --format and --crs".to_owned(),
            ));
        }
        let store = options.store().await?;
        let (mut lines, mut after) = (Vec::new(), 0);
        loop {
            let page = store.entries_after(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.revision;
            for entry in &page {
                serde_json::to_writer(&mut lines, entry)?;
                lines.push(b'\n');
            }
        }
        output::write(self.output.as_deref().unwrap_or(Path::new(STANDARD)), &lines)
    }
}
