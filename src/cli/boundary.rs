//! Boundary files on the command line: what is stated of one, reading it, and what it cannot state itself.
//!
//! Must not know formats: they are found by name, content, or the word that is given.

use std::path::Path;

use clap::Args;

use super::{Failure, encoding::Encoding, printer};
use crate::{
    format::{BoundaryFormat, ReadOptions, Reading, Source, read_boundary_source},
    geometry::CoordinateSystem,
    zone::{Division, Draft, Programme},
};

/// The name of standard input and output.
pub const STANDARD: &str = "-";

/// What the sender states of boundary files.
#[derive(Debug, Args)]
pub struct FileOptions {
    /// Format of the files, where their names do not say: geojson, txt, csv, zip (Shapefile), kml, kmz, gpkg, dxf.
    #[arg(long, value_name = "FORMAT")]
    format: Option<BoundaryFormat>,
    /// Coordinate system of files that state none: an EPSG code (4490, 4326, 3857, 4491 to 4554), gcj02 or bd09.
    #[arg(long, value_name = "CRS")]
    crs: Option<CoordinateSystem>,
    /// Encoding of text files; found where absent.
    #[arg(long, value_enum)]
    encoding: Option<Encoding>,
    #[command(flatten)]
    zone: ZoneWords,
}

/// What many boundary files cannot state of their zone.
#[derive(Debug, Args)]
struct ZoneWords {
    /// Name of the zone, where the file states none.
    #[arg(long)]
    name: Option<String>,
    /// Code of its kind in the programme, where the file states none.
    #[arg(long)]
    kind: Option<String>,
    /// Division of the applicant (GB/T 2260), where the file states none.
    #[arg(long, value_parser = division)]
    division: Option<Division>,
}

fn division(text: &str) -> Result<Division, crate::zone::DivisionError> {
    text.parse()
}

impl FileOptions {
    /// Reads a draft of any format, and tells what has to be known of it.
    pub fn draft(&self, file: &Path, programme: &Programme) -> Result<Draft, Failure> {
        let options = ReadOptions {
            format: self.format,
            media_type: None,
            system: self.crs,
            encoding: self.encoding.map(Into::into),
            programme: Some(programme),
        };
        let mut reading = read(file, &options)?;
        let name = file.display().to_string();
        self.zone.fill(&mut reading.draft, &name)?;
        for note in reading.notes.iter().filter(|note| !self.zone.answers(note)) {
            printer::talk(&format!("{name}: note: {note}"));
        }
        Ok(reading.draft)
    }
}

impl ZoneWords {
    /// Says what the file does not; a word that contradicts it is refused.
    fn fill(&self, draft: &mut Draft, file: &str) -> Result<(), Failure> {
        let contradicted = |option: &str, stated: &str, found: &str| {
            Failure::Input(format!(
                "{file}: expected {option} `{stated}`, found `{found}` in the file; hint: leave out the one that does not hold"
            ))
        };
        for (option, stated, own) in [
            ("--name", &self.name, &mut draft.name),
            ("--kind", &self.kind, &mut draft.kind),
        ] {
            match stated {
                Some(stated) if own.is_empty() => own.clone_from(stated),
                Some(stated) if stated != own => return Err(contradicted(option, stated, own)),
                _ => {}
            }
        }
        match (self.division, draft.division) {
            (Some(stated), Some(own)) if stated != own => {
                Err(contradicted("--division", &stated.to_string(), &own.to_string()))
            }
            (Some(stated), _) => {
                draft.division = Some(stated);
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    /// Tells whether a note asks for what was stated.
    fn answers(&self, note: &str) -> bool {
        let all = self.name.is_some() && self.kind.is_some() && self.division.is_some();
        all && note.starts_with("the file does not state the zone's")
    }
}

/// Reads a boundary file; `-` is standard input.
pub fn read(file: &Path, options: &ReadOptions<'_>) -> Result<Reading, Failure> {
    let mut silent = |_| {};
    let source = if file == Path::new(STANDARD) {
        Source::of(std::io::stdin(), None, &mut silent)?
    } else {
        Source::open(file, &mut silent)?
    };
    Ok(read_boundary_source(source, options)?.0)
}
