//! Drafted limits as JSON.
//!
//! Must not draft anything.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{abuttals, register};

/// A distance and direction from a feature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Offset {
    /// The way from the feature to the limit: `east`, `south-east` and so on.
    #[schema(value_type = String, example = "east")]
    pub direction: abuttals::Compass,
    /// Distance in metres; null where only a side is stated.
    pub distance_m: Option<f64>,
}

/// A feature along which a side runs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DraftedFeature {
    /// Name.
    pub name: String,
    /// `road`, `river`, `railway`, `shore` or `boundary`.
    pub class: String,
    /// Share of the side along which it runs, 0 to 1.
    pub share: f64,
    /// Length of that in metres.
    pub length_m: f64,
    /// Mean distance between limit and feature there, in metres.
    pub mean_m: f64,
    /// Distance and direction, where the limit runs beside it.
    pub offset: Option<Offset>,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DraftedSide {
    /// `east`, `south`, `west` or `north`.
    pub side: String,
    /// Length in metres; 0 where no limit faces this side.
    pub length_m: f64,
    /// The text of the side; null where no named feature bounds it.
    pub text: Option<String>,
    /// Features in their order along the side: from north to south, or from west to east.
    pub features: Vec<DraftedFeature>,
    /// Features that run along the side as well and are not named; longest first.
    pub passed_over: Vec<DraftedFeature>,
    /// Share of the side along which no feature of `features` runs, 0 to 1.
    pub unnamed_share: f64,
}

/// One part of an area.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DraftedPart {
    /// The text.
    #[schema(example = "东至东路，南至南路，西至西路，北至北路")]
    pub text: String,
    /// East, south, west, north.
    pub sides: Vec<DraftedSide>,
    /// Holes, which the text leaves out.
    pub holes: usize,
    /// Degrees by which the axes of the sides are turned clockwise from north, for a part built squarely on such axes.
    pub turned_deg: f64,
}

/// One area with its drafted limits.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DraftedArea {
    /// Name of the park; null for the whole zone, or a shape sent alone.
    pub park: Option<String>,
    /// The whole text; null where the shape has faults, or no area.
    pub text: Option<String>,
    /// Parts, in the order of the shape.
    pub parts: Vec<DraftedPart>,
    /// Faults of the shape; `/v1/check` tells them.
    pub faults: usize,
}

/// Drafted limits.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DraftedAreas {
    /// Revision of the register whose features were looked at.
    pub revision: u64,
    /// Areas: of a draft the whole zone first, where it has several parks or an outline, then each park.
    pub areas: Vec<DraftedArea>,
}

impl DraftedAreas {
    /// Makes the document of drafted areas.
    pub fn of(revision: u64, areas: Vec<register::DraftedArea>) -> Self {
        Self {
            revision,
            areas: areas.into_iter().map(DraftedArea::from).collect(),
        }
    }
}

impl From<register::DraftedArea> for DraftedArea {
    fn from(area: register::DraftedArea) -> Self {
        let (text, parts) = match area.drafted {
            Some(drafted) => (Some(drafted.text), drafted.parts),
            None => (None, Vec::new()),
        };
        Self {
            park: area.park,
            text,
            parts: parts.into_iter().map(DraftedPart::from).collect(),
            faults: area.faults,
        }
    }
}

impl From<abuttals::DraftedPart> for DraftedPart {
    fn from(part: abuttals::DraftedPart) -> Self {
        Self {
            text: part.text,
            sides: part.sides.into_iter().map(DraftedSide::from).collect(),
            holes: part.holes,
            turned_deg: part.turned_deg,
        }
    }
}

impl From<abuttals::DraftedSide> for DraftedSide {
    fn from(side: abuttals::DraftedSide) -> Self {
        Self {
            side: side.side.as_str().to_owned(),
            length_m: to_mm(side.length_m),
            text: side.text,
            features: side.features.into_iter().map(DraftedFeature::from).collect(),
            passed_over: side.passed_over.into_iter().map(DraftedFeature::from).collect(),
            unnamed_share: side.unnamed_share,
        }
    }
}

impl From<abuttals::DraftedFeature> for DraftedFeature {
    fn from(feature: abuttals::DraftedFeature) -> Self {
        Self {
            name: feature.name,
            class: feature.class.as_str().to_owned(),
            share: feature.share,
            length_m: to_mm(feature.length_m),
            mean_m: to_mm(feature.mean_m),
            offset: feature.offset.map(|offset| Offset {
                direction: offset.direction,
                distance_m: offset.distance_m,
            }),
        }
    }
}

/// Rounds metres to millimetres: what lies beyond is the arithmetic's.
fn to_mm(metres: f64) -> f64 {
    (metres * 1e3).round() / 1e3
}
