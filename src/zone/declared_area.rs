//! An area as an approval prints it, with the tolerance that its digits set.
//!
//! Must not know measured areas: comparing the two is a rule's work.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{is_numeral, spelt_number};

/// Unit of a printed area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaUnit {
    /// 平方公里, 1 000 000 m².
    SquareKilometre,
    /// 公顷, 10 000 m².
    Hectare,
    /// 亩, 10 000 / 15 m² (1 hectare is 15 mu).
    Mu,
    /// 平方米.
    SquareMetre,
}

/// Spellings of the units, longest first so that a suffix match is right.
const SPELLINGS: [(&str, AreaUnit); 14] = [
    ("平方千米", AreaUnit::SquareKilometre),
    ("平方公里", AreaUnit::SquareKilometre),
    ("平方米", AreaUnit::SquareMetre),
    ("公顷", AreaUnit::Hectare),
    ("万亩", AreaUnit::Mu),
    ("km²", AreaUnit::SquareKilometre),
    ("km2", AreaUnit::SquareKilometre),
    ("m²", AreaUnit::SquareMetre),
    ("m2", AreaUnit::SquareMetre),
    ("㎡", AreaUnit::SquareMetre),
    ("hm2", AreaUnit::Hectare),
    ("hectare", AreaUnit::Hectare),
    ("ha", AreaUnit::Hectare),
    ("亩", AreaUnit::Mu),
];

/// What says that an area is about so much, the longer words first.
const ABOUT: [&str; 5] = ["大约", "约为", "约计", "约", "近"];

/// A declared area: the printed form is kept to the letter, `m2` and `tolerance_m2` are derived from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeclaredArea {
    printed: String,
    m2: f64,
    decimals: usize,
    tolerance_m2: f64,
}

/// A text that states no area.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeclaredAreaError {
    /// No known unit at the end.
    #[error("area `{0}` ends in no known unit; expected 平方公里, 公顷, 亩, 平方米, km2, ha or m2")]
    Unit(String),
    /// What stands before the unit is no positive number.
    #[error("area `{printed}`: expected a positive number before the unit, found `{found}`")]
    Number {
        /// The whole text.
        printed: String,
        /// What stood where the number should.
        found: String,
    },
}

impl AreaUnit {
    /// Returns the unit's size in m².
    pub fn m2(self) -> f64 {
        match self {
            Self::SquareKilometre => 1_000_000.0,
            Self::Hectare => 10_000.0,
            Self::Mu => 10_000.0 / 15.0,
            Self::SquareMetre => 1.0,
        }
    }
}

impl DeclaredArea {
    /// Returns the text as it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// Returns the declared area in m².
    pub fn m2(&self) -> f64 {
        self.m2
    }

    /// Returns how many digits are printed after the decimal point.
    pub fn decimals(&self) -> usize {
        self.decimals
    }

    /// Returns how far the true area may lie from `m2` for the printed digits to be right, in m²:
    /// half a unit of the last digit, or a whole one where the text says 约 (about).
    pub fn tolerance_m2(&self) -> f64 {
        self.tolerance_m2
    }
}

impl FromStr for DeclaredArea {
    type Err = DeclaredAreaError;

    fn from_str(printed: &str) -> Result<Self, DeclaredAreaError> {
        // 全角数字 and ㎡ fold by NFKC; blanks inside numbers occur in real approvals ("649.57 公顷").
        let folded: String = printed
            .nfkc()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_lowercase();
        let (number, spelling, unit) = SPELLINGS
            .iter()
            .filter_map(|(spelling, unit)| {
                let folded_spelling: String = spelling.nfkc().collect();
                folded
                    .strip_suffix(folded_spelling.as_str())
                    .map(|number| (number.to_owned(), *spelling, *unit))
            })
            .min_by_key(|(number, ..)| number.len())
            .ok_or_else(|| DeclaredAreaError::Unit(printed.to_owned()))?;
        let about = ABOUT.iter().find_map(|word| number.strip_prefix(word));
        let digits = about.unwrap_or(&number).replace(',', "");
        let ten_thousand = spelling == "万亩" || digits.ends_with('万');
        let digits = digits.trim_end_matches('万');
        let wrong = || DeclaredAreaError::Number {
            printed: printed.to_owned(),
            found: number.clone(),
        };
        let (value, decimals) = number_of(digits).filter(|(value, _)| *value > 0.0).ok_or_else(wrong)?;
        let unit_m2 = unit.m2() * if ten_thousand { 10_000.0 } else { 1.0 };
        let last_digit_m2 = unit_m2 / 10f64.powi(i32::try_from(decimals).map_err(|_| wrong())?);
        let tolerance_m2 = last_digit_m2 * if about.is_some() { 1.0 } else { 0.5 };
        Ok(Self {
            printed: printed.to_owned(),
            m2: value * unit_m2,
            decimals,
            tolerance_m2,
        })
    }
}

/// Reads a number in figures (11.41) or numerals (三百二十); gives it with the count of its decimals.
fn number_of(digits: &str) -> Option<(f64, usize)> {
    if digits.chars().any(is_numeral) {
        // 1.2万 has lost its 万 by now: figures and numerals do not mix.
        return spelt_number(digits).map(|number| (number.value, number.decimals));
    }
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = digits.parse().ok().filter(|_| plain)?;
    Some((value, digits.split_once('.').map_or(0, |(_, fraction)| fraction.len())))
}

impl TryFrom<String> for DeclaredArea {
    type Error = DeclaredAreaError;

    fn try_from(text: String) -> Result<Self, DeclaredAreaError> {
        text.parse()
    }
}

impl From<DeclaredArea> for String {
    fn from(area: DeclaredArea) -> Self {
        area.printed
    }
}

impl fmt::Display for DeclaredArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_printed_forms_give_m2_and_the_tolerance_of_their_last_digit() {
        for (printed, m2, tolerance_m2) in [
            ("11.41平方公里", 11_410_000.0, 5_000.0),
            ("649.57 公顷", 6_495_700.0, 50.0),
            ("约75平方公里", 75_000_000.0, 1_000_000.0),
            ("大约 80 平方公里", 80_000_000.0, 1_000_000.0),
            ("21.013604平方公里", 21_013_604.0, 0.5),
            ("１５亩", 10_000.0, 10_000.0 / 30.0),
            ("1,200 m²", 1_200.0, 0.5),
            ("57089.469㎡", 57_089.469, 0.000_5),
            ("1.5万亩", 10_000_000.0, 1_000_000.0 / 3.0),
            ("三百亩", 200_000.0, 1_000.0 / 3.0),
            ("约三万五千亩", 35_000.0 * 10_000.0 / 15.0, 10_000.0 / 15.0),
            ("十二点五平方公里", 12_500_000.0, 50_000.0),
        ] {
            let area: DeclaredArea = printed.parse().unwrap();
            assert!((area.m2() - m2).abs() < m2 * 1e-12, "{printed}: {}", area.m2());
            assert!(
                (area.tolerance_m2() - tolerance_m2).abs() < tolerance_m2 * 1e-9,
                "{printed}: {}",
                area.tolerance_m2()
            );
            assert_eq!(area.printed(), printed);
        }
    }

    #[test]
    fn what_is_no_area_is_refused_with_the_reason() {
        for bad in [
            "",
            "11.41",
            "公顷",
            "-3公顷",
            "三四百公顷",
            "点公顷",
            "1.2.3公顷",
            "nan公顷",
            "infm2",
            "0亩",
            "1e3公顷",
        ] {
            assert!(bad.parse::<DeclaredArea>().is_err(), "{bad}");
        }
    }
}
