//! A draft: what an applicant draws or hands in, before the register has accepted anything.
//!
//! Must not know the file it came from. Its shapes may be invalid: an invalid upload is data.

use std::collections::BTreeMap;

use geo_types::MultiPolygon;
use jiff::civil::Date;

use super::{DeclaredArea, Division, ZoneCode};
use crate::{abuttals::Abuttals, geometry::Datum};

/// A zone as drawn. Shapes are raw lon/lat, already converted from `datum`.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Code, where the zone has one already or the author wishes one.
    pub code: Option<ZoneCode>,
    /// Name.
    pub name: String,
    /// Code of its kind in the programme.
    pub kind: String,
    /// The development park or county-level district it lies in.
    pub host: Option<String>,
    /// The applicant's division.
    pub division: Option<Division>,
    /// Declared total area.
    pub declared_area: Option<DeclaredArea>,
    /// Limits of the whole zone in words.
    pub abuttals: Option<Abuttals>,
    /// Datum in which the coordinates were given.
    pub datum: Datum,
    /// The zone's own outline, where given.
    pub outline: Option<MultiPolygon<f64>>,
    /// Rings of the outline whose last point was not their first: part and ring, from 0. The shape itself holds them closed.
    pub unclosed_outline: Vec<(usize, usize)>,
    /// Parks.
    pub parks: Vec<DraftPark>,
    /// The document that states it.
    pub document: Option<String>,
    /// First day of force stated in the document.
    pub valid_from: Option<Date>,
    /// A remark shown with the zone.
    pub remark: Option<String>,
    /// A word of reason to each warning, by the finding's key.
    pub answers: BTreeMap<String, String>,
}

/// One park of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftPark {
    /// Name.
    pub name: String,
    /// Host stated for the park itself.
    pub host: Option<String>,
    /// Codes of its functions.
    pub functions: Vec<String>,
    /// Whether it takes part in tiling the zone.
    pub closing: bool,
    /// Declared area.
    pub declared_area: Option<DeclaredArea>,
    /// Limits in words.
    pub abuttals: Option<Abuttals>,
    /// Boundary, raw.
    pub shape: Option<MultiPolygon<f64>>,
    /// Rings of the boundary whose last point was not their first: part and ring, from 0. The shape itself holds them closed.
    pub unclosed: Vec<(usize, usize)>,
}
