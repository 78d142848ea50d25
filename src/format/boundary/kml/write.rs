//! Writes rows as KML 2.2: one placemark a row, coloured by function, elements in the order of the OGC schema.
//!
//! Must not know which functions there are: each text gets the next colour. The attributes `name` and `description` go into the
//! elements of these names, all others into `ExtendedData`; where no `name` is, that of the park or zone is shown.

use std::{fmt::Write as _, io};

use geo_types::{LineString, Polygon};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use crate::{
    format::{
        boundary::{Row, Rows},
        error::{Fault, Place, Refused},
    },
    geometry::CoordinateSystem,
};

/// Attributes whose value may stand as a placemark's name, the best first.
const NAMES: [&str; 6] = ["name", "park", "zone_name", "名称", "园区名称", "园区"];

/// Attributes that say what a park is for.
const FUNCTIONS: [&str; 4] = ["functions", "function", "功能定位", "功能"];

/// Colours of functions as `rrggbb`: eight hues that are told apart on satellite pictures, then again from the first.
const COLOURS: [&str; 8] = [
    "e6550d", "3182bd", "31a354", "756bb1", "d6a700", "c51b8a", "01948a", "8c510a",
];

/// The colour of rows that state no function.
const PLAIN: &str = "636363";

/// Writes rows as a document of the name.
///
/// # Errors
/// [`Refused`] when the rows are not in longitude and latitude of WGS 84 or CGCS2000, which agree to centimetres.
pub fn write(rows: &Rows, name: &str) -> Result<Vec<u8>, Refused> {
    let fits = rows
        .system
        .is_none_or(|system| matches!(system, CoordinateSystem::Epsg(crs) if crs.is_geographic()));
    if !fits {
        let found = rows.system.map_or_else(String::new, |system| format!("`{system}`"));
        let fault = Fault::new(
            Place::Whole,
            "longitude and latitude in WGS 84 or CGCS2000, as KML is",
            found,
        );
        return Err(Refused::once(None, fault.hint("convert to WGS 84 (EPSG:4326) first")));
    }
    document(rows, name).map_err(|error| {
        Refused::once(
            None,
            Fault::new(Place::Whole, "rows that can be written", format!("`{error}`")),
        )
    })
}

fn document(rows: &Rows, name: &str) -> io::Result<Vec<u8>> {
    let mut functions: Vec<&str> = Vec::new();
    for function in rows.rows.iter().filter_map(|row| row.attribute(&FUNCTIONS)) {
        if !functions.contains(&function) && functions.len() < COLOURS.len() * 100 {
            functions.push(function);
        }
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("kml")
        .with_attribute(("xmlns", "http://www.opengis.net/kml/2.2"))
        .write_inner_content(|writer| {
            writer.create_element("Document").write_inner_content(|writer| {
                text(writer, "name", name)?;
                style(writer, "plain", PLAIN)?;
                for (nth, colour) in COLOURS.iter().enumerate().take(functions.len()) {
                    style(writer, &format!("function-{}", nth + 1), colour)?;
                }
                rows.rows.iter().try_for_each(|row| {
                    let nth = row
                        .attribute(&FUNCTIONS)
                        .and_then(|own| functions.iter().position(|function| *function == own));
                    let style = nth.map_or("#plain".to_owned(), |nth| {
                        format!("#function-{}", nth % COLOURS.len() + 1)
                    });
                    placemark(writer, row, &style)
                })
            })?;
            Ok(())
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn style(writer: &mut Writer<Vec<u8>>, id: &str, rgb: &str) -> io::Result<()> {
    // KML writes opacity, blue, green, red.
    let bgr = format!("{}{}{}", &rgb[4..6], &rgb[2..4], &rgb[0..2]);
    writer
        .create_element("Style")
        .with_attribute(("id", id))
        .write_inner_content(|writer| {
            writer.create_element("LineStyle").write_inner_content(|writer| {
                text(writer, "color", &format!("ff{bgr}"))?;
                text(writer, "width", "2")
            })?;
            writer
                .create_element("PolyStyle")
                .write_inner_content(|writer| text(writer, "color", &format!("59{bgr}")))?;
            Ok(())
        })?;
    Ok(())
}

fn placemark(writer: &mut Writer<Vec<u8>>, row: &Row, style: &str) -> io::Result<()> {
    writer.create_element("Placemark").write_inner_content(|writer| {
        if let Some(name) = row.attribute(&NAMES) {
            text(writer, "name", name)?;
        }
        if let Some(description) = row.attribute(&["description"]) {
            text(writer, "description", description)?;
        }
        text(writer, "styleUrl", style)?;
        let written = [first(row, "name"), first(row, "description")];
        let others: Vec<&(String, String)> = row
            .attributes
            .iter()
            .enumerate()
            .filter(|(nth, _)| !written.contains(&Some(*nth)))
            .map(|(_, attribute)| attribute)
            .collect();
        if !others.is_empty() {
            writer.create_element("ExtendedData").write_inner_content(|writer| {
                others.iter().try_for_each(|(name, value)| {
                    writer
                        .create_element("Data")
                        .with_attribute(("name", legal(name).as_str()))
                        .write_inner_content(|writer| text(writer, "value", value))?;
                    Ok(())
                })
            })?;
        }
        match row.shape.0.as_slice() {
            [] => Ok(()),
            [one] => polygon(writer, one),
            several => {
                writer
                    .create_element("MultiGeometry")
                    .write_inner_content(|writer| several.iter().try_for_each(|part| polygon(writer, part)))?;
                Ok(())
            }
        }
    })?;
    Ok(())
}

/// Finds the first attribute of a name, compared without case.
fn first(row: &Row, name: &str) -> Option<usize> {
    row.attributes
        .iter()
        .position(|(own, _)| own.eq_ignore_ascii_case(name))
}

fn polygon(writer: &mut Writer<Vec<u8>>, polygon: &Polygon<f64>) -> io::Result<()> {
    writer.create_element("Polygon").write_inner_content(|writer| {
        ring(writer, "outerBoundaryIs", polygon.exterior())?;
        polygon
            .interiors()
            .iter()
            .try_for_each(|interior| ring(writer, "innerBoundaryIs", interior))
    })?;
    Ok(())
}

fn ring(writer: &mut Writer<Vec<u8>>, role: &str, ring: &LineString<f64>) -> io::Result<()> {
    let mut coordinates = String::with_capacity(ring.0.len() * 24);
    for (nth, coord) in ring.0.iter().enumerate() {
        let blank = if nth > 0 { " " } else { "" };
        // Writing into a text does not fail.
        let _written = write!(coordinates, "{blank}{},{}", coord.x, coord.y);
    }
    writer.create_element(role).write_inner_content(|writer| {
        writer
            .create_element("LinearRing")
            .write_inner_content(|writer| text(writer, "coordinates", &coordinates))?;
        Ok(())
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, element: &str, content: &str) -> io::Result<()> {
    writer
        .create_element(element)
        .write_text_content(BytesText::new(&legal(content)))?;
    Ok(())
}

/// Gives a text without the characters that XML 1.0 has no way to write.
fn legal(text: &str) -> String {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | '\r') || !(c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars()
        .map(|c| if is_legal(c) { c } else { char::REPLACEMENT_CHARACTER })
        .collect()
}
