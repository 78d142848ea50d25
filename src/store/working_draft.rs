//! Drafts kept while they are drawn: beside the ledger, since they change and go.
//!
//! Must not read them: they may be faulty.

use sqlx::{Row, sqlite::SqliteRow};

use super::{Store, StoreError};

/// What a list tells of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDraftHead {
    /// Id, unique with its owner.
    pub id: String,
    /// Rises with each saving, from 1.
    pub version: u64,
    /// Title.
    pub title: String,
    /// Moment of the last saving, RFC 3339.
    pub changed_at: String,
    /// Who saved it last.
    pub changed_by: String,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDraft {
    /// What a list tells of it.
    pub head: WorkingDraftHead,
    /// The document as it was sent.
    pub body: String,
}

/// The version that somebody worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkedOn {
    /// None: it is new.
    Nothing,
    /// Whatever is there.
    Anything,
    /// This one.
    Version(u64),
}

/// What became of a saving or deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It was done; the new version, or the last where it was deleted.
    Done(u64),
    /// It is not there.
    Missing,
    /// It is there, though it was taken for new.
    Held,
    /// Another version is there than the one that was worked on.
    Stale(WorkingDraftHead),
}

fn head(row: &SqliteRow) -> Result<WorkingDraftHead, StoreError> {
    let version: i64 = row.try_get("version")?;
    Ok(WorkingDraftHead {
        id: row.try_get("id")?,
        version: version.unsigned_abs(),
        title: row.try_get("title")?,
        changed_at: row.try_get("changed_at")?,
        changed_by: row.try_get("changed_by")?,
    })
}

impl Store {
    /// Lists the drafts of an owner, the one saved last first.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn working_drafts(&self, owner: &str) -> Result<Vec<WorkingDraftHead>, StoreError> {
        let rows = sqlx::query(
            "select id, version, title, changed_at, changed_by from working_draft where owner = $1
             order by changed_at desc, id",
        )
        .bind(owner)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(head).collect()
    }

    /// Returns a draft.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn working_draft(&self, owner: &str, id: &str) -> Result<Option<WorkingDraft>, StoreError> {
        let row = sqlx::query("select * from working_draft where owner = $1 and id = $2")
            .bind(owner)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(WorkingDraft {
            head: head(&row)?,
            body: row.try_get("body")?,
        }))
    }

    /// Saves a draft that was worked on at a version.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn save_working_draft(
        &self,
        owner: &str,
        draft: &WorkingDraft,
        worked_on: WorkedOn,
    ) -> Result<Written, StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        let held = sqlx::query("select * from working_draft where owner = $1 and id = $2")
            .bind(owner)
            .bind(&draft.head.id)
            .fetch_optional(&mut *transaction)
            .await?;
        let held = held.as_ref().map(head).transpose()?;
        let version = match (held, worked_on) {
            (None, WorkedOn::Nothing) => 1,
            (None, _) => return Ok(Written::Missing),
            (Some(_), WorkedOn::Nothing) => return Ok(Written::Held),
            (Some(held), WorkedOn::Version(version)) if held.version != version => return Ok(Written::Stale(held)),
            (Some(held), _) => held.version + 1,
        };
        sqlx::query(
            "insert into working_draft (owner, id, version, title, body, changed_at, changed_by)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (owner, id) do update set version = excluded.version, title = excluded.title, body = excluded.body,
                 changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        )
        .bind(owner)
        .bind(&draft.head.id)
        .bind(version as i64)
        .bind(&draft.head.title)
        .bind(&draft.body)
        .bind(&draft.head.changed_at)
        .bind(&draft.head.changed_by)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Written::Done(version))
    }

    /// Deletes a draft as it was at a version; whatever it is, where none is stated.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn delete_working_draft(
        &self,
        owner: &str,
        id: &str,
        worked_on: Option<u64>,
    ) -> Result<Written, StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        let held = sqlx::query("select * from working_draft where owner = $1 and id = $2")
            .bind(owner)
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(held) = held.as_ref().map(head).transpose()? else {
            return Ok(Written::Missing);
        };
        if worked_on.is_some_and(|worked_on| worked_on != held.version) {
            return Ok(Written::Stale(held));
        }
        sqlx::query("delete from working_draft where owner = $1 and id = $2")
            .bind(owner)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Written::Done(held.version))
    }
}
