//! Holds the fixes that are offered for faults of tiling: pure functions from parks and a fault to the parks changed.
//! Must not offer what it has not tried: a fix is given only when the check, run again, no longer finds the fault and finds nothing new.

mod proof;
mod regions;
mod snap;
mod weld;

use super::{ClosureFault, ClosureKind, ClosureTolerance};
use crate::geometry::overlay_error::OverlayError;
use geo_types::{Geometry, MultiPolygon};
use serde::{Deserialize, Serialize};

/// Names what a fix does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// The limit of a park moves onto its neighbour's.
    SnapToNeighbour,
    /// A park takes a place that belongs to none.
    FillGap,
    /// A park gives up what it shares with another.
    ClipOverlap,
    /// A park gives up what lies beyond the outline.
    ClipProtrusion,
    /// A park gets a vertex that its neighbour has on their common limit.
    InsertVertex,
}

impl FixKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::SnapToNeighbour,
        Self::FillGap,
        Self::ClipOverlap,
        Self::ClipProtrusion,
        Self::InsertVertex,
    ];

    /// Gives the word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SnapToNeighbour => "snap-to-neighbour",
            Self::FillGap => "fill-gap",
            Self::ClipOverlap => "clip-overlap",
            Self::ClipProtrusion => "clip-protrusion",
            Self::InsertVertex => "insert-vertex",
        }
    }
}

/// Names one way to mend a fault, and how the parks look then.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is done.
    pub kind: FixKind,
    /// The park it is done to, by its position in the list given.
    pub park: usize,
    /// The new shape of each park that changes, normalised; neighbours change where they get a vertex of the new common limit.
    pub changed: Vec<(usize, MultiPolygon<f64>)>,
}

/// What a fix is worked out from.
#[derive(Clone, Copy)]
struct Ground<'a> {
    outline: Option<&'a MultiPolygon<f64>>,
    parks: &'a [&'a MultiPolygon<f64>],
    tolerance: &'a ClosureTolerance,
}

/// Gives the fixes of one fault that [`super::closure`] found with the same outline, parks and tolerance; `before` are all that it found.
///
/// Each fix clears the fault and brings no other: that was tried. A fault that no fix clears has none. The tolerance is the one
/// of detection: nothing moves farther than `width_m` (a slit) or `vertex_m` (a vertex), and only the faulty place changes hands.
///
/// # Errors
/// [`OverlayError`] when an overlay cannot be trusted, which names its operands.
pub fn fixes(
    outline: Option<&MultiPolygon<f64>>,
    parks: &[&MultiPolygon<f64>],
    tolerance: &ClosureTolerance,
    fault: &ClosureFault,
    before: &[ClosureFault],
) -> Result<Vec<Fix>, OverlayError> {
    let ground = Ground {
        outline,
        parks,
        tolerance,
    };
    let mut found: Vec<Fix> = Vec::new();
    for fix in candidates(ground, fault)? {
        let is_new = found.iter().all(|other| other.changed != fix.changed);
        if is_new && proof::holds(ground, fault, before, &fix)? {
            found.push(fix);
        }
    }
    Ok(found)
}

/// Gives what may mend the fault, the least change first.
fn candidates(ground: Ground<'_>, fault: &ClosureFault) -> Result<Vec<Fix>, OverlayError> {
    let mut found = Vec::new();
    match (&fault.geometry, fault.parks.as_slice()) {
        (Geometry::Point(at), [owner, other]) => {
            found.extend(snap::vertex(ground, at.0, *owner, *other));
            found.push(weld::insertion(ground, at.0, *other));
        }
        (Geometry::MultiPolygon(place), parks) => match fault.kind {
            ClosureKind::Overlap => {
                for park in parks {
                    found.push(regions::clip(ground, FixKind::ClipOverlap, *park, place)?);
                }
                found.extend(pairs(parks).filter_map(|pair| snap::limit(ground, place, fault.width_m, pair)));
            }
            ClosureKind::Protrusion => {
                for park in parks {
                    found.push(regions::clip(ground, FixKind::ClipProtrusion, *park, place)?);
                }
            }
            ClosureKind::Gap => {
                found.extend(pairs(parks).filter_map(|pair| snap::limit(ground, place, fault.width_m, pair)));
                for park in parks {
                    found.push(regions::fill(ground, *park, place)?);
                }
            }
            ClosureKind::UnmatchedVertex => {}
        },
        _ => {}
    }
    Ok(found)
}

/// Gives each ordered pair of different parks.
fn pairs(parks: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let with = |one: usize| {
        parks
            .iter()
            .filter(move |other| **other != one)
            .map(move |other| (one, *other))
    };
    parks.iter().flat_map(move |one| with(*one))
}

impl Fix {
    /// Gives the parks as they are after the fix.
    pub fn applied(&self, parks: &[&MultiPolygon<f64>]) -> Vec<MultiPolygon<f64>> {
        let mut after: Vec<MultiPolygon<f64>> = parks.iter().map(|park| (*park).clone()).collect();
        for (park, shape) in &self.changed {
            if let Some(old) = after.get_mut(*park) {
                old.clone_from(shape);
            }
        }
        after
    }
}
