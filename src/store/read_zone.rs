//! Zones, delimitations and standings read back from their rows.
//!
//! Must not know how they were written beyond the columns.

use std::{collections::BTreeMap, sync::Arc};

use sqlx::{SqliteConnection, sqlite::SqliteRow};

use super::{StoreError, column::Columns, shape};
use crate::{
    abuttals::Abuttals,
    atlas::Change,
    geometry::Side,
    zone::{Delimitation, Park, Standing, StandingClass, Zone},
};

/// Limits in words by revision and park.
type Limits = BTreeMap<(u64, i64), Abuttals>;

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    let zones = sqlx::query("select * from zone where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?;
    for row in &zones {
        let (revision, zone) = zone(row)?;
        changes.insert(revision, Change::ZoneRecorded(zone));
    }
    let limits = limits(connection, after).await?;
    let mut parks = parks(connection, after, &limits).await?;
    let delimitations = sqlx::query("select * from delimitation where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?;
    let mut answers = answers(connection, after).await?;
    for row in &delimitations {
        let (revision, mut delimitation) = delimitation(row, &limits, &mut parks)?;
        delimitation.answers = answers.remove(&revision).unwrap_or_default();
        changes.insert(revision, Change::Delimited(Box::new(delimitation)));
    }
    let standings = sqlx::query("select * from standing where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?;
    for row in &standings {
        let columns = Columns::of("standing", row)?;
        let change = Change::Stood {
            zone: columns.parse("zone_code")?,
            number: columns.get("number")?,
            standing: standing(&columns)?,
        };
        changes.insert(columns.revision(), change);
    }
    Ok(())
}

fn zone(row: &SqliteRow) -> Result<(u64, Zone), StoreError> {
    let columns = Columns::of("zone", row)?;
    let zone = Zone {
        code: columns.parse("code")?,
        programme: columns.get("programme")?,
        kind: columns.get("kind")?,
        name: columns.get("name")?,
        host: columns.get("host")?,
        division: columns.parse_optional("division")?,
        remark: columns.get("remark")?,
    };
    Ok((columns.revision(), zone))
}

fn standing(columns: &Columns<'_>) -> Result<Standing, StoreError> {
    let class: &str = columns.get("class")?;
    let class = [
        StandingClass::Pending,
        StandingClass::InForce,
        StandingClass::Returned,
        StandingClass::Ended,
    ]
    .into_iter()
    .find(|known| known.as_str() == class)
    .ok_or_else(|| columns.corrupt("class", &format!("`{class}` is no class of standing")))?;
    Ok(Standing {
        act: columns.get("act")?,
        state: columns.get("state")?,
        class,
        effective: columns.parse_optional("effective")?,
        document: columns.get("document")?,
        reason: columns.get("reason")?,
    })
}

async fn limits(connection: &mut SqliteConnection, after: i64) -> Result<Limits, StoreError> {
    let rows = sqlx::query("select * from abuttal where revision > $1 order by revision, park_ordinal, side, ordinal")
        .bind(after)
        .fetch_all(connection)
        .await?;
    let mut limits = Limits::new();
    for row in &rows {
        let columns = Columns::of("abuttal", row)?;
        let side: Side = columns.parse("side")?;
        let abuttals = limits
            .entry((columns.revision(), columns.get("park_ordinal")?))
            .or_default();
        abuttals.side_mut(side).push(columns.get("limit_text")?);
    }
    Ok(limits)
}

/// Puts lists and sentence together; no sentence column means that there are no abuttals.
fn abuttals(columns: &Columns<'_>, limits: &Limits, park_ordinal: i64) -> Result<Option<Abuttals>, StoreError> {
    let sentence: Option<String> = columns.get("sentence")?;
    Ok(sentence.map(|sentence| {
        let lists = limits
            .get(&(columns.revision(), park_ordinal))
            .cloned()
            .unwrap_or_default();
        Abuttals {
            sentence: Some(sentence).filter(|sentence| !sentence.is_empty()),
            ..lists
        }
    }))
}

/// Reads the answers to warnings, by the revision of their delimitation.
async fn answers(
    connection: &mut SqliteConnection,
    after: i64,
) -> Result<BTreeMap<u64, BTreeMap<String, String>>, StoreError> {
    let rows = sqlx::query("select * from answer where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?;
    let mut answers: BTreeMap<u64, BTreeMap<String, String>> = BTreeMap::new();
    for row in &rows {
        let columns = Columns::of("answer", row)?;
        let of_revision = answers.entry(columns.revision()).or_default();
        of_revision.insert(columns.get("finding_key")?, columns.get("reason")?);
    }
    Ok(answers)
}

async fn parks(
    connection: &mut SqliteConnection,
    after: i64,
    limits: &Limits,
) -> Result<BTreeMap<u64, Vec<Park>>, StoreError> {
    let rows = sqlx::query("select * from park where revision > $1 order by revision, ordinal")
        .bind(after)
        .fetch_all(connection)
        .await?;
    let mut parks: BTreeMap<u64, Vec<Park>> = BTreeMap::new();
    for row in &rows {
        let columns = Columns::of("park", row)?;
        let park = Park {
            name: columns.get("name")?,
            host: columns.get("host")?,
            functions: columns.json("functions")?,
            closing: columns.get("closing")?,
            declared_area: columns.parse_optional("declared_area")?,
            abuttals: abuttals(&columns, limits, columns.get("ordinal")?)?,
            shape: read_shape(&columns, "shape")?,
        };
        parks.entry(columns.revision()).or_default().push(park);
    }
    Ok(parks)
}

fn read_shape(
    columns: &Columns<'_>,
    column: &'static str,
) -> Result<Option<Arc<geo_types::MultiPolygon<f64>>>, StoreError> {
    let bytes: Option<&[u8]> = columns.get(column)?;
    bytes
        .map(|bytes| shape::multi_polygon(columns, column, bytes).map(Arc::new))
        .transpose()
}

fn delimitation(
    row: &SqliteRow,
    limits: &Limits,
    parks: &mut BTreeMap<u64, Vec<Park>>,
) -> Result<(u64, Delimitation), StoreError> {
    let columns = Columns::of("delimitation", row)?;
    let delimitation = Delimitation {
        zone: columns.parse("zone_code")?,
        number: columns.get("number")?,
        declared_area: columns.parse_optional("declared_area")?,
        abuttals: abuttals(&columns, limits, 0)?,
        outline: read_shape(&columns, "outline")?,
        parks: parks.remove(&columns.revision()).unwrap_or_default(),
        document: columns.get("document")?,
        valid_from: columns.parse_optional("valid_from")?,
        rule_set: columns.get("rule_set")?,
        answers: BTreeMap::new(),
    };
    Ok((columns.revision(), delimitation))
}
