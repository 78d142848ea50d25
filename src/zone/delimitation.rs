//! Zones and their delimitations: who, and where, in which version.
//!
//! Must not know whether a delimitation is in force: that is told by its standings.

use std::{collections::BTreeMap, sync::Arc};

use geo_types::MultiPolygon;
use jiff::civil::Date;

use super::{DeclaredArea, Division, Park, ZoneCode};
use crate::abuttals::Abuttals;

/// What a programme recognises: a zone by name, without its boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Code, unique in the register.
    pub code: ZoneCode,
    /// Id of its programme.
    pub programme: String,
    /// Code of its kind in the programme.
    pub kind: String,
    /// Name.
    pub name: String,
    /// The development park or county-level district it lies in.
    pub host: Option<String>,
    /// The applicant's division.
    pub division: Option<Division>,
    /// A remark shown with the zone, such as that it was drawn for demonstration.
    pub remark: Option<String>,
}

/// One immutable version of a zone's boundary. Coordinates govern, abuttals describe.
#[derive(Debug, Clone, PartialEq)]
pub struct Delimitation {
    /// The zone delimited.
    pub zone: ZoneCode,
    /// Number within the zone, from 1.
    pub number: u32,
    /// Declared total area.
    pub declared_area: Option<DeclaredArea>,
    /// Limits of the whole zone in words.
    pub abuttals: Option<Abuttals>,
    /// The zone's own outline, where one was handed in beside the parks; normalised.
    pub outline: Option<Arc<MultiPolygon<f64>>>,
    /// Parks, in the order stated.
    pub parks: Vec<Park>,
    /// The document that states it.
    pub document: Option<String>,
    /// First day of force stated in the document.
    pub valid_from: Option<Date>,
    /// Id of the rule set it was judged by.
    pub rule_set: String,
    /// The applicant's word of reason to each warning, by the finding's key.
    pub answers: BTreeMap<String, String>,
}

impl Delimitation {
    /// Returns the shapes of the parks that have one.
    pub fn shapes(&self) -> impl Iterator<Item = &Arc<MultiPolygon<f64>>> {
        self.parks.iter().filter_map(|park| park.shape.as_ref())
    }
}
