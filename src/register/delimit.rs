//! Handing in a draft, and recording an existing approval.
//!
//! Must not know the file the draft came from.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Actor, Receipt, Register, RegisterError,
    actor::subject_of_draft,
    acts::{ended_by, stage},
    needs::waived,
};
use crate::{
    atlas::{Atlas, Change, DelimitationRecord, Recorded},
    geometry,
    rules::{Report, Rules},
    zone::{Delimitation, Digest, Draft, Park, Severity, Standing, StandingClass, Zone, ZoneCode},
};

/// Why a draft comes to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It is handed in for approval: errors block it.
    Submit,
    /// It was approved already: what the rules find is told and does not block, but its shapes must be sound.
    Record,
}

impl Intent {
    /// Returns the code of the act in the programme's lifecycle.
    fn act(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Record => "record",
        }
    }
}

/// What became of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Delimited {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// Whether the register held the same already, so that nothing was recorded.
    pub unchanged: bool,
    /// What the rules found.
    pub report: Report,
}

impl Register {
    /// Takes up drafts, all of them or none.
    ///
    /// # Errors
    /// Says which draft is refused, and why; [`RegisterError::Blocked`] carries the report.
    pub async fn delimit(
        &self,
        actor: impl Into<Actor>,
        drafts: Vec<Draft>,
        intent: Intent,
    ) -> Result<(Vec<Delimited>, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let sight = actor.sight(&self.atlas())?;
        let taken = self.act(&author, move |atlas, rules| {
            let (mut outcomes, mut changes) = (Vec::new(), Vec::new());
            for draft in &drafts {
                may_delimit(&actor, atlas, draft, intent)?;
                let (outcome, added) = delimit(atlas, rules, draft, intent, &changes)?;
                outcomes.push(outcome);
                changes.extend(added);
            }
            Ok((outcomes, changes))
        });
        let taken = taken.await;
        let seen = self.seen_by(&sight);
        let (mut outcomes, receipt) = taken.map_err(|error| error.told_by(&seen))?;
        for outcome in &mut outcomes {
            outcome.report = outcome.report.clone().told_by(&seen);
        }
        Ok((outcomes, receipt))
    }
}

/// Decides whether an actor may take a draft up: the division it states, and the one that its zone has so far, must be theirs.
fn may_delimit(actor: &Actor, atlas: &Atlas, draft: &Draft, intent: Intent) -> Result<(), RegisterError> {
    let zone = draft.code.as_ref();
    actor.may_act(atlas, intent.act(), &subject_of_draft(zone, draft.division))?;
    let Some(held) = zone.and_then(|code| atlas.zone(code.as_str())) else {
        return Ok(());
    };
    // Codes are unique, so that this much has to be told of a zone that is hidden from them.
    actor
        .must_see(atlas, held, None)
        .map_err(|_| RegisterError::CodeTaken(held.zone.code.to_string()))?;
    actor.may_act(atlas, intent.act(), &subject_of_draft(zone, held.zone.division))
}

/// Decides one draft; `before` are the changes of the same act that come before it.
fn delimit(
    atlas: &Atlas,
    rules: &Rules,
    draft: &Draft,
    intent: Intent,
    before: &[Change],
) -> Result<(Delimited, Vec<Change>), RegisterError> {
    well_formed(atlas, draft)?;
    let code = match &draft.code {
        Some(code) => code.clone(),
        None => new_code(atlas, draft, before)?,
    };
    let held = atlas.zone(code.as_str());
    let earlier = before
        .iter()
        .filter(|change| matches!(change, Change::Delimited(d) if d.zone == code))
        .count();
    let number = held.map_or(0, |record| record.delimitations.len()) + earlier + 1;
    let number = u32::try_from(number).map_err(|_| RegisterError::CutOff)?;
    let zone = zone(atlas, draft, code.clone());
    let mut report = rules.check(draft, atlas);
    if intent == Intent::Submit {
        report = settled(atlas, rules, draft, &zone, number, report)?;
    }
    let unsound = |finding: &crate::rules::Finding| {
        finding.severity == Severity::Error && ["ring", "simple", "extent"].contains(&finding.rule)
    };
    match intent {
        Intent::Submit if report.blocked() => return Err(RegisterError::Blocked(Box::new(report))),
        Intent::Submit if report.unanswered().next().is_some() => {
            return Err(RegisterError::Unanswered(Box::new(report)));
        }
        Intent::Record if report.findings.iter().any(unsound) => return Err(RegisterError::Unsound(Box::new(report))),
        Intent::Submit | Intent::Record => {}
    }
    let delimitation = delimitation(draft, code.clone(), number, rules.id(), &report);
    let newest = held.and_then(|record| record.delimitations.last());
    let stated = held.map(|record| newest.map_or(&record.zone, |newest| record.zone_of(newest.delimitation.number)));
    if let Some(newest) = newest {
        let same = Delimitation {
            number: newest.delimitation.number,
            ..delimitation.clone()
        };
        if same == *newest.delimitation && stated == Some(&zone) {
            let delimitation = newest.delimitation.number;
            return Ok((
                Delimited {
                    zone: code,
                    delimitation,
                    unchanged: true,
                    report,
                },
                Vec::new(),
            ));
        }
    }
    let mut changes = Vec::new();
    if stated != Some(&zone) {
        changes.push(Change::ZoneRecorded(zone));
    }
    let mut standing = first_standing(atlas, intent.act(), &delimitation)?;
    let effective = standing.effective;
    let lifecycle = &atlas.programme().lifecycle;
    let mut ended = Vec::new();
    if let Some((act, record)) = lifecycle.act(intent.act()).zip(held) {
        if let Some(state) = stage(lifecycle, act, record, number) {
            standing.state.clone_from(&state.code);
        }
        ended = ended_by(lifecycle, act, record, number, effective)?;
    }
    changes.push(Change::Delimited(Box::new(delimitation)));
    for (number, standing) in std::iter::once((number, standing)).chain(ended) {
        changes.push(Change::Stood {
            zone: code.clone(),
            number,
            standing,
        });
    }
    Ok((
        Delimited {
            zone: code,
            delimitation: number,
            unchanged: false,
            report,
        },
        changes,
    ))
}

/// Makes notes of the findings on other zones that a ruling has settled for what the draft shares with them.
fn settled(
    atlas: &Atlas,
    rules: &Rules,
    draft: &Draft,
    zone: &Zone,
    number: u32,
    report: Report,
) -> Result<Report, RegisterError> {
    if atlas.rulings_of(&zone.code).is_empty() {
        return Ok(report);
    }
    let as_handed_in = Arc::new(delimitation(draft, zone.code.clone(), number, rules.id(), &report));
    let at = Recorded {
        revision: atlas.head().revision,
        at: atlas.recorded_at().unwrap_or_default(),
    };
    waived(
        atlas,
        zone,
        &DelimitationRecord::new(as_handed_in, at, Digest::ZERO),
        report,
    )
}

/// Returns the standing that begins a delimitation.
pub(super) fn first_standing(atlas: &Atlas, act: &str, delimitation: &Delimitation) -> Result<Standing, RegisterError> {
    let state = atlas.programme().lifecycle.decide(act, None, None)?;
    Ok(Standing {
        act: act.to_owned(),
        state: state.code.clone(),
        class: state.class,
        effective: delimitation
            .valid_from
            .filter(|_| state.class == StandingClass::InForce),
        document: delimitation.document.clone(),
        reason: None,
    })
}

/// Refuses what no rule can judge.
fn well_formed(atlas: &Atlas, draft: &Draft) -> Result<(), RegisterError> {
    let programme = atlas.programme();
    if programme.kind(&draft.kind).is_none() {
        let expected = programme
            .kinds
            .iter()
            .map(|kind| format!("`{}`", kind.code))
            .collect::<Vec<_>>()
            .join(", ");
        return Err(RegisterError::Kind {
            found: draft.kind.clone(),
            expected,
        });
    }
    if draft.parks.is_empty() && draft.outline.is_none() {
        return Err(RegisterError::NoPark);
    }
    let mut names = BTreeSet::new();
    match draft.parks.iter().find(|park| !names.insert(&park.name)) {
        Some(park) => Err(RegisterError::ParkName(park.name.clone())),
        None => Ok(()),
    }
}

/// Makes a code that no zone has yet: `cn`, the applicant's division, and a serial.
fn new_code(atlas: &Atlas, draft: &Draft, before: &[Change]) -> Result<ZoneCode, RegisterError> {
    let division = draft
        .division
        .map_or_else(|| "000000".to_owned(), |division| division.to_string());
    let taken = |code: &ZoneCode| {
        let earlier = |change: &Change| matches!(change, Change::ZoneRecorded(zone) if zone.code == *code);
        atlas.zone(code.as_str()).is_some() || before.iter().any(earlier)
    };
    for serial in 1_u32.. {
        let code: ZoneCode = format!("cn-{division}-{serial:03}").parse()?;
        if !taken(&code) {
            return Ok(code);
        }
    }
    Err(RegisterError::CutOff)
}

fn zone(atlas: &Atlas, draft: &Draft, code: ZoneCode) -> Zone {
    Zone {
        code,
        programme: atlas.programme().id.clone(),
        kind: draft.kind.clone(),
        name: draft.name.clone(),
        host: draft.host.clone(),
        division: draft.division,
        remark: draft.remark.clone(),
    }
}

fn delimitation(draft: &Draft, zone: ZoneCode, number: u32, rule_set: &str, report: &Report) -> Delimitation {
    let answer = |finding: &crate::rules::Finding| {
        let answer = finding.answer.as_ref().map(|answer| answer.trim().to_owned());
        // Under the key that was used: the full one names a zone that the applicant may not see.
        let key = Some(finding.key()).filter(|key| draft.answers.contains_key(key));
        Some((
            key.unwrap_or_else(|| finding.bare_key()),
            answer.filter(|answer| !answer.is_empty())?,
        ))
    };
    let shape = |raw: &geo_types::MultiPolygon<f64>| Arc::new(geometry::normalise(raw));
    let park = |park: &crate::zone::DraftPark| Park {
        name: park.name.clone(),
        host: park.host.clone(),
        functions: park.functions.clone(),
        closing: park.closing,
        declared_area: park.declared_area.clone(),
        abuttals: park.abuttals.clone(),
        shape: park.shape.as_ref().map(shape),
    };
    Delimitation {
        zone,
        number,
        declared_area: draft.declared_area.clone(),
        abuttals: draft.abuttals.clone(),
        outline: draft.outline.as_ref().map(shape),
        parks: draft.parks.iter().map(park).collect(),
        document: draft.document.clone(),
        valid_from: draft.valid_from,
        rule_set: rule_set.to_owned(),
        answers: report.findings.iter().filter_map(answer).collect(),
    }
}
