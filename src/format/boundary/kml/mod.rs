//! KML (OGC 07-147r2) and KMZ: placemarks with polygons, in folders, with their attributes. WGS 84 by definition.
//!
//! Must not judge shapes. (The `kml` crate gives up at the first fault without its place, and descends into folders by recursion.)

mod placemark;
mod read;
mod write;

use super::{
    Rows,
    archive::{Archive, Member, is_zip, pack},
    kept::Kept,
    notes::{Notes, finish},
};
use crate::{
    format::error::{Fault, Faults, Place, Refused, shown},
    geometry::{CoordinateSystem, Crs},
};
use read::Gathered;

pub use write::write;

/// Reads KML, or KMZ: its `doc.kml`, else the first `.kml` that lies least deep, and the files in the KMZ that it links to.
///
/// # Errors
/// [`Refused`] with every fault by placemark and line.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Rows, Refused> {
    let mut gathered = Gathered {
        faults: Faults::of(name),
        notes: Notes::default(),
        rows: Vec::new(),
        kept: Kept::default(),
        links: Vec::new(),
    };
    if is_zip(bytes) {
        packed(bytes, name, &mut gathered)?;
    } else {
        read::read(bytes, None, &mut gathered)?;
    }
    for (link, place) in &gathered.links {
        gathered
            .notes
            .at(&format!("left out, the file {} behind a link", shown(link)), place);
    }
    finish(
        gathered.faults,
        gathered.notes,
        Some(CoordinateSystem::Epsg(Crs::WGS84)),
        gathered.rows,
    )
}

fn packed(bytes: &[u8], name: Option<&str>, gathered: &mut Gathered) -> Result<(), Refused> {
    let mut archive = Archive::open(bytes, name)?;
    let mut documents: Vec<Member> = archive
        .members()
        .iter()
        .filter(|member| member.stem_and_ending().1 == "kml")
        .cloned()
        .collect();
    let depth = |path: &str| path.matches('/').count();
    documents.sort_by_key(|member| (depth(&member.path), !member.path.to_lowercase().ends_with("doc.kml")));
    if documents.is_empty() {
        let found = format!("{} other files", archive.members().len());
        return Err(Refused::once(
            name,
            Fault::new(Place::Whole, "a file `.kml` in the KMZ", found),
        ));
    }
    let first = documents.remove(0);
    read::read(&archive.read(&first)?, None, gathered)?;
    // Each file is read once, so that links in a circle end.
    let mut open: Vec<(String, Place)> = std::mem::take(&mut gathered.links);
    while let Some((link, place)) = open.pop() {
        let plain = link.trim_start_matches("./");
        let Some(nth) = documents.iter().position(|member| member.path == plain) else {
            gathered.links.push((link, place));
            continue;
        };
        let member = documents.remove(nth);
        let before = gathered.links.len();
        read::read(&archive.read(&member)?, Some(&member.path), gathered)?;
        open.extend(gathered.links.split_off(before));
    }
    gathered.links.reverse();
    for member in documents {
        gathered.notes.at(
            "left out, a document to which no link leads",
            &Place::Part(shown(&member.path)),
        );
    }
    Ok(())
}

/// Writes rows as KMZ: a zip that holds the document as `doc.kml`.
///
/// # Errors
/// [`Refused`] as [`write()`] does.
pub fn write_kmz(rows: &Rows, name: &str) -> Result<Vec<u8>, Refused> {
    pack(&[("doc.kml".to_owned(), write(rows, name)?)])
}
