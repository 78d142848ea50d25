//! Questions: a place, an address or an agency, and the point each stands for.
//!
//! Must not answer them: the atlas does.

use super::RegisterError;
use crate::{
    agency::AgencyId,
    atlas::{Atlas, LookupPoint, Method},
    geocode::Verdict,
    geometry::LonLat,
};

/// How far off the point of an agency may be where nobody said, in metres: it is of a building, as an address is.
pub const AGENCY_UNCERTAINTY_M: f64 = 30.0;

/// An address asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressQuestion(String);

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// A place with its uncertainty.
    Place {
        /// Where.
        place: LonLat,
        /// How far off it may be, in metres.
        uncertainty_m: f64,
    },
    /// An address.
    Address(AddressQuestion),
    /// An agency, by id.
    Agency(String),
}

impl AddressQuestion {
    /// Takes an address as it was written.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Question {
    /// Finds the point that the question is about.
    ///
    /// # Errors
    /// Says that no address matches well enough, with what comes nearest, or that the agency or its point is not there.
    pub fn point(&self, atlas: &Atlas) -> Result<LookupPoint, RegisterError> {
        match self {
            Self::Place { place, uncertainty_m } => Ok(LookupPoint {
                place: *place,
                method: Method::Given,
                uncertainty_m: *uncertainty_m,
                matched: None,
                score: 1.0,
            }),
            Self::Address(AddressQuestion(text)) => address(atlas, text),
            Self::Agency(id) => agency(atlas, id),
        }
    }
}

pub(super) fn address(atlas: &Atlas, text: &str) -> Result<LookupPoint, RegisterError> {
    match atlas.book().best(text) {
        Verdict::Found(candidate) => Ok(LookupPoint {
            place: candidate.point,
            method: Method::AddressBook,
            uncertainty_m: candidate.uncertainty_m,
            matched: Some(candidate.matched),
            score: candidate.score,
        }),
        Verdict::Ambiguous(candidates) | Verdict::None(candidates) => Err(RegisterError::NoAddress {
            query: text.to_owned(),
            candidates,
        }),
    }
}

fn agency(atlas: &Atlas, id: &str) -> Result<LookupPoint, RegisterError> {
    let id: AgencyId = id.parse()?;
    let record = atlas
        .agency(&id)
        .ok_or_else(|| RegisterError::NoAgency(id.to_string()))?;
    let matched = Some(record.agency.name.clone());
    match (record.agency.point, &record.agency.address) {
        (Some(place), _) => {
            let located = record.agency.located.as_ref();
            let uncertainty_m = located.map_or(AGENCY_UNCERTAINTY_M, |located| located.uncertainty_m);
            Ok(LookupPoint {
                place,
                method: Method::Agency,
                uncertainty_m,
                matched,
                score: 1.0,
            })
        }
        (None, Some(text)) => Ok(LookupPoint {
            matched,
            ..address(atlas, text)?
        }),
        (None, None) => Err(RegisterError::NoPoint(id.to_string())),
    }
}
