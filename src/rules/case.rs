//! A case: a draft with everything the rules would otherwise each work out again.
//!
//! Must not judge: it measures, and tells sound shapes from unsound ones.

use std::sync::Arc;

use geo_types::MultiPolygon;

use super::{Areas, ParkArea, closure::ClosureFaults};
use crate::{
    atlas::{Atlas, ZoneShape},
    geometry::{self, Bbox, Fault, FaultKind, Limits, OverlayError},
    zone::{DeclaredArea, Draft, DraftPark},
};

/// A park of the draft with what was found about its shape.
pub struct CasePark<'a> {
    /// The park.
    pub draft: &'a DraftPark,
    /// Faults of its shape as given.
    pub faults: Vec<Fault>,
    /// Its normalised shape, where it has one without faults.
    pub sound: Option<Arc<MultiPolygon<f64>>>,
    /// Geodesic area of the sound shape in m².
    pub area_m2: Option<f64>,
}

/// A draft before its judges.
pub struct Case<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The register's picture.
    pub atlas: &'a Atlas,
    /// Parks, in the order of the draft.
    pub parks: Vec<CasePark<'a>>,
    /// Faults of the zone's own outline.
    pub outline_faults: Vec<Fault>,
    /// The zone's own outline, where it has one without faults.
    pub outline: Option<Arc<MultiPolygon<f64>>>,
    /// Union of the sound parks (or the outline where no park has a sound shape).
    pub extent: Option<Arc<MultiPolygon<f64>>>,
    /// Geodesic area of `extent` in m².
    pub area_m2: Option<f64>,
    /// Why the parks have no union, where it could not be decided.
    pub undecided: Option<OverlayError>,
    /// Zones in force or pending near the extent, other than the draft's own.
    pub neighbours: Vec<&'a ZoneShape>,
    /// Closure faults, worked out when the first closure rule asks.
    pub(super) closure_faults: ClosureFaults,
}

impl<'a> Case<'a> {
    /// Measures a draft.
    pub fn new(draft: &'a Draft, atlas: &'a Atlas) -> Self {
        let parks: Vec<CasePark<'a>> = draft.parks.iter().map(case_park).collect();
        let (outline_faults, outline) = sound(draft.outline.as_ref(), &draft.unclosed_outline);
        let shapes: Vec<&MultiPolygon<f64>> = parks.iter().filter_map(|park| park.sound.as_deref()).collect();
        let mut undecided = None;
        let extent = match (shapes.as_slice(), parks.as_slice()) {
            ([], _) => outline.clone(),
            ([_], _) => parks.iter().find_map(|park| park.sound.clone()),
            (several, _) => match geometry::union(several) {
                Ok(union) => Some(Arc::new(union)),
                Err(error) => {
                    undecided = Some(error);
                    None
                }
            },
        };
        let area_m2 = extent.as_ref().map(|extent| geometry::area_m2(extent));
        let bbox = extent.as_ref().and_then(|extent| Bbox::of(extent));
        let is_other = |shape: &&ZoneShape| draft.code.as_ref() != Some(&shape.zone);
        let neighbours = bbox
            .map(|bbox| atlas.shapes_in(&bbox).filter(is_other).collect())
            .unwrap_or_default();
        Self {
            draft,
            atlas,
            parks,
            outline_faults,
            outline,
            extent,
            area_m2,
            undecided,
            neighbours,
            closure_faults: ClosureFaults::default(),
        }
    }

    /// Tells whether every park that has a shape has a sound one.
    pub fn all_sound(&self) -> bool {
        let outline = self.draft.outline.is_none() || self.outline.is_some();
        outline
            && self
                .parks
                .iter()
                .all(|park| park.draft.shape.is_none() || park.sound.is_some())
    }

    /// Returns the areas for the report.
    pub fn areas(&self) -> Areas {
        let park = |park: &CasePark<'_>| ParkArea {
            park: park.draft.name.clone(),
            area_m2: park.area_m2,
            declared_m2: park.draft.declared_area.as_ref().map(DeclaredArea::m2),
        };
        Areas {
            total_m2: self.area_m2.filter(|_| self.all_sound()),
            declared_m2: self.draft.declared_area.as_ref().map(DeclaredArea::m2),
            parks: self.parks.iter().map(park).collect(),
        }
    }
}

fn case_park(draft: &DraftPark) -> CasePark<'_> {
    let (faults, sound) = sound(draft.shape.as_ref(), &draft.unclosed);
    let area_m2 = sound.as_ref().map(|shape| geometry::area_m2(shape));
    CasePark {
        draft,
        faults,
        sound,
        area_m2,
    }
}

/// Returns the faults of a shape, and the shape in its one form where it has none.
fn sound(
    shape: Option<&MultiPolygon<f64>>,
    unclosed: &[(usize, usize)],
) -> (Vec<Fault>, Option<Arc<MultiPolygon<f64>>>) {
    let Some(shape) = shape else { return (Vec::new(), None) };
    let mut faults = geometry::faults(shape, &Limits::default());
    faults.extend(unclosed.iter().map(|&(part, ring)| not_closed(shape, part, ring)));
    // A shape that is not in degrees (rule `extent` tells it) has no area to speak of, and lies in no division.
    let sound = faults.is_empty() && in_degrees(shape);
    (faults, sound.then(|| Arc::new(geometry::normalise(shape))))
}

/// Tells whether every coordinate is a longitude and a latitude.
fn in_degrees(shape: &MultiPolygon<f64>) -> bool {
    Bbox::of(shape).is_some_and(|bbox| {
        bbox.west() >= -180.0 && bbox.east() <= 180.0 && bbox.south() >= -90.0 && bbox.north() <= 90.0
    })
}

/// Returns the fault of a ring that was given open; the shape holds it closed.
fn not_closed(shape: &MultiPolygon<f64>, part: usize, ring: usize) -> Fault {
    let rings = shape
        .0
        .get(part)
        .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let at = rings
        .and_then(|mut rings| rings.nth(ring))
        .and_then(|ring| ring.0.first().copied());
    Fault {
        kind: FaultKind::NotClosed,
        part,
        ring,
        vertex: None,
        at,
        other: None,
    }
}
