//! Admission (入驻) and release (退出) of an agency.
//!
//! Must not know whether the agency lies in the park it is admitted to.

use jiff::civil::Date;

use super::AgencyId;
use crate::zone::ZoneCode;

/// An agency's admission to a park of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// The agency.
    pub agency: AgencyId,
    /// The zone.
    pub zone: ZoneCode,
    /// The park's name, where stated.
    pub park: Option<String>,
    /// First day, where stated.
    pub admitted_on: Option<Date>,
    /// Why, where stated.
    pub reason: Option<String>,
}

/// An agency's leaving of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The agency.
    pub agency: AgencyId,
    /// The zone.
    pub zone: ZoneCode,
    /// First day on which it is no longer admitted.
    pub released_on: Date,
    /// Why, where stated.
    pub reason: Option<String>,
}
