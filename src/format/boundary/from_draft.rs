//! A draft into rows: one a park, and one for the zone's outline, with all that the draft holds as attributes.
//!
//! Must not know any format. What is said of the zone stands in every row: tables have no other place for it.

use geo_types::MultiPolygon;

use super::{
    Row, Rows,
    attributes::{OUTLINE, Says},
    row_values::{abuttals_text, functions_text},
};
use crate::{
    format::Place,
    geometry::CoordinateSystem,
    zone::{Draft, DraftPark},
};

/// Makes rows in longitude and latitude.
pub(super) fn rows_of(draft: &Draft) -> Rows {
    let zone = zone_attributes(draft);
    let mut rows: Vec<Row> = draft.parks.iter().map(|park| park_row(park, &zone)).collect();
    if let Some(outline) = &draft.outline {
        let role = (Says::Role.name().to_owned(), OUTLINE.to_owned());
        rows.push(Row {
            place: Place::Whole,
            attributes: std::iter::once(role).chain(zone).collect(),
            shape: outline.clone(),
            unclosed: draft.unclosed_outline.clone(),
        });
    }
    Rows {
        system: Some(CoordinateSystem::CGCS2000),
        rows,
        notes: Vec::new(),
    }
}

fn park_row(park: &DraftPark, zone: &[(String, String)]) -> Row {
    let mut attributes = Attributes::default();
    attributes.add(Says::Park, Some(park.name.clone()));
    attributes.add(Says::Functions, Some(functions_text(&park.functions)));
    attributes.add(Says::Closing, Some(park.closing.to_string()));
    attributes.add(Says::Area, park.declared_area.as_ref().map(ToString::to_string));
    attributes.add(Says::Abuttals, park.abuttals.as_ref().map(abuttals_text));
    attributes.add(Says::Host, park.host.clone());
    attributes.0.extend(zone.iter().cloned());
    Row {
        place: Place::Whole,
        attributes: attributes.0,
        shape: park.shape.clone().unwrap_or(MultiPolygon(Vec::new())),
        unclosed: park.unclosed.clone(),
    }
}

fn zone_attributes(draft: &Draft) -> Vec<(String, String)> {
    let mut attributes = Attributes::default();
    attributes.add(Says::ZoneName, Some(draft.name.clone()));
    attributes.add(Says::ZoneCode, draft.code.as_ref().map(ToString::to_string));
    attributes.add(Says::ZoneKind, Some(draft.kind.clone()));
    attributes.add(Says::ZoneHost, draft.host.clone());
    attributes.add(Says::Division, draft.division.map(|division| division.to_string()));
    attributes.add(Says::ZoneArea, draft.declared_area.as_ref().map(ToString::to_string));
    attributes.add(Says::ZoneAbuttals, draft.abuttals.as_ref().map(abuttals_text));
    attributes.add(Says::Document, draft.document.clone());
    attributes.add(Says::ValidFrom, draft.valid_from.map(|day| day.to_string()));
    attributes.add(Says::Remark, draft.remark.clone());
    attributes.0
}

/// Attributes; empty ones are left out.
#[derive(Default)]
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn add(&mut self, says: Says, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.push((says.name().to_owned(), value));
        }
    }
}
