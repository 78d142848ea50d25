//! Holds the search for places that are too small or too narrow: specks of parts and holes, necks, narrow ends.
//! Must not judge sharp corners: a corner is narrow at its tip and yet no fault.

use super::{
    bbox::Bbox,
    measure::{area_m2, mean_width_m},
    overlay::{Contour, EngineFailed, GridBox},
    overlay_error::{Operand, OverlayError},
    plane::{Plane, common, offset, piece_area_m2, remainder},
};
use geo_types::{LineString, MultiPolygon, Polygon};
use serde::{Deserialize, Serialize};

/// Sets what is too small or too narrow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeckTolerance {
    /// Parts and holes below this area are specks, m²; 0 finds none.
    pub min_area_m2: f64,
    /// Places narrower than this are found, metres; 0 finds none.
    pub min_width_m: f64,
}

/// Names what is too small or too narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeckKind {
    /// A part below the least area.
    Part,
    /// A hole below the least area.
    Hole,
    /// A place narrower than the least width between two wider ones.
    Neck,
    /// A part, or an end of one, that is nowhere as wide as the least width over a length of more than about five widths.
    Narrow,
}

/// Names one place that is too small or too narrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Speck {
    /// What it is.
    pub kind: SpeckKind,
    /// The number of the part, from 0.
    pub part: usize,
    /// The number of the ring, from 1, for a hole.
    pub ring: Option<usize>,
    /// The place: the part, the area of the hole, or the narrow stretch.
    pub geometry: MultiPolygon<f64>,
    /// The geodesic area of the place, m².
    pub area_m2: f64,
    /// The mean width of the place, 2 · area / perimeter, metres.
    pub width_m: f64,
}

impl Speck {
    fn new(kind: SpeckKind, part: usize, ring: Option<usize>, geometry: MultiPolygon<f64>) -> Self {
        Self {
            kind,
            part,
            ring,
            area_m2: area_m2(&geometry),
            width_m: mean_width_m(&geometry),
            geometry,
        }
    }
}

/// The area that rounding cuts off the tip of a corner of 5 degrees, in squares of the diameter: (cot 2.5° − 87.5° · π/180) / 4.
///
/// What is cut off beyond that is no corner but a narrow end.
pub(crate) const CORNER_SQUARES: f64 = 5.345;

/// Pieces below this, in squares of the diameter, are what rounding leaves along the chords of a round corner; what hangs between two wide
/// places is larger, however narrow, since the corners beside it are cut off too.
const ROUNDING_SQUARES: f64 = 1e-3;

/// Shapes are grown back by this much more than they were shrunk, so that the chords of round corners leave nothing behind.
const GROW_BACK: f64 = 1.02;

/// Finds parts and holes below the least area, and necks and ends below the least width, of a valid shape.
///
/// Widths are found by shrinking the shape by half the least width and growing it back: what does not come back is narrow. The middle
/// of a shape is the origin of the metre frame, so widths err by up to 1 % for shapes of 100 km. What is not promised: a waist of land
/// around a hole that is barely too narrow and no longer than it is wide may be missed.
///
/// # Errors
/// [`OverlayError`] when the engine fails, which names the part.
pub fn specks(shape: &MultiPolygon<f64>, tolerance: &SpeckTolerance) -> Result<Vec<Speck>, OverlayError> {
    let mut found = Vec::new();
    for (number, part) in shape.iter().enumerate() {
        let alone = MultiPolygon(vec![part.clone()]);
        let whole = Speck::new(SpeckKind::Part, number, None, alone);
        for (i, hole) in part.interiors().iter().enumerate() {
            let inside = filled(hole);
            let speck = Speck::new(SpeckKind::Hole, number, Some(i + 1), inside);
            if speck.area_m2 < tolerance.min_area_m2 {
                found.push(speck);
            }
        }
        if whole.area_m2 < tolerance.min_area_m2 {
            found.push(whole);
        } else if tolerance.min_width_m > 0.0 {
            narrow_places(number, &whole.geometry, tolerance.min_width_m, &mut found).map_err(|failed| {
                let named = Box::new(Operand::of(&whole.geometry));
                OverlayError::EngineFailed {
                    a: named.clone(),
                    b: named,
                    cause: failed.0,
                }
            })?;
        }
    }
    Ok(found)
}

fn narrow_places(
    number: usize,
    part: &MultiPolygon<f64>,
    min_width_m: f64,
    found: &mut Vec<Speck>,
) -> Result<(), EngineFailed> {
    let Some(area) = Bbox::of(part) else { return Ok(()) };
    let plane = Plane::around(&area);
    let contours = plane.contours(part);
    let radius_m = min_width_m / 2.0;
    let cores = offset(&contours, -radius_m)?;
    if cores.is_empty() {
        found.push(Speck::new(SpeckKind::Narrow, number, None, part.clone()));
        return Ok(());
    }
    let grown: Vec<Vec<Contour>> = cores
        .iter()
        .map(|core| Ok(offset(core, radius_m * GROW_BACK)?.concat()))
        .collect::<Result<_, EngineFailed>>()?;
    let wide: Vec<Contour> = grown.iter().flatten().cloned().collect();
    // A little more still: the rim by which a narrow piece hangs on what is wide.
    let rims: Vec<Vec<Contour>> = cores
        .iter()
        .map(|core| Ok(offset(core, radius_m * 1.1)?.concat()))
        .collect::<Result<_, EngineFailed>>()?;
    let rim_boxes: Vec<Option<GridBox>> = rims.iter().map(|rim| GridBox::of(rim)).collect();
    let grown_boxes: Vec<Option<GridBox>> = grown.iter().map(|one| GridBox::of(one)).collect();
    // A waist barely too narrow leaves but slivers: the wide places on its two sides overlap once grown back.
    let mut waists: Vec<(usize, usize)> = Vec::new();
    for (i, one) in grown.iter().enumerate() {
        for (j, two) in grown.iter().enumerate().skip(i + 1) {
            let apart = grown_boxes[i]
                .zip(grown_boxes[j])
                .is_none_or(|(a, b)| a.shared(&b).is_none());
            let waist = if apart {
                Vec::new()
            } else {
                common(&common(one, two)?.concat(), &contours)?
            };
            if !waist.is_empty() {
                waists.push((i, j));
                found.push(Speck::new(SpeckKind::Neck, number, None, plane.shape(&waist)));
            }
        }
    }
    let pieces = remainder(&contours, &wide)?.into_iter();
    for piece in pieces.filter(|piece| piece_area_m2(piece) > ROUNDING_SQUARES * min_width_m * min_width_m) {
        let area = GridBox::of(&piece);
        let mut contacts: Vec<(usize, usize)> = Vec::new();
        for (i, rim) in rims.iter().enumerate() {
            // Boxes that are apart need no overlay; a shape with many cores has many pieces.
            if area.zip(rim_boxes[i]).is_some_and(|(a, b)| a.shared(&b).is_some()) {
                let meets = common(&piece, rim)?.len();
                if meets > 0 {
                    contacts.push((i, meets));
                }
            }
        }
        let touches = |core: usize| contacts.iter().any(|(i, _)| *i == core);
        if waists.iter().any(|(i, j)| touches(*i) && touches(*j)) {
            continue;
        }
        let kind = if contacts.iter().map(|(_, n)| n).sum::<usize>() > 1 {
            SpeckKind::Neck
        } else if piece_area_m2(&piece) > CORNER_SQUARES * min_width_m * min_width_m {
            SpeckKind::Narrow
        } else {
            continue;
        };
        found.push(Speck::new(kind, number, None, plane.shape(&[piece])));
    }
    Ok(())
}

/// Gives what a ring encloses as a shape without holes.
pub(crate) fn filled(ring: &LineString<f64>) -> MultiPolygon<f64> {
    MultiPolygon(vec![Polygon::new(ring.clone(), vec![])])
}
