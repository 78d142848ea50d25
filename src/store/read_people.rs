//! Offices and accounts read back from their rows.
//!
//! Must not know which of them may sign in.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::{StoreError, column::Columns};
use crate::{
    atlas::Change,
    zone::{Account, Office},
};

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    for row in &sqlx::query("select * from office where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?
    {
        let columns = Columns::of("office", row)?;
        let office = Office {
            code: columns.parse("code")?,
            name: columns.get("name")?,
            role: columns.parse("role")?,
            territory: columns.parse("territory")?,
        };
        changes.insert(columns.revision(), Change::OfficeRecorded(office));
    }
    for row in &sqlx::query("select * from account where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?
    {
        let columns = Columns::of("account", row)?;
        let account = Account {
            name: columns.parse("name")?,
            office: columns.parse("office_code")?,
            display_name: columns.get("display_name")?,
            disabled: columns.get::<i64>("disabled")? != 0,
        };
        changes.insert(columns.revision(), Change::AccountRecorded(account));
    }
    Ok(())
}
