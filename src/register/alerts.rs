//! What is done about an alert: its proposed act is taken, or it is dismissed with a reason.
//!
//! Must not know what raised it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Actor, AgencyError, Receipt, Register, RegisterError, ReleaseRequest,
    admissions::{decide_release, held},
    record_agency::{decide, locate},
};
use crate::{
    agency::{Agency, AgencyId, Alert, Discovery, Member, Outcome, Proposal, Settlement},
    atlas::{AlertRecord, Atlas, Change},
    zone::Deed,
};

/// How the proposed act is taken; what is absent is as proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertAct {
    /// First day on which a released agency is no longer admitted; today where absent.
    pub released_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// Id that a new agency gets.
    pub agency: Option<AgencyId>,
    /// Services that a new agency offers.
    pub services: Vec<String>,
}

impl Actor {
    /// Tells whether they may see an alert: whoever's territory holds its zone; of an alert without a zone, whoever runs a zone.
    pub fn sees_alert(&self, atlas: &Atlas, record: &AlertRecord) -> bool {
        self.may_in(atlas, Deed::See, record.alert.zone.as_ref()).is_ok()
    }
}

impl Register {
    /// Takes the act that an alert proposes, and settles the alert, in one transaction.
    ///
    /// # Errors
    /// Says that there is no such alert, that it is settled, or why its act cannot be taken now.
    pub async fn act_on_alert(
        &self,
        actor: impl Into<Actor>,
        id: &str,
        act: AlertAct,
    ) -> Result<Receipt, RegisterError> {
        let (actor, id): (Actor, String) = (actor.into(), id.to_owned());
        let author = actor.author(&self.atlas());
        let decided = self.act(&author, move |atlas, _| {
            let alert = &open(&actor, atlas, &id)?.alert;
            actor.may_in(atlas, Deed::Admit, alert.zone.as_ref())?;
            let settled = Settlement {
                alert: alert.id.clone(),
                outcome: Outcome::Acted,
                reason: act.reason.clone(),
            };
            Ok(((), vec![proposed(atlas, alert, &act)?, Change::AlertSettled(settled)]))
        });
        Ok(decided.await?.1)
    }

    /// Dismisses an alert.
    ///
    /// # Errors
    /// Says that there is no such alert, that it is settled, or that a reason is lacking.
    pub async fn dismiss_alert(
        &self,
        actor: impl Into<Actor>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let (id, reason) = (id.to_owned(), reason.trim().to_owned());
        let decided = self.act(&author, move |atlas, _| {
            let alert = &open(&actor, atlas, &id)?.alert;
            actor.may_in(atlas, Deed::Admit, alert.zone.as_ref())?;
            if reason.is_empty() {
                let why = "an alert is dismissed for a reason";
                return Err(AgencyError::Lacking { member: "reason", why }.into());
            }
            let settled = Settlement {
                alert: alert.id.clone(),
                outcome: Outcome::Dismissed,
                reason: Some(reason.clone()),
            };
            Ok(((), vec![Change::AlertSettled(settled)]))
        });
        Ok(decided.await?.1)
    }
}

/// Finds an alert that an actor sees and that is not settled.
fn open<'a>(actor: &Actor, atlas: &'a Atlas, id: &str) -> Result<&'a Arc<AlertRecord>, AgencyError> {
    let record = atlas
        .alerts()
        .get(id)
        .filter(|record| actor.sees_alert(atlas, record))
        .ok_or_else(|| AgencyError::NoAlert(id.to_owned()))?;
    match &record.settled {
        None => Ok(record),
        Some(settled) => Err(AgencyError::Settled {
            id: id.to_owned(),
            outcome: settled.settlement.outcome.as_str(),
            revision: settled.entry.revision,
        }),
    }
}

/// Makes the change that an alert proposes.
fn proposed(atlas: &Atlas, alert: &Alert, act: &AlertAct) -> Result<Change, RegisterError> {
    match alert.proposal() {
        None => Err(AgencyError::NothingProposed(alert.id.clone()).into()),
        Some(Proposal::Release { agency, zone, reason }) => {
            let request = ReleaseRequest {
                agency,
                zone,
                released_on: act.released_on,
                reason: act.reason.clone().unwrap_or(reason),
            };
            decide_release(atlas, &request).map(Change::Released)
        }
        Some(Proposal::Amend { agency, member, to }) => {
            let held = held(atlas, &agency)?.agency.clone();
            let Discovery::Changed { from, .. } = &alert.discovery else {
                return Err(AgencyError::NothingProposed(alert.id.clone()).into());
            };
            amend(atlas, held, member, from.as_deref(), &to).map(Change::AgencyRecorded)
        }
        Some(Proposal::Record) => {
            let agency = new_agency(alert, act)?;
            if atlas.agency(&agency.id).is_some() {
                let holder = agency.id.to_string();
                let code = holder.clone();
                return Err(AgencyError::CodeTaken { code, holder }.into());
            }
            decide(atlas, agency).map(Change::AgencyRecorded)
        }
    }
}

/// Returns a member of an agency as text.
pub(super) fn member_of(agency: &Agency, member: Member) -> Option<String> {
    match member {
        Member::Name => Some(agency.name.clone()),
        Member::Address => agency.address.clone(),
        Member::Licence => agency.licence.as_ref().map(ToString::to_string),
        Member::CreditCode => agency.credit_code.as_ref().map(ToString::to_string),
    }
}

fn amend(
    atlas: &Atlas,
    mut agency: Agency,
    member: Member,
    from: Option<&str>,
    to: &str,
) -> Result<Agency, RegisterError> {
    let found = member_of(&agency, member);
    if found.as_deref() != from {
        return Err(AgencyError::MovedOn {
            agency: agency.id.to_string(),
            member: member.as_str(),
            expected: from.unwrap_or("nothing").to_owned(),
            found: found.unwrap_or_else(|| "nothing".to_owned()),
        }
        .into());
    }
    let value = |error: &dyn std::fmt::Display| AgencyError::Value(error.to_string());
    match member {
        Member::Name => to.clone_into(&mut agency.name),
        Member::Licence => agency.licence = Some(to.parse().map_err(|error| value(&error))?),
        Member::CreditCode => agency.credit_code = Some(to.parse().map_err(|error| value(&error))?),
        // The point was of the address before; where the new one is not found there is none.
        Member::Address => {
            agency.address = Some(to.to_owned());
            (agency.point, agency.located) = locate(atlas, to).unzip();
        }
    }
    decide(atlas, agency)
}

/// Makes the agency that an alert of a new one proposes.
fn new_agency(alert: &Alert, act: &AlertAct) -> Result<Agency, RegisterError> {
    let Discovery::New {
        address,
        licence,
        credit_code,
    } = &alert.discovery
    else {
        return Err(AgencyError::NothingProposed(alert.id.clone()).into());
    };
    let id = match (&act.agency, licence, credit_code) {
        (Some(id), _, _) => id.clone(),
        (None, Some(licence), _) => licence.to_string().parse()?,
        (None, None, Some(code)) => code.to_string().parse()?,
        (None, None, None) => alert.id.parse()?,
    };
    Ok(Agency {
        id,
        name: alert.name.clone(),
        services: act.services.clone(),
        address: address.clone(),
        point: None,
        located: None,
        licence: licence.clone(),
        credit_code: credit_code.clone(),
        remark: None,
    })
}
