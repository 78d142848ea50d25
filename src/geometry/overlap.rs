//! Holds what two shapes share, what they cover together, and what one leaves of the other.
//! Must not know tolerances: it gives figures, rules judge them. This is the one definition of overlap in the register.

use super::{
    bbox::Bbox,
    measure::{area_m2, mean_width_m},
    overlay::{Contour, GridBox, contours, overlay, reduce_to},
};
use geo_types::MultiPolygon;
use i_overlay::core::overlay_rule::OverlayRule;

/// Holds what two shapes share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The shared interior, normalised; vertices made by crossing edges lie on the grid, at most 0.1 mm from the crossing.
    pub geometry: MultiPolygon<f64>,
    /// Its geodesic area, m².
    ///
    /// Limits are straight in degrees and measured as geodesics, so the halves of an edge cut in two enclose another area than the
    /// whole: by at most length³ · tan(latitude) / (12 · radius of the earth), 8 m² for an edge of 1 km at 31 degrees.
    pub area_m2: f64,
    /// Its mean width, 2 · area / perimeter, metres: the figure that tells a sliver from an overlap.
    pub mean_width_m: f64,
}

/// Gives what two valid shapes share, or `None` when they share no interior; shapes that only touch do not overlap.
///
/// `intersection(a, b) == intersection(b, a)` to the last bit. Only what lies near the common box is looked at, so a small overlap
/// of two large shapes is cheap.
pub fn intersection(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Option<Shared> {
    if !Bbox::of(a)?.intersects(&Bbox::of(b)?) {
        return None;
    }
    let (a, b) = (contours(a), contours(b));
    let window = GridBox::of(&a)?.shared(&GridBox::of(&b)?)?;
    let (a, b) = (reduce_to(&a, &window), reduce_to(&b, &window));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (first, second) = if comes_first(&a, &b) { (a, b) } else { (b, a) };
    let geometry = overlay(&first, &second, OverlayRule::Intersect);
    let area_m2 = area_m2(&geometry);
    (area_m2 > 0.0).then(|| Shared {
        mean_width_m: mean_width_m(&geometry),
        geometry,
        area_m2,
    })
}

/// Gives what the shapes cover together, normalised; empty for no shape. Vertices on straight limits are kept.
pub fn union(shapes: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> {
    let all: Vec<Contour> = shapes.iter().flat_map(|shape| contours(shape)).collect();
    overlay(&all, &[], OverlayRule::Subject)
}

/// Gives what `b` leaves of `a`, normalised; may be empty.
pub fn difference(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let (a, b) = (contours(a), contours(b));
    let kept = match (GridBox::of(&a), GridBox::of(&b)) {
        (Some(of_a), Some(of_b)) if of_a.shared(&of_b).is_some() => reduce_to(&b, &of_a),
        _ => Vec::new(),
    };
    overlay(&a, &kept, OverlayRule::Difference)
}

/// Orders operands by their coordinates, so that the order in which they were given cannot show in a result.
fn comes_first(a: &[Contour], b: &[Contour]) -> bool {
    let flat = |contours: &[Contour]| contours.iter().flatten().map(|p| (p.x, p.y)).collect::<Vec<_>>();
    flat(a) <= flat(b)
}
