//! `sizhi import`: files into the register, one transaction a file.
//!
//! Must not read files itself: the formats do; must not record: the register does.

mod abuttals;
mod addresses;
mod agencies;
mod districts;
mod features;
mod zones;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Failure, encoding::Encoding, printer, register::RegisterOptions};
use crate::{
    atlas::{Dataset, DatasetKind, Load, Rows},
    format::{Origin, Refused, Source},
    geometry::Datum,
    register::{LoadOutcome, Register},
    zone::Digest,
};

/// Who acts in the ledger.
const ACTOR: &str = "cli";

/// Take files into the register: one transaction a file, all of it or nothing.
///
/// Gzip is read as it comes. A file with a fault is refused whole; every fault is named with its row, column or place.
#[derive(Debug, Args)]
pub struct Import {
    /// Read, check and report, but record nothing.
    #[arg(long, global = true)]
    dry_run: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Zones known by their words: limits (四至) and declared areas of blocks, CSV.
    Abuttals(abuttals::Abuttals),
    /// Districts with their division codes, GeoJSON; invalid shapes are repaired, each repair reported.
    Districts(districts::Districts),
    /// Named roads, rivers, railways, shores and administrative lines: OpenStreetMap XML or PBF, or GeoJSON.
    Features(features::Features),
    /// Addresses and named places, CSV.
    Addresses(addresses::Addresses),
    /// Agencies with their admissions and releases, CSV.
    Agencies(agencies::Agencies),
    /// Zones as drafts (GeoJSON), or as boundary files of any format.
    Zones(zones::Zones),
    /// The demonstration register that the program carries, into an empty register; drawn by hand, not surveyed.
    Demonstration,
}

/// How a table and its coordinates are written.
#[derive(Debug, Args)]
struct TableOptions {
    /// Encoding of the text; a byte order mark goes before it.
    #[arg(long, value_enum, default_value_t = Encoding::Utf8)]
    encoding: Encoding,
    /// Datum of the coordinates: cgcs2000, wgs84, gcj02, bd09.
    #[arg(long, default_value = "cgcs2000")]
    datum: Datum,
}

impl Import {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let mut register = options.open().await?;
        if self.dry_run {
            register.only_decide();
            printer::talk("dry run: nothing will be recorded");
        }
        match self.what {
            What::Abuttals(command) => command.run(&register).await,
            What::Districts(command) => command.run(&register).await,
            What::Features(command) => command.run(&register).await,
            What::Addresses(command) => command.run(&register).await,
            What::Agencies(command) => command.run(&register).await,
            What::Zones(command) => command.run(&register, options).await,
            What::Demonstration if register.atlas().head().revision > 0 => Err(Failure::Input(
                "the demonstration is loaded into an empty register only; hint: state another --database".into(),
            )),
            What::Demonstration => super::demonstration::load(&register).await,
        }
    }
}

/// Reads a file with a progress bar.
fn read<T>(file: &Path, read: impl FnOnce(Source<'_>) -> Result<(T, Origin), Refused>) -> Result<(T, Origin), Failure> {
    let size = std::fs::metadata(file).ok().map(|metadata| metadata.len());
    let bar = printer::bytes_bar(&file.display().to_string(), size);
    let mut progress = |bytes| bar.set_position(bytes);
    let outcome = Source::open(file, &mut progress).and_then(read);
    bar.finish_and_clear();
    Ok(outcome?)
}

/// Loads rows as the data set named by the file.
async fn load(
    register: &Register,
    kind: DatasetKind,
    file: &Path,
    datum: Datum,
    origin: &Origin,
    rows: Rows,
) -> Result<(), Failure> {
    let file_name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = file_name.split('.').next().unwrap_or_default().to_owned();
    let dataset = Dataset {
        kind,
        name: name.clone(),
        file: file_name,
        datum,
        file_digest: Digest::from(origin.sha256),
    };
    let (outcome, receipt) = register.load(ACTOR, Load { dataset, rows }).await?;
    let what = match outcome {
        LoadOutcome::New { rows } => format!("{rows} rows taken up"),
        LoadOutcome::Replaced { rows, earlier } => format!("{rows} rows taken up in place of {earlier}"),
        LoadOutcome::Unchanged { rows } => format!("the register held the same {rows} rows already"),
    };
    let kind = kind.as_str();
    printer::data(&format!(
        "{}: {what} as {kind} `{name}`; datum {datum}; revision {}",
        file.display(),
        receipt.revision
    ))?;
    Ok(())
}

/// Files of a command.
#[derive(Debug, Args)]
struct Files {
    /// Files; gzip is read as it comes.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}
