//! Rows of zones, delimitations and standings.
//!
//! Must not know how they are read back.

use sqlx::SqliteConnection;

use super::{StoreError, shape::multi_polygon_to_wkb};
use crate::{
    abuttals::Abuttals,
    geometry::Side,
    zone::{DeclaredArea, Delimitation, Park, Standing, Zone, ZoneCode},
};

pub async fn zone(connection: &mut SqliteConnection, revision: i64, zone: &Zone) -> Result<(), StoreError> {
    sqlx::query(
        "insert into zone (revision, code, programme, kind, name, host, division, remark)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(revision)
    .bind(zone.code.as_str())
    .bind(&zone.programme)
    .bind(&zone.kind)
    .bind(&zone.name)
    .bind(&zone.host)
    .bind(zone.division.map(|division| division.to_string()))
    .bind(&zone.remark)
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn delimitation(
    connection: &mut SqliteConnection,
    revision: i64,
    delimitation: &Delimitation,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into delimitation
             (revision, zone_code, number, declared_area, declared_m2, sentence, outline, document, valid_from, rule_set)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(revision)
    .bind(delimitation.zone.as_str())
    .bind(i64::from(delimitation.number))
    .bind(delimitation.declared_area.as_ref().map(DeclaredArea::printed))
    .bind(delimitation.declared_area.as_ref().map(DeclaredArea::m2))
    .bind(delimitation.abuttals.as_ref().map(sentence))
    .bind(delimitation.outline.as_ref().map(|outline| multi_polygon_to_wkb(outline)).transpose()?)
    .bind(&delimitation.document)
    .bind(delimitation.valid_from.map(|day| day.to_string()))
    .bind(&delimitation.rule_set)
    .execute(&mut *connection)
    .await?;
    abuttals(connection, revision, 0, delimitation.abuttals.as_ref()).await?;
    for (ordinal, record) in (1_i64..).zip(&delimitation.parks) {
        park(connection, revision, ordinal, record).await?;
        abuttals(connection, revision, ordinal, record.abuttals.as_ref()).await?;
    }
    for (key, reason) in &delimitation.answers {
        sqlx::query("insert into answer (revision, finding_key, reason) values ($1, $2, $3)")
            .bind(revision)
            .bind(key)
            .bind(reason)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn park(connection: &mut SqliteConnection, revision: i64, ordinal: i64, park: &Park) -> Result<(), StoreError> {
    sqlx::query(
        "insert into park
             (revision, ordinal, name, host, functions, closing, declared_area, declared_m2, sentence, shape)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(revision)
    .bind(ordinal)
    .bind(&park.name)
    .bind(&park.host)
    .bind(serde_json::to_string(&park.functions)?)
    .bind(i64::from(park.closing))
    .bind(park.declared_area.as_ref().map(DeclaredArea::printed))
    .bind(park.declared_area.as_ref().map(DeclaredArea::m2))
    .bind(park.abuttals.as_ref().map(sentence))
    .bind(
        park.shape
            .as_ref()
            .map(|shape| multi_polygon_to_wkb(shape))
            .transpose()?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Returns the sentence column: empty text where there are abuttals without a sentence, so that reading tells them from none.
fn sentence(abuttals: &Abuttals) -> &str {
    abuttals.sentence.as_deref().unwrap_or_default()
}

async fn abuttals(
    connection: &mut SqliteConnection,
    revision: i64,
    park_ordinal: i64,
    abuttals: Option<&Abuttals>,
) -> Result<(), StoreError> {
    let Some(abuttals) = abuttals else { return Ok(()) };
    for side in Side::ALL {
        for (ordinal, limit) in (1_i64..).zip(abuttals.side(side)) {
            sqlx::query(
                "insert into abuttal (revision, park_ordinal, side, ordinal, limit_text) values ($1, $2, $3, $4, $5)",
            )
            .bind(revision)
            .bind(park_ordinal)
            .bind(side.as_str())
            .bind(ordinal)
            .bind(limit)
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}

pub async fn standing(
    connection: &mut SqliteConnection,
    revision: i64,
    zone: &ZoneCode,
    number: u32,
    standing: &Standing,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into standing (revision, zone_code, number, act, state, class, effective, document, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(revision)
    .bind(zone.as_str())
    .bind(i64::from(number))
    .bind(&standing.act)
    .bind(&standing.state)
    .bind(standing.class.as_str())
    .bind(standing.effective.map(|day| day.to_string()))
    .bind(&standing.document)
    .bind(&standing.reason)
    .execute(connection)
    .await?;
    Ok(())
}
