//! How far apart two boxes lie.
//!
//! Must not be told to users as the distance of what the boxes hold: it serves to choose between places.

use geo_types::Coord;

use crate::geometry::{Bbox, MetreFrame};

/// Gives the distance between two boxes in metres, 0 where they meet, by the lengths that degrees have at the first one.
pub(super) fn apart_m(one: &Bbox, other: &Bbox) -> f64 {
    let gap = |low: f64, high: f64, from: f64, to: f64| (from - high).max(low - to).max(0.0);
    let lon = gap(one.west(), one.east(), other.west(), other.east());
    let lat = gap(one.south(), one.north(), other.south(), other.north());
    let middle = one.centre();
    let apart = MetreFrame::at(middle).to_metres(Coord {
        x: middle.x + lon,
        y: middle.y + lat,
    });
    apart.x.hypot(apart.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_meet_are_not_apart() {
        let bbox = |west: f64, east: f64| Bbox::ordered([west, 31.0], [east, 31.1]);
        assert_eq!(apart_m(&bbox(121.0, 121.1), &bbox(121.05, 121.2)), 0.0);
        // A degree of longitude is 95.5 km long at 31.05° N.
        let apart = apart_m(&bbox(121.0, 121.1), &bbox(121.2, 121.3));
        assert!((apart - 9_546.0).abs() < 10.0, "{apart}");
        assert_eq!(apart, apart_m(&bbox(121.2, 121.3), &bbox(121.0, 121.1)));
    }
}
