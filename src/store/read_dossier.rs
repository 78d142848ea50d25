//! Rulings and notes read back from their rows.
//!
//! Must not know how they were written beyond the columns.

use std::{collections::BTreeMap, sync::Arc};

use sqlx::{SqliteConnection, sqlite::SqliteRow};

use super::{StoreError, column::Columns, shape};
use crate::{
    atlas::Change,
    zone::{PairKey, Ruling, ZoneCode},
};

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    let rulings = sqlx::query("select * from ruling where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?;
    for row in &rulings {
        let (revision, ruling) = ruling(row)?;
        changes.insert(revision, Change::Ruled(Box::new(ruling)));
    }
    let notes = sqlx::query("select * from note where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?;
    for row in &notes {
        let columns = Columns::of("note", row)?;
        let change = Change::Noted {
            zone: columns.parse("zone_code")?,
            note: columns.json("content")?,
        };
        changes.insert(columns.revision(), change);
    }
    Ok(())
}

fn ruling(row: &SqliteRow) -> Result<(u64, Ruling), StoreError> {
    let columns = Columns::of("ruling", row)?;
    let (first, second): (ZoneCode, ZoneCode) = (columns.parse("first_zone")?, columns.parse("second_zone")?);
    let pair = PairKey::of(&first, &second).ok_or_else(|| columns.corrupt("second_zone", &"it is the first zone"))?;
    let shared: &[u8] = columns.get("shared")?;
    let ruling = Ruling {
        pair,
        delimitations: [columns.get("first_number")?, columns.get("second_number")?],
        verdict: columns.parse("verdict")?,
        reason: columns.get("reason")?,
        shared: Arc::new(shape::multi_polygon(&columns, "shared", shared)?),
    };
    Ok((columns.revision(), ruling))
}
