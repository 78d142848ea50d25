//! The four lists of limits, with the sentence they were read from.
//!
//! Must not know what bears the names that the limits mention.

use serde::{Deserialize, Serialize};

use crate::geometry::Side;

/// Limits east, south, west and north. A side may be empty where the source does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abuttals {
    /// Limits on the east (东至), in the order stated.
    #[serde(default)]
    pub east: Vec<String>,
    /// Limits on the south (南至).
    #[serde(default)]
    pub south: Vec<String>,
    /// Limits on the west (西至).
    #[serde(default)]
    pub west: Vec<String>,
    /// Limits on the north (北至).
    #[serde(default)]
    pub north: Vec<String>,
    /// The source sentence, to the letter.
    #[serde(default)]
    pub sentence: Option<String>,
}

impl Abuttals {
    /// Returns the limits of one side.
    pub fn side(&self, side: Side) -> &[String] {
        match side {
            Side::East => &self.east,
            Side::South => &self.south,
            Side::West => &self.west,
            Side::North => &self.north,
        }
    }

    /// Returns the limits of one side for writing.
    pub fn side_mut(&mut self, side: Side) -> &mut Vec<String> {
        match side {
            Side::East => &mut self.east,
            Side::South => &mut self.south,
            Side::West => &mut self.west,
            Side::North => &mut self.north,
        }
    }
}
