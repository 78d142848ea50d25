//! Which ring of a record is an outer ring, and which outer ring holds a hole.
//!
//! Must not judge the result. By the technical description (page 8) outer rings run clockwise, holes the other way round; which
//! hole lies in which outer ring is not stored.

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::format::boundary::plane::twice_area;

/// How many steps may be taken to find the outer rings of one file's holes: some seconds. Thousands of islands with thousands of
/// lakes stay far below; rings that are nested by the hundred thousand do not occur.
pub(super) const MOST_STEPS: u64 = 400_000_000;

/// Polygons made of a record's rings.
#[derive(Debug, PartialEq)]
pub(super) struct Assembled {
    pub(super) shape: MultiPolygon<f64>,
    /// Rings that were not closed: part and ring.
    pub(super) unclosed: Vec<(usize, usize)>,
    /// How many rings run like holes and lie in no outer ring.
    pub(super) strays: usize,
    /// Whether the rings run the wrong way round.
    pub(super) reversed: bool,
}

struct Ring {
    line: LineString<f64>,
    is_open: bool,
    area: f64,
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Ring {
    fn of(coords: Vec<Coord<f64>>) -> Self {
        let is_open = coords.first() != coords.last();
        let mut line = LineString(coords);
        line.close();
        let mut ring = Self {
            is_open,
            area: twice_area(&line.0) / 2.0,
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
            line,
        };
        for coord in &ring.line.0 {
            ring.west = ring.west.min(coord.x);
            ring.east = ring.east.max(coord.x);
            ring.south = ring.south.min(coord.y);
            ring.north = ring.north.max(coord.y);
        }
        ring
    }

    fn box_holds(&self, other: &Self) -> bool {
        self.west <= other.west && self.east >= other.east && self.south <= other.south && self.north >= other.north
    }

    /// Tells whether another ring lies inside: its first corner that is not on this ring decides.
    fn holds(&self, other: &Self, steps: &mut u64) -> bool {
        for corner in &other.line.0 {
            *steps = steps.saturating_sub(self.line.0.len() as u64);
            match coord_pos_relative_to_ring(*corner, &self.line) {
                CoordPos::Inside => return true,
                CoordPos::Outside => return false,
                CoordPos::OnBoundary => {}
            }
            if *steps == 0 {
                return false;
            }
        }
        true
    }
}

/// Makes polygons of rings; none where the steps that are left do not suffice.
pub(super) fn assemble(rings: Vec<Vec<Coord<f64>>>, steps: &mut u64) -> Option<Assembled> {
    let rings: Vec<Ring> = rings.into_iter().map(Ring::of).collect();
    let mut shells: Vec<Ring> = Vec::new();
    let mut holes: Vec<Ring> = Vec::new();
    // A hole is smaller than what holds it, so the largest ring is an outer one, whichever way it runs.
    let largest = rings
        .iter()
        .max_by(|one, other| one.area.abs().total_cmp(&other.area.abs()));
    let reversed = largest.is_some_and(|ring| ring.area > 0.0);
    for ring in rings {
        let runs_like_a_hole = if reversed { ring.area < 0.0 } else { ring.area > 0.0 };
        let side = if runs_like_a_hole { &mut holes } else { &mut shells };
        side.push(ring);
    }
    // By growing size, so that the first that holds a hole is the innermost.
    let mut by_size: Vec<usize> = (0..shells.len()).collect();
    by_size.sort_by(|one, other| shells[*one].area.abs().total_cmp(&shells[*other].area.abs()));
    let mut held: Vec<(usize, Ring)> = Vec::new();
    let mut strays = Vec::new();
    for hole in holes {
        *steps = steps.saturating_sub(shells.len() as u64);
        let holder = by_size
            .iter()
            .find(|nth| shells[**nth].box_holds(&hole) && shells[**nth].holds(&hole, steps));
        if *steps == 0 {
            return None;
        }
        match holder {
            Some(nth) => held.push((*nth, hole)),
            None => strays.push(hole),
        }
    }
    let count = strays.len();
    shells.extend(strays);
    Some(together(shells, held, count, reversed))
}

fn together(shells: Vec<Ring>, held: Vec<(usize, Ring)>, strays: usize, reversed: bool) -> Assembled {
    let mut assembled = Assembled {
        shape: MultiPolygon(Vec::new()),
        unclosed: Vec::new(),
        strays,
        reversed,
    };
    for (part, shell) in shells.into_iter().enumerate() {
        if shell.is_open {
            assembled.unclosed.push((part, 0));
        }
        assembled.shape.0.push(Polygon::new(shell.line, Vec::new()));
    }
    for (part, hole) in held {
        let polygon = &mut assembled.shape.0[part];
        polygon.interiors_push(hole.line);
        if hole.is_open {
            assembled.unclosed.push((part, polygon.interiors().len()));
        }
    }
    assembled.unclosed.sort_unstable();
    assembled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square ring; clockwise where the size is positive.
    fn square(x: f64, y: f64, size: f64) -> Vec<Coord<f64>> {
        let (far, size) = (size.abs(), size);
        let mut ring = vec![(x, y), (x, y + far), (x + far, y + far), (x + far, y), (x, y)];
        if size < 0.0 {
            ring.reverse();
        }
        ring.into_iter().map(Coord::from).collect()
    }

    fn assembled(rings: Vec<Vec<Coord<f64>>>) -> Assembled {
        assemble(rings, &mut MOST_STEPS.clone()).unwrap()
    }

    #[test]
    fn a_hole_goes_to_the_innermost_outer_ring_that_holds_it() {
        let found = assembled(vec![
            square(0.0, 0.0, 10.0),
            square(4.0, 4.0, 2.0),
            square(4.5, 4.5, -1.0),
            square(1.0, 1.0, -8.0),
            square(20.0, 0.0, 5.0),
        ]);
        let holes: Vec<usize> = found.shape.0.iter().map(|part| part.interiors().len()).collect();
        assert_eq!(holes, [1, 1, 0]);
        assert_eq!(found.strays, 0);
    }

    #[test]
    fn a_hole_that_touches_its_outer_ring_is_held_by_it() {
        let found = assembled(vec![
            square(0.0, 0.0, 10.0),
            square(10.0, 0.0, 10.0),
            square(10.0, 0.0, -3.0),
        ]);
        let holes: Vec<usize> = found.shape.0.iter().map(|part| part.interiors().len()).collect();
        assert_eq!(holes, [0, 1]);
    }

    #[test]
    fn a_hole_that_nothing_holds_becomes_a_part_and_is_counted() {
        let found = assembled(vec![square(0.0, 0.0, 1.0), square(5.0, 5.0, -1.0)]);
        assert_eq!((found.shape.0.len(), found.strays), (2, 1));
    }

    #[test]
    fn rings_that_run_the_wrong_way_round_are_still_told_apart() {
        let found = assembled(vec![square(0.0, 0.0, -9.0), square(1.0, 1.0, 1.0)]);
        let holes: Vec<usize> = found.shape.0.iter().map(|part| part.interiors().len()).collect();
        assert_eq!(
            (holes.as_slice(), found.strays, found.reversed),
            ([1].as_slice(), 0, true)
        );
    }

    #[test]
    fn an_open_ring_is_closed_and_named() {
        let mut ring = square(0.0, 0.0, 10.0);
        ring.pop();
        let mut hole = square(2.0, 2.0, -1.0);
        hole.pop();
        let found = assembled(vec![square(20.0, 0.0, 1.0), ring, hole]);
        assert_eq!(found.unclosed, [(1, 0), (1, 1)]);
        assert!(found.shape.0.iter().all(|part| part.exterior().is_closed()));
    }

    #[test]
    fn steps_that_run_out_end_the_search() {
        let rings = vec![square(0.0, 0.0, 10.0), square(1.0, 1.0, -1.0)];
        assert_eq!(assemble(rings, &mut 3), None);
    }
}
