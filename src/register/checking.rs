//! The check list of a delimitation, with what the register can answer itself.
//!
//! Must not tick anything: a reviewer does.

use super::{Register, RegisterError, acts::version, needs::waived};
use crate::{
    atlas::{Atlas, Sight},
    format::draft::draft_of,
    rules::{Report, Rules},
    zone::{CheckItem, Delimitation, Severity, Stated, Zone, ZoneCode},
};

/// What the register answers to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Code of the item.
    pub item: String,
    /// Whether it holds; absent where only a person can tell.
    pub holds: Option<bool>,
    /// What is not stated.
    pub missing: Vec<Stated>,
    /// What the rules find: Chinese and English.
    pub findings: Vec<crate::zone::Text>,
}

impl Register {
    /// Answers the check list for a delimitation as far as the register can, and as far as a kind of viewer may be told.
    ///
    /// # Errors
    /// Says that the zone or the delimitation is not there.
    pub async fn facts(&self, zone: &ZoneCode, number: u32, sight: &Sight) -> Result<Vec<Fact>, RegisterError> {
        let (atlas, rules, zone) = (self.atlas(), std::sync::Arc::clone(self.rules()), zone.clone());
        let seen = self.seen_by(sight);
        tokio::task::spawn_blocking(move || facts((&atlas, &seen), &rules, &zone, number))
            .await
            .map_err(|_| RegisterError::CutOff)?
    }
}

fn facts(
    (atlas, seen): (&Atlas, &Atlas),
    rules: &Rules,
    zone: &ZoneCode,
    number: u32,
) -> Result<Vec<Fact>, RegisterError> {
    let record = atlas
        .zone(zone.as_str())
        .ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
    let version = version(record, Some(number))?;
    let zone = record.zone_of(number);
    let report = rules.check(&draft_of(zone, &version.delimitation), atlas);
    let report = waived(atlas, zone, version, report)?.told_by(seen);
    let items = atlas.programme().checklist.iter();
    Ok(items
        .map(|item| fact(item, zone, &version.delimitation, &report))
        .collect())
}

fn fact(item: &CheckItem, zone: &Zone, delimitation: &Delimitation, report: &Report) -> Fact {
    let missing: Vec<Stated> = item
        .states
        .iter()
        .copied()
        .filter(|stated| !is_stated(*stated, zone, delimitation))
        .collect();
    let asked = |rule: &str| item.rules.iter().any(|asked| asked == rule);
    let findings: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note && asked(finding.rule))
        .map(|finding| finding.message.clone())
        .collect();
    Fact {
        item: item.code.clone(),
        holds: item.is_factual().then_some(missing.is_empty() && findings.is_empty()),
        missing,
        findings,
    }
}

fn is_stated(stated: Stated, zone: &Zone, delimitation: &Delimitation) -> bool {
    let parks = &delimitation.parks;
    let of_each = |holds: &dyn Fn(&crate::zone::Park) -> bool| !parks.is_empty() && parks.iter().all(holds);
    match stated {
        Stated::TotalArea => delimitation.declared_area.is_some(),
        Stated::Abuttals => delimitation.abuttals.is_some() || of_each(&|park| park.abuttals.is_some()),
        Stated::Host => zone.host.is_some() || of_each(&|park| park.host.is_some()),
        Stated::Functions => of_each(&|park| !park.functions.is_empty()),
        Stated::Division => zone.division.is_some(),
        Stated::Shapes => of_each(&|park| park.shape.is_some()),
        Stated::Document => delimitation.document.is_some(),
    }
}
