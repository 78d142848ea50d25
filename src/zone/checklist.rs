//! The check list of a review: items that a programme's notice asks for, as data of its file.
//!
//! Must not know any delimitation.

use serde::Deserialize;

use super::Text;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    /// Code.
    pub code: String,
    /// What must hold.
    pub asks: Text,
    /// The document that asks for it.
    pub document: Option<String>,
    /// What a delimitation must state; the register looks itself.
    #[serde(default)]
    pub states: Vec<Stated>,
    /// Rules that must find no error and no warning; the register asks them itself.
    #[serde(default)]
    pub rules: Vec<String>,
}

/// Something that a delimitation can state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stated {
    /// The total area.
    TotalArea,
    /// Limits in words: of the zone, or of each park.
    Abuttals,
    /// A host: of the zone, or of each park.
    Host,
    /// The functions of each park.
    Functions,
    /// The applicant's division.
    Division,
    /// A shape of each park.
    Shapes,
    /// The document.
    Document,
}

impl CheckItem {
    /// Tells whether the register can answer the item itself.
    pub fn is_factual(&self) -> bool {
        !self.states.is_empty() || !self.rules.is_empty()
    }
}
