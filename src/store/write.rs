//! Writing of one change: which rows it becomes.
//!
//! Must not begin or end a transaction.

use sqlx::SqliteConnection;

use super::{StoreError, write_alert, write_dataset, write_dossier, write_people, write_zone};
use crate::{
    agency::{Admission, Agency, Release},
    atlas::Change,
    geometry::LonLat,
};

/// Writes the rows of a change that belongs to `revision`.
pub async fn change(connection: &mut SqliteConnection, revision: u64, change: &Change) -> Result<(), StoreError> {
    let revision = revision as i64;
    match change {
        Change::OfficeRecorded(office) => write_people::office(connection, revision, office).await,
        Change::AccountRecorded(account) => write_people::account(connection, revision, account).await,
        Change::ZoneRecorded(zone) => write_zone::zone(connection, revision, zone).await,
        Change::Delimited(delimitation) => write_zone::delimitation(connection, revision, delimitation).await,
        Change::Stood { zone, number, standing } => {
            write_zone::standing(connection, revision, zone, *number, standing).await
        }
        Change::Noted { zone, note } => write_dossier::note(connection, revision, zone, note).await,
        Change::Ruled(record) => write_dossier::ruling(connection, revision, record).await,
        Change::AgencyRecorded(record) => agency(connection, revision, record).await,
        Change::Admitted(record) => admission(connection, revision, record).await,
        Change::Released(record) => release(connection, revision, record).await,
        Change::Reconciled(record) => write_alert::reconciliation(connection, revision, record).await,
        Change::AlertSettled(record) => write_alert::settlement(connection, revision, record).await,
        Change::Loaded(load) => write_dataset::load(connection, revision, load).await,
    }
}

async fn agency(connection: &mut SqliteConnection, revision: i64, agency: &Agency) -> Result<(), StoreError> {
    sqlx::query(
        "insert into agency (revision, agency_id, name, services, address, lon, lat, licence, credit_code, remark,
                             point_method, uncertainty_m)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(revision)
    .bind(agency.id.as_str())
    .bind(&agency.name)
    .bind(serde_json::to_string(&agency.services)?)
    .bind(&agency.address)
    .bind(agency.point.map(LonLat::lon))
    .bind(agency.point.map(LonLat::lat))
    .bind(agency.licence.as_ref().map(ToString::to_string))
    .bind(agency.credit_code.as_ref().map(ToString::to_string))
    .bind(&agency.remark)
    .bind(agency.located.as_ref().map(|located| located.method.as_str()))
    .bind(agency.located.as_ref().map(|located| located.uncertainty_m))
    .execute(connection)
    .await?;
    Ok(())
}

async fn admission(connection: &mut SqliteConnection, revision: i64, admission: &Admission) -> Result<(), StoreError> {
    sqlx::query(
        "insert into admission (revision, agency_id, zone_code, park, admitted_on, reason)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(revision)
    .bind(admission.agency.as_str())
    .bind(admission.zone.as_str())
    .bind(&admission.park)
    .bind(admission.admitted_on.map(|day| day.to_string()))
    .bind(&admission.reason)
    .execute(connection)
    .await?;
    Ok(())
}

async fn release(connection: &mut SqliteConnection, revision: i64, release: &Release) -> Result<(), StoreError> {
    sqlx::query(
        "insert into agency_release (revision, agency_id, zone_code, released_on, reason) values ($1, $2, $3, $4, $5)",
    )
    .bind(revision)
    .bind(release.agency.as_str())
    .bind(release.zone.as_str())
    .bind(release.released_on.to_string())
    .bind(&release.reason)
    .execute(connection)
    .await?;
    Ok(())
}
