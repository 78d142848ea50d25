//! Holds the area on the ellipsoid of shapes whose limits are straight in degrees, as the overlay sees them.
//! Must not replace the geodesic area of a stored shape: it serves what an overlay makes, and adds up however limits are cut.

use super::{
    ellipsoid::{ECCENTRICITY_SQUARED, SEMI_MAJOR_M},
    rings::open_ring,
};
use geo_types::{Coord, LineString, MultiPolygon};

/// An edge is measured in pieces of at most this many degrees of latitude; four places a piece are then exact to rounding.
const PIECE_DEG: f64 = 2.0;

/// The places and weights of the four-point rule of Gauss and Legendre on -1..1: ±√(3/7 ∓ 2/7·√(6/5)), (18 ± √30) / 36.
const GAUSS: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
];

/// Gives the area of the ground between limits that are straight in longitude and latitude, m².
///
/// It differs from the geodesic area of the same vertices by at most length³ · tan(latitude) / (12 · radius of the earth) an edge: 8 m²
/// for an edge of 1 km at 31 degrees, 0.008 m² for one of 100 m. Holes are taken away, whatever way rings wind.
pub fn straight_area_m2(shape: &MultiPolygon<f64>) -> f64 {
    shape
        .iter()
        .map(|part| {
            let holes_m2: f64 = part.interiors().iter().map(ring_area_m2).sum();
            (ring_area_m2(part.exterior()) - holes_m2).max(0.0)
        })
        .sum()
}

fn ring_area_m2(ring: &LineString<f64>) -> f64 {
    let open = open_ring(ring);
    let Some(origin) = open.first().copied() else {
        return 0.0;
    };
    // Areas under the edges are counted from the first vertex's parallel: smaller numbers, less rounding.
    let base_m2 = under_parallel(origin.y);
    let ends = open.iter().zip(open.iter().cycle().skip(1));
    ends.map(|(a, b)| under_edge_m2(*a, *b, base_m2)).sum::<f64>().abs()
}

/// Gives the area between an edge and a parallel, m², positive eastward.
fn under_edge_m2(a: Coord<f64>, b: Coord<f64>, base_m2: f64) -> f64 {
    let east = (b.x - a.x).to_radians();
    if east == 0.0 {
        return 0.0;
    }
    let pieces = ((b.y - a.y).abs().min(180.0) / PIECE_DEG).ceil().max(1.0) as u32;
    let step = (b.y - a.y) / f64::from(pieces);
    let of_piece = |i: u32| {
        let middle = a.y + (f64::from(i) + 0.5) * step;
        GAUSS
            .iter()
            .map(|(place, weight)| weight / 2.0 * (under_parallel(middle + place * step / 2.0) - base_m2))
            .sum::<f64>()
    };
    east / f64::from(pieces) * (0..pieces).map(of_piece).sum::<f64>()
}

/// Gives the area between the equator and a parallel, m² a radian of longitude: b²/2 · (sin φ / (1 - e² sin² φ) + artanh(e sin φ) / e).
fn under_parallel(lat: f64) -> f64 {
    let sin = lat.to_radians().sin();
    let e = ECCENTRICITY_SQUARED.sqrt();
    let minor2 = SEMI_MAJOR_M * SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED);
    minor2 / 2.0 * (sin / (1.0 - ECCENTRICITY_SQUARED * sin * sin) + (e * sin).atanh() / e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{area_m2, earth_area_m2};
    use geo_types::Polygon;

    fn ring(points: &[(f64, f64)]) -> MultiPolygon<f64> {
        MultiPolygon(vec![Polygon::new(LineString::from(points.to_vec()), vec![])])
    }

    #[test]
    fn the_whole_earth_and_a_zone_between_parallels_are_right() {
        let whole = ring(&[(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)]);
        assert!((straight_area_m2(&whole) / earth_area_m2() - 1.0).abs() < 1e-14);
        let cap = ring(&[(-180.0, 0.0), (180.0, 0.0), (180.0, 90.0), (-180.0, 90.0)]);
        assert!((straight_area_m2(&cap) / earth_area_m2() - 0.5).abs() < 1e-14);
    }

    #[test]
    fn a_small_block_has_its_geodesic_area_and_a_long_edge_bulges_as_the_formula_says() {
        let block = ring(&[(121.0, 31.0), (121.001, 31.0), (121.001, 31.001), (121.0, 31.001)]);
        assert!((straight_area_m2(&block) - area_m2(&block)).abs() < 1e-3);
        // 95.5 km along the parallel: length³ · tan / (12 · radius), the geodesic running north of it. Meridians and equator are geodesics.
        let strip = ring(&[(121.0, 0.0), (122.0, 0.0), (122.0, 31.0), (121.0, 31.0)]);
        let bulge = |lat: f64, length_m: f64| length_m.powi(3) * lat.to_radians().tan() / (12.0 * 6_378_137.0);
        let expected_m2 = bulge(31.0, 95_506.0);
        let found_m2 = area_m2(&strip) - straight_area_m2(&strip);
        assert!(
            (found_m2 / expected_m2 - 1.0).abs() < 0.02,
            "{found_m2} and {expected_m2}"
        );
    }

    #[test]
    fn what_is_cut_adds_up() {
        let whole = ring(&[(121.0, 31.0), (123.0, 31.7), (121.4, 34.0)]);
        let cut = |t: f64| (123.0 - t * 1.6, 31.7 + t * 2.3);
        let parts: f64 = [0.0, 0.3, 0.9]
            .iter()
            .zip([0.3, 0.9, 1.0])
            .map(|(from, to)| straight_area_m2(&ring(&[(121.0, 31.0), cut(*from), cut(to)])))
            .sum();
        assert!(
            (parts - straight_area_m2(&whole)).abs() < 1e-4,
            "{}",
            parts - straight_area_m2(&whole)
        );
        assert_eq!(straight_area_m2(&MultiPolygon(vec![])), 0.0);
        assert_eq!(straight_area_m2(&ring(&[(f64::NAN, 0.0), (1.0, 1.0)])), 0.0);
    }
}
