//! OpenStreetMap PBF, read blob by blob, faults by the byte at which the blob begins.
//!
//! Must not know what a feature is.

use std::{
    io::{self, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use osmpbf::{Blob, BlobDecode, BlobReader, Element, PrimitiveBlock, RelMemberType};

use super::{
    assemble::{Extract, OsmFeatures},
    classify::Tags,
};
use crate::{
    abuttals::FeatureClass,
    format::error::{Fault, Place, Refused},
    geometry::LonLat,
};

/// What a file may ask of its reader: the schema, and nodes packed in columns.
const UNDERSTOOD: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Reads an extract in PBF, not packed.
///
/// # Errors
/// [`Refused`] with the first fault by its byte: a broken blob, a schema that is not understood, degrees that are none.
/// What follows a broken blob cannot be trusted, so reading ends there.
pub fn read_osm_pbf(reader: impl Read + Send, file: Option<&str>) -> Result<OsmFeatures, Refused> {
    let position = Arc::new(AtomicU64::new(0));
    let mut blobs = BlobReader::new(Positioned {
        inner: reader,
        position: Arc::clone(&position),
    });
    let mut extract = Extract::default();
    let mut has_header = false;
    loop {
        let offset = position.load(Ordering::Relaxed);
        let refused =
            |expected: &str, found: String| Refused::once(file, Fault::new(Place::Offset(offset), expected, found));
        let blob = match blobs.next() {
            Some(Ok(blob)) => blob,
            Some(Err(error)) => {
                return Err(match error.into_kind() {
                    osmpbf::ErrorKind::Io(error) => Refused::from_io(file, error),
                    kind => refused("a sound PBF blob", told(&kind)),
                });
            }
            None if has_header && position.load(Ordering::Relaxed) == offset => return Ok(extract.assemble()),
            None => {
                return Err(refused(
                    "a whole PBF file that begins with its header",
                    "its end".to_owned(),
                ));
            }
        };
        // The decoder trusts some numbers of the file and panics where they are senseless: such a file is at fault.
        let taken = catch_unwind(AssertUnwindSafe(|| take(&blob, &mut extract)));
        match taken {
            Ok(Ok(is_header)) => has_header |= is_header,
            Ok(Err((expected, found))) => return Err(refused(expected, found)),
            Err(_) => {
                return Err(refused(
                    "a sound PBF blob",
                    "one whose numbers make no sense".to_owned(),
                ));
            }
        }
    }
}

type Misfit = (&'static str, String);

/// Takes the elements of a blob; tells whether it was the header.
fn take(blob: &Blob, extract: &mut Extract) -> Result<bool, Misfit> {
    let decoded = blob
        .decode()
        .map_err(|error| ("a sound PBF blob", told(error.kind())))?;
    match decoded {
        BlobDecode::OsmHeader(header) => {
            let unknown = header
                .required_features()
                .iter()
                .find(|feature| !UNDERSTOOD.contains(&feature.as_str()));
            match unknown {
                Some(feature) => Err((
                    "a file that asks for OsmSchema-V0.6 and DenseNodes only",
                    format!("`{feature}`"),
                )),
                None => Ok(true),
            }
        }
        BlobDecode::OsmData(block) => take_block(&block, extract).map(|()| false),
        BlobDecode::Unknown(_) => Ok(false),
    }
}

fn take_block(block: &PrimitiveBlock, extract: &mut Extract) -> Result<(), Misfit> {
    for element in block.elements() {
        match element {
            Element::Node(node) => take_node(node.id(), node.lon(), node.lat(), extract)?,
            Element::DenseNode(node) => take_node(node.id(), node.lon(), node.lat(), extract)?,
            Element::Way(way) => {
                let tags = tags(block, way.raw_tags())?;
                extract.way(way.id(), way.refs(), tags.of_way());
            }
            Element::Relation(relation) => {
                let tags: Option<(FeatureClass, String)> = tags(block, relation.raw_tags())?.of_relation();
                let ways = relation
                    .members()
                    .filter(|member| member.member_type == RelMemberType::Way);
                extract.relation(relation.id(), ways.map(|member| member.member_id).collect(), tags);
            }
        }
    }
    Ok(())
}

fn take_node(id: i64, lon: f64, lat: f64, extract: &mut Extract) -> Result<(), Misfit> {
    match LonLat::new(lon, lat) {
        Ok(place) => {
            extract.node(id, place.lon(), place.lat());
            Ok(())
        }
        Err(_) => Err((
            "nodes in lon -180..=180, lat -90..=90",
            format!("node {id} at `{lon}, {lat}`"),
        )),
    }
}

fn tags(block: &PrimitiveBlock, indices: impl Iterator<Item = (u32, u32)>) -> Result<Tags, Misfit> {
    let strings = block.raw_stringtable();
    let text = |index: u32| {
        let bytes = strings
            .get(index as usize)
            .ok_or(("tags that are in the string table", format!("index `{index}`")))?;
        std::str::from_utf8(bytes).map_err(|_| ("tags in UTF-8", format!("a bad string at index `{index}`")))
    };
    let mut tags = Tags::default();
    for (key, value) in indices {
        tags.push(text(key)?, text(value)?);
    }
    Ok(tags)
}

fn told(kind: &osmpbf::ErrorKind) -> String {
    match kind {
        osmpbf::ErrorKind::Io(error) => format!("`{error}`"),
        osmpbf::ErrorKind::Protobuf { err, location } => format!("`{err}` in its {location}"),
        osmpbf::ErrorKind::Blob(osmpbf::BlobError::HeaderTooBig { size }) => format!("a header of {size} bytes"),
        osmpbf::ErrorKind::Blob(osmpbf::BlobError::MessageTooBig { size }) => format!("a message of {size} bytes"),
        other => format!("`{other:?}`"),
    }
}

/// Tells how far the blob reader has read: it does not know itself when it cannot seek.
struct Positioned<R> {
    inner: R,
    position: Arc<AtomicU64>,
}

impl<R: Read> Read for Positioned<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.position.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
