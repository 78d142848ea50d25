//! A boundary file of any format into a draft.
//!
//! Must not guess: a file in no stated coordinate system, and one whose statements contradict each other, are refused.

use std::io::Read as _;

use super::{
    ReadOptions, Reading, Rows,
    convert::to_degrees,
    kind::{Content, Input, words},
    notes::Notes,
    sniff::recognise,
    to_draft::Assembly,
};
use crate::{
    format::{
        BoundaryFormat,
        error::{Fault, Faults, Place, Refused},
        source::{Origin, Source},
    },
    geometry::CoordinateSystem,
};

/// Reads a boundary file. The file's name is used for its ending and in faults; it need not exist.
///
/// # Errors
/// [`Refused`] with every fault and its place.
pub fn read_boundary(bytes: &[u8], name: Option<&str>, options: &ReadOptions<'_>) -> Result<Reading, Refused> {
    let mut told = Vec::new();
    let format = recognise(bytes, name, options, &mut told)?;
    let codec = format.codec();
    let Some(read) = codec.read else {
        let expected = format!("a format that is read: {}", words(BoundaryFormat::readable()));
        let fault = Fault::new(
            Place::Whole,
            expected,
            format!("{}, which is only written", format.name()),
        );
        return Err(Refused::once(name, fault));
    };
    let input = Input {
        bytes,
        name,
        system: options.system,
        encoding: options.encoding,
    };
    let mut rows = match read(&input)? {
        Content::Rows(rows) => rows,
        Content::Draft(draft, system) => {
            return Ok(Reading {
                draft: *draft,
                format,
                system,
                notes: told,
            });
        }
    };
    if rows.rows.is_empty() {
        return Err(Refused::once(name, Fault::new(Place::Whole, "a polygon", "none")));
    }
    let system = system_of(&rows, format, options.system, &mut told).map_err(|fault| Refused::once(name, *fault))?;
    let (mut faults, mut notes) = (Faults::of(name), Notes::default());
    to_degrees(&mut rows, system, &mut faults);
    let draft = Assembly::new(options.programme, &mut faults, &mut notes).draft(&rows.rows, system);
    told.append(&mut rows.notes);
    told.extend(notes.sentences());
    faults.or(Reading {
        draft,
        format,
        system,
        notes: told,
    })
}

/// Reads a boundary file from a file or stream; gzip is unpacked.
///
/// # Errors
/// [`Refused`] when it cannot be read or unpacked; see [`read_boundary`].
pub fn read_boundary_source(mut source: Source<'_>, options: &ReadOptions<'_>) -> Result<(Reading, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let mut bytes = Vec::new();
    source
        .read_to_end(&mut bytes)
        .map_err(|error| Refused::from_io(name.as_deref(), error))?;
    Ok((read_boundary(&bytes, name.as_deref(), options)?, source.finish()?))
}

/// Settles the coordinate system: what the file states, else what its sender states, else what the format's specification says.
fn system_of(
    rows: &Rows,
    format: BoundaryFormat,
    stated: Option<CoordinateSystem>,
    notes: &mut Vec<String>,
) -> Result<CoordinateSystem, Box<Fault>> {
    match (rows.system, stated, format.codec().implied) {
        (Some(own), Some(stated), _) if !own.agrees_with(stated) => {
            let expected = format!("the coordinate system that its sender states, `{stated}`");
            let fault = Fault::new(Place::Whole, expected, format!("`{own}`, as the file states"));
            Err(Box::new(fault.hint("leave out the one that does not hold")))
        }
        (Some(own), ..) => Ok(own),
        (None, Some(stated), _) => Ok(stated),
        (None, None, Some(implied)) => {
            let name = format.name();
            notes.push(format!(
                "no coordinate system is stated: taken as {implied}, as the specification of {name} says"
            ));
            Ok(implied)
        }
        (None, None, None) => {
            let expected = "a coordinate system, stated by the file or by its sender";
            let hint = "state it: EPSG:4490 for longitude and latitude in CGCS2000, EPSG:4491 to 4554 for a Gauss-Krüger zone, \
                        EPSG:4326, EPSG:3857, `gcj02` or `bd09` (on the command line `--from-crs` or `--crs`, over HTTP `crs=`)";
            Err(Box::new(Fault::new(Place::Whole, expected, "none").hint(hint)))
        }
    }
}
