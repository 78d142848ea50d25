//! Writing of reconciliations, alerts and settlements.
//!
//! Must not begin or end a transaction.

use sqlx::SqliteConnection;

use super::StoreError;
use crate::agency::{Reconciliation, Settlement};

/// Writes a reconciliation with its alerts.
pub async fn reconciliation(
    connection: &mut SqliteConnection,
    revision: i64,
    reconciliation: &Reconciliation,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into reconciliation (revision, file, file_digest, reconciled_on, row_count) values ($1, $2, $3, $4, $5)",
    )
    .bind(revision)
    .bind(&reconciliation.file)
    .bind(reconciliation.file_digest.to_string())
    .bind(reconciliation.on.to_string())
    .bind(reconciliation.rows as i64)
    .execute(&mut *connection)
    .await?;
    for (nth, alert) in (1_i64..).zip(&reconciliation.alerts) {
        sqlx::query(
            "insert into alert (revision, ordinal, alert_id, kind, agency_id, zone_code, content)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(revision)
        .bind(nth)
        .bind(&alert.id)
        .bind(alert.discovery.kind())
        .bind(alert.agency.as_ref().map(crate::agency::AgencyId::as_str))
        .bind(alert.zone.as_ref().map(crate::zone::ZoneCode::as_str))
        .bind(serde_json::to_string(alert)?)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Writes how an alert was settled.
pub async fn settlement(
    connection: &mut SqliteConnection,
    revision: i64,
    settlement: &Settlement,
) -> Result<(), StoreError> {
    sqlx::query("insert into alert_settlement (revision, alert_id, outcome, reason) values ($1, $2, $3, $4)")
        .bind(revision)
        .bind(&settlement.alert)
        .bind(settlement.outcome.as_str())
        .bind(&settlement.reason)
        .execute(connection)
        .await?;
    Ok(())
}
