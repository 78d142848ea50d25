//! OpenStreetMap XML (API 0.6), read as it streams, faults by line.
//!
//! Must not know what a feature is.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    assemble::{Extract, OsmFeatures},
    classify::Tags,
};
use crate::{
    format::{
        error::{Fault, Faults, Place, Refused, shown},
        text::{Encoding, Text, line_ends},
    },
    geometry::LonLat,
};

/// Reads an extract in XML, not packed.
///
/// # Errors
/// [`Refused`] with every fault by its line: broken XML, another kind of document, ids and degrees that are none.
pub fn read_osm_xml(reader: impl Read, file: Option<&str>) -> Result<OsmFeatures, Refused> {
    let text = Text::of(reader, Encoding::Utf8).map_err(|error| Refused::from_io(file, error))?;
    let lines = LineCounter {
        inner: BufReader::with_capacity(1 << 16, text),
        line: 1,
    };
    let mut reader = Reader::from_reader(lines);
    let mut document = Document {
        faults: Faults::of(file),
        extract: Extract::default(),
        line: 1,
        depth: 0,
        seen_root: false,
        open: None,
    };
    let mut buffer = Vec::new();
    loop {
        document.line = reader.get_ref().line;
        let event = reader.read_event_into(&mut buffer);
        match event {
            Ok(Event::Start(element)) => {
                document.starts(&element);
                document.depth += 1;
            }
            Ok(Event::Empty(element)) => {
                document.starts(&element);
                document.ends(element.name().as_ref());
            }
            Ok(Event::End(element)) => {
                document.depth = document.depth.saturating_sub(1);
                document.ends(element.name().as_ref());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => {
                let error =
                    std::sync::Arc::try_unwrap(error).unwrap_or_else(|error| io::Error::other(error.to_string()));
                return Err(Refused::from_io(file, error));
            }
            Err(error) => {
                document.line = reader.get_ref().line;
                document.refuse("well-formed XML", format!("`{error}`"));
                break;
            }
        }
        buffer.clear();
    }
    document.finish()
}

struct Document {
    faults: Faults,
    extract: Extract,
    line: u64,
    depth: usize,
    seen_root: bool,
    open: Option<Element>,
}

/// The node, way or relation that is being read.
struct Element {
    id: Option<i64>,
    tags: Tags,
    refs: Vec<i64>,
    deleted: bool,
}

impl Document {
    fn starts(&mut self, element: &BytesStart) {
        let name = element.name();
        match (self.depth, name.as_ref()) {
            (0, "osm") => self.seen_root = true,
            (0, other) => {
                let place = Place::Line {
                    line: self.line,
                    column: None,
                };
                let fault = Fault::new(place, "an OpenStreetMap document: an element `osm`", shown(other));
                self.faults.push(match other {
                    "osmChange" => fault.hint("this is a change file; an extract is needed"),
                    _ => fault,
                });
            }
            (1, "node") => self.node(element),
            (1, "way" | "relation") => {
                let deleted = attribute(element, "visible").is_some_and(|visible| visible == "false");
                let id = self.whole_number(element, "id");
                self.open = Some(Element {
                    id,
                    tags: Tags::default(),
                    refs: Vec::new(),
                    deleted,
                });
            }
            (2, "nd") => {
                if let (Some(id), Some(open)) = (self.whole_number(element, "ref"), &mut self.open) {
                    open.refs.push(id);
                }
            }
            (2, "member") if attribute(element, "type").is_some_and(|kind| kind == "way") => {
                if let (Some(id), Some(open)) = (self.whole_number(element, "ref"), &mut self.open) {
                    open.refs.push(id);
                }
            }
            (2, "tag") if self.open.is_some() => {
                match (attribute(element, "k"), attribute(element, "v"), &mut self.open) {
                    (Some(key), Some(value), Some(open)) => open.tags.push(&key, &value),
                    _ => self.refuse("a tag with the attributes `k` and `v`", "one without"),
                }
            }
            _ => {}
        }
    }

    fn ends(&mut self, name: &str) {
        if self.depth != 1 || !matches!(name, "way" | "relation") {
            return;
        }
        let Some(Element {
            id: Some(id),
            tags,
            refs,
            deleted: false,
        }) = self.open.take()
        else {
            return;
        };
        match name {
            "way" => self.extract.way(id, refs, tags.of_way()),
            _ => self.extract.relation(id, refs, tags.of_relation()),
        }
    }

    fn node(&mut self, element: &BytesStart) {
        if attribute(element, "visible").is_some_and(|visible| visible == "false") {
            return;
        }
        let id = self.whole_number(element, "id");
        let (lon, lat) = (self.degrees(element, "lon"), self.degrees(element, "lat"));
        let (Some(id), Some(lon), Some(lat)) = (id, lon, lat) else {
            return;
        };
        match LonLat::new(lon, lat) {
            Ok(place) => self.extract.node(id, place.lon(), place.lat()),
            Err(_) => self.refuse(
                &format!("node {id} in lon -180..=180, lat -90..=90"),
                format!("`{lon}, {lat}`"),
            ),
        }
    }

    fn whole_number(&mut self, element: &BytesStart, name: &str) -> Option<i64> {
        let found = attribute(element, name);
        let number = found.as_ref().and_then(|text| text.parse().ok());
        if number.is_none() {
            let expected = format!("a whole number in attribute `{name}` of `{}`", element.name().as_ref());
            self.refuse(&expected, shown(&found.unwrap_or_default()));
        }
        number
    }

    fn degrees(&mut self, element: &BytesStart, name: &str) -> Option<f64> {
        let found = attribute(element, name);
        let number = found
            .as_ref()
            .and_then(|text| text.parse().ok())
            .filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.refuse(
                &format!("degrees in attribute `{name}` of `node`"),
                shown(&found.unwrap_or_default()),
            );
        }
        number
    }

    fn refuse(&mut self, expected: &str, found: impl Into<String>) {
        self.faults.push(Fault::new(
            Place::Line {
                line: self.line,
                column: None,
            },
            expected,
            found,
        ));
    }

    fn finish(mut self) -> Result<OsmFeatures, Refused> {
        if self.faults.is_empty() && self.depth > 0 {
            let hint = "the file may have been cut short on its way; fetch it again";
            let place = Place::Line {
                line: self.line,
                column: None,
            };
            self.faults
                .push(Fault::new(place, "the end of the element `osm`", "the end of the file").hint(hint));
        } else if self.faults.is_empty() && !self.seen_root {
            self.refuse("an OpenStreetMap document: an element `osm`", "nothing");
        }
        self.faults.or(()).map(|()| self.extract.assemble())
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    attribute
        .normalized_value(XmlVersion::Explicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Counts lines as they are consumed.
struct LineCounter<R> {
    inner: BufReader<R>,
    line: u64,
}

impl<R: Read> Read for LineCounter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.inner.buffer()[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for LineCounter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let passed = self.inner.buffer().get(..amount).unwrap_or_default();
        self.line += line_ends(passed);
        self.inner.consume(amount);
    }
}
