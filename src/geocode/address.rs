//! Holds the entries that an address book is made of and the candidates that it answers with.
//! Must not know how entries are read or how candidates are found.

use crate::geometry::LonLat;
use serde::Serialize;

/// Names the way in which candidates of the address book were placed, as answers state it.
pub const METHOD: &str = "address-book";

/// Holds one address or named place as its data set gives it; empty strings mean "not stated".
#[derive(Debug, Clone, PartialEq)]
pub struct AddressEntry {
    /// Identifies the entry within the book, for example `node/245130485`.
    pub id: String,
    /// Name of the place or building.
    pub name: String,
    /// Province, autonomous region or municipality.
    pub province: String,
    /// City of prefecture level; may carry the district too (`北京市海淀区`).
    pub city: String,
    /// County-level division.
    pub district: String,
    /// Road, street, lane or estate that the house number counts along.
    pub street: String,
    /// House number as written: `151`, `98~114`, `28號`, `628弄4-7号`.
    pub housenumber: String,
    /// The whole address in one string, where the source has only that or has it besides.
    pub full: Option<String>,
    /// Where it is.
    pub point: LonLat,
    /// Data set it came from.
    pub dataset: String,
    /// What it is in the words of its data set, for example `building`.
    pub kind: String,
}

impl AddressEntry {
    /// Makes an entry that states nothing but where it is; the other fields are set by name.
    pub fn new(id: impl Into<String>, point: LonLat) -> Self {
        let empty = String::new;
        Self {
            id: id.into(),
            name: empty(),
            province: empty(),
            city: empty(),
            district: empty(),
            street: empty(),
            housenumber: empty(),
            full: None,
            point,
            dataset: empty(),
            kind: empty(),
        }
    }

    /// Writes the entry as people read it: divisions, road, number, and the name where there is one.
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(full) = self.full.as_ref().filter(|full| !full.trim().is_empty()) {
            out.push_str(full.trim());
        } else {
            let parts = [&self.province, &self.city, &self.district, &self.street];
            for (i, part) in parts.iter().enumerate() {
                if i == 0 || parts.get(i - 1) != Some(part) {
                    out.push_str(part.trim());
                }
            }
            let number = self.housenumber.trim();
            if out.ends_with(|c: char| c.is_ascii_alphanumeric()) && !number.is_empty() {
                out.push(' ');
            }
            out.push_str(number);
            if number.ends_with(|c: char| c.is_ascii_digit()) && !self.street.is_ascii() {
                out.push('号');
            }
        }
        let name = self.name.trim();
        if !name.is_empty() && !out.contains(name) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(name);
        }
        out
    }
}

/// Proposes a point for a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Entry it was taken from; for a point between two house numbers, the entry of the nearer one.
    pub id: String,
    /// What was matched, as people read it.
    pub matched: String,
    /// Where it is.
    pub point: LonLat,
    /// How well the query and the entry agree, 0..=1; [`super::GOOD_SCORE`] and above may be used as an answer.
    pub score: f64,
    /// Radius in metres within which the true place is taken to lie.
    pub uncertainty_m: f64,
    /// How the point was found: [`METHOD`].
    pub method: &'static str,
}

/// Says whether a query has an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// One good match.
    Found(Candidate),
    /// Several equally good matches in different places, best first; the caller asks back.
    Ambiguous(Vec<Candidate>),
    /// No good match; what came nearest, best first, to be shown as a suggestion and never used as an answer.
    None(Vec<Candidate>),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nowhere() -> AddressEntry {
        AddressEntry::new("it", LonLat::new(121.48, 31.23).unwrap())
    }

    #[test]
    fn an_entry_is_written_without_saying_shanghai_twice() {
        let entry = AddressEntry {
            name: "华东建筑设计研究院".into(),
            province: "上海市".into(),
            city: "上海市".into(),
            district: "黄浦区".into(),
            street: "汉口路".into(),
            housenumber: "151".into(),
            ..nowhere()
        };
        assert_eq!(entry.text(), "上海市黄浦区汉口路151号 华东建筑设计研究院");
    }

    #[test]
    fn a_name_alone_is_its_own_text() {
        let entry = AddressEntry {
            name: "五道口".into(),
            ..nowhere()
        };
        assert_eq!(entry.text(), "五道口");
    }
}
