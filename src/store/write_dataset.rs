//! Rows of data sets.
//!
//! Must not know how they are read back.

use sqlx::SqliteConnection;

use super::{
    StoreError,
    shape::{multi_line_to_wkb, multi_polygon_to_wkb},
};
use crate::atlas::{Load, Rows};

/// Writes a data set in place of any earlier one of its kind and name.
pub async fn load(connection: &mut SqliteConnection, revision: i64, load: &Load) -> Result<(), StoreError> {
    let dataset = &load.dataset;
    sqlx::query("delete from dataset where kind = $1 and name = $2")
        .bind(dataset.kind.as_str())
        .bind(&dataset.name)
        .execute(&mut *connection)
        .await?;
    sqlx::query("insert into dataset (revision, kind, name, file, datum, file_digest) values ($1, $2, $3, $4, $5, $6)")
        .bind(revision)
        .bind(dataset.kind.as_str())
        .bind(&dataset.name)
        .bind(&dataset.file)
        .bind(dataset.datum.to_string())
        .bind(dataset.file_digest.to_string())
        .execute(&mut *connection)
        .await?;
    match &load.rows {
        Rows::Districts(rows) => {
            for (ordinal, row) in (1_i64..).zip(rows) {
                sqlx::query(
                    "insert into district (revision, ordinal, division, name, shape) values ($1, $2, $3, $4, $5)",
                )
                .bind(revision)
                .bind(ordinal)
                .bind(row.division.to_string())
                .bind(&row.name)
                .bind(multi_polygon_to_wkb(&row.shape)?)
                .execute(&mut *connection)
                .await?;
            }
        }
        Rows::Features(rows) => {
            for (ordinal, row) in (1_i64..).zip(rows) {
                sqlx::query(
                    "insert into feature (revision, ordinal, feature_id, name, class, line) values ($1, $2, $3, $4, $5, $6)",
                )
                .bind(revision)
                .bind(ordinal)
                .bind(&row.id)
                .bind(&row.name)
                .bind(row.class.as_str())
                .bind(multi_line_to_wkb(&row.line)?)
                .execute(&mut *connection)
                .await?;
            }
        }
        Rows::Addresses(rows) => {
            for (ordinal, row) in (1_i64..).zip(rows) {
                sqlx::query(
                    "insert into address (revision, ordinal, entry_id, name, province, city, district, street,
                                          housenumber, full_text, kind, extract, lon, lat)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                )
                .bind(revision)
                .bind(ordinal)
                .bind(&row.id)
                .bind(&row.name)
                .bind(&row.province)
                .bind(&row.city)
                .bind(&row.district)
                .bind(&row.street)
                .bind(&row.housenumber)
                .bind(&row.full)
                .bind(&row.kind)
                .bind(&row.dataset)
                .bind(row.point.lon())
                .bind(row.point.lat())
                .execute(&mut *connection)
                .await?;
            }
        }
    }
    Ok(())
}
