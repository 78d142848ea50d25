//! Names of abuttals → features of the register: which features bear a name, how surely, and what comes near where none does.
//!
//! Must not know where the features came from, nor what is done with a match.

mod edit;
mod index;
mod key;
mod parts;
mod plain;

use serde::Serialize;

pub use index::NameIndex;

use super::{FeatureClass, StatedKind};
use crate::geometry::Bbox;

/// A name that is sought.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// The name as stated.
    pub name: &'a str,
    /// What the name says of itself.
    pub kind: StatedKind,
    /// Former names stated beside it.
    pub former: &'a [String],
    /// The area that the name is stated of, where one is known.
    pub near: Option<Near>,
}

/// The area that a name is stated of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its box.
    pub area: Bbox,
    /// How far a feature may lie from the box and still be meant, in metres.
    pub reach_m: f64,
}

/// Features that may bear a name: all segments and carriageways of one road are one candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// The name that the features bear.
    pub name: String,
    /// Their classes, each once.
    pub classes: Vec<FeatureClass>,
    /// How well the names agree, 0 to 1; 1 where they are the same.
    pub score: f64,
    /// Distance between the boxes of area and features in metres, where an area is known.
    pub distance_m: Option<f64>,
    /// Numbers of the features in the order in which the index was given them; only those within reach, where an area is known.
    #[serde(skip)]
    pub features: Vec<usize>,
}

/// What was found for a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// One road or other thing bears the name.
    Found(Candidate),
    /// Several could be meant, or what comes near does so by a few letters only; best first.
    Unsure(Vec<Candidate>),
    /// Nothing comes near.
    Nothing,
}

/// Tells whether things of a kind are named lines at all; what is not (a company, an unnamed planned road, the own limit) is not sought.
pub fn is_line(kind: StatedKind) -> bool {
    !matches!(kind, StatedKind::Planned | StatedKind::Own | StatedKind::Organisation)
}

/// Tells whether a feature of a class can be what a name says of itself.
fn fits(kind: StatedKind, class: FeatureClass) -> bool {
    match kind {
        StatedKind::Road => class == FeatureClass::Road,
        StatedKind::Railway => class == FeatureClass::Railway,
        StatedKind::River | StatedKind::Shore | StatedKind::Bank => {
            matches!(class, FeatureClass::River | FeatureClass::Shore)
        }
        StatedKind::AdministrativeLine => class == FeatureClass::Boundary,
        StatedKind::Place => matches!(class, FeatureClass::Boundary | FeatureClass::Shore),
        StatedKind::Organisation | StatedKind::Planned | StatedKind::Own => false,
    }
}
