//! Abuttals drafted from a polygon: which named features its limit runs along on each side, and the text that says so.
//!
//! Must not choose the features that are looked at: those near the polygon are given. Sides are told by the outward normal of the limit,
//! weighted by length; neither a bounding rectangle nor axes through a centroid play a part.

mod choose;
mod offset;
mod side;
mod text;

use geo_types::MultiPolygon;
use serde::Serialize;

use super::{Feature, FeatureClass, StatedOffset, boundary::Boundary};
use crate::geometry::Side;

/// What counts as running along a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DraftTolerance {
    /// How far the limit may lie from a feature along which it runs, in metres.
    pub near_m: f64,
    /// How far beside a feature the limit may run in parallel for the text to state the distance, in metres.
    pub beside_m: f64,
    /// The least share of a side along which a feature must run to be named.
    pub least_share: f64,
    /// The least share of a side that must run beside a feature at one distance for that to be stated.
    pub least_beside_share: f64,
}

impl DraftTolerance {
    /// Makes the tolerance for a distance within which a limit runs along a feature.
    ///
    /// Distances are stated up to 600 m (real texts state 200 m and 550 m); what bounds less than a tenth of a side is passed over, as
    /// the texts do with corners and entrances, and a distance is worth stating for a third of a side or so.
    pub fn within(near_m: f64) -> Self {
        Self {
            near_m,
            beside_m: 600.0,
            least_share: 0.1,
            least_beside_share: 0.3,
        }
    }
}

/// A feature along which a side runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftedFeature {
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: FeatureClass,
    /// Share of the side along which it runs, 0 to 1.
    pub share: f64,
    /// Length of that in metres.
    pub length_m: f64,
    /// Mean distance between limit and feature there, in metres.
    pub mean_m: f64,
    /// Distance and direction, where the limit runs beside it.
    pub offset: Option<StatedOffset>,
}

/// One side of a part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftedSide {
    /// Which side it is.
    pub side: Side,
    /// Length in metres; 0 where the part has no limit that faces this side.
    pub length_m: f64,
    /// The text of the side without direction and verb; absent where no named feature bounds it.
    pub text: Option<String>,
    /// Features in the order in which they follow one another: from north to south, or from west to east.
    pub features: Vec<DraftedFeature>,
    /// Features that run along the same stretches a little farther off, or along less of the side than is named; longest first.
    pub passed_over: Vec<DraftedFeature>,
    /// Share of the side along which no feature of `features` runs, 0 to 1.
    pub unnamed_share: f64,
}

/// One part of the area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftedPart {
    /// The text: 东至…，南至…，西至…，北至….
    pub text: String,
    /// The sides, in that order.
    pub sides: [DraftedSide; 4],
    /// Holes, which the text leaves out.
    pub holes: usize,
    /// Degrees by which the sides' axes are turned clockwise from north, where the part is built squarely on such axes; else 0.
    pub turned_deg: f64,
}

/// Drafted abuttals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drafted {
    /// The whole text; of an area in several parts, each part under its number.
    pub text: String,
    /// The parts, in the order of the shape.
    pub parts: Vec<DraftedPart>,
}

/// Drafts the abuttals of a shape from the features near it; `None` where the shape has no area.
///
/// Features of one name are one. Give all features within [`DraftTolerance::beside_m`] of the shape.
pub fn draft(shape: &MultiPolygon<f64>, features: &[&Feature], tolerance: &DraftTolerance) -> Option<Drafted> {
    let parts: Vec<DraftedPart> = shape
        .0
        .iter()
        .filter_map(|part| {
            let boundary = Boundary::of(&MultiPolygon(vec![part.clone()]))?;
            let sides = choose::sides(&boundary, features, tolerance);
            Some(DraftedPart {
                text: text::part(&sides),
                sides,
                holes: part.interiors().len(),
                turned_deg: boundary.facing.turned_deg,
            })
        })
        .collect();
    (!parts.is_empty()).then(|| Drafted {
        text: text::whole(&parts),
        parts,
    })
}
