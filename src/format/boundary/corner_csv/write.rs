//! Rows into a table of corners.
//!
//! Must not convert coordinates: they are in the system that the rows state, which stands in every row.

use csv::{QuoteStyle, WriterBuilder};
use geo_types::LineString;

use crate::{
    format::{
        Encoding,
        boundary::{
            Row, Rows,
            attributes::{Says, understood},
            encode::encode,
        },
        error::{Fault, Place, Refused},
    },
    geometry::CoordinateSystem,
};

/// Writes a table: `park`, `part`, `ring`, `point`, the coordinates, `crs`, and the attributes, which stand in the first row of each park.
/// Ring 1 is the exterior. The first corner is not repeated. Degrees have nine decimals, metres four.
///
/// # Errors
/// [`Refused`] where the table cannot be made, which a table in memory always can.
pub fn write(rows: &Rows, encoding: Encoding, notes: &mut Vec<String>) -> Result<Vec<u8>, Refused> {
    let system = rows.system.unwrap_or(CoordinateSystem::CGCS2000);
    let table = Table {
        system,
        attributes: names(rows),
    };
    let text = table.text(rows).map_err(|error| {
        let fault = Fault::new(Place::Whole, "a table that can be written", format!("`{error}`"));
        Refused::once(None, fault)
    })?;
    Ok(encode(&text, encoding, notes))
}

/// Gives the names of attributes in the order in which they appear, without the park's name, which has its own column.
fn names(rows: &Rows) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in rows.rows.iter().flat_map(|row| &row.attributes) {
        if name != Says::Park.name() && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

struct Table {
    system: CoordinateSystem,
    attributes: Vec<String>,
}

impl Table {
    fn text(&self, rows: &Rows) -> Result<String, csv::Error> {
        let mut writer = WriterBuilder::new()
            .quote_style(QuoteStyle::Necessary)
            .from_writer(Vec::new());
        let [first, second] = if self.system.is_geographic() {
            ["lon", "lat"]
        } else {
            ["north", "east"]
        };
        let head = ["park", "part", "ring", "point", first, second, "crs"].map(str::to_owned);
        writer.write_record(head.iter().chain(&self.attributes))?;
        for (nth, row) in rows.rows.iter().enumerate() {
            self.park(&mut writer, row, nth == 0)?;
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn park(&self, writer: &mut csv::Writer<Vec<u8>>, row: &Row, is_first: bool) -> Result<(), csv::Error> {
        let name = row.attribute(&[Says::Park.name()]).unwrap_or_default();
        let mut said: Vec<&str> = self.attributes.iter().map(|name| value(row, name, is_first)).collect();
        let blank = vec![""; self.attributes.len()];
        let mut is_begun = false;
        for (part, polygon) in row.shape.iter().zip(1..).map(|(polygon, part)| (part, polygon)) {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for (ring, line) in rings.zip(1..).map(|(line, ring)| (ring, line)) {
                for (c, point) in open(line).iter().zip(1..) {
                    let place = [part, ring, point].map(|number: usize| number.to_string());
                    let [first, second] = self.numbers(c.x, c.y);
                    let cells = [
                        name,
                        &place[0],
                        &place[1],
                        &place[2],
                        &first,
                        &second,
                        &self.system.to_string(),
                    ];
                    writer.write_record(cells.iter().copied().chain(said.iter().copied()))?;
                    said.clone_from(&blank);
                    is_begun = true;
                }
            }
        }
        if !is_begun {
            let cells = [name, "", "", "", "", "", &self.system.to_string()];
            writer.write_record(cells.iter().copied().chain(said.iter().copied()))?;
        }
        Ok(())
    }

    fn numbers(&self, x: f64, y: f64) -> [String; 2] {
        if self.system.is_geographic() {
            [format!("{x:.9}"), format!("{y:.9}")]
        } else {
            [format!("{y:.4}"), format!("{x:.4}")]
        }
    }
}

/// Gives what a row says; what it says of the zone stands once.
fn value<'r>(row: &'r Row, name: &str, is_first: bool) -> &'r str {
    let is_of_zone = understood(name).is_some_and(|found| found.says.is_of_zone());
    if is_of_zone && !is_first {
        return "";
    }
    row.attribute(&[name]).unwrap_or_default()
}

/// Gives the corners of a ring without the repeated first one.
fn open(ring: &LineString<f64>) -> &[geo_types::Coord<f64>] {
    match ring.0.as_slice() {
        [first, rest @ .., last] if first == last && !rest.is_empty() => &ring.0[..ring.0.len() - 1],
        all => all,
    }
}
