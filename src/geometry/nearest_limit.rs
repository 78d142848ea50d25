//! Holds the search for the place on a shape's limit that is nearest to a point, and the side it lies on.
//! Must not know zones; it does know that holes have limits too.

use super::{
    edge_tree::{EdgeBox, EdgeTree, Nearby},
    ellipsoid::{metres_per_degree_lat, metres_per_degree_lon},
    lon_lat::LonLat,
    measure::distance_m,
    relation::{Position, locate_in},
    side::Side,
};
use geo::{Bearing, Geodesic};
use geo_types::{Coord, MultiPolygon};

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

/// Finds the limit nearest to a place, holes included; `None` when the shape has no ring.
///
/// Edges are chosen in a local ellipsoidal scale and the distance is geodesic: exact to a millimetre within 50 km, to
/// 1e-4 of the distance within 500 km. Longitudes do not wrap at 180 degrees.
pub fn nearest_limit(shape: &MultiPolygon<f64>, place: LonLat) -> Option<NearestLimit> {
    nearest_limit_in(&EdgeTree::new(shape), place)
}

/// Feet within this share of the least estimated distance are compared by their geodesic distances.
///
/// The estimate errs by (distance / radius of the earth)², 6e-5 at 50 km.
const DOUBT: f64 = 1e-4;

struct Candidate {
    estimate_m: f64,
    foot: Coord<f64>,
    ends: (Coord<f64>, Coord<f64>),
}

/// Finds the limit nearest to a place among the edges of a tree.
pub(crate) fn nearest_limit_in(tree: &EdgeTree, place: LonLat) -> Option<NearestLimit> {
    let p = place.coord();
    let bound = lower_bound(p);
    let least_m = std::cell::Cell::new(f64::INFINITY);
    let mut candidates: Vec<Candidate> = Vec::new();
    tree.search_nearest(&bound, &mut |nearby| match nearby {
        Nearby::Box(bound_m) => bound_m <= least_m.get() * (1.0 + DOUBT) + 1e-6,
        Nearby::Edge(a, b) => {
            let one = EdgeBox::of(&[a, b]);
            if (a.x + a.y + b.x + b.y).is_finite() && bound(&one) <= least_m.get() * (1.0 + DOUBT) + 1e-6 {
                let (foot, estimate_m) = foot_on(p, a, b);
                least_m.set(least_m.get().min(estimate_m));
                candidates.push(Candidate {
                    estimate_m,
                    foot,
                    ends: (a, b),
                });
            }
            true
        }
    });
    let limit_m = least_m.get() * (1.0 + DOUBT) + 1e-6;
    let (nearest, ends) = candidates
        .iter()
        .filter(|c| c.estimate_m <= limit_m)
        .filter_map(|c| Some((polished(place, c)?, c.ends)))
        .min_by(|a, b| a.0.1.total_cmp(&b.0.1))?;
    let (foot, distance_m) = nearest;
    let outward_azimuth_deg = if distance_m > 1e-3 {
        // Away from the edge the outward normal is the line between place and foot itself, at corners too.
        match locate_in(tree, p) {
            Position::Outside => Geodesic.bearing(foot.point(), place.point()),
            Position::Inside | Position::Boundary => (Geodesic.bearing(foot.point(), place.point()) + 180.0) % 360.0,
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

/// Moves an estimated foot along its edge to where the geodesic to the place stands square on the edge; gives it and its distance.
fn polished(place: LonLat, candidate: &Candidate) -> Option<(LonLat, f64)> {
    let (a, b) = candidate.ends;
    let mut foot = LonLat::try_from(candidate.foot).ok()?;
    let mut metres = distance_m(place, foot);
    if candidate.foot == a || candidate.foot == b {
        return Some((foot, metres));
    }
    // The first move leaves less than a thousandth of the estimate's error, the second nothing that can be measured.
    for _ in 0..2 {
        let (east_m, north_m) = (metres_per_degree_lon(foot.lat()), metres_per_degree_lat(foot.lat()));
        let along = ((b.x - a.x) * east_m, (b.y - a.y) * north_m);
        let azimuth = Geodesic.bearing(foot.point(), place.point()).to_radians();
        let ahead_m = metres * (azimuth.sin() * along.0 + azimuth.cos() * along.1) / along.0.hypot(along.1);
        let share = ahead_m / along.0.hypot(along.1);
        let moved = Coord {
            x: (foot.lon() + share * (b.x - a.x)).clamp(a.x.min(b.x), a.x.max(b.x)),
            y: (foot.lat() + share * (b.y - a.y)).clamp(a.y.min(b.y), a.y.max(b.y)),
        };
        let Ok(moved) = LonLat::try_from(moved) else { break };
        let moved_m = distance_m(place, moved);
        if moved_m >= metres {
            break;
        }
        (foot, metres) = (moved, moved_m);
    }
    Some((foot, metres))
}

/// Gives the azimuth of the right-hand normal of an edge, degrees; rings keep the interior on their left.
fn right_of(a: Coord<f64>, b: Coord<f64>) -> f64 {
    let lat = f64::midpoint(a.y, b.y);
    let east_m = (b.x - a.x) * metres_per_degree_lon(lat);
    let north_m = (b.y - a.y) * metres_per_degree_lat(lat);
    east_m.atan2(north_m).to_degrees() + 90.0
}

/// Gives a function that tells how near, in metres, the contents of a box can be to a place.
///
/// Degrees are taken no longer than they are anywhere between the place and the box, so the bound never exceeds the distance
/// that [`foot_on`] estimates.
pub(crate) fn lower_bound(p: Coord<f64>) -> impl Fn(&EdgeBox) -> f64 {
    let lat_m = metres_per_degree_lat(0.0);
    move |b: &EdgeBox| {
        let dy = (b.min.y - p.y).max(p.y - b.max.y).max(0.0);
        let dx = (b.min.x - p.x).max(p.x - b.max.x).max(0.0);
        let poleward = p.y.abs().max(b.min.y.abs()).max(b.max.y.abs()).min(90.0);
        (dx * metres_per_degree_lon(poleward).max(0.0)).hypot(dy * lat_m)
    }
}

/// Gives the place on an edge nearest to `p` and its estimated distance in metres.
///
/// Degrees are scaled at the latitude midway between the place and the foot, found again once the foot is known.
pub(crate) fn foot_on(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> (Coord<f64>, f64) {
    let mut lat = f64::midpoint(p.y, f64::midpoint(a.y, b.y).clamp(p.y - 1.0, p.y + 1.0));
    let mut found = (a, f64::INFINITY);
    for _ in 0..3 {
        let lat_within = lat.clamp(-89.9, 89.9);
        let (east_m, north_m) = (metres_per_degree_lon(lat_within), metres_per_degree_lat(lat_within));
        let along = ((b.x - a.x) * east_m, (b.y - a.y) * north_m);
        let to_place = ((p.x - a.x) * east_m, (p.y - a.y) * north_m);
        let length2 = along.0 * along.0 + along.1 * along.1;
        let share = if length2 > 0.0 {
            ((along.0 * to_place.0 + along.1 * to_place.1) / length2).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let foot = if share >= 1.0 {
            b
        } else {
            Coord {
                x: a.x + share * (b.x - a.x),
                y: a.y + share * (b.y - a.y),
            }
        };
        found = (foot, ((p.x - foot.x) * east_m).hypot((p.y - foot.y) * north_m));
        lat = f64::midpoint(p.y, foot.y);
    }
    found
}
