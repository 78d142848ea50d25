//! Reconciliations, alerts and settlements read back from their rows.
//!
//! Must not know which alerts are open.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::{StoreError, column::Columns};
use crate::{
    agency::{Alert, Outcome, Reconciliation, Settlement},
    atlas::Change,
};

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    let mut alerts: BTreeMap<u64, Vec<Alert>> = BTreeMap::new();
    for row in &sqlx::query("select * from alert where revision > $1 order by revision, ordinal")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?
    {
        let columns = Columns::of("alert", row)?;
        alerts
            .entry(columns.revision())
            .or_default()
            .push(columns.json("content")?);
    }
    for row in &sqlx::query("select * from reconciliation where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?
    {
        let columns = Columns::of("reconciliation", row)?;
        let rows: i64 = columns.get("row_count")?;
        let reconciliation = Reconciliation {
            file: columns.get("file")?,
            file_digest: columns.parse("file_digest")?,
            on: columns.parse("reconciled_on")?,
            rows: u64::try_from(rows).map_err(|error| columns.corrupt("row_count", &error))?,
            alerts: alerts.remove(&columns.revision()).unwrap_or_default(),
        };
        changes.insert(columns.revision(), Change::Reconciled(Box::new(reconciliation)));
    }
    for row in &sqlx::query("select * from alert_settlement where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?
    {
        let columns = Columns::of("alert_settlement", row)?;
        let outcome: &str = columns.get("outcome")?;
        let settlement = Settlement {
            alert: columns.get("alert_id")?,
            outcome: if outcome == Outcome::Acted.as_str() {
                Outcome::Acted
            } else {
                Outcome::Dismissed
            },
            reason: columns.get("reason")?,
        };
        changes.insert(columns.revision(), Change::AlertSettled(settlement));
    }
    Ok(())
}
