//! Parks gathered from a table of corners into rows: corners into rings, rings into parts, northings told from eastings.
//!
//! Must not know how the table was written.

use std::collections::BTreeMap;

use geo_types::{Coord, MultiPolygon};

use super::columns::Number;
use crate::format::{
    boundary::{
        Row,
        axis::{MERCATOR_NORTH_BELOW_M, Order, degree_order, planar_order},
        corners::{Corner, Manner, rings},
        nesting::nest,
        notes::Notes,
    },
    error::{Fault, Faults, Place},
};

/// A park as it is gathered.
pub(super) struct Park {
    /// Line of its first row.
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Corners, each with the number of its part where one is stated.
    pub(super) corners: Vec<(Option<u32>, Listed)>,
}

/// A corner with its two numbers as printed: the one called northing, latitude or X first.
pub(super) struct Listed {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) ring: u32,
    pub(super) first: f64,
    pub(super) second: f64,
}

/// Makes rows of parks, northings and eastings put in their places.
pub(super) fn rows_of(
    parks: Vec<Park>,
    called: [Number; 2],
    remarks: &[(String, String)],
    faults: &mut Faults,
    notes: &mut Notes,
) -> Vec<Row> {
    let listed: Vec<&Listed> = parks
        .iter()
        .flat_map(|park| park.corners.iter().map(|(_, listed)| listed))
        .collect();
    let Some(north_first) = order(&listed, called, faults, notes) else {
        return Vec::new();
    };
    parks
        .into_iter()
        .map(|park| row(park, north_first, remarks, faults, notes))
        .collect()
}

/// Finds by magnitude whether the first number is the northing or latitude. Where magnitude does not tell, the name of northing or
/// latitude does; a mere X is the longitude of degrees, and of metres it may be either.
fn order(listed: &[&Listed], called: [Number; 2], faults: &mut Faults, notes: &mut Notes) -> Option<bool> {
    let pairs = || listed.iter().map(|listed| (listed.first, listed.second));
    let is_degrees = pairs().all(|(first, second)| first.abs() <= 180.0 && second.abs() <= 180.0);
    let found = if is_degrees {
        degree_order(pairs())
    } else {
        planar_order(pairs(), MERCATOR_NORTH_BELOW_M)
    };
    let is_named = called != [Number::X, Number::Y];
    match found {
        Order::NorthFirst => Some(true),
        Order::EastFirst => {
            if is_named {
                notes.say(
                    "the columns of coordinates are named the wrong way round, by their magnitude; they were taken so",
                );
            }
            Some(false)
        }
        Order::Either if is_named || listed.is_empty() => Some(true),
        Order::Either if is_degrees => Some(false),
        Order::Either => {
            let expected = "columns named north and east (北, 东): the numbers may be either";
            faults.push(Fault::new(Place::row(listed[0].line), expected, "x and y"));
            None
        }
        Order::Neither(nth) => {
            let listed = listed[nth];
            let expected = "a northing and an easting in metres, in the order of the rows before";
            let found = format!("`{}, {}`", listed.first, listed.second);
            let hint = "northings lie between 300 000 and 6 000 000 m; eastings below 1 000 000 m, or above 13 000 000 m with the zone's number";
            faults.push(Fault::new(Place::row(listed.line), expected, found).hint(hint));
            None
        }
    }
}

fn row(park: Park, north_first: bool, remarks: &[(String, String)], faults: &mut Faults, notes: &mut Notes) -> Row {
    let manner = Manner {
        place: Place::row,
        unit: "units",
    };
    let mut parts: BTreeMap<Option<u32>, Vec<Corner>> = BTreeMap::new();
    for (part, listed) in park.corners {
        let (north, east) = if north_first {
            (listed.first, listed.second)
        } else {
            (listed.second, listed.first)
        };
        parts.entry(part).or_default().push(Corner {
            line: listed.line,
            name: listed.name,
            ring: listed.ring,
            at: Coord { x: east, y: north },
        });
    }
    let mut shape = MultiPolygon(Vec::new());
    for corners in parts.into_values() {
        let rings = rings(corners, manner, faults, notes);
        shape.0.extend(nest(rings, manner, notes));
    }
    let name = (!park.name.is_empty()).then(|| ("park".to_owned(), park.name));
    let attributes = name.into_iter().chain(park.attributes).chain(remarks.iter().cloned());
    Row {
        place: Place::row(park.line),
        attributes: attributes.collect(),
        shape,
        unclosed: Vec::new(),
    }
}
