//! Holds the fixes that pass a place from one park to another, or from none to one.
//! Must not move a limit that does not border the place.

use super::{Fix, FixKind, Ground, weld::weld};
use crate::geometry::{
    bbox::Bbox,
    closure::{ROUNDING_M, Sheet},
    overlap::{difference, intersection, union},
    overlay::EngineFailed,
    overlay_error::{Operand, OverlayError},
    plane::{Plane, offset},
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

/// A slit is found a little narrower than it is, because round corners are drawn by chords: it is widened by this share of the width
/// looked for before it is filled, and cut back to the limits.
const WIDEN: f64 = 0.05;

/// Takes a place from a park.
pub(super) fn clip(
    ground: Ground<'_>,
    kind: FixKind,
    park: usize,
    place: &MultiPolygon<f64>,
) -> Result<Fix, OverlayError> {
    let mut changed = vec![(park, difference(ground.parks[park], place)?)];
    weld(ground, place, &mut changed);
    Ok(Fix { kind, park, changed })
}

/// Gives a place to a park.
pub(super) fn fill(ground: Ground<'_>, park: usize, place: &MultiPolygon<f64>) -> Result<Fix, OverlayError> {
    let whole = touching(ground, place)?;
    let mut changed = vec![(park, union(&[ground.parks[park], &whole])?)];
    weld(ground, place, &mut changed);
    Ok(Fix {
        kind: FixKind::FillGap,
        park,
        changed,
    })
}

/// Gives a gap up to the limits around it: one found between limits as it is, a slit widened and cut back.
fn touching(ground: Ground<'_>, place: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, OverlayError> {
    let sheets: Vec<Sheet> = ground.parks.iter().map(|park| Sheet::new(park)).collect();
    let is_on_limit = |c: Coord<f64>| sheets.iter().any(|sheet| sheet.distance_m(c, ROUNDING_M).is_some());
    let mut corners = place.iter().flat_map(|part| part.exterior().0.iter());
    if ground.outline.is_some() || corners.all(|c| is_on_limit(*c)) {
        return Ok(place.clone());
    }
    let wide = widened(place, WIDEN * ground.tolerance.width_m).map_err(|failed| {
        let named = Box::new(Operand::of(place));
        OverlayError::EngineFailed {
            a: named.clone(),
            b: named,
            cause: failed.0,
        }
    })?;
    let bare = difference(&wide, &union(ground.parks)?)?;
    let mut kept = Vec::new();
    for part in bare {
        let part = MultiPolygon(vec![straight_mouths(&part, is_on_limit)]);
        if intersection(&part, place)?.is_some() {
            kept.extend(part);
        }
    }
    Ok(MultiPolygon(kept))
}

fn widened(place: &MultiPolygon<f64>, by_m: f64) -> Result<MultiPolygon<f64>, EngineFailed> {
    let Some(area) = Bbox::of(place) else {
        return Ok(MultiPolygon(vec![]));
    };
    let plane = Plane::around(&area);
    Ok(plane.shape(&offset(&plane.contours(place), by_m)?))
}

/// Leaves out the vertices that lie on no limit: the mouth of a slit becomes straight.
fn straight_mouths(part: &Polygon<f64>, is_on_limit: impl Fn(Coord<f64>) -> bool) -> Polygon<f64> {
    let kept: Vec<Coord<f64>> = part.exterior().0.iter().copied().filter(|c| is_on_limit(*c)).collect();
    if kept.len() < 3 {
        return part.clone();
    }
    Polygon::new(LineString(kept), part.interiors().to_vec())
}
