//! Holds the trial of a fix: the check is run again on the parks as they would be.
//! Must not know how a fix was made.

use super::{Fix, Ground};
use crate::geometry::{
    closure::{ClosureFault, ClosureKind, closure},
    overlap::intersection,
    overlay_error::OverlayError,
    validity::{Limits, faults},
};
use geo_types::{Geometry, MultiPolygon};

/// Tells whether the fix leaves sound parks, clears the fault, and brings no fault that was not there.
pub(super) fn holds(
    ground: Ground<'_>,
    fault: &ClosureFault,
    before: &[ClosureFault],
    fix: &Fix,
) -> Result<bool, OverlayError> {
    let is_sound = |shape: &MultiPolygon<f64>| {
        let found = faults(shape, &Limits::default());
        !shape.0.is_empty() && found.iter().all(|fault| !fault.kind.is_invalid())
    };
    if !fix.changed.iter().all(|(_, shape)| is_sound(shape)) {
        return Ok(false);
    }
    let after = fix.applied(ground.parks);
    let parks: Vec<&MultiPolygon<f64>> = after.iter().collect();
    // Each fault that was there may be found once more, no larger; two pieces of one would be a fault more.
    let mut open: Vec<&ClosureFault> = before.iter().collect();
    for left in closure(ground.outline, &parks, ground.tolerance)? {
        if is_of(&left, fault)? {
            return Ok(false);
        }
        let mut known = None;
        for (nth, old) in open.iter().enumerate() {
            if left.area_m2 <= old.area_m2 + ground.tolerance.area_m2 && is_of(&left, old)? {
                known = Some(nth);
                break;
            }
        }
        match known {
            Some(nth) => open.swap_remove(nth),
            None => return Ok(false),
        };
    }
    Ok(true)
}

/// Tells whether one fault is the other, or what is left of it: of one kind, of the same parks, at the same place.
fn is_of(left: &ClosureFault, old: &ClosureFault) -> Result<bool, OverlayError> {
    // Which parks border a gap may change; an overlap, a protrusion and a vertex belong to their parks.
    if left.kind != old.kind || (left.kind != ClosureKind::Gap && left.parks != old.parks) {
        return Ok(false);
    }
    match (&left.geometry, &old.geometry) {
        (Geometry::MultiPolygon(left), Geometry::MultiPolygon(old)) => Ok(intersection(left, old)?.is_some()),
        (left, old) => Ok(left == old),
    }
}
