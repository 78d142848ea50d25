//! Which features bound each side: first what each side runs along, then what the rest runs beside.
//!
//! Must not know how a text is worded.

use std::collections::BTreeMap;

use geo_types::Coord;

use super::{DraftTolerance, DraftedSide, side::SideWork};
use crate::{
    abuttals::{Feature, FeatureClass, boundary::Boundary, lines::LineWork},
    geometry::{EdgeBox, Side},
};

/// What owns lines: all segments and carriageways of one name and class.
pub(super) type Owner<'a> = (&'a str, FeatureClass);

/// Drafts the four sides of a boundary.
pub(super) fn sides(boundary: &Boundary, features: &[&Feature], tolerance: &DraftTolerance) -> [DraftedSide; 4] {
    let mut numbers: BTreeMap<Owner<'_>, usize> = BTreeMap::new();
    let mut owners: Vec<Owner<'_>> = Vec::new();
    let mut lines = Vec::new();
    for feature in features.iter().filter(|feature| !feature.name.trim().is_empty()) {
        let key = (feature.name.trim(), feature.class);
        let owner = *numbers.entry(key).or_insert_with(|| {
            owners.push(key);
            owners.len() - 1
        });
        lines.push((owner, feature.line.as_ref()));
    }
    let work = LineWork::of_degrees(boundary.frame, &window(boundary, tolerance.beside_m), lines);
    let mut sides = Side::ALL.map(|side| SideWork::new(side, boundary, &work, &owners));
    for side in &mut sides {
        side.name_along(tolerance);
    }
    let along = sides.each_ref().map(SideWork::named);
    for (nth, side) in sides.iter_mut().enumerate() {
        side.name_beside(tolerance, &along[(nth + 2) % 4]);
    }
    sides.map(SideWork::drafted)
}

fn window(boundary: &Boundary, margin_m: f64) -> EdgeBox {
    let ends: Vec<Coord<f64>> = boundary.pieces.iter().map(|piece| piece.a).collect();
    let EdgeBox { min, max } = EdgeBox::of(&ends);
    EdgeBox {
        min: Coord {
            x: min.x - margin_m,
            y: min.y - margin_m,
        },
        max: Coord {
            x: max.x + margin_m,
            y: max.y + margin_m,
        },
    }
}
