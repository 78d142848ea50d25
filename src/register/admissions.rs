//! Admission and release of agencies: what must hold, and what is only told.
//!
//! Must not know who may act. A day before the zone was in force, or a point outside it, is told and not refused: agencies sat in a park
//! before it was recognised, and an address is less sure than a decision.

use jiff::civil::Date;

use super::{Actor, AgencyError, Question, Receipt, Register, RegisterError};
use crate::{
    agency::{Admission, AgencyId, Discovery, Outcome, Release},
    atlas::{AgencyRecord, Atlas, Change, ZonePosition, ZoneRecord},
    zone::{Deed, ZoneCode},
};

/// An admission asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmissionRequest {
    /// The agency.
    pub agency: AgencyId,
    /// The zone.
    pub zone: ZoneCode,
    /// The park's name.
    pub park: Option<String>,
    /// First day; today where absent.
    pub admitted_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

/// A release asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRequest {
    /// The agency.
    pub agency: AgencyId,
    /// The zone.
    pub zone: ZoneCode,
    /// First day on which it is no longer admitted; today where absent.
    pub released_on: Option<Date>,
    /// Why.
    pub reason: String,
}

/// What is told of an admission beside that it was taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AdmissionWarning {
    /// The zone was not in force on the first day.
    #[error("zone `{zone}` is not in force on {on}")]
    NotInForce {
        /// The zone.
        zone: String,
        /// The day.
        on: Date,
    },
    /// Something is said against the agency, and nobody dismissed it.
    #[error("alert `{alert}` says `{sanction}` against agency `{agency}`")]
    Sanctioned {
        /// The agency.
        agency: String,
        /// The alert.
        alert: String,
        /// What is said.
        sanction: &'static str,
    },
    /// Where the agency sits is not known.
    #[error("agency `{0}` has no point, and its address was not found: whether it lies in the zone cannot be told")]
    Unplaced(String),
    /// The agency's point lies outside the zone.
    #[error("the point of agency `{0}` lies outside the zone")]
    Outside(String),
    /// The agency's point is nearer to the zone's limit than it is certain.
    #[error(
        "the point of agency `{agency}` is nearer to the zone's limit ({distance_m:.0} m) than it is certain ({uncertainty_m:.0} m)"
    )]
    Uncertain {
        /// The agency.
        agency: String,
        /// Distance to the limit, in metres.
        distance_m: f64,
        /// Uncertainty of the point, in metres.
        uncertainty_m: f64,
    },
    /// The agency's point lies in another park of the zone.
    #[error("the point of agency `{agency}` lies in park `{found}` of the zone")]
    OtherPark {
        /// The agency.
        agency: String,
        /// The park it lies in.
        found: String,
    },
}

impl AdmissionWarning {
    /// Returns the name that JSON carries.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotInForce { .. } => "not-in-force",
            Self::Sanctioned { .. } => "sanctioned",
            Self::Unplaced(_) => "unplaced",
            Self::Outside(_) => "outside",
            Self::Uncertain { .. } => "uncertain",
            Self::OtherPark { .. } => "other-park",
        }
    }
}

impl Register {
    /// Admits an agency to a park of a zone.
    ///
    /// # Errors
    /// Says what is not there, or in which zone it has a place at that time.
    pub async fn admit(
        &self,
        actor: impl Into<Actor>,
        request: AdmissionRequest,
    ) -> Result<((Admission, Vec<AdmissionWarning>), Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            actor.must_know(atlas, &request.zone)?;
            actor.may_in(atlas, Deed::Admit, Some(&request.zone))?;
            let admission = decide_admission(atlas, &request)?;
            let warnings = warnings(atlas, &admission);
            Ok(((admission.clone(), warnings), vec![Change::Admitted(admission)]))
        })
        .await
    }

    /// Releases an agency from a zone.
    ///
    /// # Errors
    /// Says what is not there, or on which days it has a place.
    pub async fn release(
        &self,
        actor: impl Into<Actor>,
        request: ReleaseRequest,
    ) -> Result<(Release, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            actor.must_know(atlas, &request.zone)?;
            actor.may_in(atlas, Deed::Admit, Some(&request.zone))?;
            let release = decide_release(atlas, &request)?;
            Ok((release.clone(), vec![Change::Released(release)]))
        })
        .await
    }
}

/// Finds an agency.
pub(super) fn held<'a>(atlas: &'a Atlas, id: &AgencyId) -> Result<&'a AgencyRecord, RegisterError> {
    atlas
        .agency(id)
        .map(AsRef::as_ref)
        .ok_or_else(|| RegisterError::NoAgency(id.to_string()))
}

fn decide_admission(atlas: &Atlas, request: &AdmissionRequest) -> Result<Admission, RegisterError> {
    let agency = held(atlas, &request.agency)?;
    let from = request.admitted_on.unwrap_or_else(|| atlas.today());
    park(atlas, &request.zone, request.park.as_deref(), Some(from))?;
    no_other_place(agency, Some(from), None)?;
    Ok(Admission {
        agency: request.agency.clone(),
        zone: request.zone.clone(),
        park: request.park.clone(),
        admitted_on: Some(from),
        reason: request.reason.clone().filter(|reason| !reason.trim().is_empty()),
    })
}

/// Refuses a park that the zone does not have on a day.
pub(super) fn park<'a>(
    atlas: &'a Atlas,
    zone: &ZoneCode,
    park: Option<&str>,
    on: Option<Date>,
) -> Result<&'a ZoneRecord, RegisterError> {
    let record = atlas
        .zone(zone.as_str())
        .ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
    let version = record.shown(on.unwrap_or_else(|| atlas.today()), None);
    let parks = version
        .map(|version| version.delimitation.parks.as_slice())
        .unwrap_or_default();
    match park {
        Some(park) if !parks.iter().any(|known| known.name == park) => Err(AgencyError::NoPark {
            zone: zone.to_string(),
            park: park.to_owned(),
            parks: parks.iter().map(|park| park.name.clone()).collect(),
        }
        .into()),
        _ => Ok(record),
    }
}

/// Refuses a stay in days on which the agency has a place; stays in `but` do not count.
pub(super) fn no_other_place(
    record: &AgencyRecord,
    from: Option<Date>,
    but: Option<&ZoneCode>,
) -> Result<(), AgencyError> {
    let overlapping = record.stays().into_iter().find(|stay| {
        let later = stay.until.is_none_or(|until| from.is_none_or(|from| from < until));
        later && but != Some(&stay.admission.zone)
    });
    match overlapping {
        Some(stay) => Err(AgencyError::Admitted {
            agency: record.agency.id.to_string(),
            zone: stay.admission.zone.to_string(),
            since: stay.admission.admitted_on,
            until: stay.until,
        }),
        None => Ok(()),
    }
}

/// Decides a release.
pub(super) fn decide_release(atlas: &Atlas, request: &ReleaseRequest) -> Result<Release, RegisterError> {
    let record = held(atlas, &request.agency)?;
    if atlas.zone(request.zone.as_str()).is_none() {
        return Err(RegisterError::NoZone(request.zone.to_string()));
    }
    if request.reason.trim().is_empty() {
        let why = "a release states why the agency loses or leaves its place";
        return Err(AgencyError::Lacking { member: "reason", why }.into());
    }
    let on = request.released_on.unwrap_or_else(|| atlas.today());
    let of_zone = |stay: &&crate::atlas::Stay<'_>| stay.release.is_none() && stay.admission.zone == request.zone;
    let stays = record.stays();
    let open: Vec<_> = stays.iter().filter(of_zone).collect();
    let begun = open
        .iter()
        .any(|stay| stay.admission.admitted_on.is_none_or(|from| from <= on));
    if !begun {
        let agency = request.agency.to_string();
        let admitted_on = open.iter().filter_map(|stay| stay.admission.admitted_on).min();
        return Err(match admitted_on {
            Some(admitted_on) => AgencyError::Order {
                agency,
                admitted_on,
                released_on: on,
            },
            None => AgencyError::NotAdmitted {
                agency,
                zone: request.zone.to_string(),
                on,
            },
        }
        .into());
    }
    Ok(Release {
        agency: request.agency.clone(),
        zone: request.zone.clone(),
        released_on: on,
        reason: Some(request.reason.trim().to_owned()),
    })
}

/// Tells what is odd of an admission.
fn warnings(atlas: &Atlas, admission: &Admission) -> Vec<AdmissionWarning> {
    let (agency, zone) = (admission.agency.to_string(), admission.zone.to_string());
    let on = admission.admitted_on.unwrap_or_else(|| atlas.today());
    let mut warnings = sanctions(atlas, admission);
    let in_force = atlas
        .zone(&zone)
        .is_some_and(|record| record.in_force(on, None).is_some());
    if !in_force {
        warnings.push(AdmissionWarning::NotInForce { zone, on });
    }
    let Ok(point) = Question::Agency(agency.clone()).point(atlas) else {
        warnings.push(AdmissionWarning::Unplaced(agency));
        return warnings;
    };
    if !in_force {
        return warnings;
    }
    let (_, zones) = atlas.find(&point, on, None);
    let own: Vec<_> = zones.iter().filter(|answer| answer.zone == admission.zone).collect();
    let Some(nearest) = own.first() else {
        warnings.push(AdmissionWarning::Outside(agency));
        return warnings;
    };
    if point.uncertainty_m > 0.0 && nearest.distance_to_limit_m <= point.uncertainty_m {
        warnings.push(AdmissionWarning::Uncertain {
            agency,
            distance_m: nearest.distance_to_limit_m,
            uncertainty_m: point.uncertainty_m,
        });
    } else if nearest.position == ZonePosition::Inside
        && admission.park.is_some()
        && own.iter().all(|answer| answer.park != admission.park)
        && let Some(found) = nearest.park.clone()
    {
        warnings.push(AdmissionWarning::OtherPark { agency, found });
    }
    warnings
}

/// Tells what is said against an agency and was not dismissed.
fn sanctions(atlas: &Atlas, admission: &Admission) -> Vec<AdmissionWarning> {
    let alerts = atlas.alerts().ranked().into_iter();
    let of_agency = alerts.filter(|record| record.alert.agency.as_ref() == Some(&admission.agency));
    let standing = of_agency.filter(|record| {
        let settled = record.settled.as_ref();
        settled.is_none_or(|settled| settled.settlement.outcome == Outcome::Acted)
    });
    standing
        .filter_map(|record| match &record.alert.discovery {
            Discovery::Sanctioned { sanction } => Some(AdmissionWarning::Sanctioned {
                agency: admission.agency.to_string(),
                alert: record.alert.id.clone(),
                sanction: sanction.as_str(),
            }),
            _ => None,
        })
        .collect()
}
