//! A placemark as it is read: name, attributes, polygons, and what is left out of it.
//!
//! Must not know XML.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::format::{
    Place,
    boundary::{Row, notes::Notes},
    error::{Fault, Faults, shown},
};

/// A document or folder.
#[derive(Clone)]
pub(super) struct Container {
    pub(super) is_folder: bool,
    pub(super) name: String,
}

/// A placemark being read.
#[derive(Default)]
pub(super) struct Placemark {
    /// Line on which it begins.
    line: u64,
    /// Its number in the document, from 1.
    number: usize,
    /// The documents and folders it lies in.
    containers: Vec<Container>,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Geometries that are no polygons, by their elements' names.
    pub(super) others: Vec<String>,
    polygon: Option<Parts>,
    polygons: Vec<Polygon<f64>>,
    unclosed: Vec<(usize, usize)>,
    is_faulty: bool,
}

#[derive(Default)]
struct Parts {
    exterior: Option<LineString<f64>>,
    interiors: Vec<LineString<f64>>,
    exterior_is_open: bool,
    open_interiors: Vec<usize>,
}

impl Placemark {
    pub(super) fn of(line: u64, number: usize, containers: Vec<Container>) -> Self {
        Self {
            line,
            number,
            containers,
            ..Self::default()
        }
    }

    /// Names it: its number, its name with its folders, its line.
    pub(super) fn place(&self) -> Place {
        let mut path: Vec<String> = self
            .containers
            .iter()
            .map(|container| container.name.clone())
            .filter(|name| !name.is_empty())
            .collect();
        path.push(if self.name.is_empty() {
            format!("placemark {}", self.number)
        } else {
            self.name.clone()
        });
        Place::Part(format!("placemark {}, line {}", shown(&path.join("/")), self.line))
    }

    pub(super) fn begins_polygon(&mut self) {
        self.polygon = Some(Parts::default());
    }

    /// Tells whether a polygon is being read.
    pub(super) fn is_in_polygon(&self) -> bool {
        self.polygon.is_some()
    }

    /// Adds a ring of the polygon that is being read.
    pub(super) fn ring(&mut self, is_outer: bool, text: &str, line: u64, faults: &mut Faults, notes: &mut Notes) {
        let place = self.place();
        let Some(parts) = &mut self.polygon else { return };
        let mut refuse = |expected: &str, found: String| {
            faults.push(Fault::new(
                Place::Part(format!("{place}, coordinates on line {line}")),
                expected,
                found,
            ));
        };
        let coords = match coordinates(text) {
            Ok((coords, has_heights)) => {
                if has_heights {
                    notes.say("heights are left out");
                }
                coords
            }
            Err(found) => {
                self.is_faulty = true;
                return refuse(
                    "positions of `longitude,latitude` or `longitude,latitude,height`, blanks between them",
                    found,
                );
            }
        };
        let is_open = coords.first() != coords.last();
        let mut ring = LineString(coords);
        ring.close();
        if !is_outer {
            parts.interiors.push(ring);
            if is_open {
                parts.open_interiors.push(parts.interiors.len());
            }
        } else if parts.exterior.is_some() {
            self.is_faulty = true;
            refuse("one outer boundary a polygon", "a second one".to_owned());
        } else {
            parts.exterior = Some(ring);
            parts.exterior_is_open = is_open;
        }
    }

    /// Ends a polygon.
    pub(super) fn ends_polygon(&mut self, faults: &mut Faults) {
        let Some(parts) = self.polygon.take() else { return };
        let Some(exterior) = parts.exterior else {
            if !self.is_faulty {
                faults.push(Fault::new(
                    self.place(),
                    "a polygon with an outer boundary",
                    "one without",
                ));
            }
            self.is_faulty = true;
            return;
        };
        let part = self.polygons.len();
        let exterior_is_open = parts.exterior_is_open.then_some((part, 0));
        self.unclosed.extend(
            exterior_is_open
                .into_iter()
                .chain(parts.open_interiors.into_iter().map(|ring| (part, ring))),
        );
        self.polygons.push(Polygon::new(exterior, parts.interiors));
    }

    /// Gives the row; none where there is nothing but points and lines, or a fault.
    pub(super) fn row(mut self, notes: &mut Notes) -> Option<Row> {
        let place = self.place();
        if self.is_faulty {
            return None;
        }
        for other in &self.others {
            notes.at(&format!("left out, a {other}"), &place);
        }
        if self.polygons.is_empty() {
            if !self.others.is_empty() {
                return None;
            }
            notes.at("without a shape", &place);
        }
        let mut attributes = Vec::with_capacity(self.attributes.len() + 3);
        for (name, value) in [("name", self.name), ("description", self.description)] {
            if !value.is_empty() {
                attributes.push((name.to_owned(), value));
            }
        }
        attributes.append(&mut self.attributes);
        let folders = self
            .containers
            .iter()
            .filter(|container| container.is_folder && !container.name.is_empty());
        let folder = folders.map(|folder| folder.name.as_str()).collect::<Vec<_>>().join("/");
        if !folder.is_empty() && !attributes.iter().any(|(name, _)| name.eq_ignore_ascii_case("folder")) {
            attributes.push(("folder".to_owned(), folder));
        }
        Some(Row {
            place,
            attributes,
            shape: MultiPolygon(self.polygons),
            unclosed: self.unclosed,
        })
    }
}

/// Reads positions, and tells whether one bears a height other than 0. Blanks beside commas, which some writers put, are passed over.
fn coordinates(text: &str) -> Result<(Vec<Coord<f64>>, bool), String> {
    let mut coords = Vec::new();
    let mut has_heights = false;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let mut numbers = [0.0; 3];
        let mut count = 0;
        loop {
            let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            let read = number.parse().ok().filter(|number: &f64| number.is_finite());
            match (read, numbers.get_mut(count)) {
                (Some(read), Some(place)) => *place = read,
                (None, _) => return Err(shown(number)),
                (Some(_), None) => return Err(format!("a fourth number, {}", shown(number))),
            }
            count += 1;
            rest = after.trim_start();
            match rest.strip_prefix(',') {
                Some(after) => rest = after.trim_start(),
                None => break,
            }
        }
        if count < 2 {
            return Err(format!("one number alone, `{}`", numbers[0]));
        }
        has_heights |= numbers[2] != 0.0;
        coords.push(Coord {
            x: numbers[0],
            y: numbers[1],
        });
    }
    if coords.is_empty() {
        Err("nothing".to_owned())
    } else {
        Ok((coords, has_heights))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_writers_write_them() {
        let read = |text: &str| coordinates(text).map(|(coords, heights)| (coords.len(), heights));
        assert_eq!(read("\n 120.5,31.2,0 120.6,31.2,0\t120.6,31.3 "), Ok((3, false)));
        assert_eq!(read("120.5, 31.2, 5  120.6 ,31.2"), Ok((2, true)));
        assert_eq!(read("120.5 31.2"), Err("one number alone, `120.5`".to_owned()));
        assert_eq!(read("120.5,north"), Err("`north`".to_owned()));
        assert_eq!(read("120.5,nan"), Err("`nan`".to_owned()));
        assert_eq!(read("1,2,3,4"), Err("a fourth number, `4`".to_owned()));
        assert_eq!(read(" "), Err("nothing".to_owned()));
        assert_eq!(read("1,2,"), Err("nothing".to_owned()));
    }
}
