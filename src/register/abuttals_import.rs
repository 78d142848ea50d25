//! Taking up zones that are known by their words alone: limits and declared areas, no polygon yet.
//!
//! Must not know the file: it is given zones with their blocks.

use super::{Receipt, Register, RegisterError, delimit::first_standing};
use crate::{
    atlas::{Atlas, Change},
    format::{StatedZone, SumCheck},
    zone::{Delimitation, Digest, Division, Zone, ZoneCode},
};

/// What became of one zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneOutcome {
    /// Code given.
    pub code: ZoneCode,
    /// Name.
    pub name: String,
    /// Number of blocks.
    pub blocks: usize,
    /// The published total against the sum of the blocks.
    pub sum: SumCheck,
    /// Whether the register held the same already.
    pub unchanged: bool,
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
        zones: Vec<StatedZone>,
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
    imported: &StatedZone,
) -> Result<(ZoneOutcome, Vec<Change>), RegisterError> {
    if atlas.programme().kind(kind).is_none() {
        let expected = atlas
            .programme()
            .kinds
            .iter()
            .map(|kind| format!("`{}`", kind.code))
            .collect::<Vec<_>>()
            .join(", ");
        return Err(RegisterError::Kind {
            found: kind.to_owned(),
            expected,
        });
    }
    let division = imported.province.as_deref().and_then(Division::of_province);
    let code = code(division, &imported.name)?;
    let held = atlas.zone(code.as_str());
    let newest = held.and_then(|record| record.delimitations.last());
    let mut delimitation = Delimitation {
        zone: code.clone(),
        number: newest.map_or(1, |newest| newest.delimitation.number),
        declared_area: imported.declared_area.clone(),
        abuttals: None,
        outline: None,
        parks: imported.parks.clone(),
        document: imported.document.clone(),
        valid_from: None,
        rule_set: rule_set.to_owned(),
        answers: std::collections::BTreeMap::new(),
    };
    let zone = Zone {
        code: code.clone(),
        programme: atlas.programme().id.clone(),
        kind: kind.to_owned(),
        name: imported.name.clone(),
        host: None,
        division,
        remark: None,
    };
    let unchanged = newest.is_some_and(|newest| *newest.delimitation == delimitation)
        && held.is_some_and(|record| *record.zone_of(delimitation.number) == zone);
    let mut changes = Vec::new();
    if !unchanged {
        delimitation.number += u32::from(newest.is_some());
        let (number, standing) = (delimitation.number, first_standing(atlas, "record", &delimitation)?);
        changes.push(Change::ZoneRecorded(zone));
        changes.push(Change::Delimited(Box::new(delimitation)));
        changes.push(Change::Stood {
            zone: code.clone(),
            number,
            standing,
        });
    }
    let outcome = ZoneOutcome {
        code,
        name: imported.name.clone(),
        blocks: imported.parks.len(),
        sum: imported.sum,
        unchanged,
    };
    Ok((outcome, changes))
}

/// Makes a code that stays the same whenever the zone is imported: the province, and eight digits of the name's digest.
fn code(province: Option<Division>, name: &str) -> Result<ZoneCode, RegisterError> {
    let province = province.map_or_else(|| "000000".to_owned(), |code| code.to_string());
    let digest = Digest::of_bytes(name.as_bytes()).to_string();
    let digits = digest
        .trim_start_matches("sha256:")
        .get(..8)
        .unwrap_or_default()
        .to_owned();
    Ok(format!("cn-{province}-{digits}").parse()?)
}
