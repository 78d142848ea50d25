//! Rings of a list into parts and holes: by their numbers, and by where they lie.
//!
//! Must not judge shapes: a hole that crosses its shell stays a hole. Ring 1 is an exterior and 2, 3 … are its holes; 101, 201 …
//! begin further parts. A ring that lies outside the exterior it would be a hole of is a part of its own, and that is told.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::{
    corners::{Manner, Ring},
    notes::Notes,
};
use crate::geometry::Bbox;

/// Rings of one hundred belong to one part.
const RINGS_OF_A_PART: u32 = 100;

/// Most vertices of a ring that are asked for where they lie.
const SAMPLE: usize = 64;

/// A part being put together.
struct Part {
    group: u32,
    exterior: Polygon<f64>,
    bbox: Option<Bbox>,
    holes: Vec<Polygon<f64>>,
}

/// Where one ring lies with respect to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Inside,
    Outside,
    Across,
}

/// What a ring is.
enum Role {
    Part,
    Hole(usize),
}

/// Puts rings together.
pub(super) fn nest(rings: Vec<Ring>, manner: Manner, notes: &mut Notes) -> MultiPolygon<f64> {
    let mut parts: Vec<Part> = Vec::new();
    for ring in rings {
        let coords: Vec<Coord<f64>> = ring.corners.iter().map(|corner| corner.at).collect();
        let group = ring.number / RINGS_OF_A_PART;
        let (role, told) = role(&ring, group, &coords, &parts);
        if let Some(told) = told {
            notes.at(told, &(manner.place)(ring.line));
        }
        let polygon = Polygon::new(LineString(coords), Vec::new());
        match role {
            Role::Hole(part) => parts[part].holes.push(polygon),
            Role::Part => parts.push(Part {
                group,
                bbox: Bbox::of_coords(polygon.exterior().0.iter().copied()),
                exterior: polygon,
                holes: Vec::new(),
            }),
        }
    }
    let whole = |part: Part| {
        let (exterior, _) = part.exterior.into_inner();
        let holes = part.holes.into_iter().map(|hole| hole.into_inner().0).collect();
        Polygon::new(exterior, holes)
    };
    MultiPolygon(parts.into_iter().map(whole).collect())
}

/// Tells what a ring is, and what is to be said of it.
fn role(ring: &Ring, group: u32, coords: &[Coord<f64>], parts: &[Part]) -> (Role, Option<&'static str>) {
    let Some(stated) = parts.iter().position(|part| part.group == group) else {
        return (Role::Part, None);
    };
    // A number that is listed twice says nothing of what the second ring is a hole of.
    let candidates = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| ring.again || part.group == group);
    let own = Bbox::of_coords(coords.iter().copied());
    let mut depth = 0;
    let mut shell = stated;
    let mut is_across = false;
    for (nth, part) in candidates {
        if own.zip(part.bbox).is_some_and(|(own, bbox)| !own.intersects(&bbox)) {
            continue;
        }
        match lies(coords, &part.exterior) {
            Lies::Outside => {}
            Lies::Across => is_across = true,
            Lies::Inside => {
                depth += 1;
                shell = nth;
                depth += part
                    .holes
                    .iter()
                    .filter(|hole| lies(coords, hole) == Lies::Inside)
                    .count();
            }
        }
    }
    let is_hole = depth % 2 == 1 || (is_across && !ring.again);
    let told = match (is_hole, ring.again) {
        (true, false) => None,
        (true, true) => Some("a ring number begins again, inside another ring: taken as a hole"),
        (false, true) => Some("a ring number begins again: taken as a further part"),
        (false, false) => Some("a ring lies outside the one that it would be a hole of: taken as a further part"),
    };
    (if is_hole { Role::Hole(shell) } else { Role::Part }, told)
}

/// Tells where a ring lies by a sample of its vertices; those on the other's limit tell nothing.
fn lies(coords: &[Coord<f64>], other: &Polygon<f64>) -> Lies {
    let step = coords.len().div_ceil(SAMPLE).max(1);
    let (mut inside, mut outside) = (false, false);
    for c in coords.iter().step_by(step) {
        match other.coordinate_position(c) {
            CoordPos::Inside => inside = true,
            CoordPos::Outside => outside = true,
            CoordPos::OnBoundary => {}
        }
    }
    match (inside, outside) {
        (true, false) => Lies::Inside,
        (true, true) => Lies::Across,
        (false, _) => Lies::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::corners::Corner, *};
    use crate::format::Place;

    fn square(number: u32, again: bool, x: f64, y: f64, side: f64) -> Ring {
        let corner = |dx: f64, dy: f64| Corner {
            line: 1,
            name: String::new(),
            ring: number,
            at: Coord {
                x: x + dx * side,
                y: y + dy * side,
            },
        };
        Ring {
            line: 1,
            number,
            again,
            corners: vec![corner(0.0, 0.0), corner(0.0, 1.0), corner(1.0, 1.0), corner(1.0, 0.0)],
        }
    }

    /// Gives the number of holes of each part, and how much was told.
    fn nested(rings: Vec<Ring>) -> (Vec<usize>, usize) {
        let mut notes = Notes::default();
        let manner = Manner {
            place: Place::row,
            unit: "m",
        };
        let shape = nest(rings, manner, &mut notes);
        (
            shape.iter().map(|part| part.interiors().len()).collect(),
            notes.sentences().len(),
        )
    }

    #[test]
    fn numbers_say_what_a_ring_is() {
        let rings = vec![
            square(1, false, 0.0, 0.0, 9.0),
            square(2, false, 1.0, 1.0, 2.0),
            square(3, false, 5.0, 5.0, 2.0),
            square(101, false, 20.0, 0.0, 9.0),
            square(102, false, 21.0, 1.0, 2.0),
            square(201, false, 40.0, 0.0, 9.0),
        ];
        assert_eq!(nested(rings), (vec![2, 1, 0], 0));
    }

    #[test]
    fn a_ring_that_begins_again_is_what_its_place_makes_it() {
        let rings = vec![
            square(1, false, 0.0, 0.0, 9.0),
            square(1, true, 20.0, 0.0, 9.0),
            square(1, true, 21.0, 1.0, 2.0),
            square(1, true, 21.5, 1.5, 0.5),
        ];
        assert_eq!(nested(rings), (vec![0, 1, 0], 2), "an island in a hole is a part");
    }

    #[test]
    fn a_hole_far_outside_is_a_part_and_one_across_the_limit_stays_a_hole() {
        let outside = vec![square(1, false, 0.0, 0.0, 9.0), square(2, false, 20.0, 0.0, 2.0)];
        assert_eq!(nested(outside), (vec![0, 0], 1));
        let across = vec![square(1, false, 0.0, 0.0, 9.0), square(2, false, 8.0, 1.0, 2.0)];
        assert_eq!(nested(across), (vec![1], 0));
    }
}
