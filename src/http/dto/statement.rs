//! What a text of 四至 states, as JSON: the same as the statement's own form.
//!
//! Must not know the grammar.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{abuttals, abuttals::whole_number};

/// All that a text states.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Statement {
    /// What the text says of the zone as a whole, where it states its blocks one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<StatedWhole>,
    /// Blocks, in the order of the text.
    pub blocks: Vec<StatedBlock>,
    /// Runs of the text that were not understood.
    pub unread: Vec<UnreadText>,
}

/// What a text says of the zone that its blocks are parts of.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatedWhole {
    /// Its name as written.
    pub heading: Option<String>,
    /// Its function as written.
    pub function: Option<String>,
    /// Its area as written.
    pub area: Option<StatedArea>,
}

/// One block, or the only area that a text tells of.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatedBlock {
    /// Heading as written; null where the text gives none.
    #[schema(example = "区块一")]
    pub heading: Option<String>,
    /// Function as written.
    pub function: Option<String>,
    /// Area as written.
    pub area: Option<StatedArea>,
    /// Limits on the east; null where not stated.
    pub east: Option<StatedSide>,
    /// Limits on the south.
    pub south: Option<StatedSide>,
    /// Limits on the west.
    pub west: Option<StatedSide>,
    /// Limits on the north.
    pub north: Option<StatedSide>,
}

/// A printed area.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatedArea {
    /// As written, number and unit.
    #[schema(example = "0.726平方公里")]
    pub text: String,
    /// In m².
    #[serde(serialize_with = "whole_number")]
    #[schema(example = 726_000)]
    pub m2: f64,
    /// Digits after the decimal point.
    #[schema(example = 3)]
    pub digits: u32,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatedSide {
    /// The side exactly as written, without direction and verb.
    #[schema(example = "津二路以东550米")]
    pub text: String,
    /// What it is limited by.
    pub features: Vec<StatedFeature>,
}

/// One thing that a side names.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatedFeature {
    /// The bare name.
    #[schema(example = "津二路")]
    pub name: String,
    /// What the name says it is.
    pub kind: StatedKind,
    /// How far from it the limit runs, and which way; null where the limit runs along it.
    pub offset: Option<StatedOffset>,
    /// Part of the side or of the feature, as written.
    #[schema(example = "北段")]
    pub part: Option<String>,
    /// Whether the feature itself belongs to the area.
    pub inclusive: bool,
    /// Other names that the text gives it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub former: Vec<String>,
}

/// What a name says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatedKind {
    /// A road, street, path or road code.
    Road,
    /// A river, canal, stream or ditch.
    River,
    /// A railway or metro line.
    Railway,
    /// A coast, the sea, a lake shore, a dyke.
    Shore,
    /// A bank of a river.
    Bank,
    /// An administrative line.
    AdministrativeLine,
    /// A village, hill, quarter or other place.
    Place,
    /// A company, school, office or its wall.
    Organisation,
    /// Something planned that bears no name of its own.
    Planned,
    /// The area's own limit.
    Own,
}

/// An offset from a feature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct StatedOffset {
    /// The way from the feature to the limit.
    pub direction: Compass,
    /// The distance in metres; null where only a side of the feature is named.
    #[serde(serialize_with = "whole_number")]
    #[schema(example = 550)]
    pub distance_m: Option<f64>,
}

/// Eight directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Compass {
    /// 东
    East,
    /// 东南
    SouthEast,
    /// 南
    South,
    /// 西南
    SouthWest,
    /// 西
    West,
    /// 西北
    NorthWest,
    /// 北
    North,
    /// 东北
    NorthEast,
}

/// A run of the text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnreadText {
    /// The run.
    pub text: String,
    /// Where it begins, in characters from 0.
    pub start: usize,
    /// Where it ends, in characters, exclusive.
    pub end: usize,
}

impl From<&abuttals::Statement> for Statement {
    fn from(statement: &abuttals::Statement) -> Self {
        let whole = |whole: &abuttals::Whole| StatedWhole {
            heading: whole.heading.clone(),
            function: whole.function.clone(),
            area: whole.area.as_ref().map(StatedArea::from),
        };
        let unread = |unread: &abuttals::Unread| UnreadText {
            text: unread.text.clone(),
            start: unread.start,
            end: unread.end,
        };
        Self {
            whole: statement.whole.as_ref().map(whole),
            blocks: statement.blocks.iter().map(StatedBlock::from).collect(),
            unread: statement.unread.iter().map(unread).collect(),
        }
    }
}

impl From<&abuttals::Block> for StatedBlock {
    fn from(block: &abuttals::Block) -> Self {
        Self {
            heading: block.heading.clone(),
            function: block.function.clone(),
            area: block.area.as_ref().map(StatedArea::from),
            east: block.east.as_ref().map(StatedSide::from),
            south: block.south.as_ref().map(StatedSide::from),
            west: block.west.as_ref().map(StatedSide::from),
            north: block.north.as_ref().map(StatedSide::from),
        }
    }
}

impl From<&abuttals::StatedArea> for StatedArea {
    fn from(area: &abuttals::StatedArea) -> Self {
        Self {
            text: area.text.clone(),
            m2: area.m2,
            digits: area.digits,
        }
    }
}

impl From<&abuttals::StatedSide> for StatedSide {
    fn from(side: &abuttals::StatedSide) -> Self {
        let feature = |feature: &abuttals::StatedFeature| StatedFeature {
            name: feature.name.clone(),
            kind: feature.kind.into(),
            offset: feature.offset.map(|offset| StatedOffset {
                direction: offset.direction.into(),
                distance_m: offset.distance_m,
            }),
            part: feature.part.clone(),
            inclusive: feature.inclusive,
            former: feature.former.clone(),
        };
        Self {
            text: side.text.clone(),
            features: side.features.iter().map(feature).collect(),
        }
    }
}

impl From<abuttals::StatedKind> for StatedKind {
    fn from(kind: abuttals::StatedKind) -> Self {
        match kind {
            abuttals::StatedKind::Road => Self::Road,
            abuttals::StatedKind::River => Self::River,
            abuttals::StatedKind::Railway => Self::Railway,
            abuttals::StatedKind::Shore => Self::Shore,
            abuttals::StatedKind::Bank => Self::Bank,
            abuttals::StatedKind::AdministrativeLine => Self::AdministrativeLine,
            abuttals::StatedKind::Place => Self::Place,
            abuttals::StatedKind::Organisation => Self::Organisation,
            abuttals::StatedKind::Planned => Self::Planned,
            abuttals::StatedKind::Own => Self::Own,
        }
    }
}

impl From<abuttals::Compass> for Compass {
    fn from(direction: abuttals::Compass) -> Self {
        match direction {
            abuttals::Compass::East => Self::East,
            abuttals::Compass::SouthEast => Self::SouthEast,
            abuttals::Compass::South => Self::South,
            abuttals::Compass::SouthWest => Self::SouthWest,
            abuttals::Compass::West => Self::West,
            abuttals::Compass::NorthWest => Self::NorthWest,
            abuttals::Compass::North => Self::North,
            abuttals::Compass::NorthEast => Self::NorthEast,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_the_statements_own_json() {
        let statement = abuttals::parse(
            "某开发区面积3公顷。区块一：主区，面积约1.5公顷，东至甲路以东550米（北段）、乙河西岸，南至丙路（原丁路）不含，西至园区边界，北至规划路；\
             区块二：面积20.5亩，东至县界，东南至某处，北至铁路",
        );
        assert_eq!(statement.blocks.len(), 2);
        let document = serde_json::to_string(&Statement::from(&statement)).unwrap();
        assert_eq!(document, serde_json::to_string(&statement).unwrap());
    }
}
