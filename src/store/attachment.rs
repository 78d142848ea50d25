//! Content of attachments, kept once under its digest.
//!
//! Must not know which dossier an attachment belongs to.

use sqlx::Row;

use super::{Store, StoreError};
use crate::zone::Digest;

impl Store {
    /// Keeps content; the same content again changes nothing.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn keep_attachment(&self, digest: Digest, media_type: &str, bytes: &[u8]) -> Result<(), StoreError> {
        sqlx::query(
            "insert into attachment (digest, media_type, bytes) values ($1, $2, $3) on conflict (digest) do nothing",
        )
        .bind(digest.to_string())
        .bind(media_type)
        .bind(bytes)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Returns content by its digest.
    ///
    /// # Errors
    /// Returns what the database answered.
    pub async fn attachment(&self, digest: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query("select bytes from attachment where digest = $1")
            .bind(digest.to_string())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("bytes")).transpose()?)
    }
}
