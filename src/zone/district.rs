//! A district: the area of one administrative division on the ground.
//!
//! Must not know zones; the rule `jurisdiction` sets the two side by side.

use std::sync::Arc;

use geo_types::MultiPolygon;

use super::Division;

/// The area of one county-level division.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// GB/T 2260 code.
    pub division: Division,
    /// Name, such as 虎丘区.
    pub name: String,
    /// Area in lon/lat, normalised.
    pub shape: Arc<MultiPolygon<f64>>,
}
