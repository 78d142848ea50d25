//! Holds the thinning of shapes for drawing on tiles.
//! Must never serve an answer: a simplified limit is a wrong limit. Only `tile/` calls it.

use geo::Simplify;
use geo_types::{LineString, MultiPolygon, Polygon};

/// Thins a shape for drawing: vertices within `tolerance_deg` degrees of the line that is left are dropped (Douglas-Peucker), rings that
/// fall below three vertices vanish.
///
/// The result may be invalid and neighbours may no longer meet. It is for pixels, never for look-ups, overlaps or areas.
pub fn simplify_for_tiles(shape: &MultiPolygon<f64>, tolerance_deg: f64) -> MultiPolygon<f64> {
    let tolerance_deg = if tolerance_deg.is_finite() {
        tolerance_deg.max(0.0)
    } else {
        0.0
    };
    let thin = |ring: &LineString<f64>| -> Option<LineString<f64>> {
        let finite: LineString<f64> = ring
            .0
            .iter()
            .filter(|c| c.x.is_finite() && c.y.is_finite())
            .copied()
            .collect();
        let thinned = finite.simplify(tolerance_deg);
        (thinned.0.len() > 3).then_some(thinned)
    };
    let parts = shape.iter().filter_map(|part| {
        let exterior = thin(part.exterior())?;
        Some(Polygon::new(
            exterior,
            part.interiors().iter().filter_map(thin).collect(),
        ))
    });
    MultiPolygon(parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_wiggles_and_small_rings_vanish() {
        let wiggle: Vec<_> = (0..1000)
            .map(|i| (f64::from(i) / 1000.0, f64::from(i % 2) * 1e-6))
            .collect();
        let outer: LineString<f64> = wiggle.into_iter().chain([(1.0, 1.0), (0.0, 1.0)]).collect();
        let speck: LineString<f64> = vec![(0.5, 0.5), (0.500_001, 0.5), (0.5, 0.500_001)].into();
        let shape = MultiPolygon(vec![Polygon::new(outer, vec![speck])]);
        let thin = simplify_for_tiles(&shape, 1e-5);
        assert!(thin.0[0].exterior().0.len() < 8);
        assert!(thin.0[0].interiors().is_empty());
    }

    #[test]
    fn a_shape_smaller_than_the_tolerance_vanishes_and_odd_tolerances_are_taken() {
        let small: LineString<f64> = vec![(0.0, 0.0), (1e-6, 0.0), (0.0, 1e-6)].into();
        let shape = MultiPolygon(vec![Polygon::new(small, vec![])]);
        assert!(simplify_for_tiles(&shape, 1e-3).0.is_empty());
        assert_eq!(simplify_for_tiles(&shape, f64::NAN), shape);
    }
}
