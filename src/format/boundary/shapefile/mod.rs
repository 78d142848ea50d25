//! Shapefile in a zip (Esri's technical description of 1998): one or several layers of polygons with their attributes.
//!
//! Must not judge shapes. A layer is the `.shp` with the files that bear its name: `.dbf` (attributes), `.prj` (coordinate system),
//! `.cpg` (code page of the attributes), `.shx` (index) and, where this program wrote it, `.fields.csv` (full names of the attributes).

mod code_page;
mod dbf;
mod fields;
mod layer;
mod records;
mod rings;
mod write;

use super::{
    Rows,
    archive::{Archive, Member, is_zip},
    definition::{Recognised, system_of_wkt},
    kept::Kept,
    notes::{Notes, finish},
};
use crate::{
    format::error::{Fault, Faults, Place, Refused, shown},
    geometry::CoordinateSystem,
};

pub use write::write;

/// The first four bytes of a `.shp`: the number 9994 (technical description, table 1).
const SHP_MAGIC: [u8; 4] = [0, 0, 0x27, 0x0a];

/// Most characters of a layer's name.
const MOST_NAME_CHARACTERS: usize = 100;

/// Reads every layer of polygons. Attributes of several layers bear the layer's name in `layer`.
///
/// A `.prj` that names a system unknown here is a fault, unless the sender has `stated` one.
///
/// # Errors
/// [`Refused`] with every fault by layer and record.
pub fn read(bytes: &[u8], name: Option<&str>, stated: Option<CoordinateSystem>) -> Result<Rows, Refused> {
    if !is_zip(bytes) {
        let fault = Fault::new(
            Place::Whole,
            "a Shapefile in a zip",
            if bytes.starts_with(&SHP_MAGIC) {
                "a bare `.shp`"
            } else {
                "another kind of file"
            },
        );
        return Err(Refused::once(
            name,
            fault.hint("put the files .shp, .dbf, .prj and .cpg of one name into a zip"),
        ));
    }
    let mut archive = Archive::open(bytes, name)?;
    let sets = file_sets(&archive, name)?;
    let several = sets.len() > 1;
    let mut reading = Reading {
        faults: Faults::of(name),
        notes: Notes::default(),
        rows: Vec::new(),
        kept: Kept::default(),
        polygon_layers: 0,
    };
    let mut systems: Vec<(String, Option<CoordinateSystem>)> = Vec::new();
    for set in &sets {
        let before = reading.polygon_layers;
        reading.layer(&mut archive, set, several)?;
        if reading.polygon_layers > before {
            let system = reading.system(&mut archive, set, stated)?;
            systems.push((set.name().to_owned(), system));
        }
    }
    let system = systems.first().and_then(|(_, system)| *system);
    if let (Some((first, _)), Some((other, found))) =
        (systems.first(), systems.iter().find(|(_, other)| *other != system))
    {
        let told = |system: Option<CoordinateSystem>| system.map_or("none".to_owned(), |system| system.to_string());
        let expected = format!(
            "one coordinate system in all layers: `{}` as in layer {}",
            told(system),
            shown(first)
        );
        let fault = Fault::new(
            Place::Part(format!("layer {}", shown(other))),
            expected,
            format!("`{}`", told(*found)),
        );
        reading
            .faults
            .push(fault.hint("bring the layers into one system, or send each by itself"));
    }
    finish(reading.faults, reading.notes, system, reading.rows)
}

/// What is gathered while the layers are read.
struct Reading {
    faults: Faults,
    notes: Notes,
    rows: Vec<super::Row>,
    kept: Kept,
    polygon_layers: usize,
}

/// The files of one layer.
struct FileSet {
    shp: Member,
    others: Vec<(String, Member)>,
}

impl FileSet {
    /// Gives the layer's name, without folders; a path in a zip may have 65,535 bytes.
    fn name(&self) -> &str {
        let (stem, _) = self.shp.stem_and_ending();
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let end = name
            .char_indices()
            .nth(MOST_NAME_CHARACTERS)
            .map_or(name.len(), |(at, _)| at);
        &name[..end]
    }

    fn member(&self, ending: &str) -> Option<&Member> {
        self.others
            .iter()
            .find(|(own, _)| own == ending)
            .map(|(_, member)| member)
    }
}

/// Finds the layers: every `.shp` with the files of the same folder and name, whatever the case of their letters.
fn file_sets(archive: &Archive, name: Option<&str>) -> Result<Vec<FileSet>, Refused> {
    let members = archive.members();
    let mut sets: Vec<FileSet> = Vec::new();
    for member in members {
        if member.stem_and_ending().1 == "shp" {
            sets.push(FileSet {
                shp: member.clone(),
                others: Vec::new(),
            });
        }
    }
    let place_of: std::collections::HashMap<String, usize> = sets
        .iter()
        .enumerate()
        .map(|(nth, set)| (set.shp.stem_and_ending().0.to_lowercase(), nth))
        .collect();
    for member in members {
        let (stem, mut ending) = member.stem_and_ending();
        let mut stem = stem.to_lowercase();
        // The index of Esri's metadata and our list of fields bear a second ending.
        if let Some(bare) = stem
            .strip_suffix(".fields")
            .map(str::to_owned)
            .filter(|_| ending == "csv")
        {
            stem = bare;
            "fields.csv".clone_into(&mut ending);
        }
        if let Some(set) = place_of.get(&stem).and_then(|nth| sets.get_mut(*nth)) {
            set.others.push((ending, member.clone()));
        }
    }
    if sets.is_empty() {
        let names: Vec<&str> = members.iter().map(|member| member.path.as_str()).collect();
        let fault = Fault::new(Place::Whole, "a file `.shp` in the zip", shown(&names.join(", ")));
        return Err(Refused::once(
            name,
            fault.hint("put the files .shp, .dbf, .prj and .cpg of one name into a zip"),
        ));
    }
    Ok(sets)
}

impl Reading {
    /// Reads the coordinate system of a layer.
    fn system(
        &mut self,
        archive: &mut Archive,
        set: &FileSet,
        stated: Option<CoordinateSystem>,
    ) -> Result<Option<CoordinateSystem>, Refused> {
        let Some(member) = set.member("prj") else {
            self.notes.say("no `.prj`: the file states no coordinate system");
            return Ok(None);
        };
        let text = archive.read(member)?;
        let text = String::from_utf8_lossy(&text);
        if text.trim_matches(['\0', '\u{feff}', ' ', '\r', '\n', '\t']).is_empty() {
            self.notes
                .say("the `.prj` is empty: the file states no coordinate system");
            return Ok(None);
        }
        let found = match system_of_wkt(text.trim_end_matches('\0')) {
            Recognised::Known(system) => return Ok(Some(system)),
            Recognised::Unknown(name) => shown(&name),
            Recognised::Malformed => format!("no well-known text: {}", shown(&text)),
            Recognised::Contradiction { code, figures } => format!("the code `{code}` with the figures of `{figures}`"),
        };
        if stated.is_some() {
            self.notes.say(format!(
                "the `.prj` names a system that is not known here, {found}; the one stated by the sender was taken"
            ));
            return Ok(None);
        }
        let expected =
            "CGCS2000 in degrees or in a Gauss-Krüger zone (EPSG:4490 to 4554), WGS 84 (4326) or web Mercator (3857)";
        let fault = Fault::new(Place::Part(shown(&member.path)), expected, found);
        self.faults.push(fault.hint("convert the file to CGCS2000; or, if its coordinates are in one of these systems, state which (`--from-crs`)"));
        Ok(None)
    }
}
