//! Holds the proof of an overlay: area(A) + area(B) = area(A∪B) + area(A∩B), in whole numbers on the grid.
//! Must not know degrees or metres; who asks names the operands.

use super::overlay::{Contour, EngineFailed, GridBox, Piece, overlay_all, twice_area};
use i_overlay::{core::overlay_rule::OverlayRule, i_float::int::point::IntPoint};
use std::collections::HashSet;

/// Why an overlay cannot be trusted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Amiss {
    /// The engine gave up, and what it said.
    Engine(EngineFailed),
    /// The areas differ, and by how much they may, square steps.
    Law { amiss: i128, allowed: i128 },
}

/// A rounded crossing moves the edges that meet there by up to so many steps on each axis: one for itself, one for an edge that it
/// takes along.
const STEPS_MOVED: i128 = 2;

/// Overlays two operands and proves the result; `window` tells where the operands are whole, when they were reduced to it.
pub(crate) fn overlay_proven(
    a: &[Contour],
    b: &[Contour],
    window: Option<&GridBox>,
    rule: OverlayRule,
) -> Result<Vec<Piece>, Amiss> {
    let mut layers = overlay_all(a, b, &[OverlayRule::Intersect, OverlayRule::Union, rule])
        .map_err(Amiss::Engine)?
        .into_iter();
    let (common, together, wanted) = (
        layers.next().unwrap_or_default(),
        layers.next().unwrap_or_default(),
        layers.next().unwrap_or_default(),
    );
    let of =
        |contours: &mut dyn Iterator<Item = &Contour>| contours.map(|ring| area_within(ring, window)).sum::<i128>();
    let (in_a, in_b) = (of(&mut a.iter()), of(&mut b.iter()));
    let (in_common, in_together) = (of(&mut common.iter().flatten()), of(&mut together.iter().flatten()));
    let mut amiss = (in_a + in_b - in_common - in_together).abs();
    if rule == OverlayRule::Difference {
        let left = of(&mut wanted.iter().flatten());
        amiss = amiss.max((in_a - in_common - left).abs());
    }
    if amiss == 0 {
        return Ok(wanted);
    }
    let allowed = rounding(a, b, &mut common.iter().chain(&together).flatten());
    if amiss <= allowed {
        Ok(wanted)
    } else {
        // Told in square steps; areas were compared twofold.
        Err(Amiss::Law {
            amiss: amiss / 2,
            allowed: allowed / 2,
        })
    }
}

/// Gives what each operand covers, so that no place counts twice: what the law needs of a shape that is not valid.
pub(crate) fn cleaned_pieces(contours: &[Contour]) -> Result<Vec<Piece>, Amiss> {
    let mut layers = overlay_all(contours, &[], &[OverlayRule::Subject]).map_err(Amiss::Engine)?;
    Ok(layers.pop().unwrap_or_default())
}

/// Proves that parts cover a whole: their areas add up to its area.
pub(crate) fn parts_proven(whole: &[Contour], parts: &[Piece]) -> Result<(), Amiss> {
    let of = |contours: &mut dyn Iterator<Item = &Contour>| contours.map(|ring| twice_area(ring)).sum::<i128>();
    let amiss = (of(&mut whole.iter()) - of(&mut parts.iter().flatten())).abs();
    let allowed = rounding(whole, &[], &mut parts.iter().flatten());
    if amiss <= allowed {
        Ok(())
    } else {
        Err(Amiss::Law {
            amiss: amiss / 2,
            allowed: allowed / 2,
        })
    }
}

type Edge = (IntPoint<i64>, IntPoint<i64>);

/// Gives the twofold area that rounding may have moved: the edges of the operands that did not come out as they went in, each moved by
/// [`STEPS_MOVED`]. Where no edge was cut, it is next to nothing.
fn rounding(a: &[Contour], b: &[Contour], out: &mut dyn Iterator<Item = &Contour>) -> i128 {
    let whole: HashSet<Edge> = out.flat_map(edges).map(undirected).collect();
    let (of_a, of_b): (HashSet<Edge>, HashSet<Edge>) =
        (a.iter().flat_map(edges).collect(), b.iter().flat_map(edges).collect());
    let moved = |own: &HashSet<Edge>, other: &HashSet<Edge>| {
        own.iter()
            .filter(|edge| !whole.contains(&undirected(**edge)) && !other.contains(&(edge.1, edge.0)))
            .map(|(p, q)| i128::from((q.x - p.x).abs()) + i128::from((q.y - p.y).abs()) + 2 * STEPS_MOVED)
            .sum::<i128>()
    };
    2 * STEPS_MOVED * (moved(&of_a, &of_b) + moved(&of_b, &of_a)) + 2
}

fn edges(ring: &Contour) -> impl Iterator<Item = Edge> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn undirected((p, q): Edge) -> Edge {
    if (p.x, p.y) <= (q.x, q.y) { (p, q) } else { (q, p) }
}

/// Gives twice the area that a contour winds around inside the window.
fn area_within(ring: &Contour, window: Option<&GridBox>) -> i128 {
    match window {
        Some(window) if !window.holds(ring) => twice_area(&window.cut(ring)),
        _ => twice_area(ring),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i64, i64)]) -> Contour {
        points.iter().map(|(x, y)| IntPoint::new(*x, *y)).collect()
    }

    #[test]
    fn squares_that_cross_obey_the_law_exactly() {
        let a = [ring(&[(0, 0), (100, 0), (100, 100), (0, 100)])];
        let b = [ring(&[(50, 50), (150, 50), (150, 150), (50, 150)])];
        let common = overlay_proven(&a, &b, None, OverlayRule::Intersect).unwrap();
        assert_eq!(common.iter().flatten().map(|r| twice_area(r)).sum::<i128>(), 5000);
        let left = overlay_proven(&a, &b, None, OverlayRule::Difference).unwrap();
        assert_eq!(left.iter().flatten().map(|r| twice_area(r)).sum::<i128>(), 15_000);
    }

    #[test]
    fn an_operand_that_counts_a_place_twice_breaks_the_law_until_it_is_cleaned() {
        let twice = [
            ring(&[(0, 0), (1000, 0), (1000, 1000), (0, 1000)]),
            ring(&[(500, 0), (1500, 0), (1500, 1000), (500, 1000)]),
        ];
        let b = [ring(&[(200, 200), (300, 200), (300, 300), (200, 300)])];
        let broken = overlay_proven(&twice, &b, None, OverlayRule::Intersect);
        assert!(matches!(broken, Err(Amiss::Law { amiss: 500_000, .. })), "{broken:?}");
        let clean = cleaned_pieces(&twice).unwrap().concat();
        assert!(overlay_proven(&clean, &b, None, OverlayRule::Intersect).is_ok());
    }

    #[test]
    fn only_edges_that_were_cut_leave_room_for_rounding() {
        let a = [ring(&[(0, 0), (1000, 0), (1000, 1000), (0, 1000)])];
        let beside = [ring(&[(1000, 0), (2000, 0), (2000, 1000), (1000, 1000)])];
        let layers = overlay_all(&a, &beside, &[OverlayRule::Union]).unwrap();
        assert_eq!(rounding(&a, &beside, &mut layers[0].iter().flatten()), 2);
    }
}
