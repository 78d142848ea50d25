//! The code of a zone: a short slug that stands in addresses and files.
//!
//! Must not know where codes are stored or how they are chosen.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A zone's code: 3 to 64 characters of `a-z`, `0-9` and `-`, with no `-` at either end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneCode(String);

/// A text that is no zone code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "zone code `{0}` is not 3 to 64 characters of a-z, 0-9 and inner hyphens; hint: for example `cn-320505-gaoxin`"
)]
pub struct CodeError(String);

impl ZoneCode {
    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ZoneCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let allowed = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let ends = text.starts_with('-') || text.ends_with('-');
        if allowed && !ends && (3..=64).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(CodeError(text.to_owned()))
        }
    }
}

impl TryFrom<String> for ZoneCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<ZoneCode> for String {
    fn from(code: ZoneCode) -> Self {
        code.0
    }
}

impl fmt::Display for ZoneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for ZoneCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_code_and_anything_else_is_named_in_the_error() {
        assert_eq!(
            "cn-320505-gaoxin".parse::<ZoneCode>().unwrap().as_str(),
            "cn-320505-gaoxin"
        );
        for bad in ["", "ab", "-abc", "abc-", "Abc", "a_b", "苏州园区", &"x".repeat(65)] {
            let error = bad.parse::<ZoneCode>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{bad}`")), "{error}");
        }
    }
}
