//! One parcel of a sheet: its line, and the corners that follow.
//!
//! Must not know coordinate systems: numbers are kept as printed, first and second.

use super::locality::DIVISION;
use crate::format::{
    boundary::{
        notes::Notes,
        number::{coordinate, whole},
    },
    error::{Fault, Faults, Place, shown},
};

/// A corner with its two numbers as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawCorner {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) ring: u32,
    pub(super) first: f64,
    pub(super) second: f64,
}

/// A parcel.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parcel {
    pub(super) line: u64,
    /// Number of corners as stated.
    pub(super) count: Option<u32>,
    /// Area as stated.
    pub(super) area: String,
    /// Number of the parcel (地块编号).
    pub(super) number: String,
    /// Name (地块名称).
    pub(super) name: String,
    /// What is drawn (图形属性): 面 for a polygon.
    pub(super) drawn: String,
    /// Further fields, by name.
    pub(super) further: Vec<(String, String)>,
    pub(super) corners: Vec<RawCorner>,
}

/// Names of the fields that follow 图形属性, in order; the ninth and tenth are written by some offices only.
const FURTHER: [&str; 5] = ["图幅号", "地块用途", "地类编码", DIVISION, "村"];

impl Parcel {
    /// Reads the line of a parcel: point count, area, number, name, 图形属性 and further fields. Offices leave out fields at either
    /// end: 图形属性 shows which are there.
    pub(super) fn of_line(line: u64, fields: &[&str]) -> Self {
        let drawn = fields.iter().position(|field| ["面", "线", "点"].contains(field));
        let (before, rest) = match drawn {
            Some(at) => fields.split_at(at),
            None => fields.split_at(fields.len().min(4)),
        };
        let (drawn, further) = match drawn {
            Some(_) => rest
                .split_first()
                .map_or(("", rest), |(drawn, further)| (*drawn, further)),
            None => ("", rest),
        };
        let (count, area, number, name) = match before {
            [.., count, area, number, name] => (*count, *area, *number, *name),
            [count, area, name] if whole(count).is_some() => (*count, *area, "", *name),
            [area, number, name] => ("", *area, *number, *name),
            [count, name] if whole(count).is_some() => (*count, "", "", *name),
            [area, name] => ("", *area, "", *name),
            [name] => ("", "", "", *name),
            [] => ("", "", "", ""),
        };
        let named = further.iter().enumerate().filter(|(_, value)| !value.is_empty());
        let further = named
            .map(|(nth, value)| {
                let name = FURTHER
                    .get(nth)
                    .map_or_else(|| format!("附加{}", nth + 1), |name| (*name).to_owned());
                (name, (*value).to_owned())
            })
            .collect();
        Self {
            line,
            count: whole(count),
            area: area.to_owned(),
            number: number.to_owned(),
            name: name.to_owned(),
            drawn: drawn.to_owned(),
            further,
            corners: Vec::new(),
        }
    }

    /// Reads a corner: name, ring number, two numbers. Some sheets leave out the ring, or ring and name.
    pub(super) fn add(&mut self, line: u64, fields: &[&str], faults: &mut Faults, notes: &mut Notes) {
        let last = fields
            .iter()
            .rposition(|field| !field.is_empty())
            .map_or(0, |last| last + 1);
        let place = || Place::Line { line, column: None };
        let (name, ring, numbers) = match &fields[..last] {
            [name, ring, first, second, further @ ..] => {
                if !further.is_empty() {
                    notes.at("fields after the two coordinates are left out", &place());
                }
                (*name, *ring, [*first, *second])
            }
            [name, first, second] => (*name, "1", [*first, *second]),
            [first, second] => ("", "1", [*first, *second]),
            other => {
                let found = shown(&other.join(","));
                faults.push(Fault::new(place(), "a corner: 点号,圈号,X,Y", found));
                return;
            }
        };
        let ring_number = whole(ring);
        if ring_number.is_none() {
            faults.push(Fault::new(place(), "a ring number (圈号), such as 1", shown(ring)));
        }
        let parsed = numbers.map(coordinate);
        for (text, parsed) in numbers.iter().zip(parsed) {
            if parsed.is_none() {
                faults.push(Fault::new(place(), "a coordinate", shown(text)));
            }
        }
        if let (Some(ring), [Some(first), Some(second)]) = (ring_number, parsed) {
            self.corners.push(RawCorner {
                line,
                name: name.to_owned(),
                ring,
                first,
                second,
            });
        }
    }

    /// Holds the number of corners against the number stated. Offices count the repeated first corner or do not, and print it or do not.
    pub(super) fn check_count(&self, distinct: usize, rings: usize, faults: &mut Faults) {
        let Some(count) = self.count else { return };
        let (least, most) = (distinct, self.corners.len().max(distinct + rings));
        let count_is = usize::try_from(count).unwrap_or(usize::MAX);
        // 0 is written by those who do not count.
        if count == 0 || (least..=most).contains(&count_is) {
            return;
        }
        let place = Place::Line {
            line: self.line,
            column: None,
        };
        let expected = format!("{count} corners, as the parcel's line says");
        let fault = Fault::new(place, expected, format!("{} below it", self.corners.len()));
        faults.push(fault.hint("the file may have been cut short on its way, or the number is wrong"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> (Option<u32>, String, String, String) {
        let fields: Vec<&str> = line.split(',').collect();
        let parcel = Parcel::of_line(1, &fields);
        (parcel.count, parcel.area, parcel.number, parcel.name)
    }

    #[test]
    fn fields_are_found_whatever_is_left_out() {
        let four = |count: Option<u32>, area: &str, number: &str, name: &str| {
            (count, area.to_owned(), number.to_owned(), name.to_owned())
        };
        assert_eq!(parts("66,5.7089,1,甲,面,,,"), four(Some(66), "5.7089", "1", "甲"));
        assert_eq!(parts("66,5.7089,,甲,面,,"), four(Some(66), "5.7089", "", "甲"));
        assert_eq!(parts("0.7655公顷,,甲,面,,,"), four(None, "0.7655公顷", "", "甲"));
        assert_eq!(parts("8,0.7,甲,面"), four(Some(8), "0.7", "", "甲"));
        assert_eq!(parts("66,5.7089,1,甲"), four(Some(66), "5.7089", "1", "甲"));
        assert_eq!(parts("甲,面"), four(None, "", "", "甲"));
        let ten: Vec<&str> = "9,1.0,2,乙,面,H50,住宅,0701,330104,某村".split(',').collect();
        let further = Parcel::of_line(1, &ten).further;
        assert_eq!(further.last().unwrap(), &("村".to_owned(), "某村".to_owned()));
        assert_eq!(further.len(), 5);
    }
}
