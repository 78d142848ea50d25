//! Areas that files state: with their unit, or with one that their column names, or bare.
//!
//! Must not take a unit for granted: a bare number is understood where the ground measured fits one unit, and that is told.

use unicode_normalization::UnicodeNormalization;

use crate::zone::{AreaUnit, DeclaredArea};

/// A bare number is in the unit in which it lies this near to the measured area, as a share.
const FIT: f64 = 0.01;

/// Units that a bare number may be in, with the sign that is written after it.
const UNITS: [(AreaUnit, &str); 4] = [
    (AreaUnit::Hectare, "公顷"),
    (AreaUnit::SquareMetre, "平方米"),
    (AreaUnit::Mu, "亩"),
    (AreaUnit::SquareKilometre, "平方公里"),
];

/// What a text says of an area.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StatedArea {
    /// An area with a unit of its own or of its column.
    Whole(DeclaredArea),
    /// A bare number whose unit was found by the area measured.
    Fitted(DeclaredArea, &'static str),
    /// A bare number that no unit fits.
    Bare,
    /// Nothing: 0, or empty.
    Nothing,
    /// No area.
    Unreadable,
}

impl StatedArea {
    /// Gives the area where one was understood.
    pub(super) fn whole(self) -> Option<DeclaredArea> {
        match self {
            Self::Whole(area) | Self::Fitted(area, _) => Some(area),
            Self::Bare | Self::Nothing | Self::Unreadable => None,
        }
    }
}

/// Understands an area.
pub(super) fn stated_area(text: &str, unit: Option<&str>, measured_m2: Option<f64>) -> StatedArea {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if folded.is_empty() || folded.parse::<f64>().is_ok_and(|value| value == 0.0) {
        return StatedArea::Nothing;
    }
    if let Ok(area) = text.trim().parse::<DeclaredArea>() {
        return StatedArea::Whole(area);
    }
    let Ok(value) = folded.replace(',', "").parse::<f64>() else {
        return StatedArea::Unreadable;
    };
    if value <= 0.0 || !value.is_finite() {
        return StatedArea::Unreadable;
    }
    let digits = decimal(&folded, value);
    if let Some(unit) = unit
        && let Ok(area) = format!("{digits}{unit}").parse::<DeclaredArea>()
    {
        return StatedArea::Whole(area);
    }
    let fits = |unit: AreaUnit| measured_m2.is_some_and(|m2| (value * unit.m2() - m2).abs() <= FIT * m2);
    let Some((_, sign)) = UNITS.iter().find(|(unit, _)| fits(*unit)) else {
        return StatedArea::Bare;
    };
    match format!("{digits}{sign}").parse() {
        Ok(area) => StatedArea::Fitted(area, sign),
        Err(_) => StatedArea::Unreadable,
    }
}

/// Gives a number without exponent: programs write areas as `5.7089e4`.
fn decimal(text: &str, value: f64) -> String {
    if text.contains(['e', 'E']) {
        format!("{value}")
    } else {
        text.trim_start_matches('+').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_taken_from_the_text_the_column_or_the_ground() {
        let printed = |stated: StatedArea| match stated {
            StatedArea::Whole(area) | StatedArea::Fitted(area, _) => area.printed().to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(printed(stated_area("5.7089 公顷", None, None)), "5.7089 公顷");
        assert_eq!(printed(stated_area("5.7089", Some("ha"), None)), "5.7089ha");
        assert_eq!(printed(stated_area("5.7089", None, Some(57_089.5))), "5.7089公顷");
        assert_eq!(
            printed(stated_area("57089.469", None, Some(57_089.5))),
            "57089.469平方米"
        );
        assert_eq!(
            printed(stated_area("5.7089469e4", None, Some(57_089.5))),
            "57089.469平方米"
        );
        assert_eq!(printed(stated_area("85.63", None, Some(57_089.5))), "85.63亩");
        assert_eq!(stated_area("12", None, Some(57_089.5)), StatedArea::Bare);
        assert_eq!(stated_area("0", None, None), StatedArea::Nothing);
        assert_eq!(stated_area("large", None, None), StatedArea::Unreadable);
    }
}
