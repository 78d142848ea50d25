//! Holds the sorting of the overlay engine's contours into exteriors with their holes.
//! Must not trust the engine's own sorting: where rounded contours nearly touch, it may give a hole to the wrong exterior.

use super::overlay::{Contour, EngineFailed, GridBox, Piece, twice_area};
use i_overlay::i_float::int::point::IntPoint;

/// Gives the pieces as they are when each hole lies in its exterior, else sorts all contours anew.
///
/// # Errors
/// [`EngineFailed`] when a hole lies in no exterior at all.
pub(crate) fn grouped(pieces: Vec<Piece>) -> Result<Vec<Piece>, EngineFailed> {
    let is_sound = |piece: &Piece| {
        piece.split_first().is_none_or(|(exterior, holes)| {
            twice_area(exterior) > 0 && holes.iter().all(|hole| lies_in(hole, exterior))
        })
    };
    if pieces.iter().all(is_sound) {
        return Ok(pieces);
    }
    let all = pieces.into_iter().flatten().filter(|ring| twice_area(ring) != 0);
    let (exteriors, holes): (Vec<Contour>, Vec<Contour>) = all.partition(|ring| twice_area(ring) > 0);
    let mut sorted: Vec<Piece> = exteriors.into_iter().map(|exterior| vec![exterior]).collect();
    for hole in holes {
        let around = sorted.iter_mut().filter(|piece| lies_in(&hole, &piece[0]));
        match around.min_by_key(|piece| twice_area(&piece[0])) {
            Some(piece) => piece.push(hole),
            None => return Err(EngineFailed("a hole came out that lies in no shape".to_owned())),
        }
    }
    Ok(sorted)
}

/// Tells whether a contour lies in another, which it may touch but does not cross.
fn lies_in(ring: &Contour, around: &Contour) -> bool {
    let boxes = GridBox::of_ring(ring).zip(GridBox::of_ring(around));
    if boxes.is_none_or(|(ring, around)| !around.encloses(&ring)) {
        return false;
    }
    let double = |p: &IntPoint<i64>| IntPoint::new(2 * p.x, 2 * p.y);
    let corners = ring.iter().map(double);
    // Where every corner lies on the other limit, the middles of the edges tell.
    let middles = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(p, q)| IntPoint::new(p.x + q.x, p.y + q.y));
    corners
        .chain(middles)
        .find_map(|p| is_inside(p, around))
        .unwrap_or(true)
}

/// Tells whether a point, in halves of grid steps, lies inside a contour; `None` when it lies on it. Exact.
fn is_inside(p: IntPoint<i64>, ring: &Contour) -> Option<bool> {
    let mut inside = false;
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (a, b) = (IntPoint::new(2 * a.x, 2 * a.y), IntPoint::new(2 * b.x, 2 * b.y));
        let wide = |n: i64, m: i64| i128::from(n) - i128::from(m);
        let side = wide(b.x, a.x) * wide(p.y, a.y) - wide(b.y, a.y) * wide(p.x, a.x);
        let beside = |low: i64, high: i64, n: i64| low.min(high) <= n && n <= low.max(high);
        if side == 0 && beside(a.x, b.x, p.x) && beside(a.y, b.y, p.y) {
            return None;
        }
        if (a.y > p.y) != (b.y > p.y) && (side > 0) == (b.y > a.y) {
            inside = !inside;
        }
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i64, i64)]) -> Contour {
        points.iter().map(|(x, y)| IntPoint::new(*x, *y)).collect()
    }

    fn square(low: i64, high: i64) -> Contour {
        ring(&[(low, low), (high, low), (high, high), (low, high)])
    }

    fn reversed(mut ring: Contour) -> Contour {
        ring.reverse();
        ring
    }

    #[test]
    fn a_hole_given_to_the_wrong_exterior_finds_the_smallest_around_it() {
        let pieces = vec![
            vec![square(0, 100), reversed(square(10, 90))],
            vec![square(20, 80), reversed(square(200, 210))],
            vec![square(190, 220), reversed(square(30, 40))],
        ];
        let sorted = grouped(pieces).unwrap();
        assert_eq!(sorted[0], [square(0, 100), reversed(square(10, 90))]);
        assert_eq!(sorted[1], [square(20, 80), reversed(square(30, 40))]);
        assert_eq!(sorted[2], [square(190, 220), reversed(square(200, 210))]);
    }

    #[test]
    fn a_hole_in_no_exterior_is_an_error() {
        assert!(grouped(vec![vec![square(0, 10), reversed(square(20, 30))]]).is_err());
    }

    #[test]
    fn holes_whose_corners_all_lie_on_the_exterior_are_told_by_their_edges() {
        let diamond = ring(&[(5, 0), (10, 5), (5, 10), (0, 5)]);
        assert!(lies_in(&diamond, &square(0, 10)));
        let ell = ring(&[(0, 0), (10, 0), (10, 5), (5, 5), (5, 10), (0, 10)]);
        assert!(!lies_in(&ring(&[(10, 5), (5, 10), (5, 5)]), &ell));
    }
}
