//! Acts on a delimitation that is in the register: recommend, approve, return, withdraw, revoke and whatever the programme has.
//!
//! Must not know the acts by name: the programme's lifecycle decides.

use jiff::civil::Date;

use super::{Actor, Receipt, Register, RegisterError, needs::needs_met, subject_of};
use crate::{
    atlas::{Atlas, Change, DelimitationRecord, ZoneRecord},
    rules::Rules,
    zone::{Act, Lifecycle, LifecycleError, Standing, StandingClass, State, Zone, ZoneCode},
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
    /// Code of the kind that the zone becomes, where the act accepts it.
    pub becomes: Option<String>,
    /// Revision of the zone that the act was decided on; any where absent.
    pub expected: Option<u64>,
}

impl Register {
    /// Takes an act and returns the standing reached.
    ///
    /// # Errors
    /// Says which zone or delimitation is not there, which states the act needs, or what of its needs does not hold today.
    pub async fn take_act(
        &self,
        actor: impl Into<Actor>,
        request: ActRequest,
    ) -> Result<(Standing, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let sight = actor.sight(&self.atlas())?;
        let taken = self.act(&author, move |atlas, rules| {
            if let Some(record) = atlas.zone(request.zone.as_str()) {
                let version = match request.delimitation {
                    Some(number) => record.delimitation(number),
                    None => record.delimitations.last(),
                };
                actor.must_see(atlas, record, version)?;
                actor.may_act(atlas, &request.act, &subject_of(atlas, record, version))?;
            }
            stand((atlas, rules), &request)
        });
        taken.await.map_err(|error| error.told_by(&self.seen_by(&sight)))
    }
}

/// Decides an act.
fn stand((atlas, rules): (&Atlas, &Rules), request: &ActRequest) -> Result<(Standing, Vec<Change>), RegisterError> {
    let record = atlas
        .zone(request.zone.as_str())
        .ok_or_else(|| RegisterError::NoZone(request.zone.to_string()))?;
    let version = version(record, request.delimitation)?;
    if let Some(expected) = request.expected.filter(|expected| *expected != record.touched) {
        return Err(RegisterError::Stale {
            zone: request.zone.to_string(),
            expected,
            found: record.touched,
        });
    }
    let lifecycle = &atlas.programme().lifecycle;
    let former = version.standing(None).map(|record| &record.standing);
    let reason = request.reason.as_deref();
    let state = lifecycle.decide(&request.act, former.map(|former| former.state.as_str()), reason)?;
    let zone = record.zone_of(version.delimitation.number);
    lifecycle.fits(&request.act, &zone.kind, request.document.as_deref())?;
    let unknown = || LifecycleError::UnknownState {
        act: request.act.clone(),
        state: state.code.clone(),
    };
    let act = lifecycle.act(&request.act).ok_or_else(unknown)?;
    let becomes = kind_reached(atlas, zone, act, request.becomes.as_deref())?;
    needs_met((atlas, rules), (zone, version), (&act.act, &act.needs))?;
    let begins = lifecycle.begins_force(act);
    let stated = version.delimitation.valid_from.filter(|_| begins);
    // A beginning, an end or a stage without a day stated is of the day it is recorded on.
    let effective = request.effective.or(stated).or(match state.class {
        StandingClass::InForce | StandingClass::Ended => Some(atlas.today()),
        StandingClass::Pending | StandingClass::Returned => None,
    });
    let number = version.delimitation.number;
    let standing = Standing {
        act: request.act.clone(),
        state: stage(lifecycle, act, record, number).unwrap_or(state).code.clone(),
        class: state.class,
        effective,
        document: request.document.clone(),
        reason: request.reason.clone(),
    };
    let stood = |number, standing| Change::Stood {
        zone: request.zone.clone(),
        number,
        standing,
    };
    let mut changes: Vec<Change> = becomes.map(Change::ZoneRecorded).into_iter().collect();
    changes.push(stood(number, standing.clone()));
    let ended = ended_by(lifecycle, act, record, number, effective)?;
    changes.extend(ended.into_iter().map(|(number, standing)| stood(number, standing)));
    Ok((standing, changes))
}

/// Finds a delimitation by its number, or the newest.
pub(super) fn version(record: &ZoneRecord, number: Option<u32>) -> Result<&DelimitationRecord, RegisterError> {
    let newest = record.delimitations.len();
    let number = number.unwrap_or_else(|| u32::try_from(newest).unwrap_or(u32::MAX));
    let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    nth.and_then(|nth| record.delimitations.get(nth))
        .ok_or_else(|| RegisterError::NoDelimitation {
            zone: record.zone.code.to_string(),
            number,
            newest,
        })
}

/// Returns the zone of its new kind, where the act accepts it as one.
fn kind_reached(atlas: &Atlas, zone: &Zone, act: &Act, becomes: Option<&str>) -> Result<Option<Zone>, RegisterError> {
    let wrong = |expected: String, found: String| RegisterError::Becomes {
        act: act.act.clone(),
        expected,
        found,
    };
    let told = |kind: &str| format!("`becomes`: `{kind}`");
    if !act.accepts {
        return match becomes {
            Some(kind) => Err(wrong("no `becomes`".to_owned(), told(kind))),
            None => Ok(None),
        };
    }
    let kinds = atlas
        .programme()
        .kind(&zone.kind)
        .map_or(&[][..], |kind| kind.accepted_as.as_slice());
    if let Some(kind) = becomes.filter(|kind| kinds.iter().any(|known| known == kind)) {
        return Ok(Some(Zone {
            kind: kind.to_owned(),
            ..zone.clone()
        }));
    }
    let known: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
    let expected = format!("`becomes` with one of {}", known.join(", "));
    Err(wrong(expected, becomes.map_or("nothing".to_owned(), told)))
}

/// Returns the delimitations of the zone in force other than `number`, each with its newest standing.
fn others_in_force(record: &ZoneRecord, number: u32) -> impl DoubleEndedIterator<Item = (u32, &Standing)> {
    let others = record.delimitations.iter();
    let others = others.filter(move |other| other.delimitation.number != number);
    others.filter_map(|other| {
        let standing = &other.standing(None)?.standing;
        (standing.class == StandingClass::InForce).then_some((other.delimitation.number, standing))
    })
}

/// Returns the state of a zone in force that an act on another delimitation leaves as it is.
pub(super) fn stage<'l>(lifecycle: &'l Lifecycle, act: &Act, record: &ZoneRecord, number: u32) -> Option<&'l State> {
    let (_, standing) = others_in_force(record, number)
        .next_back()
        .filter(|_| act.keeps_stage)?;
    lifecycle.state(&standing.state)
}

/// Returns the ends of the delimitations whose place one takes, each with its number; they hold until that one's first day.
pub(super) fn ended_by(
    lifecycle: &Lifecycle,
    act: &Act,
    record: &ZoneRecord,
    number: u32,
    effective: Option<Date>,
) -> Result<Vec<(u32, Standing)>, RegisterError> {
    let Some(former) = &act.ends_former else {
        return Ok(Vec::new());
    };
    let end = |(number, standing): (u32, &Standing)| {
        let state = lifecycle.decide(former, Some(&standing.state), None)?;
        let standing = Standing {
            act: former.clone(),
            state: state.code.clone(),
            class: state.class,
            effective,
            document: None,
            reason: None,
        };
        Ok((number, standing))
    };
    others_in_force(record, number).map(end).collect()
}
