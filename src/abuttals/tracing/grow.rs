//! Faces put together where a stated line cuts through what the text means: a branch of the western road, a loop, a second carriageway.
//!
//! Must not put together what makes the text fit worse.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use geo_types::{Coord, Polygon};

use super::pick::{Fit, Judge};
use crate::abuttals::metres::minus;

/// Most faces from which a shape is grown: those that fit best alone.
const MOST_SEEDS: usize = 6;
/// Most faces added to one.
const MOST_ROUNDS: usize = 8;
/// Most neighbours tried in a round.
const MOST_NEIGHBOURS: usize = 12;
/// A neighbour is added where it raises the score, or lowers it by no more than this: a crossing's width of a block's limit.
const LOSS: f64 = 0.02;
/// A shape fits better than its part where its score is higher by more than this.
const GAIN: f64 = 0.004;

/// A shape of one or several faces.
#[derive(Debug, Clone)]
pub(super) struct Grown {
    /// Numbers of the faces.
    faces: BTreeSet<usize>,
    /// The outer limit, closed, in metres.
    pub(super) ring: Vec<Coord<f64>>,
    /// Its fit.
    pub(super) fit: Fit,
}

/// Gives every face and what grows from the best of them, each once, best first.
pub(super) fn grow(faces: &[Polygon<f64>], judge: &Judge<'_>) -> Vec<Grown> {
    let single = |nth: usize| grown(BTreeSet::from([nth]), faces, judge);
    let mut found: Vec<Grown> = (0..faces.len()).filter_map(single).collect();
    let better = |one: &Grown, other: &Grown| other.fit.score.total_cmp(&one.fit.score);
    found.sort_by(better);
    let neighbours = neighbours(faces);
    let seeds: Vec<Grown> = found.iter().take(MOST_SEEDS).cloned().collect();
    for seed in seeds {
        let mut last = seed;
        for _ in 0..MOST_ROUNDS {
            let Some(next) = step(&last, faces, &neighbours, judge) else {
                break;
            };
            // A shape that fits no better is a further reading of the text; one that fits better takes the place of its part.
            if next.fit.score > last.fit.score + GAIN {
                found.retain(|other| other.faces != last.faces);
            }
            if found.iter().all(|other| other.faces != next.faces) {
                found.push(next.clone());
            }
            last = next;
        }
    }
    found.sort_by(better);
    found
}

/// Adds the neighbour with which the shape fits best.
fn step(best: &Grown, faces: &[Polygon<f64>], neighbours: &[Vec<usize>], judge: &Judge<'_>) -> Option<Grown> {
    let next: BTreeSet<usize> = best
        .faces
        .iter()
        .flat_map(|nth| neighbours[*nth].iter().copied())
        .collect();
    next.difference(&best.faces)
        .take(MOST_NEIGHBOURS)
        .filter_map(|nth| grown(best.faces.iter().copied().chain([*nth]).collect(), faces, judge))
        .filter(|next| next.fit.score >= best.fit.score - LOSS)
        .max_by(|one, other| one.fit.score.total_cmp(&other.fit.score))
}

fn grown(numbers: BTreeSet<usize>, faces: &[Polygon<f64>], judge: &Judge<'_>) -> Option<Grown> {
    let ring = outer_ring(numbers.iter().filter_map(|nth| faces.get(*nth)))?;
    let fit = judge.fit(&ring)?;
    Some(Grown {
        faces: numbers,
        ring,
        fit,
    })
}

/// Gives the outer limit of faces that lie side by side: their edges, less those that two of them share.
fn outer_ring<'a>(faces: impl Iterator<Item = &'a Polygon<f64>>) -> Option<Vec<Coord<f64>>> {
    let mut edges: BTreeMap<(Place, Place), (Coord<f64>, Coord<f64>)> = BTreeMap::new();
    for edge in faces.flat_map(|face| face.exterior().0.windows(2)) {
        let (a, b) = (place(edge[0]), place(edge[1]));
        if edges.remove(&(b, a)).is_none() {
            edges.insert((a, b), (edge[0], edge[1]));
        }
    }
    let mut next: BTreeMap<Place, Vec<(Place, Coord<f64>)>> = BTreeMap::new();
    for ((a, b), (_, end)) in &edges {
        next.entry(*a).or_default().push((*b, *end));
    }
    let mut largest: Option<(f64, Vec<Coord<f64>>)> = None;
    while let Some(first) = next.keys().next().copied() {
        let (mut at, mut ring) = (first, Vec::new());
        while let Some((to, coord)) = next.get_mut(&at).and_then(Vec::pop) {
            next.retain(|_, ends| !ends.is_empty());
            ring.push(coord);
            at = to;
            if at == first {
                break;
            }
        }
        next.retain(|_, ends| !ends.is_empty());
        ring.extend(ring.first().copied());
        let area = signed_area(&ring);
        // Exteriors wind counter-clockwise; a ring that winds the other way is a hole between the faces.
        if largest.as_ref().is_none_or(|(most, _)| area > *most) {
            largest = Some((area, ring));
        }
    }
    largest.map(|(_, ring)| ring)
}

/// Gives the area of a closed ring, positive where it winds counter-clockwise.
fn signed_area(ring: &[Coord<f64>]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let twice = ring.windows(2).map(|edge| {
        let (a, b) = (minus(edge[0], *first), minus(edge[1], *first));
        a.x * b.y - b.x * a.y
    });
    twice.sum::<f64>() / 2.0
}

/// A place on the grid of the faces, in millimetres.
type Place = (i64, i64);

fn place(c: Coord<f64>) -> Place {
    ((c.x * 1e3).round() as i64, (c.y * 1e3).round() as i64)
}

/// Finds the faces that share an edge with each face: the same two ends, drawn the other way.
fn neighbours(faces: &[Polygon<f64>]) -> Vec<Vec<usize>> {
    let edges = |face: &Polygon<f64>| -> Vec<(Place, Place)> {
        face.exterior()
            .0
            .windows(2)
            .map(|edge| (place(edge[0]), place(edge[1])))
            .collect()
    };
    let mut owners: HashMap<(Place, Place), usize> = HashMap::new();
    for (nth, face) in faces.iter().enumerate() {
        owners.extend(edges(face).into_iter().map(|edge| (edge, nth)));
    }
    let beside = |(nth, face): (usize, &Polygon<f64>)| {
        let found: BTreeSet<usize> = edges(face)
            .into_iter()
            .filter_map(|(a, b)| owners.get(&(b, a)).copied())
            .filter(|other| *other != nth)
            .collect();
        found.into_iter().collect()
    };
    faces.iter().enumerate().map(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::LineString;

    fn block(x: f64, y: f64) -> Polygon<f64> {
        let corners = vec![(x, y), (x + 10.0, y), (x + 10.0, y + 10.0), (x, y + 10.0), (x, y)];
        Polygon::new(LineString::from(corners), Vec::new())
    }

    #[test]
    fn blocks_side_by_side_have_one_outer_ring() {
        let faces = [block(0.0, 0.0), block(10.0, 0.0), block(10.0, 10.0)];
        let ring = outer_ring(faces.iter()).unwrap();
        assert_eq!(signed_area(&ring), 300.0);
        assert_eq!(neighbours(&faces), [vec![1], vec![0, 2], vec![1]]);
    }

    #[test]
    fn a_court_between_blocks_is_no_part_of_the_outer_ring() {
        let around = (0..3)
            .flat_map(|x| (0..3).map(move |y| (x, y)))
            .filter(|at| *at != (1, 1));
        let faces: Vec<Polygon<f64>> = around
            .map(|(x, y)| block(f64::from(x) * 10.0, f64::from(y) * 10.0))
            .collect();
        assert_eq!(signed_area(&outer_ring(faces.iter()).unwrap()), 900.0);
        assert!(outer_ring(std::iter::empty()).is_none());
    }
}
