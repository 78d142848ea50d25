//! Rows of offices and accounts.
//!
//! Must not touch secrets: they are no part of a change.

use sqlx::SqliteConnection;

use super::StoreError;
use crate::zone::{Account, Office};

pub async fn office(connection: &mut SqliteConnection, revision: i64, office: &Office) -> Result<(), StoreError> {
    sqlx::query("insert into office (revision, code, name, role, territory) values ($1, $2, $3, $4, $5)")
        .bind(revision)
        .bind(office.code.as_str())
        .bind(&office.name)
        .bind(office.role.as_str())
        .bind(office.territory.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn account(connection: &mut SqliteConnection, revision: i64, account: &Account) -> Result<(), StoreError> {
    sqlx::query(
        "insert into account (revision, name, office_code, display_name, disabled) values ($1, $2, $3, $4, $5)",
    )
    .bind(revision)
    .bind(account.name.as_str())
    .bind(account.office.as_str())
    .bind(&account.display_name)
    .bind(i64::from(account.disabled))
    .execute(connection)
    .await?;
    Ok(())
}
