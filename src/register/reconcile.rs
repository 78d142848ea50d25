//! Reconciliation: an export of the national notice system read against the register; what differs becomes alerts, never acts.
//!
//! Must not know the file's form, nor take what it proposes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, Receipt, Register, RegisterError, address, alerts::member_of};
use crate::{
    agency::{Alert, Category, Discovery, MatchedBy, Member, Notice, Reconciliation, comparable_name},
    atlas::{AgencyRecord, Atlas, Change, LookupPoint, Stay, ZonePosition},
    geocode,
    zone::{Deed, Digest, ZoneCode},
};

/// An export as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Name of the file.
    pub file: String,
    /// Digest of the file.
    pub file_digest: Digest,
    /// Its rows.
    pub notices: Vec<Notice>,
}

/// A row that led to no alert for a reason that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Line of the export, from 1.
    pub line: u64,
    /// Name as stated.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What a reconciliation found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciled {
    /// Rows read.
    pub rows: usize,
    /// Rows of agencies that the register holds.
    pub matched: usize,
    /// Alerts raised, in the order of the export.
    pub raised: Vec<Alert>,
    /// Findings whose alert was raised before.
    pub known: usize,
    /// Rows of agencies that the register does not hold and that sit in no zone.
    pub elsewhere: usize,
    /// Rows that a person should look at.
    pub unclear: Vec<Unplaced>,
    /// Whether the very same file was read before.
    pub is_repeated: bool,
}

/// The agencies of the register by what rows are matched with.
struct Held<'a> {
    credit_codes: BTreeMap<String, Vec<&'a AgencyRecord>>,
    licences: BTreeMap<String, Vec<&'a AgencyRecord>>,
    names: BTreeMap<String, Vec<&'a AgencyRecord>>,
}

/// Where a stated address lies with respect to a zone.
enum Lie {
    Inside,
    Outside,
    Uncertain,
    /// The address was not found, or the zone is not in force.
    Unknown,
}

impl Register {
    /// Reads an export against the register and records the alerts that were not raised before.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn reconcile(
        &self,
        actor: impl Into<Actor>,
        export: Export,
    ) -> Result<(Reconciled, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            actor.may_in(atlas, Deed::Load, None)?;
            let reconciled = compare(atlas, &export)?;
            if reconciled.is_repeated && reconciled.raised.is_empty() {
                return Ok((reconciled, Vec::new()));
            }
            let record = Reconciliation {
                file: export.file.clone(),
                file_digest: export.file_digest,
                on: atlas.today(),
                rows: export.notices.len() as u64,
                alerts: reconciled.raised.clone(),
            };
            Ok((reconciled, vec![Change::Reconciled(Box::new(record))]))
        })
        .await
    }
}

/// Compares every row.
fn compare(atlas: &Atlas, export: &Export) -> Result<Reconciled, RegisterError> {
    let held = Held::of(atlas);
    let mut found = Reconciled {
        rows: export.notices.len(),
        is_repeated: atlas.alerts().read_at(export.file_digest).is_some(),
        ..Reconciled::default()
    };
    let mut seen = BTreeSet::new();
    for notice in &export.notices {
        let mut alerts = Vec::new();
        match held.find(notice) {
            None => of_unknown(atlas, notice, &mut alerts, &mut found),
            Some((matched_by, records)) => match records.as_slice() {
                [record] => {
                    found.matched += 1;
                    of_held(atlas, notice, record, matched_by, &mut alerts);
                }
                several => {
                    let ids: Vec<String> = several.iter().map(|r| format!("`{}`", r.agency.id)).collect();
                    let reason = format!(
                        "{} agencies match it by {}: {}",
                        ids.len(),
                        matched_by.as_str(),
                        ids.join(", ")
                    );
                    found.tell(notice, reason);
                }
            },
        }
        if notice.meaning() == Category::Unknown {
            let words = notice.category.as_deref().unwrap_or_default();
            found.tell(
                notice,
                format!("the category `{words}` is not known here; it was taken for no sanction"),
            );
        }
        for alert in alerts {
            let alert = alert.identified()?;
            if atlas.alerts().get(&alert.id).is_some() || !seen.insert(alert.id.clone()) {
                found.known += 1;
            } else {
                found.raised.push(alert);
            }
        }
    }
    Ok(found)
}

impl Reconciled {
    fn tell(&mut self, notice: &Notice, reason: String) {
        self.unclear.push(Unplaced {
            line: notice.line,
            name: notice.name.clone(),
            reason,
        });
    }
}

impl<'a> Held<'a> {
    fn of(atlas: &'a Atlas) -> Self {
        let mut held = Self {
            credit_codes: BTreeMap::new(),
            licences: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for record in atlas.agencies() {
            let record: &AgencyRecord = record;
            let agency = &record.agency;
            if let Some(code) = &agency.credit_code {
                held.credit_codes.entry(code.to_string()).or_default().push(record);
            }
            if let Some(licence) = &agency.licence {
                held.licences.entry(licence.to_string()).or_default().push(record);
            }
            held.names
                .entry(comparable_name(&agency.name))
                .or_default()
                .push(record);
        }
        held
    }

    /// Finds who a row is about: by credit code, else by licence, else by name.
    fn find(&self, notice: &Notice) -> Option<(MatchedBy, &Vec<&'a AgencyRecord>)> {
        let credit_code = notice
            .credit_code
            .as_ref()
            .and_then(|code| self.credit_codes.get(code.as_str()));
        let licence = || {
            notice
                .licence
                .as_ref()
                .and_then(|licence| self.licences.get(&licence.to_string()))
        };
        let name = || self.names.get(&comparable_name(&notice.name));
        credit_code
            .map(|found| (MatchedBy::CreditCode, found))
            .or_else(|| licence().map(|found| (MatchedBy::Licence, found)))
            .or_else(|| name().map(|found| (MatchedBy::Name, found)))
    }
}

/// Finds what a row says of an agency that the register holds.
fn of_held(atlas: &Atlas, notice: &Notice, record: &AgencyRecord, matched_by: MatchedBy, alerts: &mut Vec<Alert>) {
    let stay = record.stay(atlas.today());
    let alert = |discovery: Discovery, uncertain: bool| Alert {
        agency: Some(record.agency.id.clone()),
        zone: stay.as_ref().map(|stay| stay.admission.zone.clone()),
        park: stay.as_ref().and_then(|stay| stay.admission.park.clone()),
        matched_by: Some(matched_by),
        uncertain,
        ..bare(atlas, notice, discovery)
    };
    if let Category::Sanction(sanction) = notice.meaning() {
        alerts.push(alert(Discovery::Sanctioned { sanction }, false));
    }
    for (member, to) in differing(record, notice) {
        let from = member_of(&record.agency, member);
        if member == Member::Address
            && let Some(Stay { admission, .. }) = &stay
        {
            let lie = lie(atlas, &to, &admission.zone);
            let uncertain = matches!(lie, Lie::Uncertain);
            if uncertain || matches!(lie, Lie::Outside) {
                let (from, to) = (from.clone(), to.clone());
                alerts.push(alert(Discovery::MovedOut { from, to }, uncertain));
            }
        }
        alerts.push(alert(Discovery::Changed { member, from, to }, false));
    }
}

/// Returns the members that a row states otherwise than the register, with the values stated.
fn differing(record: &AgencyRecord, notice: &Notice) -> Vec<(Member, String)> {
    let agency = &record.agency;
    let mut differing = Vec::new();
    if comparable_name(&agency.name) != comparable_name(&notice.name) {
        differing.push((Member::Name, notice.name.clone()));
    }
    if let Some(licence) = notice
        .licence
        .as_ref()
        .filter(|licence| agency.licence.as_ref() != Some(*licence))
    {
        differing.push((Member::Licence, licence.to_string()));
    }
    if let Some(code) = notice
        .credit_code
        .as_ref()
        .filter(|code| agency.credit_code.as_ref() != Some(*code))
    {
        differing.push((Member::CreditCode, code.to_string()));
    }
    let written = |text: &str| geocode::normalise(text);
    if let Some(address) = &notice.address
        && agency.address.as_deref().map(written) != Some(written(address))
    {
        differing.push((Member::Address, address.clone()));
    }
    differing
}

/// Finds what a row says of an agency that the register does not hold.
fn of_unknown(atlas: &Atlas, notice: &Notice, alerts: &mut Vec<Alert>, found: &mut Reconciled) {
    let Some(text) = &notice.address else {
        found.tell(
            notice,
            "the register does not hold it, and no address is stated".to_owned(),
        );
        return;
    };
    let Ok(point) = address::address(atlas, text) else {
        found.tell(
            notice,
            "the register does not hold it, and its address was not found".to_owned(),
        );
        return;
    };
    let (_, zones) = atlas.find(&point, atlas.today(), None);
    // Where zones lie over one another the one that bears the title counts: a host park has no agencies of its own.
    let is_titled = |zone: &ZoneCode| {
        let kind = atlas
            .zone(zone.as_str())
            .and_then(|record| atlas.programme().kind(&record.zone.kind));
        kind.is_some_and(|kind| kind.titled)
    };
    let Some(answer) = zones
        .iter()
        .find(|answer| is_titled(&answer.zone))
        .or_else(|| zones.first())
    else {
        found.elsewhere += 1;
        return;
    };
    let discovery = Discovery::New {
        address: notice.address.clone(),
        licence: notice.licence.clone(),
        credit_code: notice.credit_code.clone(),
    };
    alerts.push(Alert {
        zone: Some(answer.zone.clone()),
        park: answer.park.clone(),
        uncertain: is_near_limit(&point, answer.distance_to_limit_m),
        ..bare(atlas, notice, discovery)
    });
}

/// Makes an alert without agency and zone.
fn bare(atlas: &Atlas, notice: &Notice, discovery: Discovery) -> Alert {
    Alert {
        id: String::new(),
        discovery,
        agency: None,
        name: notice.name.clone(),
        zone: None,
        park: None,
        day: notice.published_on.unwrap_or_else(|| atlas.today()),
        line: notice.line,
        matched_by: None,
        uncertain: false,
        notice: notice.words(),
    }
}

fn is_near_limit(point: &LookupPoint, distance_to_limit_m: f64) -> bool {
    point.uncertainty_m > 0.0 && distance_to_limit_m <= point.uncertainty_m
}

/// Tells where a stated address lies with respect to a zone.
fn lie(atlas: &Atlas, text: &str, zone: &ZoneCode) -> Lie {
    let in_force = atlas
        .zone(zone.as_str())
        .and_then(|record| record.in_force(atlas.today(), None));
    let has_shape = in_force.is_some_and(|version| version.extent.is_some());
    let Some(point) = address::address(atlas, text).ok().filter(|_| has_shape) else {
        return Lie::Unknown;
    };
    let (_, zones) = atlas.find(&point, atlas.today(), None);
    match zones.iter().find(|answer| answer.zone == *zone) {
        None => Lie::Outside,
        Some(answer) if is_near_limit(&point, answer.distance_to_limit_m) => Lie::Uncertain,
        Some(answer) if answer.position == ZonePosition::Near => Lie::Outside,
        Some(_) => Lie::Inside,
    }
}
