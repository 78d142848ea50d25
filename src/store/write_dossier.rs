//! Rows of rulings and notes.
//!
//! Must not know how they are read back, nor whether a ruling stands.

use sqlx::SqliteConnection;

use super::{StoreError, shape::multi_polygon_to_wkb};
use crate::zone::{Note, Ruling, ZoneCode};

pub async fn ruling(connection: &mut SqliteConnection, revision: i64, ruling: &Ruling) -> Result<(), StoreError> {
    let [first, second] = ruling.delimitations;
    sqlx::query(
        "insert into ruling (revision, first_zone, second_zone, first_number, second_number, verdict, reason, shared)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(revision)
    .bind(ruling.pair.first().as_str())
    .bind(ruling.pair.second().as_str())
    .bind(i64::from(first))
    .bind(i64::from(second))
    .bind(ruling.verdict.as_str())
    .bind(&ruling.reason)
    .bind(multi_polygon_to_wkb(&ruling.shared)?)
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn note(
    connection: &mut SqliteConnection,
    revision: i64,
    zone: &ZoneCode,
    note: &Note,
) -> Result<(), StoreError> {
    sqlx::query("insert into note (revision, zone_code, kind, content) values ($1, $2, $3, $4)")
        .bind(revision)
        .bind(zone.as_str())
        .bind(note.kind())
        .bind(serde_json::to_string(note)?)
        .execute(connection)
        .await?;
    Ok(())
}
