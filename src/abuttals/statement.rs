//! What a text of abuttals states: blocks, each with its heading, function, area and four sides, and what was not understood.
//!
//! Must not know how the text was read, nor what bears the names on the ground.

use serde::{Serialize, Serializer};

use crate::{geometry::Side, zone::DeclaredArea};

/// All that a text states.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Statement {
    /// What the text says of the zone as a whole, where it states its blocks one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// Blocks, in the order of the text; a text about one area without a heading is one block.
    pub blocks: Vec<Block>,
    /// Runs of the text that were not understood.
    pub unread: Vec<Unread>,
}

/// What a text says of the zone that its blocks are parts of.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Whole {
    /// Its name as written.
    pub heading: Option<String>,
    /// Its function as written.
    pub function: Option<String>,
    /// Its area as written.
    pub area: Option<StatedArea>,
}

/// One block (区块, 片区), or the only area that a text tells of.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Block {
    /// Heading as written, such as `区块一`; absent where the text gives none.
    pub heading: Option<String>,
    /// Function as written, such as `汽配风电产业园`.
    pub function: Option<String>,
    /// Area as written.
    pub area: Option<StatedArea>,
    /// Limits on the east; absent where not stated.
    pub east: Option<StatedSide>,
    /// Limits on the south.
    pub south: Option<StatedSide>,
    /// Limits on the west.
    pub west: Option<StatedSide>,
    /// Limits on the north.
    pub north: Option<StatedSide>,
}

/// An area with its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedArea {
    /// The text as written, number and unit, 约 (about) included.
    pub text: String,
    /// Its size in m².
    #[serde(serialize_with = "whole_number")]
    pub m2: f64,
    /// Digits after the decimal point, which set the tolerance of any comparison.
    pub digits: u32,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StatedSide {
    /// The side exactly as written, without direction and verb.
    pub text: String,
    /// What it is limited by, in the order of the text.
    pub features: Vec<StatedFeature>,
}

/// One thing that a side names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedFeature {
    /// The bare name, without offset, part of side, bracketed remark and bank.
    pub name: String,
    /// What the name says it is.
    pub kind: StatedKind,
    /// How far from the feature the limit runs, and which way; absent where it runs along the feature itself.
    pub offset: Option<StatedOffset>,
    /// Part of the side that it limits, as written, such as `北段`.
    pub part: Option<String>,
    /// Whether the feature itself belongs to the area; false where the text excludes it (不含).
    pub inclusive: bool,
    /// Other names in brackets, such as `原西环路`, without 原 or 曾用名.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
}

/// What a name says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
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
    /// Something planned that bears no name of its own, such as `规划路`.
    Planned,
    /// The area's own limit, such as `园区边界`.
    Own,
}

/// An offset from a feature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StatedOffset {
    /// The way from the feature to the limit.
    pub direction: Compass,
    /// The distance in metres; absent where only a side is named (`东侧`).
    #[serde(serialize_with = "whole_number")]
    pub distance_m: Option<f64>,
}

/// Eight directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The run.
    pub text: String,
    /// Where it begins, in characters from 0.
    pub start: usize,
    /// Where it ends, in characters, exclusive.
    pub end: usize,
}

impl Block {
    /// Returns one side.
    pub fn side(&self, side: Side) -> Option<&StatedSide> {
        match side {
            Side::East => self.east.as_ref(),
            Side::South => self.south.as_ref(),
            Side::West => self.west.as_ref(),
            Side::North => self.north.as_ref(),
        }
    }

    /// Returns one side for writing.
    pub fn side_mut(&mut self, side: Side) -> &mut Option<StatedSide> {
        match side {
            Side::East => &mut self.east,
            Side::South => &mut self.south,
            Side::West => &mut self.west,
            Side::North => &mut self.north,
        }
    }
}

impl StatedArea {
    /// Returns the area of a printed form, or `None` where it is none.
    pub fn of(printed: &str) -> Option<Self> {
        let area: DeclaredArea = printed.parse().ok()?;
        // 649.57公顷 are 6495700 m², not the 6495700.000000001 that the product of binary fractions gives.
        let whole = area.m2().round();
        let m2 = if (area.m2() - whole).abs() < whole * 1e-12 {
            whole
        } else {
            area.m2()
        };
        Some(Self {
            text: printed.to_owned(),
            m2,
            digits: u32::try_from(area.decimals()).ok()?,
        })
    }
}

/// Writes a number without a fraction as one (`726000`, not `726000.0`), as the text printed it.
///
/// # Errors
/// Gives on what the serializer says.
pub(crate) fn whole_number<S: Serializer>(number: &(impl Into<Option<f64>> + Copy), to: S) -> Result<S::Ok, S::Error> {
    // Above 2^53 a binary fraction no longer tells whole numbers apart.
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match (*number).into() {
        None => to.serialize_none(),
        Some(number) if number.fract() == 0.0 && number.abs() < LARGEST => to.serialize_i64(number as i64),
        Some(number) => to.serialize_f64(number),
    }
}
