//! Holds the distance from a place to a line.
//! Must not know features: which line is a road is not its business.

use super::{
    ellipsoid::{metres_per_degree_lat, metres_per_degree_lon},
    lon_lat::LonLat,
};
use geo_types::MultiLineString;

/// Gives the distance from a place to the nearest point of a line, metres; `None` for a line without an edge.
///
/// Worked out in a local ellipsoidal scale at the place: within 1e-4 of the geodesic distance for lines within 50 km.
pub fn distance_to_line_m(line: &MultiLineString<f64>, place: LonLat) -> Option<f64> {
    let (per_lon, per_lat) = (metres_per_degree_lon(place.lat()), metres_per_degree_lat(place.lat()));
    let edges = line.0.iter().flat_map(|part| part.0.windows(2));
    let squared = edges.map(|edge| {
        let (ax, ay) = ((edge[0].x - place.lon()) * per_lon, (edge[0].y - place.lat()) * per_lat);
        let (dx, dy) = ((edge[1].x - edge[0].x) * per_lon, (edge[1].y - edge[0].y) * per_lat);
        let length2 = dx * dx + dy * dy;
        let along = if length2 > 0.0 {
            (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let (x, y) = (ax + along * dx, ay + along * dy);
        x * x + y * y
    });
    squared.reduce(f64::min).map(f64::sqrt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::distance_m;
    use geo_types::{LineString, coord};

    #[test]
    fn the_foot_of_the_perpendicular_counts_and_beyond_the_ends_the_end() {
        let line = MultiLineString(vec![LineString(vec![
            coord! { x: 121.47, y: 31.23 },
            coord! { x: 121.48, y: 31.23 },
        ])]);
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        let beside = distance_to_line_m(&line, at(121.475, 31.231)).unwrap();
        assert!(
            (beside - distance_m(at(121.475, 31.231), at(121.475, 31.23))).abs() < 0.02,
            "{beside}"
        );
        let beyond = distance_to_line_m(&line, at(121.49, 31.23)).unwrap();
        assert!(
            (beyond - distance_m(at(121.49, 31.23), at(121.48, 31.23))).abs() < 0.02,
            "{beyond}"
        );
        assert_eq!(distance_to_line_m(&MultiLineString(vec![]), at(0.0, 0.0)), None);
    }
}
