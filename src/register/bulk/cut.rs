//! Where records end: so that a stream is cut into pieces of whole records without reading their cells.
//!
//! Must not know what a record says.

/// The form of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    /// A line each.
    Lines,
    /// Rows of CSV: a quoted cell may hold ends of lines.
    Rows,
}

/// Finds ends of records in a stream that comes in pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cutter {
    records: Records,
    cell: Cell,
}

/// Where in a row of CSV a byte stands, as the crate `csv` sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Begins,
    Bare,
    Quoted,
    /// Behind a quote that ends the cell, or is the first of two.
    QuoteInQuoted,
}

impl Cutter {
    pub(super) fn new(records: Records) -> Self {
        Self {
            records,
            cell: Cell::Begins,
        }
    }

    /// Reads on; gives where in these bytes the last record ends that ends in them.
    pub(super) fn last_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let plain = self.records == Records::Lines || (self.cell != Cell::Quoted && !bytes.contains(&b'"'));
        if plain {
            let last = bytes.iter().rposition(|byte| *byte == b'\n' || *byte == b'\r');
            self.cell = match bytes.last() {
                Some(b'\n' | b'\r' | b',') => Cell::Begins,
                Some(_) => Cell::Bare,
                None => self.cell,
            };
            return last.map(|nth| nth + 1);
        }
        let mut last = None;
        for (nth, byte) in bytes.iter().enumerate() {
            self.cell = match (self.cell, byte) {
                (Cell::Quoted, b'"') => Cell::QuoteInQuoted,
                (Cell::Begins | Cell::QuoteInQuoted, b'"') | (Cell::Quoted, _) => Cell::Quoted,
                (_, b',') => Cell::Begins,
                (_, b'\n' | b'\r') => {
                    last = Some(nth + 1);
                    Cell::Begins
                }
                _ => Cell::Bare,
            };
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &[u8]) -> Vec<csv::ByteRecord> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        reader.byte_records().map(Result::unwrap).collect()
    }

    proptest! {
        #[test]
        fn rows_cut_where_they_end_are_the_rows_of_the_whole(
            text in prop::collection::vec(prop::sample::select(b"a,\"\n\r ".to_vec()), 0..80),
            piece in 1..20_usize,
        ) {
            let mut cutter = Cutter::new(Records::Rows);
            let (mut found, mut waiting) = (Vec::new(), Vec::new());
            for bytes in text.chunks(piece) {
                let begin = waiting.len();
                waiting.extend_from_slice(bytes);
                if let Some(end) = cutter.last_end(bytes) {
                    let rest = waiting.split_off(begin + end);
                    found.extend(rows(&waiting));
                    waiting = rest;
                }
            }
            found.extend(rows(&waiting));
            prop_assert_eq!(found, rows(&text));
        }
    }
}
