//! Lines around the zone: named features by their class, limits of other zones.
//!
//! Must not know names.

use std::collections::BTreeSet;

use super::{
    super::{
        content::{Ground, Neighbour},
        flow::Flow,
        mark::{BLACK, Ink, Mark, Pen, Place, WHITE},
        tree::Belongs,
    },
    frame::Frame,
};
use crate::abuttals::FeatureClass;

/// Returns how a class of features is drawn: lines over one another, the lowest first.
pub fn pens(class: FeatureClass) -> Vec<Pen> {
    match class {
        FeatureClass::Road => vec![Pen::whole([0xa8, 0x9a, 0x86], 0.9)],
        FeatureClass::River => vec![Pen::whole([0x4d, 0x8f, 0xc4], 1.1)],
        FeatureClass::Shore => vec![Pen::whole([0x1f, 0x6f, 0xa8], 1.5)],
        FeatureClass::Railway => vec![
            Pen::whole([0x4a, 0x4a, 0x4a], 1.9),
            Pen::dashed(WHITE, 1.1, &[4.0, 4.0]),
        ],
        FeatureClass::Boundary => vec![Pen::dashed([0x8a, 0x3a, 0x8a], 0.7, &[6.0, 2.0, 1.0, 2.0])],
    }
}

/// Returns the colour of a class of features.
pub fn ink(class: FeatureClass) -> Ink {
    pens(class).first().map_or(BLACK, |pen| pen.ink)
}

/// Returns how the limits of another zone are drawn.
pub fn neighbour_pen(pending: bool) -> Pen {
    if pending {
        Pen::dashed([0x7a, 0x52, 0x00], 1.0, &[2.5, 2.0])
    } else {
        Pen::dashed([0x26, 0x26, 0x26], 1.0, &[8.0, 2.5])
    }
}

/// What of the surroundings is in a frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Classes of features.
    pub classes: BTreeSet<FeatureClass>,
    /// Other zones, by whether they are pending.
    pub neighbours: BTreeSet<bool>,
}

/// Draws features, roads lowest, and the limits of other zones; tells which of them are in the frame.
pub fn lay(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, ground: &Ground) -> Drawn {
    let mut drawn = Drawn::default();
    for feature in ground.features.iter().rev() {
        for line in &feature.line.0 {
            let pieces = frame.pieces(line);
            if !pieces.is_empty() {
                drawn.classes.insert(feature.class);
            }
            for pen in pens(feature.class) {
                draw(flow, belongs, &pieces, pen);
            }
        }
    }
    for Neighbour { pending, shape, .. } in &ground.neighbours {
        for part in shape.iter() {
            for ring in std::iter::once(part.exterior()).chain(part.interiors()) {
                let pieces = frame.pieces(ring);
                if !pieces.is_empty() {
                    drawn.neighbours.insert(*pending);
                }
                draw(flow, belongs, &pieces, neighbour_pen(*pending));
            }
        }
    }
    drawn
}

fn draw(flow: &mut Flow<'_>, belongs: Belongs, pieces: &[Vec<Place>], pen: Pen) {
    for points in pieces {
        let mark = Mark::Line {
            points: points.clone(),
            closed: false,
            pen,
        };
        flow.put(belongs, mark);
    }
}
