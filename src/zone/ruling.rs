//! Rulings (裁定): a reviewer's standing decision on what two zones share.
//!
//! Must not know whether a ruling still stands: that takes the shapes of the day, and the rules compare them.

use std::{fmt, str::FromStr, sync::Arc};

use geo_types::MultiPolygon;
use serde::{Deserialize, Serialize};

use super::{CodeError, ZoneCode};

/// What was decided of an overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It may stay.
    Accepted,
    /// One of the boundaries must be mended.
    MustFix,
}

/// Two zones, the one whose code comes first before the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairKey {
    first: ZoneCode,
    second: ZoneCode,
}

/// A text that names no pair.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairKeyError {
    /// It has no `~`, or the same zone twice.
    #[error("pair `{0}` is not two different zones; expected their codes with `~` between them")]
    NoPair(String),
    /// A side is no code.
    #[error(transparent)]
    Code(#[from] CodeError),
}

/// A decision, with what it was about.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// The two zones.
    pub pair: PairKey,
    /// Numbers of the delimitations that shared it, in the order of the pair.
    pub delimitations: [u32; 2],
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// What they shared; the ruling stands for this ground, whatever else of the zones changes.
    pub shared: Arc<MultiPolygon<f64>>,
}

impl Verdict {
    /// Returns the verdict in the form in which JSON and tables carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::MustFix => "must-fix",
        }
    }
}

impl FromStr for Verdict {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Accepted, Self::MustFix]
            .into_iter()
            .find(|verdict| verdict.as_str() == text)
            .ok_or_else(|| format!("expected `accepted` or `must-fix`, found `{text}`"))
    }
}

impl PairKey {
    /// Puts two different zones in their order.
    pub fn of(one: &ZoneCode, other: &ZoneCode) -> Option<Self> {
        let (first, second) = if one < other { (one, other) } else { (other, one) };
        (first != second).then(|| Self {
            first: first.clone(),
            second: second.clone(),
        })
    }

    /// Returns the zone whose code comes first.
    pub fn first(&self) -> &ZoneCode {
        &self.first
    }

    /// Returns the other zone.
    pub fn second(&self) -> &ZoneCode {
        &self.second
    }
}

impl fmt::Display for PairKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.first, self.second)
    }
}

impl FromStr for PairKey {
    type Err = PairKeyError;

    fn from_str(text: &str) -> Result<Self, PairKeyError> {
        let no_pair = || PairKeyError::NoPair(text.to_owned());
        let (one, other) = text.split_once('~').ok_or_else(no_pair)?;
        Self::of(&one.parse()?, &other.parse()?).ok_or_else(no_pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_one_name_whichever_side_is_told_first() {
        let pair: PairKey = "zone-b~zone-a".parse().unwrap();
        assert_eq!(pair.to_string(), "zone-a~zone-b");
        assert_eq!(pair, "zone-a~zone-b".parse().unwrap());
        for text in ["zone-a", "zone-a~zone-a", "~", "zone-a~Zone B"] {
            assert!(text.parse::<PairKey>().is_err(), "{text}");
        }
    }
}
