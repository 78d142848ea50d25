//! Taking up reference material: districts, features, addresses.
//!
//! Must not know the file: it is given the rows.

use super::{Receipt, Register, RegisterError};
use crate::atlas::{Change, Load};

/// What became of a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadOutcome {
    /// It is new.
    New {
        /// Its rows.
        rows: usize,
    },
    /// It took the place of an earlier one of its name.
    Replaced {
        /// Its rows.
        rows: usize,
        /// Rows of the earlier one.
        earlier: usize,
    },
    /// The register held the same already.
    Unchanged {
        /// Its rows.
        rows: usize,
    },
}

impl Register {
    /// Loads a data set in place of any earlier one of its kind and name.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn load(&self, actor: &str, load: Load) -> Result<(LoadOutcome, Receipt), RegisterError> {
        self.act(actor, move |atlas, _| {
            let rows = load.rows.len();
            match atlas.dataset(load.dataset.kind, &load.dataset.name) {
                Some(held) if held.rows == load.rows && held.dataset.file_digest == load.dataset.file_digest => {
                    Ok((LoadOutcome::Unchanged { rows }, Vec::new()))
                }
                held => {
                    let outcome = held.map_or(LoadOutcome::New { rows }, |held| LoadOutcome::Replaced {
                        rows,
                        earlier: held.rows.len(),
                    });
                    Ok((outcome, vec![Change::Loaded(Box::new(load.clone()))]))
                }
            }
        })
        .await
    }
}
