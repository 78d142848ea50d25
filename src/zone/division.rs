//! Codes of administrative divisions (GB/T 2260).
//!
//! Must not know the list of divisions: which codes are in use is data.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A six-digit GB/T 2260 code: two digits province, two prefecture, two county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Division(u32);

/// A text that is no division code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("division `{0}` is not six digits of GB/T 2260; hint: for example `320500` for 苏州市")]
pub struct DivisionError(String);

impl Division {
    /// Tells whether `other` is this division or lies below it in the code's ladder.
    pub fn covers(self, other: Self) -> bool {
        let step = if self.0.is_multiple_of(10_000) {
            10_000
        } else if self.0.is_multiple_of(100) {
            100
        } else {
            1
        };
        self.0 / step == other.0 / step
    }

    /// Tells whether the code names a county-level division (its last two digits are not `00`).
    pub fn is_county(self) -> bool {
        !self.0.is_multiple_of(100)
    }
}

impl FromStr for Division {
    type Err = DivisionError;

    fn from_str(text: &str) -> Result<Self, DivisionError> {
        let wrong = || DivisionError(text.to_owned());
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let code: u32 = text.parse().map_err(|_| wrong())?;
        // Provinces begin at 11 (GB/T 2260, table 1).
        if code < 110_000 { Err(wrong()) } else { Ok(Self(code)) }
    }
}

impl TryFrom<String> for Division {
    type Error = DivisionError;

    fn try_from(text: String) -> Result<Self, DivisionError> {
        text.parse()
    }
}

impl From<Division> for String {
    fn from(division: Division) -> Self {
        division.to_string()
    }
}

impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_covers_what_lies_below_it() {
        let code = |text: &str| text.parse::<Division>().unwrap();
        assert!(code("320000").covers(code("320505")));
        assert!(code("320500").covers(code("320505")));
        assert!(code("320505").covers(code("320505")));
        assert!(!code("320505").covers(code("320500")));
        assert!(!code("320500").covers(code("320100")));
        assert!("32050".parse::<Division>().is_err());
        assert!("000000".parse::<Division>().is_err());
    }
}
