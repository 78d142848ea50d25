//! Which of two numbers is the northing: told by magnitude, never by a label.
//!
//! Must not know any format. China's northings lie below 6 000 km; its eastings are below 1 000 km where they bear no zone
//! number, and above 13 000 km where they do.

use geo_types::Coord;

use crate::geometry::{Crs, GaussKruger};

/// Northings of the programme's country lie below this, m: 54° N is 5 986 km from the equator.
pub(super) const NORTH_BELOW_M: f64 = 6_000_000.0;
/// Northings of web Mercator lie below this, m: 54° N is at 7 170 km.
pub(super) const MERCATOR_NORTH_BELOW_M: f64 = 7_500_000.0;
/// Northings lie above this, m: 3° N is 332 km from the equator.
const NORTH_ABOVE_M: f64 = 300_000.0;
/// Eastings without zone number lie below this, m: 500 km on the central meridian, and half a zone to each side.
const PLAIN_EAST_BELOW_M: f64 = 1_000_000.0;
/// Eastings with zone number, and those of web Mercator, lie above this, m.
const GREAT_EAST_ABOVE_M: f64 = 8_000_000.0;

/// The order of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The first can only be the northing.
    NorthFirst,
    /// The first can only be the easting.
    EastFirst,
    /// Both can be either.
    Either,
    /// The pair at this place of the list is no northing and easting.
    Neither(usize),
}

/// Finds the one order of many pairs in metres.
pub(super) fn planar_order(pairs: impl Iterator<Item = (f64, f64)>, north_below_m: f64) -> Order {
    let is_north = |v: f64| (NORTH_ABOVE_M..north_below_m).contains(&v);
    let is_east = |v: f64| v >= GREAT_EAST_ABOVE_M || (0.0..PLAIN_EAST_BELOW_M).contains(&v);
    let (mut north_first, mut east_first) = (true, true);
    for (nth, (first, second)) in pairs.enumerate() {
        north_first &= is_north(first) && is_east(second);
        east_first &= is_east(first) && is_north(second);
        if !north_first && !east_first {
            return Order::Neither(nth);
        }
    }
    match (north_first, east_first) {
        (true, false) => Order::NorthFirst,
        (false, true) => Order::EastFirst,
        _ => Order::Either,
    }
}

/// Finds the one order of many pairs of degrees: [`Order::NorthFirst`] where the first can only be the latitude. Outside the
/// longitudes and latitudes of the country nothing is told.
pub(super) fn degree_order(pairs: impl Iterator<Item = (f64, f64)>) -> Order {
    let is_lon = |v: f64| (73.0..=136.0).contains(&v);
    let is_lat = |v: f64| (3.0..=54.0).contains(&v);
    let (mut lat_first, mut lon_first) = (true, true);
    for (first, second) in pairs {
        lat_first &= is_lat(first) && is_lon(second);
        lon_first &= is_lon(first) && is_lat(second);
    }
    match (lat_first, lon_first) {
        (true, false) => Order::NorthFirst,
        (false, true) => Order::EastFirst,
        _ => Order::Either,
    }
}

/// Gives the zone number that an easting bears, or `None` where it bears none.
pub(super) fn prefix(easting_m: f64) -> Option<u32> {
    (GREAT_EAST_ABOVE_M..1e9)
        .contains(&easting_m)
        .then_some((easting_m / 1e6) as u32)
}

/// Tells whether an easting is written as a Gauss-Krüger system writes it: with its zone's number, or with none.
pub(super) fn fits(easting_m: f64, zone: GaussKruger) -> bool {
    prefix(easting_m) == zone.prefixed.then_some(u32::from(zone.zone))
}

/// Gives the system of the same zone that writes eastings the other way.
pub(super) fn with_prefix(zone: GaussKruger, prefixed: bool) -> Option<Crs> {
    Crs::gauss_kruger(zone.width, u32::from(zone.zone), prefixed).ok()
}

/// Gives the pair the other way round.
pub(super) fn turned(c: Coord<f64>) -> Coord<f64> {
    Coord { x: c.y, y: c.x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(first: f64, second: f64) -> Order {
        planar_order(std::iter::once((first, second)), NORTH_BELOW_M)
    }

    #[test]
    fn magnitude_tells_northing_from_easting() {
        assert_eq!(order(3_353_189.181, 40_520_986.477), Order::NorthFirst);
        assert_eq!(order(40_520_986.477, 3_353_189.181), Order::EastFirst);
        assert_eq!(order(3_353_189.181, 520_986.477), Order::NorthFirst);
        assert_eq!(order(520_986.477, 3_353_189.181), Order::EastFirst);
        // In the far south both numbers may be either.
        assert_eq!(order(443_000.0, 520_000.0), Order::Either);
        assert_eq!(order(3_353_189.181, 3_520_986.477), Order::Neither(0));
        assert_eq!(order(f64::NAN, 1.0), Order::Neither(0));
        let mixed = [(3_353_189.0, 520_986.0), (520_986.0, 3_353_189.0)];
        assert_eq!(planar_order(mixed.into_iter(), NORTH_BELOW_M), Order::Neither(1));
        assert_eq!(degree_order([(31.3, 120.4)].into_iter()), Order::NorthFirst);
        assert_eq!(degree_order([(2.35, 48.8)].into_iter()), Order::Either);
    }

    #[test]
    fn an_easting_tells_its_zone() {
        assert_eq!((prefix(40_520_986.477), prefix(520_986.477)), (Some(40), None));
        let zone = Crs::from_epsg(4528).unwrap().zone().unwrap();
        assert!(fits(40_520_986.477, zone) && !fits(520_986.477, zone) && !fits(39_520_986.477, zone));
        assert_eq!(with_prefix(zone, false).unwrap().epsg(), 4549);
    }
}
