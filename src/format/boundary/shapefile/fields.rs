//! Names and texts that dBASE has no room for: names of more than ten bytes, texts of more than 254.
//!
//! The rule: a name is cut to ten bytes at the end of a character; if it is taken, it is cut further and `_1`, `_2` … appended. A text
//! that is too long goes on in further fields, named by the same rule. Where either happens, the file `NAME.fields.csv` in the zip
//! lists for each field the full name and the part of the text, and the reader puts both together again.

use std::collections::HashSet;

/// Most bytes of a name (the eleventh is the zero that ends it).
pub(super) const MOST_NAME_BYTES: usize = 10;

/// Most bytes of a text.
pub(super) const MOST_TEXT_BYTES: usize = 254;

/// A field as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    /// Name in the table.
    pub(super) short: String,
    /// Full name.
    pub(super) full: String,
    /// Column of the attribute.
    pub(super) column: usize,
    /// Which part of the text it holds, from 1.
    pub(super) part: usize,
}

/// Plans fields for columns; `parts` says for each how many fields its longest text takes.
pub(super) fn plan(names: &[String], parts: &[usize]) -> Vec<Planned> {
    let mut taken = HashSet::new();
    let mut fields = Vec::new();
    for (column, (name, parts)) in names.iter().zip(parts).enumerate() {
        for part in 1..=*parts {
            fields.push(Planned {
                short: short_name(name, &mut taken),
                full: name.clone(),
                column,
                part,
            });
        }
    }
    fields
}

fn short_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut short = cut(name, MOST_NAME_BYTES).to_owned();
    let mut number = 1;
    while !taken.insert(short.to_uppercase()) {
        let suffix = format!("_{number}");
        short = format!("{}{suffix}", cut(name, MOST_NAME_BYTES - suffix.len()));
        number += 1;
    }
    short
}

/// Cuts a text to at most so many bytes, at the end of a character.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Splits a text into pieces that fit fields. A piece does not end in a blank where that can be avoided: tables drop blanks at the end.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > MOST_TEXT_BYTES {
        let whole = cut(rest, MOST_TEXT_BYTES);
        let kept = whole.trim_end_matches([' ', '\0']);
        let end = if kept.is_empty() { whole.len() } else { kept.len() };
        let (piece, left) = rest.split_at(end);
        pieces.push(piece);
        rest = left;
    }
    pieces.push(rest);
    pieces
}

/// Writes the list of fields; none where every name and text fits.
pub(super) fn list(fields: &[Planned]) -> Option<Vec<u8>> {
    if fields.iter().all(|field| field.short == field.full && field.part == 1) {
        return None;
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["field", "attribute", "part"]).ok()?;
    for field in fields {
        writer
            .write_record([field.short.as_str(), field.full.as_str(), &field.part.to_string()])
            .ok()?;
    }
    writer.into_inner().ok()
}

/// Reads a list of fields: the full name of each, in the order of the list; none where it is no such list.
pub(super) fn read_list(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    if reader.headers().ok()? != ["field", "attribute", "part"].as_slice() {
        return None;
    }
    let rows: Result<Vec<(String, String)>, csv::Error> = reader
        .records()
        .map(|record| record.map(|record| (record[0].to_owned(), record[1].to_owned())))
        .collect();
    rows.ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_cut_at_characters_and_stay_different() {
        let names = ["declared_area", "declared_a", "四至范围东", "四至范围西", "name"].map(str::to_owned);
        let fields = plan(&names, &[1, 2, 1, 1, 1]);
        let short: Vec<&str> = fields.iter().map(|field| field.short.as_str()).collect();
        assert_eq!(
            short,
            ["declared_a", "declared_1", "declared_2", "四至范", "四至_1", "name"]
        );
        assert_eq!(fields[2].part, 2);
        let listed = read_list(&list(&fields).unwrap()).unwrap();
        assert_eq!(listed[3], ("四至范".to_owned(), "四至范围东".to_owned()));
    }

    #[test]
    fn what_fits_needs_no_list() {
        assert_eq!(list(&plan(&["park".to_owned()], &[1])), None);
    }

    proptest! {
        #[test]
        fn pieces_put_together_are_the_text_and_each_fits(text in "(四|至| |a|\\PC){0,400}") {
            let pieces = split(&text);
            prop_assert_eq!(pieces.concat(), text.as_str());
            prop_assert!(pieces.iter().all(|piece| piece.len() <= MOST_TEXT_BYTES));
        }
    }
}
