//! Webhooks and their deliveries.
//!
//! Must not send anything, nor tell when the next attempt is due: it is told.

use jiff::Timestamp;
use sqlx::{Row as _, sqlite::SqliteRow};

use super::{Store, StoreError};

/// Most deliveries of a webhook that are kept.
const MOST_DELIVERIES: i64 = 1000;

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Id.
    pub id: String,
    /// Where entries are sent.
    pub url: String,
    /// Key of the signatures.
    pub secret: String,
    /// Acts told; all where empty.
    pub acts: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Newest entry delivered or passed over.
    pub told_revision: u64,
    /// Attempts at the next entry that failed.
    pub attempts: u32,
    /// Moment before which nothing is tried.
    pub next_attempt: Timestamp,
}

/// One attempt at a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Number in the log.
    pub id: u64,
    /// Revision of the entry.
    pub revision: u64,
    /// Attempt, from 1.
    pub attempt: u32,
    /// When it was made.
    pub attempted_at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What went wrong; absent where it was delivered.
    pub error: Option<String>,
}

impl Store {
    /// Adds a webhook.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn add_webhook(&self, webhook: &Webhook) -> Result<(), StoreError> {
        sqlx::query(
            "insert into webhook (webhook_id, url, secret, acts, created_at, told_revision) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&webhook.id)
        .bind(&webhook.url)
        .bind(&webhook.secret)
        .bind(serde_json::to_string(&webhook.acts)?)
        .bind(webhook.created_at.to_string())
        .bind(webhook.told_revision as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Returns all webhooks, oldest first.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that does not hold.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let rows = sqlx::query("select * from webhook order by created_at, webhook_id")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(webhook).collect()
    }

    /// Removes a webhook with its log; returns whether it was there.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn remove_webhook(&self, id: &str) -> Result<bool, StoreError> {
        let removed = sqlx::query("delete from webhook where webhook_id = $1")
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(removed.rows_affected() > 0)
    }

    /// Takes a webhook for this process until a moment; returns it as it is now, or nothing where another process is at it.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that does not hold.
    pub async fn lease_webhook(
        &self,
        id: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Webhook>, StoreError> {
        let row = sqlx::query(
            "update webhook set lease_until_ms = $3
             where webhook_id = $1 and lease_until_ms <= $2 and next_attempt_ms <= $2 returning *",
        )
        .bind(id)
        .bind(now.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(webhook).transpose()
    }

    /// Gives a webhook back with how far it was told, and when it may be tried again.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn settle_webhook(&self, webhook: &Webhook) -> Result<(), StoreError> {
        sqlx::query(
            "update webhook set told_revision = $2, attempts = $3, next_attempt_ms = $4, lease_until_ms = 0
             where webhook_id = $1",
        )
        .bind(&webhook.id)
        .bind(webhook.told_revision as i64)
        .bind(i64::from(webhook.attempts))
        .bind(webhook.next_attempt.as_millisecond())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Writes an attempt into the log of a webhook, whose oldest attempts go.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn log_delivery(&self, webhook: &str, delivery: &Delivery) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin_with("begin immediate").await?;
        // A webhook that was removed meanwhile has no log.
        sqlx::query(
            "insert into webhook_delivery (webhook_id, revision, attempt, attempted_at, duration_ms, status, error)
             select webhook_id, $2, $3, $4, $5, $6, $7 from webhook where webhook_id = $1",
        )
        .bind(webhook)
        .bind(delivery.revision as i64)
        .bind(i64::from(delivery.attempt))
        .bind(delivery.attempted_at.to_string())
        .bind(delivery.duration_ms as i64)
        .bind(delivery.status.map(i64::from))
        .bind(&delivery.error)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "delete from webhook_delivery where webhook_id = $1 and delivery_id <=
             (select max(delivery_id) from webhook_delivery where webhook_id = $1) - $2",
        )
        .bind(webhook)
        .bind(MOST_DELIVERIES)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Returns the newest attempts of a webhook, newest first.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that does not hold.
    pub async fn deliveries(&self, webhook: &str, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let rows =
            sqlx::query("select * from webhook_delivery where webhook_id = $1 order by delivery_id desc limit $2")
                .bind(webhook)
                .bind(i64::from(limit))
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(delivery).collect()
    }
}

fn corrupt(table: &'static str, column: &'static str, cause: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        table,
        revision: 0,
        column,
        cause: cause.to_string(),
    }
}

fn moment(row: &SqliteRow, table: &'static str, column: &'static str) -> Result<Timestamp, StoreError> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|error| corrupt(table, column, &error))
}

fn number<T: TryFrom<i64>>(row: &SqliteRow, table: &'static str, column: &'static str) -> Result<T, StoreError> {
    let number: i64 = row.try_get(column)?;
    T::try_from(number).map_err(|_| corrupt(table, column, &number))
}

fn webhook(row: &SqliteRow) -> Result<Webhook, StoreError> {
    let table = "webhook";
    let acts: &str = row.try_get("acts")?;
    let next_attempt = Timestamp::from_millisecond(row.try_get("next_attempt_ms")?);
    Ok(Webhook {
        id: row.try_get("webhook_id")?,
        url: row.try_get("url")?,
        secret: row.try_get("secret")?,
        acts: serde_json::from_str(acts).map_err(|error| corrupt(table, "acts", &error))?,
        created_at: moment(row, table, "created_at")?,
        told_revision: number(row, table, "told_revision")?,
        attempts: number(row, table, "attempts")?,
        next_attempt: next_attempt.map_err(|error| corrupt(table, "next_attempt_ms", &error))?,
    })
}

fn delivery(row: &SqliteRow) -> Result<Delivery, StoreError> {
    let table = "webhook_delivery";
    let status: Option<i64> = row.try_get("status")?;
    Ok(Delivery {
        id: number(row, table, "delivery_id")?,
        revision: number(row, table, "revision")?,
        attempt: number(row, table, "attempt")?,
        attempted_at: moment(row, table, "attempted_at")?,
        duration_ms: number(row, table, "duration_ms")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        error: row.try_get("error")?,
    })
}
