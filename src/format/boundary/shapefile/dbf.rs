//! The table of a layer (dBASE III and its kin) as bytes: fields, records, cells.
//!
//! Must not read numbers as numbers: an area's printed digits and a code of eighteen digits stay as they stand. (The `dbase` crate
//! reads numbers as floating point, leaves deleted records out without a word and replaces what it cannot decode.)

/// Length of the fixed part of the header, bytes.
const HEADER_BYTES: usize = 32;

/// Length of the description of a field, bytes.
const FIELD_BYTES: usize = 32;

/// What ends the list of fields.
const FIELDS_END: u8 = 0x0d;

/// What marks a deleted record.
const DELETED: u8 = b'*';

/// A field of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name as bytes, in the table's code page.
    pub(super) name: Vec<u8>,
    /// Its type as a letter.
    pub(super) kind: u8,
    at: usize,
    length: usize,
}

/// A table.
pub(super) struct Dbf<'b> {
    pub(super) fields: Vec<Field>,
    /// The language driver that the header names.
    pub(super) driver: u8,
    records: &'b [u8],
    record_bytes: usize,
}

/// What a cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell<'b> {
    /// A text, in the table's code page.
    Text(&'b [u8]),
    /// A value that is told in plain letters.
    Plain(String),
    /// Nothing.
    Empty,
    /// A value of a type that is not read.
    Unread,
}

impl<'b> Dbf<'b> {
    /// Reads the header.
    ///
    /// # Errors
    /// What was expected and what was found instead.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, (&'static str, String)> {
        const EXPECTED: &str = "a table in the dBASE format";
        let header: &[u8; HEADER_BYTES] = bytes
            .first_chunk()
            .ok_or_else(|| (EXPECTED, format!("a file of {} bytes", bytes.len())))?;
        let stated = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
        let header_bytes = usize::from(u16::from_le_bytes([header[8], header[9]]));
        let record_bytes = usize::from(u16::from_le_bytes([header[10], header[11]]));
        if header_bytes < HEADER_BYTES + 1 || header_bytes > bytes.len() || record_bytes == 0 {
            let found = format!(
                "a header of `{header_bytes}` and records of `{record_bytes}` bytes in a file of {}",
                bytes.len()
            );
            return Err((EXPECTED, found));
        }
        let mut fields = Vec::new();
        let mut at = 1;
        for description in bytes[HEADER_BYTES..header_bytes].chunks_exact(FIELD_BYTES) {
            if description[0] == FIELDS_END {
                break;
            }
            let end = description[..11].iter().position(|byte| *byte == 0).unwrap_or(11);
            // Texts of more than 255 bytes, which some programs write, keep the length's high byte among the decimals.
            let kind = description[11].to_ascii_uppercase();
            let high = if kind == b'C' {
                usize::from(description[17]) << 8
            } else {
                0
            };
            let length = usize::from(description[16]) + high;
            if length == 0 {
                continue;
            }
            fields.push(Field {
                name: description[..end].to_vec(),
                kind,
                at,
                length,
            });
            at += length;
        }
        if at > record_bytes {
            return Err((
                "fields that together fill a record",
                format!("fields of {at} bytes in records of {record_bytes}"),
            ));
        }
        let room = (bytes.len() - header_bytes) / record_bytes;
        if stated > room {
            return Err((
                "as many records as the header says",
                format!("`{stated}` in the header, room for {room}"),
            ));
        }
        Ok(Self {
            fields,
            driver: header[29],
            records: &bytes[header_bytes..header_bytes + stated * record_bytes],
            record_bytes,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.records.len() / self.record_bytes
    }

    /// Gives a record, counted from 0; none where it is deleted or not there.
    pub(super) fn record(&self, nth: usize) -> Option<&'b [u8]> {
        let record = self.records.chunks_exact(self.record_bytes).nth(nth)?;
        (record[0] != DELETED).then_some(record)
    }

    /// Gives all texts, names of fields and cells, and whether each fills its room.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&[u8], bool)> + Clone {
        let names = self
            .fields
            .iter()
            .map(|field| (field.name.as_slice(), field.name_is_full()));
        let cells = self.records.chunks_exact(self.record_bytes).flat_map(move |record| {
            self.fields.iter().filter_map(move |field| match field.cell(record) {
                Cell::Text(text) => Some((text, field.is_filled_by(text))),
                _ => None,
            })
        });
        names.chain(cells)
    }
}

impl Field {
    /// Tells whether the name takes all its room, and so may have been cut.
    pub(super) fn name_is_full(&self) -> bool {
        self.name.len() >= 10
    }

    /// Tells whether a text takes all room, and so may have been cut.
    pub(super) fn is_filled_by(&self, text: &[u8]) -> bool {
        text.len() >= self.length
    }

    /// Reads the cell of a record.
    pub(super) fn cell<'b>(&self, record: &'b [u8]) -> Cell<'b> {
        let bytes = record.get(self.at..self.at + self.length).unwrap_or_default();
        let plain = |text: &[u8]| {
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Plain(text.iter().map(|byte| char::from(*byte)).collect())
            }
        };
        match (self.kind, bytes) {
            (b'C', text) => {
                // Some programs end a text by a zero byte, and what stands behind it is of no account.
                let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
                match text.iter().rposition(|byte| *byte != b' ') {
                    Some(last) => Cell::Text(&text[..=last]),
                    None => Cell::Empty,
                }
            }
            (b'N' | b'F', text) => {
                let text = text.trim_ascii();
                // A number that did not fit its field is all stars.
                if text.iter().all(|byte| matches!(byte, b'*' | 0)) {
                    Cell::Empty
                } else {
                    plain(text)
                }
            }
            (b'D', [year @ .., m1, m2, d1, d2]) if year.len() == 4 && bytes.iter().all(u8::is_ascii_digit) => {
                let digits = |digits: &[u8]| -> String { digits.iter().map(|byte| char::from(*byte)).collect() };
                if bytes == b"00000000" {
                    return Cell::Empty;
                }
                Cell::Plain(format!(
                    "{}-{}-{}",
                    digits(year),
                    digits(&[*m1, *m2]),
                    digits(&[*d1, *d2])
                ))
            }
            (b'D', text) => {
                let is_filled = |byte: &u8| !matches!(byte, b' ' | 0);
                let end = text.iter().rposition(is_filled).map_or(0, |last| last + 1);
                plain(text[..end].trim_ascii())
            }
            (b'L', [b'T' | b't' | b'Y' | b'y']) => Cell::Plain("true".to_owned()),
            (b'L', [b'F' | b'f' | b'N' | b'n']) => Cell::Plain("false".to_owned()),
            (b'L', _) => Cell::Empty,
            (b'I' | b'+', [a, b, c, d]) => Cell::Plain(i32::from_le_bytes([*a, *b, *c, *d]).to_string()),
            (b'B' | b'O', [a, b, c, d, e, f, g, h]) => {
                Cell::Plain(f64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]).to_string())
            }
            (_, bytes) if bytes.iter().all(|byte| matches!(byte, b' ' | 0)) => Cell::Empty,
            _ => Cell::Unread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: u8, length: usize) -> Field {
        Field {
            name: b"f".to_vec(),
            kind,
            at: 1,
            length,
        }
    }

    fn told(kind: u8, bytes: &[u8]) -> String {
        let mut record = vec![b' '];
        record.extend(bytes);
        match field(kind, bytes.len()).cell(&record) {
            Cell::Text(text) => format!("text {}", String::from_utf8_lossy(text)),
            Cell::Plain(text) => text,
            Cell::Empty => "empty".to_owned(),
            Cell::Unread => "unread".to_owned(),
        }
    }

    #[test]
    fn cells_keep_what_is_printed() {
        assert_eq!(told(b'N', b"    11.410"), "11.410");
        assert_eq!(told(b'N', b"320505000000000001"), "320505000000000001");
        assert_eq!(told(b'N', b"********"), "empty");
        assert_eq!(told(b'C', b" a b  \0\0"), "text  a b");
        assert_eq!(told(b'C', b"a b\0rest"), "text a b");
        assert_eq!(told(b'C', b"\0\0\0\xe7"), "empty");
        assert_eq!(told(b'D', b"20240115"), "2024-01-15");
        assert_eq!(told(b'D', b"        "), "empty");
        assert_eq!(told(b'D', b"\0\0\0\0\0\0\0\0"), "empty");
        assert_eq!(told(b'L', b"Y"), "true");
        assert_eq!(told(b'I', &7_i32.to_le_bytes()), "7");
        assert_eq!(told(b'B', &1.5_f64.to_le_bytes()), "1.5");
        assert_eq!(told(b'M', b"0000000012"), "unread");
    }
}
