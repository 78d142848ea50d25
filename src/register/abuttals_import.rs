//! Taking up zones that are known by their words alone: limits and declared areas, no polygon yet.
//!
//! Must not know the file: it is given zones with their blocks.

use super::{Receipt, Register, RegisterError, delimit::first_standing};
use crate::{
    atlas::{Atlas, Change},
    zone::{DeclaredArea, Delimitation, Digest, Division, Park, Zone, ZoneCode},
};

/// A zone as published: blocks with limits in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedZone {
    /// Name.
    pub name: String,
    /// Province, as named.
    pub province: String,
    /// The document.
    pub document: String,
    /// Published total.
    pub declared_area: Option<DeclaredArea>,
    /// Blocks.
    pub blocks: Vec<Park>,
}

/// The sum of the blocks against the published total.
#[derive(Debug, Clone, PartialEq)]
pub enum SumCheck {
    /// They agree to the printed digits.
    Agrees {
        /// Sum of the blocks in m².
        sum_m2: f64,
    },
    /// They differ.
    Differs {
        /// Sum of the blocks in m².
        sum_m2: f64,
        /// Published total in m².
        total_m2: f64,
    },
    /// A block or the total has no area.
    Unknown,
}

/// What became of one zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneOutcome {
    /// Code given.
    pub code: ZoneCode,
    /// Name.
    pub name: String,
    /// Number of blocks.
    pub blocks: usize,
    /// The sum check.
    pub sum: SumCheck,
    /// Whether the register held the same already.
    pub unchanged: bool,
}

impl ImportedZone {
    /// Holds the sum of the blocks against the total; they may differ by what the printed digits allow.
    pub fn sum_check(&self) -> SumCheck {
        let areas: Option<Vec<&DeclaredArea>> = self.blocks.iter().map(|block| block.declared_area.as_ref()).collect();
        let (Some(areas), Some(total)) = (areas, &self.declared_area) else { return SumCheck::Unknown };
        let sum_m2: f64 = areas.iter().map(|area| area.m2()).sum();
        let tolerance_m2 = areas.iter().map(|area| area.tolerance_m2()).sum::<f64>() + total.tolerance_m2();
        // A hair above the tolerance is the arithmetic of decimal fractions, not a difference.
        if (sum_m2 - total.m2()).abs() <= tolerance_m2 * (1.0 + 1e-9) {
            SumCheck::Agrees { sum_m2 }
        } else {
            SumCheck::Differs { sum_m2, total_m2: total.m2() }
        }
    }

    /// Makes a code that stays the same whenever the zone is imported: the province, and eight digits of the name's digest.
    fn code(&self) -> Result<ZoneCode, RegisterError> {
        let province = Division::of_province(&self.province).map_or_else(|| "000000".to_owned(), |code| code.to_string());
        let digest = Digest::of_bytes(self.name.as_bytes()).to_string();
        let digits = digest.trim_start_matches("sha256:").get(..8).unwrap_or_default().to_owned();
        Ok(format!("cn-{province}-{digits}").parse()?)
    }
}

impl Register {
    /// Takes up zones known by their words, as existing approvals of `kind`, all of them or none.
    ///
    /// # Errors
    /// Says what the programme or the store refused.
    pub async fn import_abuttals(
        &self,
        actor: &str,
        kind: &str,
        zones: Vec<ImportedZone>,
    ) -> Result<(Vec<ZoneOutcome>, Receipt), RegisterError> {
        let kind = kind.to_owned();
        self.act(actor, move |atlas, rules| {
            let (mut outcomes, mut changes) = (Vec::new(), Vec::new());
            for zone in &zones {
                let (outcome, added) = record(atlas, rules.id(), &kind, zone)?;
                outcomes.push(outcome);
                changes.extend(added);
            }
            Ok((outcomes, changes))
        })
        .await
    }
}

fn record(
    atlas: &Atlas,
    rule_set: &str,
    kind: &str,
    imported: &ImportedZone,
) -> Result<(ZoneOutcome, Vec<Change>), RegisterError> {
    if atlas.programme().kind(kind).is_none() {
        let expected =
            atlas.programme().kinds.iter().map(|kind| format!("`{}`", kind.code)).collect::<Vec<_>>().join(", ");
        return Err(RegisterError::Kind { found: kind.to_owned(), expected });
    }
    let code = imported.code()?;
    let held = atlas.zone(code.as_str());
    let newest = held.and_then(|record| record.delimitations.last());
    let mut delimitation = Delimitation {
        zone: code.clone(),
        number: newest.map_or(1, |newest| newest.delimitation.number),
        declared_area: imported.declared_area.clone(),
        abuttals: None,
        outline: None,
        parks: imported.blocks.clone(),
        document: Some(imported.document.clone()).filter(|document| !document.is_empty()),
        valid_from: None,
        rule_set: rule_set.to_owned(),
    };
    let zone = Zone {
        code: code.clone(),
        programme: atlas.programme().id.clone(),
        kind: kind.to_owned(),
        name: imported.name.clone(),
        host: None,
        division: Division::of_province(&imported.province),
        remark: None,
    };
    let unchanged = newest.is_some_and(|newest| *newest.delimitation == delimitation)
        && held.is_some_and(|record| record.zone == zone);
    let mut changes = Vec::new();
    if !unchanged {
        delimitation.number += u32::from(newest.is_some());
        let (number, standing) = (delimitation.number, first_standing(atlas, "record", &delimitation)?);
        changes.push(Change::ZoneRecorded(zone));
        changes.push(Change::Delimited(Box::new(delimitation)));
        changes.push(Change::Stood { zone: code.clone(), number, standing });
    }
    let outcome = ZoneOutcome {
        code,
        name: imported.name.clone(),
        blocks: imported.blocks.len(),
        sum: imported.sum_check(),
        unchanged,
    };
    Ok((outcome, changes))
}
