//! Lines drawn beside a line, at a distance and on one side.
//!
//! Must not know why: the text states the distance.

use geo::Simplify;
use geo_types::{Coord, LineString};

use crate::abuttals::metres::{along, azimuth_deg, distance, minus, turn_deg};

/// The line is straightened by so much before it is moved, in metres, lest small bends grow into loops.
const SMOOTH_M: f64 = 1.0;
/// At a sharp bend the corner goes out to no more than so many times the distance.
const MITRE: f64 = 3.0;

/// Draws the line beside a line: so many metres to the hand that an azimuth points to along most of its length.
pub(super) fn beside(line: &[Coord<f64>], azimuth: f64, apart_m: f64) -> Vec<Coord<f64>> {
    let line = LineString(line.to_vec()).simplify(SMOOTH_M).0;
    let edges: Vec<(Coord<f64>, f64)> = line
        .windows(2)
        .map(|edge| (minus(edge[1], edge[0]), distance(edge[0], edge[1])))
        .filter(|(_, length_m)| *length_m > 0.0)
        .collect();
    // Length on the right hand less length on the left.
    let right: f64 = edges
        .iter()
        .map(|(direction, length_m)| length_m * (azimuth_deg(*direction) + 90.0 - azimuth).to_radians().cos())
        .sum();
    let hand = if right >= 0.0 { 1.0 } else { -1.0 };
    let normal = |direction: Coord<f64>| Coord {
        x: direction.y * hand,
        y: -direction.x * hand,
    };
    let mut moved = Vec::with_capacity(line.len());
    for nth in 0..line.len() {
        let before = nth.checked_sub(1).map(|last| minus(line[nth], line[last]));
        let after = line.get(nth + 1).map(|next| minus(*next, line[nth]));
        let Some(first) = before.or(after) else { continue };
        let second = after.unwrap_or(first);
        let (one, other) = (normal(first), normal(second));
        let bend = turn_deg(azimuth_deg(one), azimuth_deg(other));
        let middle = minus(
            along(Coord { x: 0.0, y: 0.0 }, one, 1.0),
            along(Coord { x: 0.0, y: 0.0 }, minus(Coord { x: 0.0, y: 0.0 }, other), 1.0),
        );
        let out = (1.0 / (bend / 2.0).to_radians().cos().max(1.0 / MITRE)).min(MITRE);
        moved.push(along(line[nth], middle, apart_m * out));
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(places: &[(f64, f64)]) -> Vec<Coord<f64>> {
        places.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    fn near(found: &[Coord<f64>], expected: &[(f64, f64)]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (place, &(x, y)) in found.iter().zip(expected) {
            assert!(distance(*place, Coord { x, y }) < 1e-6, "{found:?}");
        }
    }

    #[test]
    fn the_line_goes_to_the_side_stated_whatever_way_it_is_drawn() {
        let north = line(&[(0.0, 0.0), (0.0, 500.0)]);
        near(&beside(&north, 90.0, 100.0), &[(100.0, 0.0), (100.0, 500.0)]);
        near(&beside(&north, 270.0, 100.0), &[(-100.0, 0.0), (-100.0, 500.0)]);
        let south = line(&[(0.0, 500.0), (0.0, 0.0)]);
        near(&beside(&south, 90.0, 100.0), &[(100.0, 500.0), (100.0, 0.0)]);
    }

    #[test]
    fn a_corner_is_drawn_square() {
        let corner = line(&[(0.0, 0.0), (0.0, 500.0), (300.0, 500.0)]);
        near(
            &beside(&corner, 315.0, 50.0),
            &[(-50.0, 0.0), (-50.0, 550.0), (300.0, 550.0)],
        );
    }

    #[test]
    fn what_has_no_length_gives_nothing_strange() {
        assert!(beside(&[], 90.0, 50.0).is_empty());
        assert!(beside(&line(&[(1.0, 1.0)]), 90.0, 50.0).is_empty());
    }
}
