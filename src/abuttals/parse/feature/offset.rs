//! How far from a feature a limit runs, and which way: 以东550米, 东侧, 西岸, 距…200米.
//!
//! Must not know what the feature is called.

use std::ops::Range;

use super::kind::told;
use crate::{
    abuttals::{
        Compass, StatedKind, StatedOffset,
        parse::{
            page::{begins, ending, ends},
            words::{List, Words},
        },
    },
    geometry::Side,
    zone::{is_numeral, spelt_number},
};

/// Units of length, and their metres.
const UNITS: [(&str, f64); 8] = [
    ("公里", 1000.0),
    ("千米", 1000.0),
    ("华里", 500.0),
    ("里", 500.0),
    ("米", 1.0),
    ("km", 1000.0),
    ("m", 1.0),
    ("丈", 10.0 / 3.0),
];

/// What may stand behind a distance.
static BEHIND: Words = Words::new("处的位置 的位置 位置 左右 范围 以内 之内 以外 之外 远 处 外");

/// What may stand between a direction and a distance: 东移30米.
static SHIFTS: Words = Words::new("偏移 平移 外移 内移 退让 退后 后退 外扩 延伸 推进 约 各 移 退 扩 近");

/// What may stand between a name and a direction.
static LINKS: Words = Words::new("以 往 向 朝 偏 之 的 正");

/// What may stand behind a direction.
static ENDINGS: Words = Words::new("方向 侧 面 边 缘 方 部 向");

/// What may stand behind a direction and is part of the feature or goes along it.
static EDGES: Words = Words::new(
    "防护绿化带 防护绿地 防护绿带 防护林带 防护林 绿化带 绿化 绿带 绿地 用地边界 用地红线 道路红线 边界线 \
     边界 边线 界线 红线 外围墙 围墙外 围墙 院墙 外墙 墙 路沿 路缘 路边 坡脚 河堤 角 界",
);

/// Ends of names that end with a direction by themselves.
static NAMES: Words = Words::new(
    "济南 河南 湖南 云南 海南 淮南 渭南 江南 岭南 河北 湖北 台北 淮北 山东 广东 浦东 丹东 启东 山西 江西 陕西 \
     广西 鸡西 定西",
);

/// A name without its offset.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    /// The bare name, as a run of the characters.
    pub(super) name: Range<usize>,
    /// The offset; absent for a bank of which no direction is told.
    pub(super) offset: Option<StatedOffset>,
    /// Whether a bank is named.
    pub(super) is_bank: bool,
}

/// Takes an offset off the end of a name. `distant` tells that the feature was said to lie at a distance (距).
pub(super) fn offset(chars: &[char], side: Side, distant: bool) -> Option<Found> {
    measured(chars, side, distant)
        .or_else(|| bank(chars))
        .or_else(|| directed(chars, side))
}

/// Reads 以东550米, 外50米, and behind 距 the distance alone.
fn measured(chars: &[char], side: Side, distant: bool) -> Option<Found> {
    let behind = ending(chars, &BEHIND);
    let outer = ending(chars, &["以外", "之外", "外"]).is_some();
    let inner = ending(chars, &["以内", "之内"]).is_some();
    let end = chars.len() - behind.unwrap_or(0);
    let (start, distance_m) = distance(&chars[..end])?;
    let mut name = &chars[..start];
    let found = |name: &[char], direction, is_bank| {
        Some(Found {
            name: 0..name.len(),
            offset: Some(StatedOffset {
                direction,
                distance_m: Some(distance_m),
            }),
            is_bank,
        })
    };
    for _ in 0..2 {
        name = without(name, &SHIFTS);
    }
    let (bare, direction) = match direction(without(name, &ENDINGS)).or_else(|| direction(name)) {
        Some((bare, direction)) => (bare, direction),
        None if outer || ending(name, &["以外", "外侧", "外", "向外"]).is_some() => {
            (without(name, &["以外", "外侧", "向外", "外"]), outward(side))
        }
        None if inner || ending(name, &["以内", "内侧", "内", "向内"]).is_some() => {
            (without(name, &["以内", "内侧", "向内", "内"]), inward(side))
        }
        // 西距甲河500米, 东至乙道70米: the feature lies so far beyond the limit.
        None if distant || !name.is_empty() => (name, inward(side)),
        None => return None,
    };
    let bare = duplicated(without(bare, &LINKS));
    let along = without(bare, &["岸边", "岸线", "岸", "边"]);
    if along.len() < bare.len() && is_water(along) {
        return found(along, direction, true);
    }
    found(bare, direction, false)
}

/// Reads 西岸, 沿岸, 左岸, 江边.
fn bank(chars: &[char]) -> Option<Found> {
    let length = ending(chars, &["岸线", "岸边", "沿岸", "河岸", "江岸", "岸", "边"])?;
    let edge = &chars[chars.len() - length..];
    let keeps = usize::from(matches!(edge[0], '河' | '江'));
    let stem = &chars[..chars.len() - length + keeps];
    if let Some((bare, direction)) = direction(stem) {
        let offset = Some(StatedOffset {
            direction,
            distance_m: None,
        });
        let known = !bare.is_empty() && (edge[0] != '边' || is_water(bare));
        return known.then_some(Found {
            name: 0..bare.len(),
            offset,
            is_bank: true,
        });
    }
    let bare = without(stem, &["左", "右", "沿", "两"]);
    let known = is_water(bare) && bare.len() > 1 && !ends(bare, "海");
    known.then_some(Found {
        name: 0..bare.len(),
        offset: None,
        is_bank: true,
    })
}

/// Reads 以东, 东侧, 东围墙, 东侧绿化带, 南, 外侧.
fn directed(chars: &[char], side: Side) -> Option<Found> {
    let given = |bare: &[char], direction| {
        Some(Found {
            name: 0..duplicated(without(bare, &LINKS)).len(),
            offset: Some(StatedOffset {
                direction,
                distance_m: None,
            }),
            is_bank: false,
        })
    };
    for (word, direction) in [("外侧", outward(side)), ("内侧", inward(side))] {
        if ends(chars, word) && chars.len() > 3 {
            return given(&chars[..chars.len() - 2], direction);
        }
    }
    let edge = without(chars, &EDGES);
    let stem = without(edge, &ENDINGS);
    let (bare, way) = direction(stem)?;
    if bare.is_empty() {
        return None;
    }
    let linked = ending(bare, &LINKS).is_some_and(|length| bare.len() > length);
    if stem.len() < chars.len() {
        return (bare.len() > 1 || linked).then(|| given(bare, way)).flatten();
    }
    // 大唐热电西 lies west of it; 济南 is a city.
    let name = NAMES.iter().any(|name| ends(chars, name)) && bare.len() < 3;
    let long = bare.len() > 2 || bare.len() == 2 && told(bare).is_some();
    ((linked || long) && !name).then(|| given(bare, way)).flatten()
}

/// Takes one of some words off the end.
fn without<'c>(chars: &'c [char], words: &dyn List) -> &'c [char] {
    &chars[..chars.len() - ending(chars, words).unwrap_or(0)]
}

/// Takes the second 路 off 横三路路.
fn duplicated(name: &[char]) -> &[char] {
    match name {
        [rest @ .., first, second] if first == second && "路街道河江".contains(*second) => &name[..=rest.len()],
        _ => name,
    }
}

/// Takes a direction off the end.
fn direction(chars: &[char]) -> Option<(&[char], Compass)> {
    const WAYS: [(&str, Compass); 12] = [
        ("东南", Compass::SouthEast),
        ("南东", Compass::SouthEast),
        ("西南", Compass::SouthWest),
        ("南西", Compass::SouthWest),
        ("西北", Compass::NorthWest),
        ("北西", Compass::NorthWest),
        ("东北", Compass::NorthEast),
        ("北东", Compass::NorthEast),
        ("东", Compass::East),
        ("南", Compass::South),
        ("西", Compass::West),
        ("北", Compass::North),
    ];
    let (word, compass) = WAYS.iter().find(|(word, _)| ends(chars, word))?;
    Some((&chars[..chars.len() - word.chars().count()], *compass))
}

/// Reads a distance at the end; gives where it begins, and its metres.
fn distance(chars: &[char]) -> Option<(usize, f64)> {
    let (unit, metres) = UNITS.iter().find(|(unit, _)| ends(chars, unit))?;
    let end = chars.len() - unit.chars().count();
    let plain = chars[..end]
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit() || **c == '.')
        .count();
    if plain > 0 {
        let number: String = chars[end - plain..end].iter().collect();
        let value: f64 = number.parse().ok()?;
        return Some((end - plain, value * metres));
    }
    let spelt = chars[..end].iter().rev().take_while(|c| is_numeral(**c)).count();
    // 八里 is a village more often than a distance.
    if spelt == 0 || *unit == "里" {
        return None;
    }
    let text: String = chars[end - spelt..end].iter().collect();
    spelt_number(&text).map(|number| (end - spelt, number.value * metres))
}

fn is_water(name: &[char]) -> bool {
    matches!(
        told(name),
        Some(StatedKind::River | StatedKind::Shore | StatedKind::Bank)
    ) || begins(name, "江") && name.len() == 1
}

fn outward(side: Side) -> Compass {
    match side {
        Side::East => Compass::East,
        Side::South => Compass::South,
        Side::West => Compass::West,
        Side::North => Compass::North,
    }
}

fn inward(side: Side) -> Compass {
    match side {
        Side::East => Compass::West,
        Side::South => Compass::North,
        Side::West => Compass::East,
        Side::North => Compass::South,
    }
}
