//! The ledger's rows: reading the head, reading entries, and appending acts in one transaction.
//!
//! Must not know what a change holds.

use sqlx::{SqliteConnection, sqlite::SqliteRow};

use super::{Store, StoreError, column::Columns};
use crate::{
    atlas::{Change, Entry, Head},
    zone::Digest,
};

impl Store {
    /// Returns the newest revision and its hash.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn head(&self) -> Result<Head, StoreError> {
        let mut connection = self.pool.acquire().await?;
        head(&mut connection).await
    }

    /// Returns up to `limit` entries after `revision`, oldest first.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that does not hold.
    pub async fn entries_after(&self, revision: u64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query("select * from ledger where revision > $1 order by revision limit $2")
            .bind(revision as i64)
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(entry).collect()
    }

    /// Appends entries with the rows of their changes: all of them, or none where another act came between.
    ///
    /// # Errors
    /// Returns [`StoreError::Conflict`] where the head is not the one the first entry follows.
    pub async fn append(&self, acts: &[(Entry, Change)]) -> Result<(), StoreError> {
        let Some((first, _)) = acts.first() else { return Ok(()) };
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        let found = head(&mut transaction).await?;
        if found.hash != first.previous || found.revision + 1 != first.revision {
            return Err(StoreError::Conflict {
                expected: first.revision.saturating_sub(1),
                found: found.revision,
            });
        }
        for (entry, change) in acts {
            insert(&mut transaction, entry).await?;
            super::write::change(&mut transaction, entry.revision, change).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// Reads the head on a connection.
async fn head(connection: &mut SqliteConnection) -> Result<Head, StoreError> {
    let row = sqlx::query("select revision, hash from ledger order by revision desc limit 1")
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(Head::EMPTY) };
    let columns = Columns::of("ledger", &row)?;
    Ok(Head {
        revision: columns.revision(),
        hash: columns.parse("hash")?,
    })
}

/// Inserts one entry.
async fn insert(connection: &mut SqliteConnection, entry: &Entry) -> Result<(), StoreError> {
    sqlx::query(
        "insert into ledger (revision, recorded_at, actor, act, subject, content, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.revision as i64)
    .bind(entry.recorded_at.to_string())
    .bind(&entry.actor)
    .bind(&entry.act)
    .bind(&entry.subject)
    .bind(entry.content.to_string())
    .bind(entry.previous.to_string())
    .bind(entry.hash.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Reads one entry.
pub fn entry(row: &SqliteRow) -> Result<Entry, StoreError> {
    let columns = Columns::of("ledger", row)?;
    Ok(Entry {
        revision: columns.revision(),
        recorded_at: columns.parse("recorded_at")?,
        actor: columns.get("actor")?,
        act: columns.get("act")?,
        subject: columns.get("subject")?,
        content: columns.parse::<Digest>("content")?,
        previous: columns.parse::<Digest>("previous_hash")?,
        hash: columns.parse::<Digest>("hash")?,
    })
}
