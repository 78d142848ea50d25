//! The unified social credit code (统一社会信用代码).
//!
//! Must not know to whom a code belongs; it holds the arithmetic of GB 32100-2015 and GB 11714-1997 alone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The 31 characters of a code, in the order of their values (GB 32100-2015, table 1).
const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the nine-character organisation code (GB 11714-1997, 4.2).
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// An 18-character code whose check characters hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// A text that is no credit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Its length is not 18.
    #[error("credit code `{code}`: expected 18 characters, found {found}")]
    Length {
        /// The text.
        code: String,
        /// How many characters it has.
        found: usize,
    },
    /// A character that the alphabet does not have.
    #[error(
        "credit code `{code}`: character {position} is `{found}`, expected one of 0-9 and A-Y without I, O, S, V, Z"
    )]
    Character {
        /// The text.
        code: String,
        /// Position, from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// The check character of characters 9 to 17 (GB 11714) does not hold.
    #[error(
        "credit code `{code}`: the check character of its organisation code (character 17) should be `{expected}`, found `{found}`"
    )]
    Organisation {
        /// The text.
        code: String,
        /// What the arithmetic gives.
        expected: char,
        /// What stands there.
        found: char,
    },
    /// The last character (GB 32100) does not hold.
    #[error("credit code `{code}`: the check character (character 18) should be `{expected}`, found `{found}`")]
    Check {
        /// The text.
        code: String,
        /// What the arithmetic gives.
        expected: char,
        /// What stands there.
        found: char,
    },
}

impl CreditCode {
    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;

    fn from_str(text: &str) -> Result<Self, CreditCodeError> {
        let code = text.to_owned();
        let found = text.chars().count();
        if found != 18 {
            return Err(CreditCodeError::Length { code, found });
        }
        let mut values = [0_u32; 18];
        for (nth, (value, c)) in values.iter_mut().zip(text.chars()).enumerate() {
            let index = ALPHABET.iter().position(|&known| char::from(known) == c);
            let index = index.and_then(|index| u32::try_from(index).ok());
            *value = index.ok_or_else(|| CreditCodeError::Character {
                code: code.clone(),
                position: nth + 1,
                found: c,
            })?;
        }
        let bytes = text.as_bytes();
        // GB 11714 counts letters as 10 to 35 over the whole Latin alphabet, not over the 31 characters.
        let latin = |byte: u8| char::from(byte).to_digit(36).unwrap_or_default();
        let sum: u32 = bytes[8..16]
            .iter()
            .zip(ORGANISATION_WEIGHTS)
            .map(|(&byte, weight)| latin(byte) * weight)
            .sum();
        let expected = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        if char::from(bytes[16]) != expected {
            return Err(CreditCodeError::Organisation {
                code,
                expected,
                found: char::from(bytes[16]),
            });
        }
        // Weights 3^(i-1) mod 31 (GB 32100-2015, 5.2).
        let (sum, _) = values[..17]
            .iter()
            .fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
        let expected = char::from(ALPHABET[((31 - sum % 31) % 31) as usize]);
        if char::from(bytes[17]) != expected {
            return Err(CreditCodeError::Check {
                code,
                expected,
                found: char::from(bytes[17]),
            });
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;

    fn try_from(text: String) -> Result<Self, CreditCodeError> {
        text.parse()
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_holds_and_any_other_check_character_does_not() {
        assert_eq!(
            "91350100M000100Y43".parse::<CreditCode>().unwrap().as_str(),
            "91350100M000100Y43"
        );
        for last in ALPHABET.iter().filter(|&&last| last != b'3') {
            let code = format!("91350100M000100Y4{}", char::from(*last));
            assert!(
                matches!(
                    code.parse::<CreditCode>(),
                    Err(CreditCodeError::Check { expected: '3', .. })
                ),
                "{code}"
            );
        }
    }

    #[test]
    fn each_fault_is_named() {
        assert!(matches!(
            "9135".parse::<CreditCode>(),
            Err(CreditCodeError::Length { found: 4, .. })
        ));
        let character = "91350100M000100I43".parse::<CreditCode>();
        assert!(matches!(
            character,
            Err(CreditCodeError::Character {
                position: 16,
                found: 'I',
                ..
            })
        ));
        let organisation = "91350100M000100Y53".parse::<CreditCode>();
        assert!(matches!(
            organisation,
            Err(CreditCodeError::Organisation {
                expected: '4',
                found: '5',
                ..
            })
        ));
        assert!("９1350100M000100Y43".parse::<CreditCode>().is_err());
    }
}
