//! Holds the mending of invalid shapes that come from files.
//! Must not be used on drawings: a drawer is shown the faults and mends them; nothing drawn is changed silently.

use super::{
    measure::area_m2,
    normalise::normalise,
    overlay::{Contour, EngineFailed, contour, contours, from_contours, overlay_all, overlay_filled},
    straight_area::straight_area_m2,
    validity::{Fault, Limits, faults},
};
use geo_types::{LineString, MultiPolygon, Polygon};
use i_overlay::core::{fill_rule::FillRule, overlay_rule::OverlayRule};

/// Tells what a repair changed, how much and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The geodesic area of the rings as they came, m², as a tool that adds up rings would say: the wings of a bow-tie count against each
    /// other, and what two parts cover counts twice.
    pub area_before_m2: f64,
    /// The geodesic area after the repair, m².
    pub area_after_m2: f64,
    /// The number of parts as they came.
    pub parts_before: usize,
    /// The number of parts after the repair.
    pub parts_after: usize,
    /// The faults as they came; empty when the shape needed nothing but its normal form.
    pub faults: Vec<Fault>,
    /// Ground that belongs to the shape now and did not when each part is drawn by the even-odd rule, as maps draw it.
    pub gained: MultiPolygon<f64>,
    /// Ground that was drawn as part of the shape and no longer belongs to it.
    pub lost: MultiPolygon<f64>,
    /// Ground that two or more parts were drawn on, and that counts at most once now.
    pub merged: MultiPolygon<f64>,
}

impl Repair {
    /// Gives the change of what a tool that adds up rings would say, m²: positive for more.
    pub fn area_change_m2(&self) -> f64 {
        self.area_after_m2 - self.area_before_m2
    }

    /// Gives the area of the ground gained, m².
    pub fn gained_m2(&self) -> f64 {
        straight_area_m2(&self.gained)
    }

    /// Gives the area of the ground lost, m².
    pub fn lost_m2(&self) -> f64 {
        straight_area_m2(&self.lost)
    }

    /// Gives the area of the ground that counted more than once, m².
    pub fn merged_m2(&self) -> f64 {
        straight_area_m2(&self.merged)
    }

    /// Tells whether the shape needed nothing but its normal form.
    pub fn is_none(&self) -> bool {
        self.gained.0.is_empty()
            && self.lost.0.is_empty()
            && self.merged.0.is_empty()
            && !self.faults.iter().any(|fault| fault.kind.is_invalid())
    }
}

/// Pieces and holes below this area vanish, m²: a square centimetre, what rounding to the grid leaves along a long edge.
const DEGENERATE_AREA_M2: f64 = 1e-4;

/// Makes a valid, normalised shape of any shape, or gives `None` when nothing with an area is left or the engine fails.
///
/// Each ring covers all that it winds around, both wings of a bow-tie included; holes are taken from the shell of their own part, so a hole
/// outside it takes nothing; parts that overlap or lie side by side become one. A valid shape only gets its normal form.
pub fn repair(shape: &MultiPolygon<f64>) -> Option<(MultiPolygon<f64>, Repair)> {
    let found = faults(shape, &Limits::default());
    let normal = normalise(shape);
    let sound = !found.iter().any(|fault| fault.kind.is_invalid()) && is_valid(&normal);
    let mended = if sound { normal } else { mend(shape).ok()? };
    let area_after_m2 = area_m2(&mended);
    if area_after_m2 <= 0.0 || !is_valid(&mended) {
        return None;
    }
    let change = if sound {
        Change::default()
    } else {
        change(shape, &mended).ok()?
    };
    let report = Repair {
        area_before_m2: area_m2(shape),
        area_after_m2,
        parts_before: shape.0.len(),
        parts_after: mended.0.len(),
        faults: found,
        gained: change.gained,
        lost: change.lost,
        merged: change.merged,
    };
    Some((mended, report))
}

fn mend(shape: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, EngineFailed> {
    let mut mended = joined(&mend_parts(shape)?)?;
    mended = without_specks(&mended);
    // Rounding a crossing to the grid can make a vertex touch an edge it passed by; another pass settles that.
    for _ in 0..4 {
        if is_valid(&mended) {
            break;
        }
        mended = joined(&mend_parts(&mended)?)?;
    }
    Ok(mended)
}

fn joined(contours: &[Contour]) -> Result<MultiPolygon<f64>, EngineFailed> {
    Ok(from_contours(
        &overlay_all(contours, &[], &[OverlayRule::Subject])?.concat(),
    ))
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

/// Gives each part as contours of what its shell covers and its holes do not.
fn mend_parts(shape: &MultiPolygon<f64>) -> Result<Vec<Contour>, EngineFailed> {
    let covered = |ring: &LineString<f64>| -> Result<Vec<Contour>, EngineFailed> {
        let drawn: Vec<Contour> = contour(ring, true).into_iter().collect();
        Ok(overlay_all(&drawn, &[], &[OverlayRule::Subject])?.concat().concat())
    };
    let mut mended = Vec::new();
    for part in shape {
        let shell = covered(part.exterior())?;
        let holes: Vec<Vec<Contour>> = part.interiors().iter().map(covered).collect::<Result<_, _>>()?;
        mended.extend(
            overlay_all(&shell, &holes.concat(), &[OverlayRule::Difference])?
                .concat()
                .concat(),
        );
    }
    Ok(mended)
}

/// Where a repair changed what a shape covers.
struct Change {
    gained: MultiPolygon<f64>,
    lost: MultiPolygon<f64>,
    merged: MultiPolygon<f64>,
}

impl Default for Change {
    fn default() -> Self {
        let none = || MultiPolygon(vec![]);
        Self {
            gained: none(),
            lost: none(),
            merged: none(),
        }
    }
}

fn change(before: &MultiPolygon<f64>, after: &MultiPolygon<f64>) -> Result<Change, EngineFailed> {
    let mut drawn: Vec<Vec<Contour>> = Vec::with_capacity(before.0.len());
    for part in before {
        let rings = std::iter::once(part.exterior()).chain(part.interiors());
        let rings: Vec<Contour> = rings.filter_map(|ring| contour(ring, true)).collect();
        let filled = overlay_filled(&rings, &[], &[OverlayRule::Subject], FillRule::EvenOdd)?;
        drawn.push(filled.concat().concat());
    }
    let (once, twice) = cover(&drawn)?;
    let after = contours(after);
    let both = overlay_all(
        &after,
        &once,
        &[OverlayRule::Difference, OverlayRule::InverseDifference],
    )?;
    let [gained, lost] =
        [0, 1].map(|i| without_specks(&both.get(i).map_or(MultiPolygon(vec![]), |p| from_contours(p))));
    let merged = overlay_all(&twice, &[], &[OverlayRule::Subject])?.concat();
    Ok(Change {
        gained,
        lost,
        merged: without_specks(&from_contours(&merged)),
    })
}

/// Gives what parts cover, and what at least two of them cover, by halving the list.
fn cover(parts: &[Vec<Contour>]) -> Result<(Vec<Contour>, Vec<Contour>), EngineFailed> {
    match parts {
        [] => Ok((Vec::new(), Vec::new())),
        [only] => Ok((only.clone(), Vec::new())),
        several => {
            let (left, right) = several.split_at(several.len() / 2);
            let ((left, left_twice), (right, right_twice)) = (cover(left)?, cover(right)?);
            let mut layers = overlay_all(&left, &right, &[OverlayRule::Union, OverlayRule::Intersect])?.into_iter();
            let mut next = || layers.next().unwrap_or_default().concat();
            let (once, shared) = (next(), next());
            let twice = [left_twice, right_twice, shared].concat();
            Ok((
                once,
                overlay_all(&twice, &[], &[OverlayRule::Subject])?.concat().concat(),
            ))
        }
    }
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
