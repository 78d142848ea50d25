//! Recording one agency, new or anew.
//!
//! Must not know forms of input.

use super::{Actor, AgencyError, Receipt, Register, RegisterError, address};
use crate::{
    agency::{Agency, Located, PointMethod},
    atlas::{Atlas, Change},
    geometry::LonLat,
    zone::Deed,
};

/// An agency as its operator states it.
#[derive(Debug, Clone, PartialEq)]
pub struct AgencyParticulars {
    /// The agency; its point is looked up by its address where none is stated.
    pub agency: Agency,
    /// Whether it must not be in the register yet.
    pub must_be_new: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AgencyTaken {
    /// The agency as recorded.
    pub agency: Agency,
    /// Whether the register did not hold it before.
    pub is_new: bool,
    /// Whether the register held it just so.
    pub unchanged: bool,
}

impl Register {
    /// Records an agency.
    ///
    /// # Errors
    /// Says which service the programme lacks, or who bears a code already.
    pub async fn record_agency(
        &self,
        actor: impl Into<Actor>,
        particulars: AgencyParticulars,
    ) -> Result<(AgencyTaken, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            let held = atlas.agency(&particulars.agency.id);
            // Whoever runs the zone in which it sits keeps its particulars; one that sits nowhere is any operator's.
            let sits_in = held.and_then(|held| held.admission(atlas.today()));
            actor.may_in(atlas, Deed::Admit, sits_in.map(|admission| &admission.zone))?;
            let agency = decide(atlas, particulars.agency.clone())?;
            if particulars.must_be_new && held.is_some_and(|held| held.agency != agency) {
                let holder = agency.id.to_string();
                let code = holder.clone();
                return Err(AgencyError::CodeTaken { code, holder }.into());
            }
            let unchanged = held.is_some_and(|held| held.agency == agency);
            let taken = AgencyTaken {
                is_new: held.is_none(),
                unchanged,
                agency: agency.clone(),
            };
            let changes = if unchanged {
                Vec::new()
            } else {
                vec![Change::AgencyRecorded(agency)]
            };
            Ok((taken, changes))
        })
        .await
    }
}

/// Checks an agency against the programme and the other agencies, and places it by its address where it has no point.
pub(super) fn decide(atlas: &Atlas, mut agency: Agency) -> Result<Agency, RegisterError> {
    let programme = atlas.programme();
    if let Some(unknown) = agency.services.iter().find(|code| programme.service(code).is_none()) {
        let known: Vec<String> = programme.services.iter().map(|s| format!("`{}`", s.code)).collect();
        return Err(AgencyError::Service {
            found: unknown.clone(),
            expected: format!("one of {}", known.join(", ")),
        }
        .into());
    }
    if agency.name.trim().is_empty() {
        let why = "an agency is known by its name";
        return Err(AgencyError::Lacking { member: "name", why }.into());
    }
    no_code_twice(atlas, &agency)?;
    if agency.point.is_none()
        && let Some((place, located)) = agency.address.as_deref().and_then(|text| locate(atlas, text))
    {
        agency.point = Some(place);
        agency.located = Some(located);
    }
    Ok(agency)
}

/// Refuses a licence or credit code that another agency bears.
fn no_code_twice(atlas: &Atlas, agency: &Agency) -> Result<(), AgencyError> {
    for other in atlas
        .agencies()
        .map(|record| &record.agency)
        .filter(|other| other.id != agency.id)
    {
        let licence = agency
            .licence
            .as_ref()
            .filter(|licence| other.licence.as_ref() == Some(*licence));
        let credit_code = agency
            .credit_code
            .as_ref()
            .filter(|code| other.credit_code.as_ref() == Some(*code));
        let code = licence
            .map(ToString::to_string)
            .or_else(|| credit_code.map(ToString::to_string));
        if let Some(code) = code {
            let holder = other.id.to_string();
            return Err(AgencyError::CodeTaken { code, holder });
        }
    }
    Ok(())
}

/// Finds the point of an address by the register's address ladder.
pub(super) fn locate(atlas: &Atlas, text: &str) -> Option<(LonLat, Located)> {
    let point = address::address(atlas, text).ok()?;
    let located = Located::new(PointMethod::address_book(), point.uncertainty_m).ok()?;
    Some((point.place, located))
}
