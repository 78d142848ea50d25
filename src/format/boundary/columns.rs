//! Attributes of rows as a table of texts, for the formats that keep one.
//!
//! Must not know how a format spells a name or a value.

use std::collections::{HashMap, HashSet};

use super::Rows;
use crate::format::error::{Fault, Place, Refused};

/// Most columns of a table: SQLite's limit of 2,000 less its own two, and far more than any form of an office has.
const MOST_COLUMNS: usize = 1_998;

/// Names of columns, and the cells of every row that hold something, by column.
pub(super) struct Table<'r> {
    pub(super) names: Vec<String>,
    pub(super) rows: Vec<Cells<'r>>,
}

/// The cells of a row: column and text, in the order of columns.
pub(super) type Cells<'r> = Vec<(usize, &'r str)>;

/// Gives the cell of a column.
pub(super) fn cell<'r>(cells: &Cells<'r>, column: usize) -> Option<&'r str> {
    let found = cells.binary_search_by_key(&column, |(own, _)| *own).ok()?;
    cells.get(found).map(|(_, text)| *text)
}

impl<'r> Table<'r> {
    /// Lays the attributes out, one column a name, in the order in which names appear.
    ///
    /// Databases do not tell `Name` from `name`: both are one column, under the first spelling. An attribute that a row bears
    /// twice, and one with a name that is taken, gets a number: `name_2`.
    ///
    /// # Errors
    /// [`Refused`] where there are more names than a table may have columns.
    pub(super) fn of(rows: &'r Rows, taken: &[&str]) -> Result<Self, Refused> {
        let mut columns: HashMap<(String, usize), usize> = HashMap::new();
        let mut names = Names::except(taken);
        let mut laid_out = Vec::with_capacity(rows.rows.len());
        for row in &rows.rows {
            let mut seen: HashMap<String, usize> = HashMap::new();
            let mut cells: Cells = Vec::with_capacity(row.attributes.len());
            for (name, value) in &row.attributes {
                let key = name.to_lowercase();
                let nth = seen.entry(key.clone()).or_default();
                *nth += 1;
                let column = *columns.entry((key, *nth)).or_insert_with(|| names.add(name, *nth));
                cells.push((column, value));
                if names.list.len() > MOST_COLUMNS {
                    let expected = format!("at most {MOST_COLUMNS} different attributes");
                    let fault = Fault::new(Place::Whole, expected, "more");
                    return Err(Refused::once(
                        None,
                        fault.hint("take GeoJSON or KML, which keep no table"),
                    ));
                }
            }
            cells.sort_unstable_by_key(|(column, _)| *column);
            laid_out.push(cells);
        }
        Ok(Self {
            names: names.list,
            rows: laid_out,
        })
    }
}

/// Names without repetition.
struct Names {
    list: Vec<String>,
    taken: HashSet<String>,
}

impl Names {
    fn except(taken: &[&str]) -> Self {
        Self {
            list: Vec::new(),
            taken: taken.iter().map(|name| name.to_lowercase()).collect(),
        }
    }

    /// Adds a name, which a row bears for the nth time, and gives its place in the list.
    fn add(&mut self, name: &str, nth: usize) -> usize {
        let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let plain = if plain.trim().is_empty() {
            "attribute".to_owned()
        } else {
            plain
        };
        let mut unused = plain.clone();
        let mut number = nth.max(2);
        while !self.taken.insert(unused.to_lowercase()) {
            unused = format!("{plain}_{number}");
            number += 1;
        }
        self.list.push(unused);
        self.list.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use geo_types::MultiPolygon;

    use super::*;
    use crate::format::boundary::Row;

    fn row(attributes: &[(&str, &str)]) -> Row {
        Row {
            place: Place::Whole,
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            shape: MultiPolygon(Vec::new()),
            unclosed: Vec::new(),
        }
    }

    #[test]
    fn every_attribute_finds_a_column_of_its_own() {
        let rows = Rows {
            rows: vec![
                row(&[("Name", "a"), ("fid", "7")]),
                row(&[("x", "1"), ("name", "b"), ("name", "c"), ("", "d")]),
            ],
            ..Rows::default()
        };
        let table = Table::of(&rows, &["fid"]).unwrap();
        assert_eq!(table.names, ["Name", "fid_2", "x", "name_2", "attribute"]);
        assert_eq!(table.rows[0], [(0, "a"), (1, "7")]);
        assert_eq!(table.rows[1], [(0, "b"), (2, "1"), (3, "c"), (4, "d")]);
        assert_eq!((cell(&table.rows[1], 3), cell(&table.rows[1], 1)), (Some("c"), None));
    }

    #[test]
    fn names_without_end_are_refused() {
        let names: Vec<String> = (0..3_000).map(|nth| format!("n{nth}")).collect();
        let attributes: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
        let rows = Rows {
            rows: vec![row(&attributes)],
            ..Rows::default()
        };
        assert!(Table::of(&rows, &[]).is_err());
    }
}
