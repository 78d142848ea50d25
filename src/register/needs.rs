//! What must hold before an act is taken: no error, every warning answered, every overlap ruled on.
//!
//! Must not know which act needs what: the programme says; the rules find, rulings accept.

use std::collections::BTreeSet;

use super::RegisterError;
use crate::{
    atlas::{Atlas, DelimitationRecord},
    format::draft::draft_of,
    rules::{Finding, Pair, PairKind, Report, Ruled, Rules, pairs_with, ruled},
    zone::{Need, Severity, Zone, ZoneCode},
};

/// An overlap that no standing ruling accepts.
#[derive(Debug, Clone)]
pub struct UnruledPair {
    /// The pair.
    pub pair: Pair,
    /// What rulings say of it.
    pub ruled: Ruled,
    /// Whether whoever is told does not see the other zone.
    pub is_hidden: bool,
}

/// What keeps an act from being taken.
#[derive(Debug, Clone)]
pub struct Unmet {
    /// Code of the act.
    pub act: String,
    /// What the rules find today.
    pub report: Option<Report>,
    /// Overlaps that are not accepted.
    pub unruled: Vec<UnruledPair>,
}

impl RegisterError {
    /// Takes out of a refusal what it tells of zones that whoever `seen` is for does not see.
    #[must_use]
    pub(super) fn told_by(self, seen: &Atlas) -> Self {
        match self {
            Self::Blocked(report) => Self::Blocked(Box::new(report.told_by(seen))),
            Self::Unsound(report) => Self::Unsound(Box::new(report.told_by(seen))),
            Self::Unanswered(report) => Self::Unanswered(Box::new(report.told_by(seen))),
            Self::Unmet(mut unmet) => {
                unmet.report = unmet.report.take().map(|report| report.told_by(seen));
                for open in &mut unmet.unruled {
                    let sides = [&open.pair.a, &open.pair.b];
                    open.is_hidden = !sides
                        .iter()
                        .all(|side| seen.holds(side.zone.as_str(), side.delimitation));
                }
                Self::Unmet(unmet)
            }
            other => other,
        }
    }
}

/// Holds a delimitation that is in the register against what an act needs.
///
/// # Errors
/// [`RegisterError::Unmet`] with every error, every warning without a reason, and every overlap that is not accepted.
pub(super) fn needs_met(
    (atlas, rules): (&Atlas, &Rules),
    (zone, version): (&Zone, &DelimitationRecord),
    (act, needs): (&str, &[Need]),
) -> Result<(), RegisterError> {
    let asks = |need| needs.contains(&need);
    let (mut report, mut unruled) = (None, Vec::new());
    if asks(Need::OverlapsRuled) {
        unruled = unruled_pairs(atlas, zone, version)?;
    }
    if asks(Need::NoErrors) || asks(Need::WarningsAnswered) {
        let found = waived(
            atlas,
            zone,
            version,
            rules.check(&draft_of(zone, &version.delimitation), atlas),
        )?;
        let blocked = asks(Need::NoErrors) && found.blocked();
        let unanswered = asks(Need::WarningsAnswered) && found.unanswered().next().is_some();
        report = (blocked || unanswered).then_some(found);
    }
    if report.is_none() && unruled.is_empty() {
        return Ok(());
    }
    Err(RegisterError::Unmet(Box::new(Unmet {
        act: act.to_owned(),
        report,
        unruled,
    })))
}

/// Returns the overlaps of a delimitation that no standing ruling accepts; slivers need none.
fn unruled_pairs(atlas: &Atlas, zone: &Zone, version: &DelimitationRecord) -> Result<Vec<UnruledPair>, RegisterError> {
    let mut unruled = Vec::new();
    for pair in pairs_with(atlas, zone, version)? {
        if pair.kind == PairKind::Sliver {
            continue;
        }
        let ruled = ruled(atlas, &pair)?;
        if !ruled.is_accepted() {
            unruled.push(UnruledPair {
                pair,
                ruled,
                is_hidden: false,
            });
        }
    }
    Ok(unruled)
}

/// Makes notes of findings on other zones where every overlap with that zone is accepted by a ruling that stands.
pub(super) fn waived(
    atlas: &Atlas,
    zone: &Zone,
    version: &DelimitationRecord,
    report: Report,
) -> Result<Report, RegisterError> {
    let of_pair =
        |finding: &Finding| finding.with.is_some() && !finding.undecided && finding.severity != Severity::Note;
    if !report.findings.iter().any(of_pair) {
        return Ok(report);
    }
    let (mut accepted, mut open): (BTreeSet<ZoneCode>, BTreeSet<ZoneCode>) = Default::default();
    for pair in pairs_with(atlas, zone, version)? {
        let other = if pair.a.zone == zone.code {
            &pair.b.zone
        } else {
            &pair.a.zone
        };
        let side = match pair.kind {
            PairKind::Sliver => continue,
            _ if ruled(atlas, &pair)?.is_accepted() => &mut accepted,
            _ => &mut open,
        };
        side.insert(other.clone());
    }
    let settled = |zone: &ZoneCode| accepted.contains(zone) && !open.contains(zone);
    let waive = |finding: &Finding| of_pair(finding) && finding.with.as_ref().is_some_and(|other| settled(&other.zone));
    Ok(report.waive(waive))
}
