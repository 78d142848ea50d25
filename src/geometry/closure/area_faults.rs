//! Holds the faults of tiling that have an area: overlaps, gaps against an outline or enclosed, protrusions.
//! Must not know slits that are open to the outside, nor vertices.

use super::{ClosureFault, ClosureKind, ClosureTolerance, Sheet, faults_of_pieces, neighbours};
use crate::geometry::{
    overlap::{difference, intersection, union},
    overlay_error::OverlayError,
    speck::filled,
};
use geo_types::{MultiPolygon, Polygon};

/// Finds places that two parks share.
pub(super) fn overlaps(
    parks: &[&MultiPolygon<f64>],
    sheets: &[Sheet],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let mut found = Vec::new();
    for i in 0..parks.len() {
        for j in i + 1..parks.len() {
            if sheets[i].meets(&sheets[j], 0.0)
                && let Some(shared) = intersection(parks[i], parks[j])?
            {
                let pair = |_: &MultiPolygon<f64>| vec![i, j];
                found.extend(faults_of_pieces(
                    ClosureKind::Overlap,
                    shared.geometry,
                    tolerance.area_m2,
                    pair,
                ));
            }
        }
    }
    Ok(found)
}

/// Finds what of the outline no park covers, and what of each park lies beyond the outline.
pub(super) fn against_outline(
    outline: &MultiPolygon<f64>,
    parks: &[&MultiPolygon<f64>],
    sheets: &[Sheet],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let bare = difference(outline, &union(parks)?)?;
    let around = |piece: &MultiPolygon<f64>| neighbours(piece, sheets, tolerance);
    let mut found = faults_of_pieces(ClosureKind::Gap, bare, tolerance.area_m2, around);
    for (i, park) in parks.iter().enumerate() {
        let beyond = difference(park, outline)?;
        found.extend(faults_of_pieces(
            ClosureKind::Protrusion,
            beyond,
            tolerance.area_m2,
            |_| vec![i],
        ));
    }
    Ok(found)
}

/// Finds places that the parks enclose together and none covers.
pub(super) fn enclosed_gaps(
    parks: &[&MultiPolygon<f64>],
    sheets: &[Sheet],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let together = union(parks)?;
    let around = |piece: &MultiPolygon<f64>| neighbours(piece, sheets, tolerance);
    let mut found = Vec::new();
    for ring in together.iter().flat_map(Polygon::interiors) {
        // A park may lie as an island in a hole of the others.
        let bare = difference(&filled(ring), &together)?;
        found.extend(faults_of_pieces(ClosureKind::Gap, bare, tolerance.area_m2, around));
    }
    found.retain(|fault| fault.parks.len() > 1);
    Ok(found)
}
