//! Taking up agencies with their admissions and releases.
//!
//! Must not know the file: it is given the rows.

use super::{
    Receipt, Register, RegisterError,
    admissions::{no_other_place, park},
};
use crate::{
    atlas::{Atlas, Change, Move},
    format::AgencyRow,
};

/// What became of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgencyOutcome {
    /// Agencies recorded, new or anew.
    pub recorded: usize,
    /// Agencies that the register held already just so.
    pub unchanged: usize,
    /// Admissions recorded.
    pub admitted: usize,
    /// Releases recorded.
    pub released: usize,
}

impl Register {
    /// Takes up agencies, all of them or none.
    ///
    /// # Errors
    /// Names the zone that is not in the register.
    pub async fn import_agencies(
        &self,
        actor: &str,
        rows: Vec<AgencyRow>,
    ) -> Result<(AgencyOutcome, Receipt), RegisterError> {
        self.act(actor, move |atlas, _| {
            let mut outcome = AgencyOutcome::default();
            let mut changes = Vec::new();
            for row in &rows {
                take_row(atlas, row, &mut outcome, &mut changes)?;
            }
            Ok((outcome, changes))
        })
        .await
    }
}

fn take_row(
    atlas: &Atlas,
    row: &AgencyRow,
    outcome: &mut AgencyOutcome,
    changes: &mut Vec<Change>,
) -> Result<(), RegisterError> {
    let held = atlas.agency(&row.agency.id);
    if held.is_some_and(|held| held.agency == row.agency) {
        outcome.unchanged += 1;
    } else {
        outcome.recorded += 1;
        changes.push(Change::AgencyRecorded(row.agency.clone()));
    }
    if let Some(admission) = &row.admission {
        let step = Move::In(admission.clone());
        if held.is_none_or(|held| !held.has_moved(&step)) {
            park(atlas, &admission.zone, admission.park.as_deref(), admission.admitted_on)?;
            // A further admission to the same zone corrects the earlier one, or moves the agency to another park.
            if let Some(held) = held {
                no_other_place(held, admission.admitted_on, Some(&admission.zone))?;
            }
            outcome.admitted += 1;
            changes.push(Change::Admitted(admission.clone()));
        }
    }
    if let Some(release) = &row.release
        && held.is_none_or(|held| !held.has_moved(&Move::Out(release.clone())))
    {
        outcome.released += 1;
        changes.push(Change::Released(release.clone()));
    }
    Ok(())
}
