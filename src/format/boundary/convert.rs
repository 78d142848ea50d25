//! Rows between coordinate systems: into longitude and latitude when read, out of it when written.
//!
//! Must not choose a system. Coordinates that contradict the system they are said to be in are faults, each with its row.

use geo::MapCoords;
use geo_types::{Coord, MultiPolygon};

use super::{
    Row, Rows,
    axis::{MERCATOR_NORTH_BELOW_M, NORTH_BELOW_M, Order, fits, planar_order, prefix, turned, with_prefix},
};
use crate::{
    format::error::{Fault, Faults, Place},
    geometry::{CoordinateSystem, Crs, GaussKruger, LonLat, ZoneWidth},
};

/// Brings rows from the system they are in to longitude and latitude.
///
/// A pair of degrees that is no longitude and latitude stays as it is: the rule `extent` tells of it.
pub(super) fn to_degrees(rows: &mut Rows, system: CoordinateSystem, faults: &mut Faults) {
    if let CoordinateSystem::Epsg(crs) = system
        && !crs.is_geographic()
        && !settle(rows, crs, faults)
    {
        return;
    }
    for row in &mut rows.rows {
        match degrees(&row.shape, system) {
            Ok(shape) => row.shape = shape,
            Err(fault) => faults.push(Fault {
                place: row.place.clone(),
                ..*fault
            }),
        }
    }
}

fn degrees(shape: &MultiPolygon<f64>, system: CoordinateSystem) -> Result<MultiPolygon<f64>, Box<Fault>> {
    if system.is_geographic() {
        return Ok(shape.map_coords(|c| system.to_lon_lat(c.x, c.y).map_or(c, Into::into)));
    }
    shape.try_map_coords(|c| {
        system.to_lon_lat(c.x, c.y).map(Into::into).map_err(|error| {
            let expected = format!("an easting and a northing of {system}");
            let found = format!("`{}, {}`", c.x, c.y);
            Box::new(Fault::new(Place::Whole, expected, found).hint(error.to_string()))
        })
    })
}

/// Brings rows from longitude and latitude to a system.
pub(super) fn from_degrees(rows: &mut Rows, system: CoordinateSystem, faults: &mut Faults) {
    for row in &mut rows.rows {
        let moved = row.shape.try_map_coords(|c| {
            let place = LonLat::try_from(c).map_err(|error| error.to_string())?;
            let moved = system.from_lon_lat(place).map_err(|error| error.to_string())?;
            Ok::<_, String>(Coord::from(moved))
        });
        match moved {
            Ok(shape) => row.shape = shape,
            Err(cause) => {
                let name = row.attribute(&["park"]).unwrap_or_default();
                let place = Place::Whole;
                let found = format!("park `{name}`: {cause}");
                faults.push(Fault::new(place, format!("places that {system} can hold"), found));
            }
        }
    }
    rows.system = Some(system);
}

/// Puts eastings before northings by their magnitude, and tells eastings that contradict the zone. Returns whether all is well.
fn settle(rows: &mut Rows, crs: Crs, faults: &mut Faults) -> bool {
    let north_below_m = if crs == Crs::WEB_MERCATOR {
        MERCATOR_NORTH_BELOW_M
    } else {
        NORTH_BELOW_M
    };
    // The first number of a row is its easting: an order of `NorthFirst` is the wrong one.
    match planar_order(pairs(rows), north_below_m) {
        Order::NorthFirst => {
            for row in &mut rows.rows {
                row.shape = row.shape.map_coords(turned);
            }
            let told = "the first coordinate is the northing and the second the easting, by their magnitude; they were taken so";
            rows.notes.push(told.to_owned());
        }
        // A place outside the country is for the rule `extent` to tell of.
        Order::Neither(_) if crs == Crs::WEB_MERCATOR => {}
        Order::Neither(nth) => {
            let (x, y) = pairs(rows).nth(nth).unwrap_or_default();
            let expected = format!("an easting and a northing in metres, as {crs} has them");
            let fault = Fault::new(place_of(rows, nth), expected, format!("`{x}, {y}`"));
            faults.push(fault.hint(if x.abs() <= 180.0 && y.abs() <= 180.0 {
                "these look like degrees: state a system of longitude and latitude"
            } else {
                "northings lie between 300 000 and 6 000 000 m; eastings below 1 000 000 m, or above where they bear the zone's number"
            }));
            return false;
        }
        Order::EastFirst | Order::Either => {}
    }
    let Some(zone) = crs.zone() else { return true };
    let contradicts = pairs(rows).position(|(easting, _)| !fits(easting, zone));
    let Some(nth) = contradicts else { return true };
    let easting = pairs(rows).nth(nth).map_or(0.0, |pair| pair.0);
    faults.push(wrong_zone(place_of(rows, nth), crs, zone, easting));
    false
}

fn wrong_zone(place: Place, crs: Crs, zone: GaussKruger, easting: f64) -> Fault {
    let expected = if zone.prefixed {
        format!(
            "eastings that begin with the zone number `{}`, as {crs} has them",
            zone.zone
        )
    } else {
        format!("eastings without a zone number, as {crs} has them")
    };
    let fault = Fault::new(place, expected, format!("the easting `{easting}`"));
    let other = match prefix(easting) {
        None => with_prefix(zone, false),
        Some(found) => ZoneWidth::of_zone(found).and_then(|width| Crs::gauss_kruger(width, found, true).ok()),
    };
    match other {
        Some(other) => fault.hint(format!("{other} has eastings of this form; state it if it is meant")),
        None => fault,
    }
}

fn pairs(rows: &Rows) -> impl Iterator<Item = (f64, f64)> {
    rows.rows.iter().flat_map(coords).map(|c| (c.x, c.y))
}

fn coords(row: &Row) -> impl Iterator<Item = Coord<f64>> {
    row.shape.iter().flat_map(|part| {
        let rings = std::iter::once(part.exterior()).chain(part.interiors());
        rings.flat_map(|ring| ring.0.iter().copied())
    })
}

/// Gives the place of the row that holds a coordinate.
fn place_of(rows: &Rows, mut nth: usize) -> Place {
    for row in &rows.rows {
        let count = coords(row).count();
        if nth < count {
            return row.place.clone();
        }
        nth -= count;
    }
    Place::Whole
}
