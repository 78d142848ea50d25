//! Attributes of rows as a table of texts, for the formats that keep one.
//!
//! Must not know how a format spells a name or a value.

use std::collections::{HashMap, HashSet};

use super::Rows;

/// Names of columns, and the cells of every row in their order.
pub(super) struct Table<'r> {
    pub(super) names: Vec<String>,
    pub(super) rows: Vec<Vec<Option<&'r str>>>,
}

impl<'r> Table<'r> {
    /// Lays the attributes out, one column a name, in the order in which names appear.
    ///
    /// Databases do not tell `Name` from `name`: both are one column, under the first spelling. An attribute that a row bears
    /// twice, and one with a name that is taken, gets a number: `name_2`.
    pub(super) fn of(rows: &'r Rows, taken: &[&str]) -> Self {
        let mut columns: HashMap<(String, usize), usize> = HashMap::new();
        let mut names = Names::except(taken);
        let mut laid_out = Vec::with_capacity(rows.rows.len());
        for row in &rows.rows {
            let mut seen: HashMap<String, usize> = HashMap::new();
            let mut cells: Vec<Option<&str>> = vec![None; names.list.len()];
            for (name, value) in &row.attributes {
                let key = name.to_lowercase();
                let nth = seen.entry(key.clone()).or_default();
                *nth += 1;
                let column = *columns.entry((key, *nth)).or_insert_with(|| names.add(name, *nth));
                cells.resize(names.list.len(), None);
                cells[column] = Some(value);
            }
            laid_out.push(cells);
        }
        for cells in &mut laid_out {
            cells.resize(names.list.len(), None);
        }
        Self {
            names: names.list,
            rows: laid_out,
        }
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
    use crate::format::{Place, boundary::Row};

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
        let table = Table::of(&rows, &["fid"]);
        assert_eq!(table.names, ["Name", "fid_2", "x", "name_2", "attribute"]);
        assert_eq!(table.rows[0], [Some("a"), Some("7"), None, None, None]);
        assert_eq!(table.rows[1], [Some("b"), None, Some("1"), Some("c"), Some("d")]);
    }
}
