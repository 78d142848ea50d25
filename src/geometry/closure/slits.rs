//! Holds the search for slits between two parks that are open to the outside.
//! Must not know gaps that are enclosed all around.

use super::{ClosureFault, ClosureKind, ClosureTolerance, ROUNDING_M, Sheet, faults_of_pieces, neighbours};
use crate::geometry::{
    bbox::Bbox,
    overlap::{intersection, union},
    overlay::EngineFailed,
    overlay_error::{Operand, OverlayError},
    plane::{Plane, offset, remainder},
    speck::CORNER_SQUARES,
};
use geo_types::{Geometry, MultiPolygon, Polygon};

/// What was grown is shrunk by this much more, so that the chords of round corners leave nothing behind.
const SHRINK_BACK: f64 = 1.02;

/// Finds slits narrower than the tolerance: what fills up when the parks together are grown by half the width and shrunk again.
///
/// Where limits meet at an angle, the corner between them fills up too; only what is larger than the corner of 5 degrees counts.
pub(super) fn open_slits(
    parks: &[&MultiPolygon<f64>],
    sheets: &[Sheet],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let mut found = Vec::new();
    if parks.len() < 2 || tolerance.width_m.is_nan() || tolerance.width_m <= 0.0 {
        return Ok(found);
    }
    for group in groups(sheets, tolerance.width_m).iter().filter(|group| group.len() > 1) {
        let members: Vec<&MultiPolygon<f64>> = group.iter().map(|i| parks[*i]).collect();
        found.extend(slits_of(&members, sheets, tolerance)?);
    }
    Ok(found)
}

/// Gives the parks in groups whose boxes come within a distance of each other: each group has its own metre frame.
fn groups(sheets: &[Sheet], distance_m: f64) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..sheets.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut next = 0;
        while let Some(i) = group.get(next).copied() {
            let (near, far) = left.iter().partition(|j| sheets[i].meets(&sheets[**j], distance_m));
            left = far;
            let near: Vec<usize> = near;
            group.extend(near);
            next += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

fn slits_of(
    parks: &[&MultiPolygon<f64>],
    sheets: &[Sheet],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let together = union(parks)?;
    let without_holes = MultiPolygon(
        together
            .iter()
            .map(|part| Polygon::new(part.exterior().clone(), vec![]))
            .collect(),
    );
    let around = |piece: &MultiPolygon<f64>| neighbours(piece, sheets, tolerance);
    let mut found: Vec<ClosureFault> = Vec::new();
    for width_m in widths(tolerance) {
        let filled = closed_slits(&without_holes, width_m).map_err(|failed| {
            let named = Box::new(Operand::of(&without_holes));
            OverlayError::EngineFailed {
                a: named.clone(),
                b: named,
                cause: failed.0,
            }
        })?;
        let least_m2 = tolerance.area_m2.max(CORNER_SQUARES * width_m * width_m);
        for fault in faults_of_pieces(ClosureKind::Gap, filled, least_m2, around) {
            if fault.parks.len() > 1 && !is_told(&fault, &found)? {
                found.push(fault);
            }
        }
    }
    Ok(found)
}

/// Gives the widths at which slits are looked for, each a quarter of the one before: at a large one a thin slit is no larger than what
/// rounding cuts off a corner.
fn widths(tolerance: &ClosureTolerance) -> impl Iterator<Item = f64> {
    let least_m = tolerance.vertex_m.max(10.0 * ROUNDING_M).min(tolerance.width_m);
    std::iter::successors(Some(tolerance.width_m), |width_m| Some(width_m / 4.0))
        .take_while(move |width_m| *width_m >= least_m)
}

/// Tells whether a slit is part of one found at a larger width.
fn is_told(fault: &ClosureFault, found: &[ClosureFault]) -> Result<bool, OverlayError> {
    let Geometry::MultiPolygon(place) = &fault.geometry else {
        return Ok(false);
    };
    for other in found {
        if let Geometry::MultiPolygon(larger) = &other.geometry
            && intersection(place, larger)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives what fills up when a shape is grown by half a width and shrunk again.
fn closed_slits(shape: &MultiPolygon<f64>, width_m: f64) -> Result<MultiPolygon<f64>, EngineFailed> {
    let Some(area) = Bbox::of(shape) else {
        return Ok(MultiPolygon(vec![]));
    };
    let plane = Plane::around(&area);
    let contours = plane.contours(shape);
    let radius_m = width_m / 2.0;
    let grown = offset(&contours, radius_m)?.concat();
    let closed = offset(&grown, -radius_m * SHRINK_BACK)?.concat();
    Ok(plane.shape(&remainder(&closed, &contours)?))
}
