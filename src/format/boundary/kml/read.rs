//! Reads a KML document as it streams, without recursion; elements of other vocabularies, such as `gx:`, are passed over.
//!
//! Must not follow links, and expands no entities but those of XML itself.

use std::io::Read as _;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::placemark::{Container, Placemark};
use crate::format::{
    boundary::{Row, kept::Kept, notes::Notes},
    error::{Fault, Faults, Place, Refused, shown},
    text::{Encoding, Text, line_ends},
};

/// Greatest depth of elements. Google Earth's own files stay below 20.
const MOST_DEPTH: usize = 64;

/// Most characters of a document's or folder's name: every placemark in it bears it.
const MOST_NAME_CHARACTERS: usize = 100;

/// Geometries that are no polygons.
const OTHER_GEOMETRIES: [&str; 6] = ["Point", "LineString", "LinearRing", "Model", "Track", "MultiTrack"];

/// Features that are no placemarks, and how they are told of.
const OTHER_FEATURES: [(&str, &str); 4] = [
    ("GroundOverlay", "left out, a picture on the ground"),
    ("ScreenOverlay", "left out, a picture on the screen"),
    ("PhotoOverlay", "left out, a photograph"),
    ("Tour", "left out, a tour"),
];

/// What is gathered from the documents of a file.
pub(super) struct Gathered {
    pub(super) faults: Faults,
    pub(super) notes: Notes,
    pub(super) rows: Vec<Row>,
    pub(super) kept: Kept,
    /// Links to other files, and where they stand.
    pub(super) links: Vec<(String, Place)>,
}

/// Reads a document; one of several in a KMZ is named.
pub(super) fn read(bytes: &[u8], name: Option<&str>, gathered: &mut Gathered) -> Result<(), Refused> {
    let mut text = String::new();
    Text::of(bytes, stated_encoding(bytes))
        .and_then(|mut reader| reader.read_to_string(&mut text))
        .map_err(|error| Refused::from_io(gathered.faults.file(), error))?;
    let mut reader = Reader::from_str(&text);
    let mut document = Document {
        gathered,
        name,
        line: 1,
        stack: Vec::new(),
        containers: Vec::new(),
        placemark: None,
        placemarks: 0,
        key: String::new(),
        text: String::new(),
        seen_root: false,
    };
    if let Some(found) = text.find(|c| !is_character(c)) {
        document.line += line_ends(&text.as_bytes()[..found]);
        let found = text[found..].chars().next().unwrap_or_default();
        document.refuse("well-formed XML", format!("the character {found:?}"));
        return Ok(());
    }
    let mut at = 0;
    loop {
        let event = reader.read_event();
        let now = usize::try_from(reader.buffer_position())
            .unwrap_or(text.len())
            .clamp(at, text.len());
        let passed = line_ends(&text.as_bytes()[at..now]);
        at = now;
        let goes_on = match event {
            Ok(Event::Start(element)) => document.starts(&element),
            Ok(Event::Empty(element)) => document.starts(&element) && document.ends(),
            Ok(Event::End(_)) => document.ends(),
            Ok(Event::Text(part)) => document.says(&part.xml10_content()),
            Ok(Event::CData(part)) => document.says(&part.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                let meant = reference.resolve_char_ref().ok().flatten();
                let meant = meant.filter(|c| is_character(*c)).map(String::from);
                let meant = meant.or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                document.says(&meant.unwrap_or_else(|| format!("&{};", &*reference)))
            }
            Ok(Event::Eof) => false,
            Ok(_) => true,
            Err(error) => {
                document.line += passed;
                document.refuse("well-formed XML", format!("`{error}`"));
                false
            }
        };
        document.line += passed;
        if !goes_on {
            break;
        }
    }
    document.finish();
    Ok(())
}

/// Tells whether a document may hold a character (XML 1.0, 2.2).
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Finds the encoding that the XML declaration states.
fn stated_encoding(bytes: &[u8]) -> Encoding {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declaration = head.split("?>").next().unwrap_or_default();
    let stated = declaration.split_once("encoding").map_or("", |(_, after)| after);
    if ["gbk", "gb2312", "gb18030"].iter().any(|name| stated.contains(name)) {
        Encoding::Gb18030
    } else {
        Encoding::Utf8
    }
}

struct Document<'g> {
    gathered: &'g mut Gathered,
    name: Option<&'g str>,
    line: u64,
    /// Names of the elements that are open, without prefix.
    stack: Vec<String>,
    /// The documents and folders that are open.
    containers: Vec<Container>,
    placemark: Option<Placemark>,
    placemarks: usize,
    /// Name of the attribute that is open.
    key: String,
    /// Text of the element that is open.
    text: String,
    seen_root: bool,
}

impl Document<'_> {
    fn place(&self) -> Place {
        match self.name {
            Some(name) => Place::Part(format!("{}, line {}", shown(name), self.line)),
            None => Place::Line {
                line: self.line,
                column: None,
            },
        }
    }

    fn parent(&self) -> &str {
        self.stack
            .len()
            .checked_sub(2)
            .and_then(|at| self.stack.get(at))
            .map_or("", String::as_str)
    }

    fn starts(&mut self, element: &BytesStart) -> bool {
        let name = element.local_name().as_ref().to_owned();
        if self.stack.is_empty() {
            if !["kml", "Document", "Folder", "Placemark"].contains(&name.as_str()) {
                self.refuse("a KML document: an element `kml`", shown(&name));
                return false;
            }
            self.seen_root = true;
        }
        if self.stack.len() >= MOST_DEPTH {
            self.refuse(
                &format!("elements within elements at most {MOST_DEPTH} deep"),
                "more".to_owned(),
            );
            return false;
        }
        self.stack.push(name);
        self.text.clear();
        let name = self.stack.last().map_or("", String::as_str);
        if let Some(placemark) = &mut self.placemark {
            match name {
                "Polygon" => placemark.begins_polygon(),
                "Data" | "SimpleData" => {
                    let key = element.try_get_attribute("name").ok().flatten();
                    let key = key.and_then(|key| {
                        key.normalized_value(XmlVersion::Explicit1_0)
                            .ok()
                            .map(std::borrow::Cow::into_owned)
                    });
                    self.key = key.unwrap_or_default();
                }
                other
                    if OTHER_GEOMETRIES.contains(&other)
                        && !placemark.is_in_polygon()
                        && self
                            .stack
                            .iter()
                            .rev()
                            .skip(1)
                            .all(|outer| !OTHER_GEOMETRIES.contains(&outer.as_str())) =>
                {
                    placemark.others.push(other.to_owned());
                }
                _ => {}
            }
        } else if matches!(name, "Document" | "Folder") {
            self.containers.push(Container {
                is_folder: name == "Folder",
                name: String::new(),
            });
        } else if name == "Placemark" {
            self.placemarks += 1;
            let document = self.name.map(|name| Container {
                is_folder: false,
                name: name.to_owned(),
            });
            let containers = document.into_iter().chain(self.containers.iter().cloned()).collect();
            self.placemark = Some(Placemark::of(self.line, self.placemarks, containers));
        } else if let Some((_, told)) = OTHER_FEATURES.iter().find(|(feature, _)| *feature == name) {
            let place = self.place();
            self.gathered.notes.at(told, &place);
        }
        true
    }

    fn says(&mut self, part: &str) -> bool {
        self.text.push_str(part);
        true
    }

    fn ends(&mut self) -> bool {
        let text = std::mem::take(&mut self.text);
        let name = self.stack.last().cloned().unwrap_or_default();
        let parent = self.parent().to_owned();
        match (&mut self.placemark, name.as_str()) {
            (Some(placemark), "name") if parent == "Placemark" => text.trim().clone_into(&mut placemark.name),
            (Some(placemark), "description") if parent == "Placemark" => {
                text.trim().clone_into(&mut placemark.description);
            }
            (Some(placemark), "address" | "phoneNumber") if parent == "Placemark" && !text.trim().is_empty() => {
                placemark.attributes.push((name.clone(), text.trim().to_owned()));
            }
            (Some(placemark), "value") if parent == "Data" => push(placemark, &self.key, &text),
            (Some(placemark), "SimpleData") => push(placemark, &self.key, &text),
            (Some(placemark), "coordinates") if parent == "LinearRing" && placemark.is_in_polygon() => {
                let role = self
                    .stack
                    .len()
                    .checked_sub(3)
                    .and_then(|at| self.stack.get(at))
                    .map_or("", String::as_str);
                if let "outerBoundaryIs" | "innerBoundaryIs" = role {
                    let gathered = &mut *self.gathered;
                    placemark.ring(
                        role == "outerBoundaryIs",
                        &text,
                        self.line,
                        &mut gathered.faults,
                        &mut gathered.notes,
                    );
                }
            }
            (Some(placemark), "Polygon") => placemark.ends_polygon(&mut self.gathered.faults),
            (Some(_), "Placemark") => {
                if let Some(row) = self
                    .placemark
                    .take()
                    .and_then(|placemark| placemark.row(&mut self.gathered.notes))
                {
                    if let Err(fault) = self.gathered.kept.add(&row) {
                        self.gathered.faults.push(fault);
                        return false;
                    }
                    self.gathered.rows.push(row);
                }
            }
            (None, "name") if matches!(parent.as_str(), "Document" | "Folder") => {
                if let Some(container) = self.containers.last_mut() {
                    container.name = text.trim().chars().take(MOST_NAME_CHARACTERS).collect();
                }
            }
            (None, "href") if self.stack.iter().any(|outer| outer == "NetworkLink") => {
                let place = self.place();
                self.gathered.links.push((text.trim().to_owned(), place));
            }
            (None, "Document" | "Folder") => {
                self.containers.pop();
            }
            _ => {}
        }
        self.stack.pop();
        true
    }

    fn refuse(&mut self, expected: &str, found: String) {
        let fault = Fault::new(self.place(), expected, found);
        self.gathered.faults.push(fault);
    }

    fn finish(mut self) {
        let is_sound = self.gathered.faults.is_empty();
        if is_sound && !self.stack.is_empty() {
            let fault = Fault::new(
                self.place(),
                format!("the end of the element `{}`", self.stack[0]),
                "the end of the file",
            );
            self.gathered
                .faults
                .push(fault.hint("the file may have been cut short on its way"));
        } else if is_sound && !self.seen_root {
            self.refuse("a KML document: an element `kml`", "nothing".to_owned());
        }
    }
}

/// Adds an attribute that is not empty.
fn push(placemark: &mut Placemark, key: &str, text: &str) {
    if !key.trim().is_empty() && !text.trim().is_empty() {
        placemark
            .attributes
            .push((key.trim().to_owned(), text.trim().to_owned()));
    }
}
