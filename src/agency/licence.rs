//! The code of a patent agency.
//!
//! Must not know which codes were issued; it holds their form alone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::zone::Division;

/// Prefix of the first agencies for foreign clients, which were numbered nationwide and not by province (72001, 72002 …).
const NATIONWIDE: &str = "72";

/// Five digits: province (GB/T 2260, two digits) and serial.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Licence(String);

/// A text that is no patent agency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "patent agency code `{0}` is not five digits that begin with the code of a province (GB/T 2260); hint: for example `32266`"
)]
pub struct LicenceError(String);

impl FromStr for Licence {
    type Err = LicenceError;

    fn from_str(text: &str) -> Result<Self, LicenceError> {
        let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = text.get(..2).unwrap_or_default();
        if digits && (prefix == NATIONWIDE || Division::is_province_prefix(prefix)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LicenceError(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Licence {
    type Error = LicenceError;

    fn try_from(text: String) -> Result<Self, LicenceError> {
        text.parse()
    }
}

impl From<Licence> for String {
    fn from(licence: Licence) -> Self {
        licence.0
    }
}

impl fmt::Display for Licence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn province_and_serial_make_a_code() {
        for good in ["11227", "44347", "32266", "72001"] {
            assert_eq!(good.parse::<Licence>().unwrap().to_string(), good);
        }
        for bad in [
            "", "1122", "112271", "1122a", "00227", "16227", "47001", "99001", "１1227",
        ] {
            assert!(bad.parse::<Licence>().is_err(), "{bad}");
        }
    }
}
