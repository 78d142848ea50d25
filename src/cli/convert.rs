//! `sizhi convert`: a boundary file from one format and coordinate system into another.
//!
//! Must not know formats or systems, nor open the register.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, boundary, boundary::STANDARD, encoding::Encoding, output, printer, register::RegisterOptions};
use crate::{
    atlas::day_at,
    format::{BoundaryFormat, ReadOptions, WriteOptions, write_boundary},
    geometry::CoordinateSystem,
    register::Clock,
};

/// Convert a boundary file from one format and coordinate system into another.
#[derive(Debug, Args)]
pub struct Convert {
    /// File to read; `-` is standard input. Gzip is read as it comes.
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// File to write, whole or not at all; `-` is standard output.
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Coordinate system of IN, where it states none: an EPSG code (4490, 4326, 3857, 4491 to 4554), gcj02 or bd09.
    #[arg(long, value_name = "CRS")]
    from_crs: Option<CoordinateSystem>,
    /// Coordinate system of OUT.
    #[arg(long, value_name = "CRS")]
    to_crs: Option<CoordinateSystem>,
    /// Encoding of OUT, for formats of text.
    #[arg(long, alias = "to-encoding", value_enum, default_value_t = Encoding::Utf8)]
    encoding: Encoding,
    /// Encoding of IN; found where absent.
    #[arg(long, value_enum)]
    from_encoding: Option<Encoding>,
    /// Format of IN, where its name does not say.
    #[arg(long, value_name = "FORMAT")]
    from: Option<BoundaryFormat>,
    /// Format of OUT, where its name does not say.
    #[arg(long, value_name = "FORMAT")]
    to: Option<BoundaryFormat>,
}

impl Convert {
    /// Runs the command.
    pub fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let programme = options.programme()?;
        let to = self.to.map_or_else(|| output_format(&self.output), Ok)?;
        let read = ReadOptions {
            format: self.from,
            media_type: None,
            system: self.from_crs,
            encoding: self.from_encoding.map(Into::into),
            programme: Some(&programme),
        };
        let reading = boundary::read(&self.input, &read)?;
        let write = WriteOptions {
            system: self.to_crs,
            encoding: self.encoding.into(),
            date: Some(day_at(Clock::system().now(), programme.utc_offset_hours)),
        };
        let written = write_boundary(&reading.draft, to, &write)?;
        output::write(&self.output, &written.bytes)?;
        for note in &reading.notes {
            printer::talk(&format!("{}: note: {note}", self.input.display()));
        }
        for note in &written.notes {
            printer::talk(&format!("{}: note: {note}", self.output.display()));
        }
        let (input, output, parks) = (self.input.display(), self.output.display(), reading.draft.parks.len());
        printer::talk(&format!(
            "{input} ({}, {}) → {output} ({to}); parks: {parks}",
            reading.format, reading.system
        ));
        Ok(())
    }
}

/// Finds the format of a file to be written.
pub fn output_format(path: &Path) -> Result<BoundaryFormat, Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    BoundaryFormat::of_output_name(&name).ok_or_else(|| {
        let words: Vec<String> = BoundaryFormat::writable().map(|format| format!("`.{format}`")).collect();
        let found = if name == STANDARD { "standard output".to_owned() } else { format!("`{name}`") };
        Failure::Input(format!(
            "expected a file to write whose name ends in one of {}, found {found}; hint: name it so, or state its format (`--to`, `--format`)",
            words.join(", ")
        ))
    })
}
