//! Holds the mending of invalid shapes that come from files.
//! Must not be used on drawings: a drawer is shown the faults and mends them; nothing drawn is changed silently.

use super::{
    measure::area_m2,
    normalise::normalise,
    overlay::{Contour, contour, from_contours, overlay_contours},
    validity::{Fault, Limits, faults},
};
use geo_types::{LineString, MultiPolygon, Polygon};
use i_overlay::core::overlay_rule::OverlayRule;

/// Tells what a repair changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The geodesic area of the rings as they came, m²; the wings of a bow-tie count against each other.
    pub area_before_m2: f64,
    /// The geodesic area after the repair, m².
    pub area_after_m2: f64,
    /// The number of parts as they came.
    pub parts_before: usize,
    /// The number of parts after the repair.
    pub parts_after: usize,
    /// The faults as they came; empty when the shape needed nothing but its normal form.
    pub faults: Vec<Fault>,
}

impl Repair {
    /// Gives the area gained (positive) or lost (negative), m².
    pub fn area_change_m2(&self) -> f64 {
        self.area_after_m2 - self.area_before_m2
    }
}

/// Pieces and holes below this area vanish, m²: a square centimetre, what rounding to the grid leaves along a long edge.
const DEGENERATE_AREA_M2: f64 = 1e-4;

/// Makes a valid, normalised shape of any shape, or gives `None` when nothing with an area is left.
///
/// Each ring covers all that it winds around, both wings of a bow-tie included; holes are taken from the shell of their own part, so a hole
/// outside it takes nothing; parts that overlap or lie side by side become one. A valid shape only gets its normal form.
pub fn repair(shape: &MultiPolygon<f64>) -> Option<(MultiPolygon<f64>, Repair)> {
    let found = faults(shape, &Limits::default());
    let mut mended = normalise(shape);
    if found.iter().any(|fault| fault.kind.is_invalid()) || !is_valid(&mended) {
        let parts: Vec<Contour> = shape.iter().flat_map(mend_part).flatten().collect();
        mended = from_contours(&overlay_contours(&parts, &[], OverlayRule::Subject));
        mended = without_specks(&mended);
        // Rounding a crossing to the grid can make a vertex touch an edge it passed by; another pass settles that.
        for _ in 0..4 {
            if is_valid(&mended) {
                break;
            }
            let again: Vec<Contour> = mended.iter().flat_map(mend_part).flatten().collect();
            mended = from_contours(&overlay_contours(&again, &[], OverlayRule::Subject));
        }
    }
    let area_after_m2 = area_m2(&mended);
    let report = Repair {
        area_before_m2: area_m2(shape),
        area_after_m2,
        parts_before: shape.0.len(),
        parts_after: mended.0.len(),
        faults: found,
    };
    (area_after_m2 > 0.0 && is_valid(&mended)).then_some((mended, report))
}

fn is_valid(shape: &MultiPolygon<f64>) -> bool {
    !faults(
        shape,
        &Limits {
            max_faults: 1,
            ..Limits::default()
        },
    )
    .iter()
    .any(|fault| fault.kind.is_invalid())
}

/// Gives one part as contours of what its shell covers and its holes do not.
fn mend_part(part: &Polygon<f64>) -> Vec<Vec<Contour>> {
    let covered = |ring: &LineString<f64>| -> Vec<Contour> {
        let drawn: Vec<Contour> = contour(ring, true).into_iter().collect();
        overlay_contours(&drawn, &[], OverlayRule::Subject)
            .into_iter()
            .flatten()
            .collect()
    };
    let shell = covered(part.exterior());
    let holes: Vec<Contour> = part.interiors().iter().flat_map(covered).collect();
    overlay_contours(&shell, &holes, OverlayRule::Difference)
}

fn without_specks(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let alone = |ring: &LineString<f64>| area_m2(&MultiPolygon(vec![Polygon::new(ring.clone(), vec![])]));
    let parts = shape
        .iter()
        .filter(|part| alone(part.exterior()) >= DEGENERATE_AREA_M2)
        .map(|part| {
            let holes = part.interiors().iter().filter(|ring| alone(ring) >= DEGENERATE_AREA_M2);
            Polygon::new(part.exterior().clone(), holes.cloned().collect())
        });
    MultiPolygon(parts.collect())
}
