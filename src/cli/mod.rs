//! The command line: one command a file.
//!
//! Must not decide anything about zones: a command reads its words, calls one use case, and prints.

mod abuttals;
mod act;
mod agencies;
mod audit;
mod backup;
mod boundary;
mod check;
mod completions;
mod convert;
mod demonstration;
mod encoding;
mod export;
mod failure;
mod import;
mod locate;
mod lookup;
mod nightly;
mod office;
mod oidc;
mod openapi;
mod output;
mod printer;
mod register;
mod serve;
mod sheet;
mod tiles;
mod user;
mod verify;
mod webhook;

use clap::{Parser, Subcommand};

pub use failure::Failure;

/// A registry of zone boundaries: limits in words and in polygons, overlap checks, look-ups and tiles.
///
/// Data goes to standard output, talk to standard error. Exit code 0: done; 1: the input is at fault; 2: the program is.
#[derive(Debug, Parser)]
#[command(name = "sizhi", version, max_term_width = 110)]
pub struct Cli {
    #[command(flatten)]
    register: register::RegisterOptions,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web client, the API and the tiles.
    Serve(serve::Serve),
    /// Take files into the register: one transaction a file, all of it or nothing.
    Import(import::Import),
    /// Write a zone's delimitation as a draft (GeoJSON) or as a boundary file of another format; or the ledger.
    Export(export::Export),
    /// Write the printed sheet of a zone (PDF): map figure, limits in words, areas, parks, corner points.
    Sheet(sheet::Sheet),
    /// Convert a boundary file from one format and coordinate system into another.
    ///
    /// Formats are GeoJSON, 界址点 TXT, CSV of corner points, Shapefile (in a zip), KML, KMZ, GeoPackage, DXF (in only), GeoParquet and
    /// FlatGeobuf (out only), told by the files' names. What the output has no room for, and what was taken for granted, is told on standard
    /// error. Where the coordinate system of OUT is not stated, it is the one usual for its format: a 3-degree zone for 界址点 TXT, else
    /// longitude and latitude.
    Convert(convert::Convert),
    /// Judge draft files and boundary files by the rules, against the register; nothing is recorded.
    Check(check::Check),
    /// List every pair of zones in the register that share ground.
    Audit(audit::Audit),
    /// Work with limits in words (四至): read them, check them, draft them from a polygon, trace a polygon from them.
    Abuttals(abuttals::Abuttals),
    /// Tell whether a point, an address or an agency lies in a zone; or answer a whole file of them.
    Lookup(lookup::Lookup),
    /// Find where an address is.
    Locate(locate::Locate),
    /// Take an act on a delimitation: recommend, approve, return, revoke and the others of the programme.
    Act(act::Act),
    /// Record offices and list them: who may do what, and where.
    Office(office::Office),
    /// Make accounts, their passwords and tokens, and list them; the first administrator is made here.
    User(user::User),
    /// Write the map's tiles into one file.
    Tiles(tiles::Tiles),
    /// List agencies, admit and release them, read an export of the national notice system, and settle the alerts it raises.
    Agencies(agencies::Agencies),
    /// Recompute the ledger's chain and every digest, and name the first entry that does not hold; or check a receipt.
    Verify(verify::Verify),
    /// Write the whole register into one file, also while a service writes to it; verified before it gets its name.
    Backup(backup::Backup),
    /// Put a backup in the place of a database that is not there or empty; verified first.
    Restore(backup::Restore),
    /// Tell others of acts: each entry of the ledger is sent to an address, signed, by the service.
    Webhook(webhook::Webhook),
    /// Print the OpenAPI document of the service.
    Openapi,
    /// Print completions for a shell.
    Completions(completions::Completions),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Tells whose fault it is, and what went wrong.
    pub async fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Serve(command) => command.run(&self.register).await,
            Command::Import(command) => command.run(&self.register).await,
            Command::Export(command) => command.run(&self.register).await,
            Command::Sheet(command) => command.run(&self.register).await,
            Command::Convert(command) => command.run(&self.register),
            Command::Check(command) => command.run(&self.register).await,
            Command::Audit(command) => command.run(&self.register).await,
            Command::Abuttals(command) => command.run(&self.register).await,
            Command::Lookup(command) => command.run(&self.register).await,
            Command::Locate(command) => command.run(&self.register).await,
            Command::Act(command) => command.run(&self.register).await,
            Command::Office(command) => command.run(&self.register).await,
            Command::User(command) => command.run(&self.register).await,
            Command::Tiles(command) => command.run(&self.register).await,
            Command::Agencies(command) => command.run(&self.register).await,
            Command::Verify(command) => command.run(&self.register).await,
            Command::Backup(command) => command.run(&self.register).await,
            Command::Restore(command) => command.run(&self.register).await,
            Command::Webhook(command) => command.run(&self.register).await,
            Command::Openapi => openapi::run(),
            Command::Completions(command) => {
                command.run();
                Ok(())
            }
        }
    }
}
