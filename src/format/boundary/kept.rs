//! How much of a file is kept in memory once it is read: a table of one-letter cells, or a view that makes rows of nothing, may
//! swell a hundredfold.
//!
//! Must not know any format.

use super::{Row, plane::corners};
use crate::format::error::Fault;

/// Most bytes that rows may take together: 512 MiB, which 30 million corners fill.
const MOST_KEPT_BYTES: usize = 512 << 20;

/// What a row takes beside its texts and corners, and what an attribute takes beside its letters: the sizes of their types with
/// what the allocator adds.
const ROW_BYTES: usize = 256;
const ATTRIBUTE_BYTES: usize = 96;

/// Counts what rows take.
#[derive(Debug, Default)]
pub(super) struct Kept {
    bytes: usize,
}

impl Kept {
    /// Counts a row.
    ///
    /// # Errors
    /// [`Fault`] where the rows take too much; nothing more is to be read then.
    pub(super) fn add(&mut self, row: &Row) -> Result<(), Fault> {
        let texts: usize = row
            .attributes
            .iter()
            .map(|(name, value)| ATTRIBUTE_BYTES + name.len() + value.len())
            .sum();
        self.bytes += ROW_BYTES + texts + 16 * corners(&row.shape);
        if self.bytes <= MOST_KEPT_BYTES {
            return Ok(());
        }
        let expected = format!("rows that take at most {MOST_KEPT_BYTES} bytes together");
        Err(Fault::new(row.place.clone(), expected, "more").hint("cut the file into several"))
    }
}
