//! Data sets read back from their rows.
//!
//! Must not know which revision a reader has: rows come with the data set they belong to, or not at all.

use std::{collections::BTreeMap, sync::Arc};

use sqlx::{SqliteConnection, sqlite::SqliteRow};

use super::{StoreError, column::Columns, shape};
use crate::{
    abuttals::Feature,
    atlas::{Change, Dataset, DatasetKind, Load, Rows},
    geocode::AddressEntry,
    geometry::LonLat,
    zone::District,
};

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    let datasets = sqlx::query("select * from dataset where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?;
    for row in &datasets {
        let columns = Columns::of("dataset", row)?;
        let dataset = dataset(&columns)?;
        let rows = rows(connection, columns.revision() as i64, dataset.kind).await?;
        changes.insert(columns.revision(), Change::Loaded(Box::new(Load { dataset, rows })));
    }
    Ok(())
}

fn dataset(columns: &Columns<'_>) -> Result<Dataset, StoreError> {
    let kind: &str = columns.get("kind")?;
    let kind = [DatasetKind::Districts, DatasetKind::Features, DatasetKind::Addresses]
        .into_iter()
        .find(|known| known.as_str() == kind)
        .ok_or_else(|| columns.corrupt("kind", &format!("`{kind}` is no kind of data set")))?;
    Ok(Dataset {
        kind,
        name: columns.get("name")?,
        file: columns.get("file")?,
        datum: columns.parse("datum")?,
        file_digest: columns.parse("file_digest")?,
    })
}

async fn rows(connection: &mut SqliteConnection, revision: i64, kind: DatasetKind) -> Result<Rows, StoreError> {
    let statement = match kind {
        DatasetKind::Districts => "select * from district where revision = $1 order by ordinal",
        DatasetKind::Features => "select * from feature where revision = $1 order by ordinal",
        DatasetKind::Addresses => "select * from address where revision = $1 order by ordinal",
    };
    let rows = sqlx::query(statement).bind(revision).fetch_all(connection).await?;
    Ok(match kind {
        DatasetKind::Districts => Rows::Districts(rows.iter().map(district).collect::<Result<_, _>>()?),
        DatasetKind::Features => Rows::Features(rows.iter().map(feature).collect::<Result<_, _>>()?),
        DatasetKind::Addresses => Rows::Addresses(rows.iter().map(address).collect::<Result<_, _>>()?),
    })
}

fn district(row: &SqliteRow) -> Result<District, StoreError> {
    let columns = Columns::of("district", row)?;
    Ok(District {
        division: columns.parse("division")?,
        name: columns.get("name")?,
        shape: Arc::new(shape::multi_polygon(&columns, "shape", columns.get("shape")?)?),
    })
}

fn feature(row: &SqliteRow) -> Result<Feature, StoreError> {
    let columns = Columns::of("feature", row)?;
    Ok(Feature {
        id: columns.get("feature_id")?,
        name: columns.get("name")?,
        class: columns.parse("class")?,
        line: Arc::new(shape::multi_line(&columns, "line", columns.get("line")?)?),
    })
}

fn address(row: &SqliteRow) -> Result<AddressEntry, StoreError> {
    let columns = Columns::of("address", row)?;
    let point = LonLat::new(columns.get("lon")?, columns.get("lat")?);
    Ok(AddressEntry {
        id: columns.get("entry_id")?,
        name: columns.get("name")?,
        province: columns.get("province")?,
        city: columns.get("city")?,
        district: columns.get("district")?,
        street: columns.get("street")?,
        housenumber: columns.get("housenumber")?,
        full: columns.get("full_text")?,
        point: point.map_err(|error| columns.corrupt("lon", &error))?,
        dataset: columns.get("extract")?,
        kind: columns.get("kind")?,
    })
}
