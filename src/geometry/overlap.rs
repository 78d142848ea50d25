//! Holds what two shapes share, what they cover together, and what one leaves of the other.
//! Must not know tolerances: it gives figures, rules judge them. This is the one definition of overlap in the register.
//!
//! Limits are straight in degrees. Every overlay is proven: area(A) + area(B) = area(A∪B) + area(A∩B) on the grid, or it is an error.

use super::{
    bbox::Bbox,
    law::{Amiss, cleaned_pieces, overlay_proven},
    measure::{area_m2, perimeter_m},
    normalise::normalise,
    overlay::{Contour, GridBox, Piece, contours, from_contours, reduce_to},
    overlay_error::{Operand, OverlayError},
    straight_area::straight_area_m2,
};
use geo_types::MultiPolygon;
use i_overlay::core::overlay_rule::OverlayRule;

/// Holds what two shapes share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The shared interior, normalised; vertices made by crossing edges lie on the grid, at most 0.1 mm from the crossing.
    pub geometry: MultiPolygon<f64>,
    /// Its area on the ellipsoid, m²: where one shape lies whole in the other, that shape's geodesic area; else the area of the ground
    /// between limits that are straight in degrees, which adds up however limits are cut (see `decisions.md`).
    pub area_m2: f64,
    /// Its mean width, 2 · area / perimeter, metres: the figure that tells a sliver from an overlap.
    pub mean_width_m: f64,
}

/// Gives what two valid shapes share, or `None` when they share no interior; shapes that only touch do not overlap.
///
/// `intersection(a, b) == intersection(b, a)` to the last bit. Only what lies near the common box is looked at, so a small overlap
/// of two large shapes is cheap.
///
/// # Errors
/// [`OverlayError`] when the areas do not add up, which names both shapes.
pub fn intersection(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Result<Option<Shared>, OverlayError> {
    let Some((one, two, window)) = meeting(a, b) else {
        return Ok(None);
    };
    let (near_one, near_two) = (reduce_to(&one, &window), reduce_to(&two, &window));
    if near_one.is_empty() || near_two.is_empty() {
        return Ok(None);
    }
    let (first, second) = if comes_first(&near_one, &near_two) {
        (near_one, near_two)
    } else {
        (near_two, near_one)
    };
    let pieces = overlay_proven(&first, &second, Some(&window), OverlayRule::Intersect)
        .or_else(|_| {
            let (one, two) = if comes_first(&one, &two) {
                (&one, &two)
            } else {
                (&two, &one)
            };
            overlay_cleaned(one, two, OverlayRule::Intersect)
        })
        .map_err(|amiss| named(&amiss, a, b))?;
    let geometry = from_contours(&pieces);
    let area_m2 = if is_whole(&geometry, a) || is_whole(&geometry, b) {
        area_m2(&geometry)
    } else {
        straight_area_m2(&geometry)
    };
    let perimeter_m = perimeter_m(&geometry);
    Ok((area_m2 > 0.0 && perimeter_m > 0.0).then(|| Shared {
        mean_width_m: 2.0 * area_m2 / perimeter_m,
        geometry,
        area_m2,
    }))
}

/// Gives what the shapes cover together, normalised; empty for no shape. Vertices on straight limits are kept.
///
/// # Errors
/// [`OverlayError`] when the areas do not add up, which names the two shapes (or unions of shapes) at fault.
pub fn union(shapes: &[&MultiPolygon<f64>]) -> Result<MultiPolygon<f64>, OverlayError> {
    if let [only] = shapes {
        let pieces = cleaned_pieces(&contours(only)).map_err(|amiss| named(&amiss, only, only))?;
        return Ok(from_contours(&pieces));
    }
    let mut level: Vec<Vec<Piece>> = shapes.iter().map(|shape| vec![contours(shape)]).collect();
    while level.len() > 1 {
        let pairs = level.chunks(2).map(|pair| match pair {
            [a, b] => joined(&a.concat(), &b.concat()),
            alone => Ok(alone.concat()),
        });
        level = pairs.collect::<Result<_, _>>()?;
    }
    Ok(level
        .pop()
        .map_or(MultiPolygon(vec![]), |pieces| from_contours(&pieces)))
}

/// Gives what two sets of contours cover together.
fn joined(a: &[Contour], b: &[Contour]) -> Result<Vec<Piece>, OverlayError> {
    overlay_proven(a, b, None, OverlayRule::Union)
        .or_else(|_| overlay_cleaned(a, b, OverlayRule::Union))
        .map_err(|amiss| named(&amiss, &outlines(a), &outlines(b)))
}

/// Gives what `b` leaves of `a`, normalised; may be empty.
///
/// # Errors
/// [`OverlayError`] when the areas do not add up, which names both shapes.
pub fn difference(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, OverlayError> {
    let (of_a, of_b) = (contours(a), contours(b));
    let window = GridBox::of(&of_a).filter(|window| GridBox::of(&of_b).is_some_and(|b| window.shared(&b).is_some()));
    let near_b = window.as_ref().map_or_else(Vec::new, |window| reduce_to(&of_b, window));
    let pieces = overlay_proven(&of_a, &near_b, window.as_ref(), OverlayRule::Difference)
        .or_else(|_| overlay_cleaned(&of_a, &of_b, OverlayRule::Difference))
        .map_err(|amiss| named(&amiss, a, b))?;
    Ok(from_contours(&pieces))
}

/// Gives the contours of both shapes and the box that both reach into; `None` when there is none.
fn meeting(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Option<(Vec<Contour>, Vec<Contour>, GridBox)> {
    if !Bbox::of(a)?.intersects(&Bbox::of(b)?) {
        return None;
    }
    let (a, b) = (contours(a), contours(b));
    let window = GridBox::of(&a)?.shared(&GridBox::of(&b)?)?;
    Some((a, b, window))
}

/// Overlays what each operand covers: for operands that cover a place twice, for which the law of areas does not hold as they are.
fn overlay_cleaned(a: &[Contour], b: &[Contour], rule: OverlayRule) -> Result<Vec<Piece>, Amiss> {
    overlay_proven(&cleaned_pieces(a)?.concat(), &cleaned_pieces(b)?.concat(), None, rule)
}

/// Gives the error that names both operands.
pub(super) fn named(amiss: &Amiss, a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> OverlayError {
    let (a, b) = (Box::new(Operand::of(a)), Box::new(Operand::of(b)));
    match amiss {
        Amiss::Engine(failed) => OverlayError::EngineFailed {
            a,
            b,
            cause: failed.0.clone(),
        },
        Amiss::Law { amiss, allowed } => OverlayError::LawBroken {
            a,
            b,
            amiss: *amiss,
            allowed: *allowed,
        },
    }
}

/// Gives contours as a shape that an error can name.
fn outlines(contours: &[Contour]) -> MultiPolygon<f64> {
    from_contours(&contours.iter().map(|ring| vec![ring.clone()]).collect::<Vec<_>>())
}

/// Tells whether what is shared is one of the operands as it came.
fn is_whole(shared: &MultiPolygon<f64>, operand: &MultiPolygon<f64>) -> bool {
    let count = |shape: &MultiPolygon<f64>| {
        let of_part = |part: &geo_types::Polygon<f64>| {
            part.exterior().0.len() + part.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
        };
        shape.iter().map(of_part).sum::<usize>()
    };
    let near = |a: Bbox, b: Bbox| a.to_array().iter().zip(b.to_array()).all(|(a, b)| (a - b).abs() < 1e-8);
    // The box and the count rule nearly every operand out cheaply: normalising snaps, closes rings and drops repeats, no more.
    count(shared) <= count(operand) + operand.0.len()
        && Bbox::of(shared).zip(Bbox::of(operand)).is_some_and(|(a, b)| near(a, b))
        && *shared == normalise(operand)
}

/// Orders operands by their coordinates, so that the order in which they were given cannot show in a result.
fn comes_first(a: &[Contour], b: &[Contour]) -> bool {
    let flat = |contours: &[Contour]| contours.iter().flatten().map(|p| (p.x, p.y)).collect::<Vec<_>>();
    flat(a) <= flat(b)
}
