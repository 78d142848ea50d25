//! DXF drawings (text and binary): each closed polyline is a polygon, with its layer, and with the texts that stand in it.
//!
//! Must not guess: a drawing states no coordinate system, and knows no holes. Arcs become chords that lie at most 1 mm off.

mod bulge;
mod entities;
mod pairs;
mod words;

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo_types::{LineString, MultiPolygon, Polygon};

use super::{
    Row, Rows,
    kept::Kept,
    notes::{Notes, finish},
};
use crate::{
    format::error::{Fault, Faults, Place, Refused, shown},
    geometry::Bbox,
};
use entities::{Drawing, Label, Origin};
use pairs::Pairs;

/// How many steps may be taken to find the polygons that texts stand in: about a second.
const MOST_STEPS: usize = 200_000_000;

/// Names of the units of `$INSUNITS` that occur in drawings of land; metres and the unit that is not stated need no word.
const UNITS: [(i64, &str); 6] = [
    (1, "inches"),
    (2, "feet"),
    (4, "millimetres"),
    (5, "centimetres"),
    (7, "kilometres"),
    (14, "decimetres"),
];

/// Reads a drawing.
///
/// # Errors
/// [`Refused`] with every fault by handle and line, or by byte in a binary drawing.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Rows, Refused> {
    let mut pairs = Pairs::of(bytes);
    let is_binary = pairs.is_binary();
    let place_at = |at: u64| {
        if is_binary {
            Place::Offset(at)
        } else {
            Place::Line { line: at, column: None }
        }
    };
    let drawing = entities::read(&mut pairs).map_err(|broken| {
        let fault = Fault::new(place_at(broken.at), broken.expected, broken.found);
        Refused::once(name, fault.hint("save the drawing as DXF, not as DWG"))
    })?;
    let mut faults = Faults::of(name);
    let mut notes = Notes::default();
    if !drawing.has_entities && !drawing.has_end {
        let fault = Fault::new(Place::Whole, "a DXF drawing with a section ENTITIES", "none");
        return Err(Refused::once(name, fault.hint("save the drawing as DXF, not as DWG")));
    }
    if !drawing.has_end {
        let fault = Fault::new(Place::Whole, "a last entry EOF", "the end of the file");
        faults.push(fault.hint("the file may have been cut short on its way"));
    }
    if let Some((_, unit)) = UNITS.iter().find(|(code, _)| *code == drawing.unit) {
        notes.say(format!(
            "the drawing states its unit as {unit}; its numbers are taken as they are"
        ));
    }
    let rows = rows(&drawing, is_binary, &mut faults, &mut notes);
    finish(faults, notes, None, rows)
}

fn place_of(origin: &Origin, is_binary: bool) -> Place {
    let at = if is_binary {
        format!("byte {}", origin.at)
    } else {
        format!("line {}", origin.at)
    };
    if origin.handle.is_empty() {
        Place::Part(at)
    } else {
        Place::Part(format!("handle {}, {at}", shown(&origin.handle)))
    }
}

fn rows(drawing: &Drawing, is_binary: bool, faults: &mut Faults, notes: &mut Notes) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut kept = Kept::default();
    for polyline in &drawing.polylines {
        let place = place_of(&polyline.origin, is_binary);
        if let Some((expected, found)) = &polyline.fault {
            faults.push(Fault::new(place, *expected, found.as_str()));
            continue;
        }
        let (first, last) = (polyline.corners.first(), polyline.corners.last());
        if !polyline.is_closed && (first != last || polyline.corners.len() < 4) {
            notes.at("left out, a polyline that is not closed", &place);
            continue;
        }
        if polyline.has_arcs {
            notes.say("arcs are drawn as chords that lie at most 1 mm off, the unit taken as metres");
        }
        if polyline.has_heights {
            notes.say("heights are left out");
        }
        let mut ring = LineString(polyline.corners.clone());
        ring.close();
        let layer = ("layer".to_owned(), polyline.layer.clone());
        let attributes = std::iter::once(layer)
            .chain(polyline.attached.clone())
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let row = Row {
            place,
            attributes,
            shape: MultiPolygon(vec![Polygon::new(ring, Vec::new())]),
            unclosed: Vec::new(),
        };
        if let Err(fault) = kept.add(&row) {
            faults.push(fault);
            break;
        }
        rows.push(row);
    }
    for (kind, origin) in &drawing.others {
        notes.at(&format!("left out, {kind}"), &place_of(origin, is_binary));
    }
    label(&mut rows, &drawing.texts, notes);
    rows
}

/// Gives each polygon the texts that stand in it; a text that stands in several goes to the smallest.
fn label(rows: &mut [Row], texts: &[Label], notes: &mut Notes) {
    let boxes: Vec<Option<Bbox>> = rows.iter().map(|row| Bbox::of(&row.shape)).collect();
    let size = |nth: usize| {
        boxes[nth]
            .as_ref()
            .map_or(f64::INFINITY, |b| (b.east() - b.west()) * (b.north() - b.south()))
    };
    let mut by_size: Vec<usize> = (0..rows.len()).collect();
    by_size.sort_by(|one, other| size(*one).total_cmp(&size(*other)));
    let mut steps = 0;
    let mut outside = 0;
    for text in texts {
        steps += by_size.len();
        let holder = by_size.iter().find(|nth| {
            let inside = boxes[**nth].as_ref().is_some_and(|b| {
                (b.west()..=b.east()).contains(&text.at.x) && (b.south()..=b.north()).contains(&text.at.y)
            });
            inside
                && rows[**nth].shape.iter().any(|part| {
                    steps += part.exterior().0.len();
                    coord_pos_relative_to_ring(text.at, part.exterior()) == CoordPos::Inside
                })
        });
        if steps > MOST_STEPS {
            notes.say("the drawing holds too many texts to find the polygon that each stands in");
            return;
        }
        let Some(holder) = holder else {
            outside += 1;
            continue;
        };
        let attributes = &mut rows[*holder].attributes;
        match attributes.iter_mut().find(|(name, _)| name == "text") {
            Some((_, own)) => {
                own.push('\n');
                own.push_str(&text.text);
            }
            None => attributes.push(("text".to_owned(), text.text.clone())),
        }
    }
    if outside > 0 {
        notes.say(format!("left out, {outside} texts that stand in no closed polyline"));
    }
}
