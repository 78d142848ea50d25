//! Corners in the order in which surveyors number them: clockwise from the north-west corner, ring by ring.
//!
//! Must not drop or move a corner.

use geo_types::{Coord, LineString, MultiPolygon};

/// Rings of one hundred belong to one part: 1, 2, 3 … of the first, 101, 102 … of the second.
const RINGS_OF_A_PART: usize = 100;

/// A ring with its number and its corners, the repeated first one left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberedRing {
    pub(super) number: usize,
    pub(super) corners: Vec<Coord<f64>>,
}

/// Numbers the rings of a shape. Gives the part that has more rings than there are numbers as an error.
pub(super) fn numbered(shape: &MultiPolygon<f64>) -> Result<Vec<NumberedRing>, usize> {
    let mut rings = Vec::new();
    for (nth, part) in shape.iter().filter(|part| !part.exterior().0.is_empty()).enumerate() {
        if part.interiors().len() + 1 >= RINGS_OF_A_PART {
            return Err(nth + 1);
        }
        let own = std::iter::once(part.exterior()).chain(part.interiors());
        for (ring, line) in own.filter(|line| !line.0.is_empty()).enumerate() {
            rings.push(NumberedRing {
                number: nth * RINGS_OF_A_PART + ring + 1,
                corners: from_north_west(line),
            });
        }
    }
    Ok(rings)
}

/// Gives the corners of a ring clockwise, from the one that lies farthest to the north-west.
pub(crate) fn from_north_west(ring: &LineString<f64>) -> Vec<Coord<f64>> {
    let mut corners = ring.0.clone();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    if twice_area(&corners) > 0.0 {
        corners.reverse();
    }
    let farther = |a: &Coord<f64>, b: &Coord<f64>| (a.y - a.x).total_cmp(&(b.y - b.x)).then(a.y.total_cmp(&b.y));
    let start = (0..corners.len()).reduce(|best, nth| {
        if farther(&corners[nth], &corners[best]).is_gt() {
            nth
        } else {
            best
        }
    });
    corners.rotate_left(start.unwrap_or(0));
    corners
}

/// Gives twice the signed area, positive counter-clockwise, of numbers that may be large.
fn twice_area(corners: &[Coord<f64>]) -> f64 {
    let Some(origin) = corners.first() else { return 0.0 };
    let pairs = corners.iter().zip(corners.iter().cycle().skip(1));
    pairs
        .map(|(a, b)| (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y))
        .sum()
}

#[cfg(test)]
mod tests {
    use geo_types::Polygon;

    use super::*;

    fn ring(places: &[(f64, f64)]) -> LineString<f64> {
        LineString(places.iter().map(|&place| Coord::from(place)).collect())
    }

    #[test]
    fn corners_go_clockwise_from_the_north_west() {
        let ccw = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)];
        let mut cw = ccw;
        cw.reverse();
        let expected: Vec<Coord<f64>> = [(0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]
            .map(Coord::from)
            .to_vec();
        for drawn in [ccw, cw] {
            assert_eq!(from_north_west(&ring(&drawn)), expected);
        }
    }

    #[test]
    fn rings_are_numbered_by_part() {
        let square = |x: f64| ring(&[(x, 0.0), (x + 1.0, 0.0), (x + 1.0, 1.0), (x, 0.0)]);
        let part = |x: f64, holes: usize| Polygon::new(square(x), vec![square(x); holes]);
        let shape = MultiPolygon(vec![part(0.0, 2), part(5.0, 1), part(9.0, 0)]);
        let numbers: Vec<usize> = numbered(&shape).unwrap().iter().map(|ring| ring.number).collect();
        assert_eq!(numbers, [1, 2, 3, 101, 102, 201]);
        assert_eq!(numbered(&MultiPolygon(vec![part(0.0, 99)])), Err(1));
        assert_eq!(numbered(&MultiPolygon(Vec::new())), Ok(Vec::new()));
    }
}
