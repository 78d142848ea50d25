//! Reading of changes back from their rows, in the order of the ledger.
//!
//! Must not fold them: the atlas does.

use std::collections::BTreeMap;

use super::{Store, StoreError, ledger, read_agency, read_alert, read_dataset, read_dossier, read_people, read_zone};
use crate::atlas::{Change, Entry};

/// An entry with its change; without one where a data set was later replaced and its rows are gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The entry.
    pub entry: Entry,
    /// The change.
    pub change: Option<Change>,
}

impl Store {
    /// Returns everything recorded after `revision`, oldest first.
    ///
    /// # Errors
    /// Returns what the database answered, or the row that does not hold.
    pub async fn recorded_after(&self, revision: u64) -> Result<Vec<Recorded>, StoreError> {
        // One transaction, so that entries and rows are of the same moment.
        let mut transaction = self.pool.begin().await?;
        let after = revision as i64;
        let rows = sqlx::query("select * from ledger where revision > $1 order by revision")
            .bind(after)
            .fetch_all(&mut *transaction)
            .await?;
        let mut changes = BTreeMap::new();
        read_zone::changes(&mut transaction, after, &mut changes).await?;
        read_agency::changes(&mut transaction, after, &mut changes).await?;
        read_people::changes(&mut transaction, after, &mut changes).await?;
        read_dossier::changes(&mut transaction, after, &mut changes).await?;
        read_alert::changes(&mut transaction, after, &mut changes).await?;
        read_dataset::changes(&mut transaction, after, &mut changes).await?;
        transaction.rollback().await?;
        rows.iter()
            .map(|row| {
                let entry = ledger::entry(row)?;
                let change = changes.remove(&entry.revision);
                Ok(Recorded { entry, change })
            })
            .collect()
    }
}
