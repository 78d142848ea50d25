//! A park: the part of a zone with its own function (plan unit of ISO 19152-5).
//!
//! Must not know how its boundary was drawn or checked.

use std::sync::Arc;

use geo_types::MultiPolygon;

use super::DeclaredArea;
use crate::abuttals::Abuttals;

/// One park of a delimitation.
#[derive(Debug, Clone, PartialEq)]
pub struct Park {
    /// Name, unique within its delimitation.
    pub name: String,
    /// Host: the development park or district it lies in, where stated for the park itself.
    pub host: Option<String>,
    /// Codes of its functions in the programme, in the order stated.
    pub functions: Vec<String>,
    /// Whether it takes part in tiling the zone (true) or lies over it (false).
    pub closing: bool,
    /// Declared area.
    pub declared_area: Option<DeclaredArea>,
    /// Limits in words.
    pub abuttals: Option<Abuttals>,
    /// Boundary in lon/lat, normalised; absent where only words are known.
    pub shape: Option<Arc<MultiPolygon<f64>>>,
}
