//! Named features of OpenStreetMap extracts: roads, rivers, railways, shores and administrative lines, from XML or PBF.
//!
//! Must not know which names abuttals refer to; what an extract clips is counted, never hidden.

mod assemble;
mod classify;
mod pbf;
mod xml;

use std::io::{Cursor, Read};

pub use assemble::{OsmFeatures, OsmReport};
pub use pbf::read_osm_pbf;
pub use xml::read_osm_xml;

use super::{
    error::Refused,
    source::{Origin, Source},
};

/// Reads an extract, PBF or XML as its first bytes say; gzip is unpacked.
///
/// # Errors
/// [`Refused`] with every fault, by line in XML and by byte in PBF.
pub fn read_osm(mut source: Source<'_>) -> Result<(OsmFeatures, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let mut head = Vec::new();
    let read = source.by_ref().take(64).read_to_end(&mut head);
    read.map_err(|error| Refused::from_io(name.as_deref(), error))?;
    // Every PBF begins with the length of a header that names itself `OSMHeader`.
    let is_pbf = head.windows(9).any(|window| window == b"OSMHeader");
    let whole = Cursor::new(head).chain(&mut source);
    let features = if is_pbf {
        read_osm_pbf(whole, name.as_deref())
    } else {
        read_osm_xml(whole, name.as_deref())
    }?;
    Ok((features, source.finish()?))
}
