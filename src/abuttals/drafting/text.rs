//! The words of drafted abuttals, in the form in which approvals print them.
//!
//! Must not choose features.

use super::{DraftedFeature, DraftedPart, DraftedSide};
use crate::{abuttals::Compass, geometry::Side};

/// Words one side, without direction and verb; `None` where nothing bounds it.
pub(super) fn side(features: &[DraftedFeature]) -> Option<String> {
    let words: Vec<String> = features.iter().map(feature).collect();
    (!words.is_empty()).then(|| words.join("、"))
}

fn feature(feature: &DraftedFeature) -> String {
    let name = &feature.name;
    match feature.offset {
        None => name.clone(),
        Some(offset) => {
            let direction = compass(offset.direction);
            let distance = offset.distance_m.map(|m| format!("{m:.0}米")).unwrap_or_default();
            format!("{name}以{direction}{distance}")
        }
    }
}

/// Words the sides of one part. A side along which nothing is named says so; one that the part does not have is left out.
pub(super) fn part(sides: &[DraftedSide; 4]) -> String {
    let words = sides.iter().filter(|side| side.length_m > 0.0).map(|side| {
        let direction = direction(side.side);
        match &side.text {
            Some(text) => format!("{direction}至{text}"),
            None => format!("{direction}至园区边界"),
        }
    });
    words.collect::<Vec<_>>().join("，")
}

/// Words the whole: the part's own words where there is one, else each part under its number.
pub(super) fn whole(parts: &[DraftedPart]) -> String {
    match parts {
        [only] => format!("{}。", only.text),
        several => {
            let words = (1..)
                .zip(several)
                .map(|(nth, part)| format!("区块{}四至范围：{}", numeral(nth), part.text));
            format!("{}。", words.collect::<Vec<_>>().join("；"))
        }
    }
}

/// Writes a small number in Chinese; larger ones in digits.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

fn direction(side: Side) -> &'static str {
    match side {
        Side::East => "东",
        Side::South => "南",
        Side::West => "西",
        Side::North => "北",
    }
}

fn compass(direction: Compass) -> &'static str {
    match direction {
        Compass::East => "东",
        Compass::SouthEast => "东南",
        Compass::South => "南",
        Compass::SouthWest => "西南",
        Compass::West => "西",
        Compass::NorthWest => "西北",
        Compass::North => "北",
        Compass::NorthEast => "东北",
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn parts_are_numbered_in_chinese() {
        assert_eq!(
            [1, 9, 10, 11, 20, 99, 100].map(numeral),
            ["一", "九", "十", "十一", "二十", "九十九", "100"]
        );
    }
}
