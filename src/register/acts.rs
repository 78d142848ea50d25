//! Acts on a delimitation that is in the register: recommend, approve, return, withdraw, revoke and whatever the programme has.
//!
//! Must not know the acts by name: the programme's lifecycle decides.

use jiff::civil::Date;

use super::{Actor, Receipt, Register, RegisterError, subject_of};
use crate::{
    atlas::{Atlas, Change},
    zone::{Standing, StandingClass, ZoneCode},
};

/// An act asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRequest {
    /// Zone.
    pub zone: ZoneCode,
    /// Number of the delimitation; the newest where absent.
    pub delimitation: Option<u32>,
    /// Code of the act in the programme.
    pub act: String,
    /// First day from which the new standing holds.
    pub effective: Option<Date>,
    /// The document that states it.
    pub document: Option<String>,
    /// The reason.
    pub reason: Option<String>,
}

impl Register {
    /// Takes an act and returns the standing reached.
    ///
    /// # Errors
    /// Says which zone or delimitation is not there, or which states the act needs.
    pub async fn take_act(
        &self,
        actor: impl Into<Actor>,
        request: ActRequest,
    ) -> Result<(Standing, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            let record = atlas.zone(request.zone.as_str());
            if let Some(record) = record {
                let version = match request.delimitation {
                    Some(number) => record.delimitation(number),
                    None => record.delimitations.last(),
                };
                actor.may_act(atlas, &request.act, &subject_of(atlas, record, version))?;
            }
            let change = stand(atlas, &request)?;
            let Change::Stood { standing, .. } = &change else {
                return Err(RegisterError::CutOff);
            };
            Ok((standing.clone(), vec![change]))
        })
        .await
    }
}

/// Decides an act.
fn stand(atlas: &Atlas, request: &ActRequest) -> Result<Change, RegisterError> {
    let record = atlas
        .zone(request.zone.as_str())
        .ok_or_else(|| RegisterError::NoZone(request.zone.to_string()))?;
    let newest = record.delimitations.len();
    let number = request
        .delimitation
        .unwrap_or_else(|| u32::try_from(newest).unwrap_or(u32::MAX));
    let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let version = nth
        .and_then(|nth| record.delimitations.get(nth))
        .ok_or_else(|| RegisterError::NoDelimitation {
            zone: request.zone.to_string(),
            number,
            newest,
        })?;
    let state = version.standing(None).map(|record| record.standing.state.as_str());
    let state = atlas
        .programme()
        .lifecycle
        .decide(&request.act, state, request.reason.as_deref())?;
    let stated = if state.class == StandingClass::InForce {
        version.delimitation.valid_from
    } else {
        None
    };
    // An end or a beginning without a day stated is of the day it is recorded on.
    let effective = request.effective.or(stated).or(match state.class {
        StandingClass::InForce | StandingClass::Ended => Some(atlas.today()),
        StandingClass::Pending | StandingClass::Returned => None,
    });
    Ok(Change::Stood {
        zone: request.zone.clone(),
        number,
        standing: Standing {
            act: request.act.clone(),
            state: state.code.clone(),
            class: state.class,
            effective,
            document: request.document.clone(),
            reason: request.reason.clone(),
        },
    })
}
