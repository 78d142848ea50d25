//! Holds the plain answer to what holds a place, a shape at a time, and the comparison of the index with it.
//! Must not use what it judges: it asks the shapes as they were given.

use super::{PolygonIndex, Prepared};
use crate::geometry::{LonLat, Position, locate};
use geo_types::MultiPolygon;
use std::sync::Arc;

/// A place for which an index and a scan differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// The place.
    pub place: LonLat,
    /// The numbers of the shapes that the index gave, with the position.
    pub index: Vec<(usize, Position)>,
    /// Those that hold the place.
    pub scan: Vec<(usize, Position)>,
}

/// Compares the index with a scan of the shapes for some places, asked one by one and together, and again for an index that comes to the
/// same shapes by steps; `None` where all agree. For tests and fuzzing.
pub fn disagreement(shapes: &[MultiPolygon<f64>], places: &[LonLat]) -> Option<Disagreement> {
    let prepared: Vec<(usize, Arc<Prepared>)> = shapes
        .iter()
        .map(|shape| Arc::new(Prepared::new(shape)))
        .enumerate()
        .collect();
    let at_once = PolygonIndex::build(prepared.iter().cloned());
    // The second half stands in for the first, which comes later; numbers that never stay are the first to come.
    let (first, second) = prepared.split_at(prepared.len() / 2);
    let strangers = second
        .iter()
        .map(|(nth, shape)| (nth + shapes.len(), Arc::clone(shape)));
    let boxes = |(key, shape): (usize, Arc<Prepared>)| Some((key, shape.bbox()?));
    let begun = PolygonIndex::build(strangers.clone());
    let grown = begun.advance([], first.iter().cloned());
    let by_steps = grown.advance(strangers.clone().filter_map(boxes), second.iter().cloned());
    let mut together = vec![Vec::new(); places.len()];
    by_steps.at_each(places, |nth, key, position| together[nth].push((*key, position)));
    for (place, together) in places.iter().zip(together) {
        let scan: Vec<_> = (0..shapes.len())
            .map(|nth| (nth, locate(&shapes[nth], *place)))
            .filter(|(_, position)| *position != Position::Outside)
            .collect();
        let alone = |index: &PolygonIndex<usize>| index.at(*place).map(|(key, position)| (*key, position)).collect();
        for mut index in [alone(&at_once), alone(&by_steps), together] {
            index.sort_by_key(|(key, _)| *key);
            if index != scan {
                return Some(Disagreement {
                    place: *place,
                    index,
                    scan,
                });
            }
        }
    }
    None
}
