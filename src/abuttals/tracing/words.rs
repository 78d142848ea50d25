//! What a trace assumed and what stood in its way, in words.
//!
//! Must not judge: how much may be assumed was settled before.

use super::{Assumption, Obstacle};
use crate::{
    abuttals::{Compass, StatedOffset},
    geometry::Side,
    zone::Text,
};

impl Assumption {
    /// Says it in Chinese and English.
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Extended { name, metres } => (
                format!("“{name}”延长了 {metres:.0} 米"),
                format!("“{name}” was extended by {metres:.0} m"),
            ),
            Self::Joined { name, metres } => (
                format!("“{name}”中断处以 {metres:.0} 米直线相接"),
                format!("a gap of {metres:.0} m in “{name}” was bridged"),
            ),
            Self::CentreLine { name } => (
                format!("“{name}”取各幅路面的中线"),
                format!("the middle between the carriageways of “{name}” was taken"),
            ),
            Self::Offset { name, offset } => beside(name, *offset),
            Self::NameTaken { stated, taken, score } => (
                format!("“{stated}”取作“{taken}”（相符程度 {score:.2}）"),
                format!("“{stated}” was taken to be “{taken}” (the names agree by {score:.2})"),
            ),
            Self::NameUnsure { stated, taken } => (
                format!("“{stated}”可能指多条，都已纳入：{}", taken.join("、")),
                format!(
                    "“{stated}” may be several, all of which were taken: {}",
                    taken.join(", ")
                ),
            ),
            Self::NameLeftOut { side, stated } => (
                format!("{}至“{stated}”没有对应的线，未予采用", side_zh(*side)),
                format!("“{stated}” on the {side} is no known line and was left out"),
            ),
            Self::SideClosed { side, metres } => (
                format!(
                    "{}侧没有可依的线，在 {metres:.0} 米处以直线封闭，使面积与申报相符",
                    side_zh(*side)
                ),
                format!(
                    "no line bounds the {side}: it was closed by a straight line at {metres:.0} m, where the declared area is reached"
                ),
            ),
        };
        Text { zh, en }
    }
}

impl Obstacle {
    /// Says it in Chinese and English.
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::NameUnknown {
                side,
                stated,
                candidates,
            } if candidates.is_empty() => (
                format!("{}至“{stated}”：没有参照物以此为名", side_zh(*side)),
                format!("{side}: no feature bears the name “{stated}”"),
            ),
            Self::NameUnknown {
                side,
                stated,
                candidates,
            } => (
                format!(
                    "{}至“{stated}”：没有参照物以此为名；相近的有 {}",
                    side_zh(*side),
                    candidates.join("、")
                ),
                format!(
                    "{side}: no feature bears the name “{stated}”; the nearest are {}",
                    candidates.join(", ")
                ),
            ),
            Self::NoLine { side, stated } => (
                format!("{}至“{stated}”：不是有名称的线，无法据以绘界", side_zh(*side)),
                format!("{side}: “{stated}” is no named line to draw a limit by"),
            ),
            Self::SideOpen { side } => (
                format!("{}侧没有可依的线；写明面积后可据面积封闭一侧", side_zh(*side)),
                format!("no line bounds the {side}; hint: with a declared area, one side can be closed by it"),
            ),
            Self::Apart { side, next, metres } => (
                format!(
                    "{}侧与{}侧的线不相接，相距 {metres:.0} 米",
                    side_zh(*side),
                    side_zh(*next)
                ),
                format!("the lines of the {side} and the {next} do not meet: they are {metres:.0} m apart"),
            ),
            Self::Broken { name, metres } => (
                format!("“{name}”中断，缺口至少 {metres:.0} 米"),
                format!("“{name}” is broken: its segments leave a gap of {metres:.0} m or more"),
            ),
            Self::TooManyPlaces { places, looked_at } => (
                format!("这些名称见于 {places} 处，只看了 {looked_at} 处；请给出附近的一点"),
                format!(
                    "the names occur in {places} places, of which {looked_at} were looked at; hint: give a place near the area"
                ),
            ),
            Self::NothingEnclosed => (
                "各线相接，但没有围出在各侧之内的地块".to_owned(),
                "the lines meet, and yet enclose no ground that lies within all of them".to_owned(),
            ),
        };
        Text { zh, en }
    }
}

fn beside(name: &str, offset: StatedOffset) -> (String, String) {
    let (zh, en) = compass(offset.direction);
    match offset.distance_m {
        Some(metres) => (
            format!("界线绘于“{name}”以{zh} {metres:.0} 米"),
            format!("the limit was drawn {metres:.0} m {en} of “{name}”"),
        ),
        None => (
            format!("所写为“{name}”{zh}侧而未写距离，界线取“{name}”本身"),
            format!("the {en} side of “{name}” is stated without a distance: the limit was drawn on “{name}” itself"),
        ),
    }
}

fn side_zh(side: Side) -> &'static str {
    match side {
        Side::East => "东",
        Side::South => "南",
        Side::West => "西",
        Side::North => "北",
    }
}

fn compass(direction: Compass) -> (&'static str, &'static str) {
    match direction {
        Compass::East => ("东", "east"),
        Compass::SouthEast => ("东南", "south-east"),
        Compass::South => ("南", "south"),
        Compass::SouthWest => ("西南", "south-west"),
        Compass::West => ("西", "west"),
        Compass::NorthWest => ("西北", "north-west"),
        Compass::North => ("北", "north"),
        Compass::NorthEast => ("东北", "north-east"),
    }
}
