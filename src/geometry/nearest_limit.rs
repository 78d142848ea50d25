//! Holds the search for the place on a shape's limit that is nearest to a point, and the side it lies on.
//! Must not know zones; it does know that holes have limits too.

use super::{
    edge_foot::{Foot, Vantage},
    edge_tree::{EdgeBox, EdgeTree, Nearby},
    ellipsoid::{metres_per_degree_lat, metres_per_degree_lon},
    lon_lat::LonLat,
    measure::distance_m,
    relation::{Position, locate_in},
    side::Side,
};
use geo::{Bearing, Geodesic};
use geo_types::{Coord, MultiPolygon};
use std::cell::Cell;

/// Tells how far the limit of a shape is from a place, and where and on which side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearestLimit {
    /// The geodesic distance from the place to the foot, metres; 0 on the limit.
    pub distance_m: f64,
    /// The nearest place on the limit, edges being straight in degrees.
    pub foot: LonLat,
    /// The azimuth of the outward normal of the limit at the foot, degrees clockwise from north, 0..360. At a corner it is the
    /// direction between the place and the foot, outward.
    pub outward_azimuth_deg: f64,
    /// The side that the outward azimuth looks to.
    pub side: Side,
}

/// Finds the limit nearest to a place, holes included; `None` when the shape has no ring on the earth.
///
/// The distance is geodesic: exact to a micrometre within 500 km, to 1e-6 of the distance within 5,000 km. Edges that cross the 180th
/// meridian are not known; a limit on its other side is as near as it is on the ground.
pub fn nearest_limit(shape: &MultiPolygon<f64>, place: LonLat) -> Option<NearestLimit> {
    nearest_limit_in(&EdgeTree::new(shape), place)
}

/// Up to here the way through the earth sets off in the direction of the geodesic: by 2 km they differ by less than 1e-8 degree.
const STRAIGHT_M: f64 = 2_000.0;

/// The ends of an edge.
type Ends = (Coord<f64>, Coord<f64>);

/// Gives the longest chord that can belong to a geodesic no longer than that of the chord given, metres.
///
/// A geodesic is longer than its chord by chord³ / 24 r², with r between a (1 - e²) and a / √(1 - e²) according to place and azimuth:
/// the two differ by 2.1e-17 · chord³. Twice that and a micrometre for rounding is left for doubt.
fn with_doubt(chord_m: f64) -> f64 {
    chord_m + 4e-17 * chord_m * chord_m * chord_m + 1e-6
}

/// Finds the limit nearest to a place among the edges of a tree.
pub(crate) fn nearest_limit_in(tree: &EdgeTree, place: LonLat) -> Option<NearestLimit> {
    let p = place.coord();
    let from = Vantage::at(p);
    let least_m = Cell::new(f64::INFINITY);
    let mut candidates: Vec<(f64, Ends)> = Vec::new();
    tree.search_nearest(&|b| from.least_m(b), &mut |nearby| match nearby {
        Nearby::Box(bound_m) => bound_m <= with_doubt(least_m.get()),
        Nearby::Edge(a, b) => {
            // A foot costs some fifty times as much as bounds on its distance.
            let far_off = || from.least_m(&EdgeBox::of(&[a, b])) > with_doubt(least_m.get());
            let exact = || from.foot_on(a, b).map(|foot| (foot.chord_m, foot.chord_m));
            let bounds_m = from.bounds_m(a, b).or_else(|| if far_off() { None } else { exact() });
            if let Some((low_m, high_m)) = bounds_m
                && low_m <= with_doubt(least_m.get())
            {
                least_m.set(least_m.get().min(high_m));
                candidates.push((low_m, (a, b)));
            }
            true
        }
    });
    let in_question = candidates
        .into_iter()
        .filter(|(low_m, _)| *low_m <= with_doubt(least_m.get()));
    let feet: Vec<(Foot, Ends)> = in_question
        .filter_map(|(_, (a, b))| Some((from.foot_on(a, b)?, (a, b))))
        .collect();
    let least_m = feet.iter().map(|(foot, _)| foot.chord_m).fold(f64::INFINITY, f64::min);
    // Chords choose the edges in question, geodesics decide between them.
    let (distance_m, foot, ends) = feet
        .into_iter()
        .filter(|(foot, _)| foot.chord_m <= with_doubt(least_m))
        .filter_map(|(foot, ends)| {
            let foot = LonLat::try_from(foot.coord).ok()?;
            Some((distance_m(place, foot), foot, ends))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    let outward_azimuth_deg = if distance_m > 1e-3 {
        // Away from the edge the outward normal is the line between place and foot itself, at corners too.
        let away = if distance_m <= STRAIGHT_M && foot.lat().abs() < 89.0 {
            from.azimuth_from(foot.coord())
        } else {
            Geodesic.bearing(foot.point(), place.point())
        };
        match locate_in(tree, p) {
            Position::Outside => away,
            Position::Inside | Position::Boundary => away + 180.0,
        }
    } else {
        right_of(ends.0, ends.1)
    }
    .rem_euclid(360.0);
    Some(NearestLimit {
        distance_m,
        foot,
        outward_azimuth_deg,
        side: Side::of_azimuth(outward_azimuth_deg),
    })
}

/// Gives the azimuth of the right-hand normal of an edge, degrees; rings keep the interior on their left.
fn right_of(a: Coord<f64>, b: Coord<f64>) -> f64 {
    let lat = f64::midpoint(a.y, b.y);
    let east_m = (b.x - a.x) * metres_per_degree_lon(lat);
    let north_m = (b.y - a.y) * metres_per_degree_lat(lat);
    east_m.atan2(north_m).to_degrees() + 90.0
}
