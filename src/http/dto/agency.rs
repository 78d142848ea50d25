//! Agencies as JSON.
//!
//! Must not decide which admission holds.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::Place;
use crate::{
    agency,
    atlas::{AgencyRecord, Stay},
    register::AGENCY_UNCERTAINTY_M,
};

/// An agency, with the admission that holds on the day asked for, or its last one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Agency {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Service categories.
    pub services: Vec<String>,
    /// Address as stated.
    pub address: Option<String>,
    /// Where it sits.
    pub point: Option<Place>,
    /// How that point was found: `given`, `address-book`, or the name of a geocoder.
    pub point_method: Option<String>,
    /// How far off that point may be, in metres.
    pub uncertainty_m: Option<f64>,
    /// Patent agency code.
    pub licence: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// Zone it is, or was last, admitted to.
    pub zone: Option<String>,
    /// Park it is, or was last, admitted to.
    pub park: Option<String>,
    /// First day of that admission.
    pub admitted_on: Option<Date>,
    /// First day on which that admission no longer holds.
    pub released_on: Option<Date>,
    /// Remark.
    pub remark: Option<String>,
}

/// A page of agencies.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AgencyPage {
    /// Revision that answered.
    pub revision: u64,
    /// Agencies in all.
    pub count: usize,
    /// Agencies, by id.
    pub agencies: Vec<Agency>,
    /// Address of the next page.
    pub next: Option<String>,
}

impl Agency {
    /// Makes the document of an agency as of a day.
    pub fn of(record: &AgencyRecord, on: Date) -> Self {
        let stay = record.stay(on).or_else(|| record.stays().pop());
        let admission = stay.as_ref().map(|stay| stay.admission);
        Self {
            zone: admission.map(|admission| admission.zone.to_string()),
            park: admission.and_then(|admission| admission.park.clone()),
            admitted_on: admission.and_then(|admission| admission.admitted_on),
            released_on: stay.as_ref().and_then(|stay| stay.until),
            ..Self::from(&record.agency)
        }
    }
}

impl From<&agency::Agency> for Agency {
    fn from(agency: &agency::Agency) -> Self {
        let located = agency.located.as_ref();
        let has_point = agency.point.is_some();
        Self {
            id: agency.id.to_string(),
            name: agency.name.clone(),
            services: agency.services.clone(),
            address: agency.address.clone(),
            point: agency.point.map(Place::from),
            point_method: has_point.then(|| located.map_or("given", |located| located.method.as_str()).to_owned()),
            uncertainty_m: has_point.then(|| located.map_or(AGENCY_UNCERTAINTY_M, |located| located.uncertainty_m)),
            licence: agency.licence.as_ref().map(ToString::to_string),
            credit_code: agency.credit_code.as_ref().map(ToString::to_string),
            zone: None,
            park: None,
            admitted_on: None,
            released_on: None,
            remark: agency.remark.clone(),
        }
    }
}

/// The past of an agency: its stays and the versions of its particulars.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AgencyHistory {
    /// Revision that answered.
    pub revision: u64,
    /// The agency as last recorded.
    pub agency: Agency,
    /// Its stays, the newest begun first.
    pub stays: Vec<StayDocument>,
    /// Its particulars as they were recorded, newest first.
    pub versions: Vec<AgencyVersion>,
}

/// A stay in a park.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StayDocument {
    /// Code of the zone.
    pub zone: String,
    /// Park.
    pub park: Option<String>,
    /// First day.
    pub admitted_on: Option<Date>,
    /// Why it was admitted.
    pub admission_reason: Option<String>,
    /// Revision that recorded the admission.
    pub admission_revision: u64,
    /// First day on which it no longer holds.
    pub until: Option<Date>,
    /// Why it was released; absent too where a later stay in the same zone followed.
    pub release_reason: Option<String>,
    /// Revision that recorded the release.
    pub release_revision: Option<u64>,
}

/// A version of an agency's particulars.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AgencyVersion {
    /// Revision that recorded it.
    pub revision: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The particulars, without stay.
    pub agency: Agency,
}

impl AgencyHistory {
    /// Makes the history of an agency.
    pub fn of(record: &AgencyRecord, today: Date, revision: u64) -> Self {
        let mut stays = record.stays();
        stays.reverse();
        stays.sort_by_key(|stay| std::cmp::Reverse(stay.admission.admitted_on));
        let version = |(recorded, agency): &(crate::atlas::Recorded, agency::Agency)| AgencyVersion {
            revision: recorded.revision,
            recorded_at: recorded.at,
            agency: Agency::from(agency),
        };
        Self {
            revision,
            agency: Agency::of(record, today),
            stays: stays.iter().map(StayDocument::from).collect(),
            versions: record.versions.iter().rev().map(version).collect(),
        }
    }
}

impl From<&Stay<'_>> for StayDocument {
    fn from(stay: &Stay<'_>) -> Self {
        Self {
            zone: stay.admission.zone.to_string(),
            park: stay.admission.park.clone(),
            admitted_on: stay.admission.admitted_on,
            admission_reason: stay.admission.reason.clone(),
            admission_revision: stay.recorded.revision,
            until: stay.until,
            release_reason: stay.release.and_then(|(release, _)| release.reason.clone()),
            release_revision: stay.release.map(|(_, recorded)| recorded.revision),
        }
    }
}
