//! Agencies as JSON.
//!
//! Must not decide which admission holds.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Place;
use crate::atlas::AgencyRecord;

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
    /// First day on which it is no longer admitted.
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
        let admission = record.admission(on).or_else(|| record.admissions.last());
        let agency = &record.agency;
        Self {
            id: agency.id.to_string(),
            name: agency.name.clone(),
            services: agency.services.clone(),
            address: agency.address.clone(),
            point: agency.point.map(Place::from),
            licence: agency.licence.as_ref().map(ToString::to_string),
            credit_code: agency.credit_code.as_ref().map(ToString::to_string),
            zone: admission.map(|admission| admission.zone.to_string()),
            park: admission.and_then(|admission| admission.park.clone()),
            admitted_on: admission.and_then(|admission| admission.admitted_on),
            released_on: admission
                .and_then(|admission| record.release(admission))
                .map(|release| release.released_on),
            remark: agency.remark.clone(),
        }
    }
}
