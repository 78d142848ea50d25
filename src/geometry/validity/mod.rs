//! Holds the faults that a drawn shape can have, and the check that finds all of them at once, each with its place.
//! Must not know rules or severities, nor mend anything: see `repair` for that.
//!
//! The check takes raw shapes, in O(n log n) for shapes as people draw them, and decides by exact predicates. What it calls
//! invalid is what OGC 06-103r4 (simple features) calls invalid; rings may touch each other in single points.

mod connection;
mod crossing;
mod fault;
mod nesting;
mod ring_faults;
mod ring_set;
mod touch;

pub use fault::{Fault, FaultKind, Limits};

use geo_types::{Coord, MultiPolygon};
use ring_set::RingSet;

/// Finds all faults of a shape, ordered by part, ring and vertex.
///
/// `geo_types` closes rings when a polygon is made, so [`FaultKind::NotClosed`] is found by [`faults_of_rings`] only.
pub fn faults(shape: &MultiPolygon<f64>, limits: &Limits) -> Vec<Fault> {
    let parts: Vec<Vec<&[Coord<f64>]>> = shape
        .iter()
        .map(|part| {
            let holes = part.interiors().iter().map(|ring| ring.0.as_slice());
            std::iter::once(part.exterior().0.as_slice()).chain(holes).collect()
        })
        .collect();
    find(&parts, limits)
}

/// Finds all faults of rings as a file or a drawing gave them: for each part the exterior, then its interiors.
///
/// A ring whose last vertex is not its first is a fault of its own and is closed for the other checks.
pub fn faults_of_rings(parts: &[Vec<Vec<Coord<f64>>>], limits: &Limits) -> Vec<Fault> {
    let borrowed: Vec<Vec<&[Coord<f64>]>> = parts
        .iter()
        .map(|part| part.iter().map(Vec::as_slice).collect())
        .collect();
    find(&borrowed, limits)
}

fn find(parts: &[Vec<&[Coord<f64>]>], limits: &Limits) -> Vec<Fault> {
    let mut found = Findings {
        faults: Vec::new(),
        max: limits.max_faults,
    };
    for (part, rings) in parts.iter().enumerate() {
        if rings.is_empty() {
            found.push(Fault::of_ring(FaultKind::TooFewPoints, part, 0));
        }
        for (ring, coords) in rings.iter().enumerate() {
            ring_faults::check(part, ring, coords, limits, &mut found);
        }
    }
    let set = RingSet::new(parts);
    let meetings = crossing::check(&set, &mut found);
    let (crossed, touches) = touch::check(&set, meetings, &mut found);
    nesting::check(&set, &crossed, &mut found);
    connection::check(&set, &crossed, &touches, &mut found);
    found.faults.sort_by_key(|f| (f.part, f.ring, f.vertex, f.kind));
    found.faults.dedup();
    found.faults
}

/// Gathers faults up to the greatest number wanted.
struct Findings {
    faults: Vec<Fault>,
    max: usize,
}

impl Findings {
    fn push(&mut self, fault: Fault) {
        if !self.is_full() {
            self.faults.push(fault);
        }
    }

    fn is_full(&self) -> bool {
        self.faults.len() >= self.max
    }
}
