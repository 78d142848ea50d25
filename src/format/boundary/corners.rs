//! Lists of corner points into rings: where one ring ends and the next begins.
//!
//! Must not know which ring is a hole. Writers repeat the first corner at the end or leave it out, number rings or begin at J1
//! again: all of it is understood, and a last corner that should be the first and is not is a fault.

use geo_types::Coord;

use super::notes::Notes;
use crate::format::error::{Fault, Faults, Place, shown};

/// Most corners of a file: what they take in memory stays below a gigabyte.
pub(super) const MOST_CORNERS: usize = 5_000_000;

/// One corner as listed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Corner {
    /// Line of the file, from 1.
    pub(super) line: u64,
    /// Name, such as `J1`; empty where it bears none.
    pub(super) name: String,
    /// Number of its ring.
    pub(super) ring: u32,
    /// Where it lies: x = easting or longitude.
    pub(super) at: Coord<f64>,
}

/// One ring as listed, without the repeated first corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ring {
    /// Line of its first corner.
    pub(super) line: u64,
    /// Number as listed.
    pub(super) number: u32,
    /// Whether a ring of this number was listed before.
    pub(super) again: bool,
    /// Corners, in order.
    pub(super) corners: Vec<Corner>,
}

/// How a list is spoken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Makes the place of a line.
    pub(super) place: fn(u64) -> Place,
    /// Unit of the coordinates in words.
    pub(super) unit: &'static str,
}

/// Splits corners into rings.
pub(super) fn rings(corners: Vec<Corner>, manner: Manner, faults: &mut Faults, notes: &mut Notes) -> Vec<Ring> {
    let mut done: Vec<Ring> = Vec::new();
    let mut open: Vec<Corner> = Vec::new();
    let mut is_closed = false;
    let mut corners = corners.into_iter().peekable();
    while let Some(corner) = corners.next() {
        let goes_on = open.last().is_some_and(|last| last.ring == corner.ring);
        let next_goes_on = corners.peek().is_some_and(|next| next.ring == corner.ring);
        match open.first() {
            Some(first) if goes_on && is_closed && corner.at == first.at && !next_goes_on => {
                notes.at(
                    "the ring was closed already; the corner is left out",
                    &(manner.place)(corner.line),
                );
                continue;
            }
            Some(first) if goes_on && !is_closed && open.len() > 2 && corner.at == first.at => {
                is_closed = true;
                continue;
            }
            Some(first) if goes_on && !is_closed && open.len() > 2 && names_again(first, &corner) && !next_goes_on => {
                faults.push(not_closed(first, &corner, manner));
                continue;
            }
            Some(first) if !goes_on || is_closed || (open.len() > 2 && names_again(first, &corner)) => {
                finish(&mut done, &mut open);
            }
            _ => {}
        }
        is_closed = false;
        open.push(corner);
    }
    finish(&mut done, &mut open);
    done
}

/// Tells whether a corner bears the name with which the ring began, at another place.
fn names_again(first: &Corner, corner: &Corner) -> bool {
    !first.name.is_empty() && first.name == corner.name && first.at != corner.at
}

fn not_closed(first: &Corner, corner: &Corner, manner: Manner) -> Fault {
    let away = (corner.at.x - first.at.x).hypot(corner.at.y - first.at.y);
    let expected = format!("corner {} where line {} has it", shown(&first.name), first.line);
    let found = format!("a place {away:.6} {} away", manner.unit);
    Fault::new((manner.place)(corner.line), expected, found).hint("repeat the first corner exactly, or leave it out")
}

fn finish(done: &mut Vec<Ring>, open: &mut Vec<Corner>) {
    let corners = std::mem::take(open);
    if let Some(first) = corners.first() {
        let (line, number) = (first.line, first.ring);
        let again = done.iter().any(|ring| ring.number == number);
        done.push(Ring {
            line,
            number,
            again,
            corners,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(listed: &[(&str, u32, f64, f64)]) -> (Vec<Vec<usize>>, Vec<String>, usize) {
        let corner = |(nth, &(name, ring, x, y)): (usize, &(&str, u32, f64, f64))| Corner {
            line: nth as u64,
            name: name.to_owned(),
            ring,
            at: Coord { x, y },
        };
        let manner = Manner {
            place: |line| Place::Line { line, column: None },
            unit: "m",
        };
        let (mut faults, mut notes) = (Faults::of(None), Notes::default());
        let found = rings(
            listed.iter().enumerate().map(corner).collect(),
            manner,
            &mut faults,
            &mut notes,
        );
        let lines = |ring: &Ring| ring.corners.iter().map(|corner| corner.line as usize).collect();
        let told = faults.or(()).map_or_else(|refused| refused.count(), |()| 0);
        (found.iter().map(lines).collect(), notes.sentences(), told)
    }

    #[test]
    fn a_ring_ends_where_it_is_closed_where_the_number_changes_and_where_its_first_name_comes_again() {
        let square = [("J1", 0.0, 0.0), ("J2", 0.0, 9.0), ("J3", 9.0, 9.0), ("J4", 9.0, 0.0)];
        let ring = |number: u32, shift: f64, closed: bool| {
            let mut listed: Vec<_> = square.iter().map(|&(n, x, y)| (n, number, x + shift, y)).collect();
            if closed {
                listed.push(("J1", number, shift, 0.0));
            }
            listed
        };
        for (first, second, closed) in [
            (1, 2, true),
            (1, 2, false),
            (1, 1, true),
            (1, 1, false),
            (1, 101, false),
        ] {
            let listed = [ring(first, 0.0, closed), ring(second, 100.0, closed)].concat();
            let (found, notes, faults) = split(&listed);
            assert_eq!((found.len(), faults), (2, 0), "{first} {second} {closed}");
            assert!(found.iter().all(|ring| ring.len() == 4) && notes.is_empty());
        }
    }

    #[test]
    fn a_last_corner_that_is_not_the_first_is_a_fault_and_a_second_closing_is_left_out() {
        let open = [
            ("1", 1, 0.0, 0.0),
            ("2", 1, 0.0, 9.0),
            ("3", 1, 9.0, 9.0),
            ("1", 1, 0.0, 0.04),
        ];
        assert_eq!(split(&open).2, 1);
        let twice = [
            ("1", 1, 0.0, 0.0),
            ("2", 1, 0.0, 9.0),
            ("3", 1, 9.0, 9.0),
            ("4", 1, 0.0, 0.0),
            ("1", 1, 0.0, 0.0),
        ];
        let (found, notes, faults) = split(&twice);
        assert_eq!((found, notes.len(), faults), (vec![vec![0, 1, 2]], 1, 0));
    }
}
