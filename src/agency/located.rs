//! How the point of an agency was found, and how far off it may be.
//!
//! Must not find points: an address book or a person does.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// How far off a point may be at most, in metres: beyond that it says nothing of a zone.
const MOST_UNCERTAINTY_M: f64 = 100_000.0;

/// The way a point was found: `given`, `address-book`, or the name of a geocoder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PointMethod(String);

/// What is known of a point beside its coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Located {
    /// How it was found.
    pub method: PointMethod,
    /// How far off it may be, in metres.
    pub uncertainty_m: f64,
}

/// What is no method, or no uncertainty.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LocatedError {
    /// The method's name is malformed.
    #[error(
        "point method `{0}` is not 1 to 32 characters of a-z, 0-9 and `-`; hint: `given`, `address-book`, or the name of a geocoder"
    )]
    Method(String),
    /// The uncertainty is no distance.
    #[error("uncertainty `{0}` is not 0 to 100000 metres")]
    Uncertainty(f64),
}

impl PointMethod {
    /// Somebody stated the coordinates.
    pub fn given() -> Self {
        Self("given".to_owned())
    }

    /// The register's address book found them.
    pub fn address_book() -> Self {
        Self("address-book".to_owned())
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Located {
    /// Makes the particulars of a point.
    ///
    /// # Errors
    /// Says which range the uncertainty must be in.
    pub fn new(method: PointMethod, uncertainty_m: f64) -> Result<Self, LocatedError> {
        if (0.0..=MOST_UNCERTAINTY_M).contains(&uncertainty_m) {
            Ok(Self { method, uncertainty_m })
        } else {
            Err(LocatedError::Uncertainty(uncertainty_m))
        }
    }
}

impl FromStr for PointMethod {
    type Err = LocatedError;

    fn from_str(text: &str) -> Result<Self, LocatedError> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=32).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LocatedError::Method(text.to_owned()))
        }
    }
}

impl TryFrom<String> for PointMethod {
    type Error = LocatedError;

    fn try_from(text: String) -> Result<Self, LocatedError> {
        text.parse()
    }
}

impl From<PointMethod> for String {
    fn from(method: PointMethod) -> Self {
        method.0
    }
}

impl fmt::Display for PointMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_is_a_short_word_and_an_uncertainty_a_distance() {
        for good in ["given", "address-book", "tianditu"] {
            assert_eq!(good.parse::<PointMethod>().unwrap().as_str(), good);
        }
        for bad in ["", "Given", "天地图", "a b"] {
            assert!(bad.parse::<PointMethod>().is_err(), "{bad}");
        }
        for bad in [-1.0, f64::NAN, f64::INFINITY, 100_001.0] {
            assert!(Located::new(PointMethod::given(), bad).is_err(), "{bad}");
        }
    }
}
