//! Holds areas, lengths and distances on the ellipsoid, in metres.
//! Must not know projections: a planar area is asked of `crs`.

use super::{
    ellipsoid,
    lon_lat::LonLat,
    rings::{is_finite, open_ring},
};
use geo::{Distance, Geodesic, GeodesicArea};
use geo_types::{LineString, MultiPolygon, Polygon};

/// Gives the geodesic area of a shape, m²: what its exteriors enclose less its holes, whatever way the rings wind.
///
/// Edges are geodesics between the vertices given (Karney 2013). Coordinates that are not finite or not on the earth are passed
/// over; parts that overlap count twice, so repair an invalid shape first.
pub fn area_m2(shape: &MultiPolygon<f64>) -> f64 {
    shape
        .iter()
        .map(|part| {
            let holes_m2: f64 = part.interiors().iter().map(|ring| ring_figures(ring).0).sum();
            (ring_figures(part.exterior()).0 - holes_m2).max(0.0)
        })
        .sum()
}

/// Gives the geodesic length of all rings of a shape, holes included, metres.
pub fn perimeter_m(shape: &MultiPolygon<f64>) -> f64 {
    shape
        .iter()
        .flat_map(|part| part.interiors().iter().chain(std::iter::once(part.exterior())))
        .map(|ring| ring_figures(ring).1)
        .sum()
}

/// Gives the geodesic distance between two places, metres (Karney 2013, to nanometres).
pub fn distance_m(from: LonLat, to: LonLat) -> f64 {
    Geodesic.distance(from.point(), to.point())
}

/// Gives the mean width of a shape, 2 · area / perimeter, metres; 0 for an empty one.
///
/// It is the width of a long strip of this area and perimeter: right for slivers and slits, half the side for a square.
pub fn mean_width_m(shape: &MultiPolygon<f64>) -> f64 {
    let perimeter_m = perimeter_m(shape);
    if perimeter_m > 0.0 {
        2.0 * area_m2(shape) / perimeter_m
    } else {
        0.0
    }
}

/// Gives the area (m², never negative) and length (m) of one ring.
fn ring_figures(ring: &LineString<f64>) -> (f64, f64) {
    let mut open = open_ring(ring);
    open.retain(|c| is_finite(*c) && c.x.abs() <= 540.0 && c.y.abs() <= 90.0);
    if open.len() < 2 {
        return (0.0, 0.0);
    }
    let (perimeter_m, area_m2) = Polygon::new(LineString(open), vec![]).geodesic_perimeter_area_signed();
    (area_m2.abs(), perimeter_m)
}

/// Gives the area of the whole ellipsoid, m²; no shape is larger.
pub fn earth_area_m2() -> f64 {
    // 4 π c², c the authalic radius: a²/2 (1 + (1 - e²)/e · artanh e).
    let e = ellipsoid::ECCENTRICITY_SQUARED.sqrt();
    let axis_m = ellipsoid::SEMI_MAJOR_M;
    2.0 * std::f64::consts::PI * axis_m * axis_m * (1.0 + (1.0 - e * e) / e * e.atanh())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rings: &[&[(f64, f64)]]) -> MultiPolygon<f64> {
        let mut rings = rings.iter().map(|ring| LineString::from(ring.to_vec()));
        let exterior = rings.next().unwrap();
        MultiPolygon(vec![Polygon::new(exterior, rings.collect())])
    }

    #[test]
    fn a_hole_is_subtracted_whatever_way_it_winds() {
        let outer: &[(f64, f64)] = &[(120.0, 31.0), (120.1, 31.0), (120.1, 31.1), (120.0, 31.1)];
        let hole: &[(f64, f64)] = &[(120.04, 31.04), (120.06, 31.04), (120.06, 31.06), (120.04, 31.06)];
        let reversed: Vec<_> = hole.iter().rev().copied().collect();
        let whole = area_m2(&shape(&[outer])) - area_m2(&shape(&[hole]));
        assert!((area_m2(&shape(&[outer, hole])) - whole).abs() < 1e-3);
        assert_eq!(area_m2(&shape(&[outer, hole])), area_m2(&shape(&[outer, &reversed])));
        assert!(perimeter_m(&shape(&[outer, hole])) > perimeter_m(&shape(&[outer])));
    }

    #[test]
    fn an_octant_is_an_eighth_of_the_earth() {
        let octant = shape(&[&[(0.0, 0.0), (90.0, 0.0), (0.0, 90.0)]]);
        // GeographicLib Planimeter, WGS 84, points 0 0 / 0 90 / 90 0: 63758202715511.1 m², perimeter 30022685.6 m.
        assert!((area_m2(&octant) - 63_758_202_715_511.1).abs() < 1.0);
        assert!((perimeter_m(&octant) - 30_022_685.6).abs() < 0.1);
        assert!((earth_area_m2() / 8.0 - 63_758_202_715_511.1).abs() < 1.0);
    }

    #[test]
    fn a_strip_has_its_width_as_mean_width() {
        // 1 metre is 9.04e-6 degree of latitude here; the strip is 1 km long.
        let strip = shape(&[&[
            (120.0, 31.0),
            (120.01, 31.0),
            (120.01, 31.000_009_02),
            (120.0, 31.000_009_02),
        ]]);
        assert!((mean_width_m(&strip) - 1.0).abs() < 0.01, "{}", mean_width_m(&strip));
    }

    #[test]
    fn shapes_without_area_measure_zero() {
        assert_eq!(area_m2(&MultiPolygon(vec![])), 0.0);
        assert_eq!(mean_width_m(&MultiPolygon(vec![])), 0.0);
        assert_eq!(area_m2(&shape(&[&[(f64::NAN, 0.0), (1.0, 1.0)]])), 0.0);
    }
}
