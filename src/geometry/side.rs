//! Holds the four sides that limits are stated by (四至).
//! Must not know abuttals: it only maps an azimuth to a side.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Names one of the four sides of a zone, in the order in which approvals state them most often: 东 南 西 北.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// 东
    East,
    /// 南
    South,
    /// 西
    West,
    /// 北
    North,
}

impl Side {
    /// All four sides, east first.
    pub const ALL: [Self; 4] = [Self::East, Self::South, Self::West, Self::North];

    /// Gives the side that an outward azimuth looks to, azimuth in degrees clockwise from north.
    ///
    /// A quadrant is centred on its side and owns its clockwise-first edge: 45..135 is east, 135..225 south, 225..315 west,
    /// the rest north. An azimuth that is not a number counts as north.
    pub fn of_azimuth(azimuth_deg: f64) -> Self {
        match azimuth_deg.rem_euclid(360.0) {
            a if (45.0..135.0).contains(&a) => Self::East,
            a if (135.0..225.0).contains(&a) => Self::South,
            a if (225.0..315.0).contains(&a) => Self::West,
            _ => Self::North,
        }
    }

    /// Gives the word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::East => "east",
            Self::South => "south",
            Self::West => "west",
            Self::North => "north",
        }
    }
}

/// A text that names no side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("side `{0}` is not one of east, south, west, north")]
pub struct SideError(String);

impl FromStr for Side {
    type Err = SideError;

    fn from_str(text: &str) -> Result<Self, SideError> {
        Self::ALL
            .into_iter()
            .find(|side| side.as_str() == text)
            .ok_or_else(|| SideError(text.to_owned()))
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quadrant_owns_its_first_edge_clockwise() {
        let at = |azimuth| Side::of_azimuth(azimuth);
        assert_eq!(
            (at(0.0), at(44.9), at(45.0), at(134.9)),
            (Side::North, Side::North, Side::East, Side::East)
        );
        assert_eq!(
            (at(135.0), at(225.0), at(315.0), at(-45.0)),
            (Side::South, Side::West, Side::North, Side::North)
        );
        assert_eq!((at(-90.0), at(450.0)), (Side::West, Side::East));
    }

    #[test]
    fn json_is_the_lower_case_word() {
        for side in Side::ALL {
            assert_eq!(serde_json::to_string(&side).unwrap(), format!("\"{side}\""));
        }
    }
}
