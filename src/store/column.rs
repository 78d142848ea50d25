//! Reading of single columns into domain types.
//!
//! Must not know any table beyond the name it is told.

use std::{fmt::Display, str::FromStr};

use sqlx::{ColumnIndex, Decode, Row, Sqlite, Type, sqlite::SqliteRow};

use super::StoreError;

/// A row with the names that an error about it needs.
pub struct Columns<'r> {
    table: &'static str,
    revision: u64,
    row: &'r SqliteRow,
}

impl<'r> Columns<'r> {
    /// Takes up a row of `table` that has a column `revision`.
    pub fn of(table: &'static str, row: &'r SqliteRow) -> Result<Self, StoreError> {
        let revision: i64 = row.try_get("revision")?;
        let revision = u64::try_from(revision).map_err(|error| StoreError::Corrupt {
            table,
            revision: 0,
            column: "revision",
            cause: error.to_string(),
        })?;
        Ok(Self { table, revision, row })
    }

    /// Returns the revision of the row.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns a column as the database's own type.
    pub fn get<T>(&self, column: &'static str) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite>,
        &'static str: ColumnIndex<SqliteRow>,
    {
        Ok(self.row.try_get(column)?)
    }

    /// Returns a column parsed from its text.
    pub fn parse<T>(&self, column: &'static str) -> Result<T, StoreError>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text: &str = self.get(column)?;
        text.parse().map_err(|error: T::Err| self.corrupt(column, &error))
    }

    /// Returns a column parsed from its text, where it holds one.
    pub fn parse_optional<T>(&self, column: &'static str) -> Result<Option<T>, StoreError>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text: Option<&str> = self.get(column)?;
        text.map(|text| text.parse().map_err(|error: T::Err| self.corrupt(column, &error)))
            .transpose()
    }

    /// Returns a column read from its JSON text.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        let text: &str = self.get(column)?;
        serde_json::from_str(text).map_err(|error| self.corrupt(column, &error))
    }

    /// Returns the error that says what is wrong with a column.
    pub fn corrupt(&self, column: &'static str, cause: &dyn Display) -> StoreError {
        StoreError::Corrupt {
            table: self.table,
            revision: self.revision,
            column,
            cause: cause.to_string(),
        }
    }
}
