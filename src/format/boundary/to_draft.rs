//! Rows of a boundary file into a draft: which row is which park, and what they say of the zone.
//!
//! Must not convert coordinates, judge shapes, or drop anything without a word: what a draft does not carry is named.

use std::collections::BTreeMap;

use geo_types::MultiPolygon;
use jiff::civil::Date;

use super::{
    Row,
    area_unit::{StatedArea, stated_area},
    attributes::{OUTLINE, Says},
    notes::Notes,
    row_values::{Values, abuttals, yes_or_no},
};
use crate::{
    format::error::{Fault, Faults, shown},
    geometry::{CoordinateSystem, area_m2},
    zone::{DeclaredArea, Division, Draft, DraftPark, Programme},
};

/// Expected forms.
const AREA: &str = "an area with its unit, such as `11.41 平方公里`";
const CODE: &str = "a code: 3 to 64 characters of a-z, 0-9 and inner hyphens";
const DIVISION: &str = "six digits of GB/T 2260, such as `320505`";

/// A draft being put together.
pub(super) struct Assembly<'a> {
    pub(super) programme: Option<&'a Programme>,
    pub(super) faults: &'a mut Faults,
    pub(super) notes: &'a mut Notes,
    aside: BTreeMap<String, (usize, String)>,
    draft: Draft,
    /// What was said of the zone first, and the place where it was said.
    said: BTreeMap<Says, (String, String)>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(programme: Option<&'a Programme>, faults: &'a mut Faults, notes: &'a mut Notes) -> Self {
        Self {
            programme,
            faults,
            notes,
            aside: BTreeMap::new(),
            draft: empty(),
            said: BTreeMap::new(),
        }
    }

    /// Makes a draft of rows whose shapes are in longitude and latitude already.
    pub(super) fn draft(mut self, rows: &[Row], system: CoordinateSystem) -> Draft {
        let parks = rows.iter().filter(|row| !is_outline(row)).count();
        for row in rows {
            self.row(row, parks);
        }
        for (name, (count, example)) in std::mem::take(&mut self.aside) {
            let times = if count > 1 {
                format!(" ({count} times)")
            } else {
                String::new()
            };
            self.notes.say(format!(
                "attribute {} is not carried{times}: {}",
                shown(&name),
                shown(&example)
            ));
        }
        let missing: Vec<&str> = [("name", &self.draft.name), ("kind", &self.draft.kind)]
            .into_iter()
            .filter_map(|(what, text)| text.is_empty().then_some(what))
            .chain(self.draft.division.is_none().then_some("division"))
            .collect();
        if !missing.is_empty() {
            self.notes
                .say(format!("the file does not state the zone's {}", missing.join(", ")));
        }
        self.draft.datum = system.datum();
        self.draft
    }

    fn row(&mut self, row: &Row, parks: usize) {
        let mut values = Values::of(row);
        self.zone(&mut values, row);
        if is_outline(row) {
            self.outline(row);
        } else {
            let park = self.park(&mut values, row, parks);
            self.add(park, row);
        }
        for (name, value) in values.aside {
            let (count, _) = self
                .aside
                .entry(name.to_owned())
                .or_insert_with(|| (0, value.to_owned()));
            *count += 1;
        }
    }

    fn outline(&mut self, row: &Row) {
        if self.draft.outline.is_some() {
            let fault = Fault::new(row.place.clone(), "one outline of the zone", "a second one");
            self.faults.push(fault);
        }
        self.draft.outline = Some(row.shape.clone());
        self.draft.unclosed_outline.clone_from(&row.unclosed);
    }

    fn park(&mut self, values: &mut Values, row: &Row, parks: usize) -> DraftPark {
        let shape = (!row.shape.0.is_empty()).then(|| row.shape.clone());
        if values.text(Says::Role).is_some_and(|role| role != "park") {
            values.refuse(Says::Role, "`park` or `outline`", self.faults);
        }
        let name = values.text(Says::Park).map(str::to_owned);
        let name = name.unwrap_or_else(|| {
            let name = format!("园区{}", self.draft.parks.len() + 1);
            if parks > 0 {
                self.notes
                    .at("no name of the park; it is called 园区 and a number", &row.place);
            }
            name
        });
        let closing = values.parsed(
            Says::Closing,
            "yes or no: `true`, `false`, `是`, `否`",
            yes_or_no,
            self.faults,
        );
        DraftPark {
            name,
            host: values.text(Says::Host).map(str::to_owned),
            functions: values.functions(self.programme),
            closing: closing.unwrap_or(true),
            declared_area: self.area(Says::Area, values, row, shape.as_ref()),
            abuttals: values.park_abuttals(),
            shape,
            unclosed: row.unclosed.clone(),
        }
    }

    /// Adds a park. Rows that bear one name and say the same are parts of one park, as programs without multi-polygons write it.
    fn add(&mut self, park: DraftPark, row: &Row) {
        let same = |known: &&mut DraftPark| {
            let says_the_same = known.functions == park.functions
                && known.closing == park.closing
                && known.host == park.host
                && known.declared_area == park.declared_area
                && known.abuttals == park.abuttals;
            known.name == park.name && says_the_same && known.shape.is_some() && park.shape.is_some()
        };
        let Some(known) = self.draft.parks.iter_mut().find(same) else {
            self.draft.parks.push(park);
            return;
        };
        if let (Some(shape), Some(more)) = (&mut known.shape, park.shape) {
            let before = shape.0.len();
            shape.0.extend(more.0);
            let unclosed = park.unclosed.into_iter().map(|(part, ring)| (before + part, ring));
            known.unclosed.extend(unclosed);
            let told = format!(
                "taken as a further part of the park {} of the same name",
                shown(&known.name)
            );
            self.notes.at(&told, &row.place);
        }
    }

    fn area(
        &mut self,
        says: Says,
        values: &mut Values,
        row: &Row,
        shape: Option<&MultiPolygon<f64>>,
    ) -> Option<DeclaredArea> {
        let (text, unit) = values.with_unit(says)?;
        match stated_area(text, unit.as_deref(), shape.map(area_m2)) {
            StatedArea::Whole(area) => Some(area),
            StatedArea::Fitted(area, sign) => {
                let told = format!("the area bears no unit; {sign} is the one that fits the ground");
                self.notes.at(&told, &row.place);
                Some(area)
            }
            StatedArea::Nothing => None,
            StatedArea::Bare | StatedArea::Unreadable => {
                values.refuse(says, AREA, self.faults);
                None
            }
        }
    }

    /// Takes what a row says of the zone. The first row that says something is believed; one that says otherwise is a fault.
    fn zone(&mut self, values: &mut Values, row: &Row) {
        for says in [
            Says::ZoneName,
            Says::ZoneCode,
            Says::ZoneKind,
            Says::ZoneHost,
            Says::Division,
            Says::ZoneArea,
            Says::ZoneAbuttals,
            Says::Document,
            Says::ValidFrom,
            Says::Remark,
        ] {
            let Some(text) = values.text(says) else { continue };
            if let Some((first, place)) = self.said.get(&says) {
                if first != text {
                    let expected = format!("{} as {place} says it", shown(first));
                    values.refuse(says, &format!("{expected}: a file holds one zone"), self.faults);
                }
                continue;
            }
            self.said.insert(says, (text.to_owned(), row.place.to_string()));
            self.say(says, text, values, row);
        }
    }

    fn say(&mut self, says: Says, text: &str, values: &mut Values, row: &Row) {
        match says {
            Says::ZoneName => text.clone_into(&mut self.draft.name),
            Says::ZoneKind => self.draft.kind = values.kind(self.programme).unwrap_or_default(),
            Says::ZoneHost => self.draft.host = Some(text.to_owned()),
            Says::ZoneAbuttals => self.draft.abuttals = Some(abuttals(text)),
            Says::Document => self.draft.document = Some(text.to_owned()),
            Says::Remark => self.draft.remark = Some(text.to_owned()),
            Says::ZoneCode => self.draft.code = values.parsed(says, CODE, |text| text.parse().ok(), self.faults),
            Says::Division => self.draft.division = values.parsed(says, DIVISION, division, self.faults),
            Says::ValidFrom => {
                self.draft.valid_from = values.parsed(says, "a date `YYYY-MM-DD`", date, self.faults);
            }
            Says::ZoneArea => self.draft.declared_area = self.area(says, values, row, None),
            _ => {}
        }
    }
}

fn is_outline(row: &Row) -> bool {
    row.attribute(&[Says::Role.name()]) == Some(OUTLINE)
}

/// Reads a division; codes of towns and villages (nine and twelve digits) begin with it.
fn division(text: &str) -> Option<Division> {
    let is_longer = matches!(text.len(), 9 | 12) && text.bytes().all(|byte| byte.is_ascii_digit());
    let county = if is_longer { &text[..6] } else { text };
    county.parse().ok()
}

fn date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

fn empty() -> Draft {
    Draft {
        code: None,
        name: String::new(),
        kind: String::new(),
        host: None,
        division: None,
        declared_area: None,
        abuttals: None,
        datum: crate::geometry::Datum::default(),
        outline: None,
        unclosed_outline: Vec::new(),
        parks: Vec::new(),
        document: None,
        valid_from: None,
        remark: None,
        answers: std::collections::BTreeMap::new(),
    }
}
