//! The table of zones known by their limits in words: one row a block, with printed areas and the published total.
//!
//! Must not know which zones the register has; whether a printed sum holds is told, not judged.

use std::collections::HashMap;

use super::{
    error::{Fault, Place, Refused},
    source::{Origin, Source},
    table::{Row, read_rows},
    text::{Encoding, read_text},
};
use crate::{
    abuttals::{Abuttals, split_limits},
    geometry::Side,
    zone::{DeclaredArea, Park},
};

/// A zone of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedZone {
    /// Name.
    pub name: String,
    /// Province, as printed.
    pub province: Option<String>,
    /// The document that states it.
    pub document: Option<String>,
    /// Published total.
    pub declared_area: Option<DeclaredArea>,
    /// Its blocks in the order of the table, without shapes and function codes. A park is named by its block, followed by
    /// the printed function where one is stated (`区块一 主区`), and by the zone's name where the zone is one block.
    pub parks: Vec<Park>,
    /// Row on which it is first named.
    pub row: u64,
    /// The published total against the sum of the blocks.
    pub sum: SumCheck,
}

/// The published total of a zone against the sum of its blocks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SumCheck {
    /// The total or the area of a block is not stated, or the zone is one block.
    NotComparable,
    /// They differ by no more than the printed digits allow.
    Agrees {
        /// Sum of the blocks minus the total, m².
        difference_m2: f64,
    },
    /// They differ by more.
    Differs {
        /// Sum of the blocks minus the total, m².
        difference_m2: f64,
        /// What the printed digits of total and blocks allow, m².
        tolerance_m2: f64,
    },
}

const COLUMNS: [&str; 15] = [
    "zone",
    "block",
    "province",
    "function",
    "text",
    "east",
    "south",
    "west",
    "north",
    "area",
    "area_unit",
    "area_m2",
    "zone_total",
    "zone_total_unit",
    "document",
];

/// Reads the table from a file or stream.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_abuttals_csv`].
pub fn read_abuttals_csv(source: Source<'_>, encoding: Encoding) -> Result<(Vec<StatedZone>, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let (text, origin) = read_text(source, encoding)?;
    Ok((parse_abuttals_csv(&text, name.as_deref())?, origin))
}

/// Reads the table from text. Rows of one zone need not stand together; zones come in the order of their first rows.
///
/// # Errors
/// [`Refused`] with every fault: columns missing or unknown, cells that are no numbers, `area_m2` that contradicts the
/// printed area, rows of one zone that contradict each other.
pub fn parse_abuttals_csv(text: &str, file: Option<&str>) -> Result<Vec<StatedZone>, Refused> {
    let mut zones: Vec<StatedZone> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    read_rows(text, file, &COLUMNS, &[], |row| {
        let Some(name) = row.required("zone") else { return };
        let sentence = row.required("text");
        let park = Park {
            name: park_name(row, &name),
            host: None,
            functions: Vec::new(),
            closing: true,
            declared_area: area(row, sentence.as_deref().unwrap_or_default()),
            abuttals: Some(abuttals(row, sentence.clone())),
            shape: None,
        };
        let total = printed(
            row,
            "zone_total",
            "zone_total_unit",
            sentence.as_deref().unwrap_or_default(),
        );
        let stated = StatedZone {
            province: row.text("province").map(str::to_owned),
            document: row.text("document").map(str::to_owned),
            declared_area: total,
            row: row.number,
            sum: SumCheck::NotComparable,
            parks: Vec::new(),
            name,
        };
        let nth = *by_name.entry(stated.name.clone()).or_insert_with(|| {
            zones.push(stated.clone());
            zones.len() - 1
        });
        compare(row, &zones[nth], &stated);
        if zones[nth].parks.iter().any(|other| other.name == park.name) {
            let hint = "each block of a zone needs a name of its own";
            row.refuse_with(
                "block",
                &format!("a block that `{}` does not have yet", stated.name),
                hint,
            );
        }
        zones[nth].parks.push(park);
    })?;
    for zone in &mut zones {
        zone.sum = sum_check(zone);
    }
    Ok(zones)
}

fn park_name(row: &Row, zone: &str) -> String {
    let parts: Vec<&str> = [row.text("block"), row.text("function")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        zone.to_owned()
    } else {
        parts.join(" ")
    }
}

fn abuttals(row: &Row, sentence: Option<String>) -> Abuttals {
    let mut abuttals = Abuttals {
        sentence,
        ..Abuttals::default()
    };
    for side in [Side::East, Side::South, Side::West, Side::North] {
        *abuttals.side_mut(side) = row.text(side.as_str()).map(split_limits).unwrap_or_default();
    }
    abuttals
}

/// Gives the area of a block, after holding `area_m2` against it.
fn area(row: &mut Row, sentence: &str) -> Option<DeclaredArea> {
    let area = printed(row, "area", "area_unit", sentence);
    let stated_m2 = row.number("area_m2");
    match (&area, stated_m2) {
        // The column was computed from the other two; a millionth allows for the digits it was written with.
        (Some(area), Some(m2)) if (area.m2() - m2).abs() > area.m2() * 1e-6 => {
            let expected = format!("the m² of `{}`, {}", area.printed(), area.m2());
            row.refuse_with("area_m2", &expected, "correct the area, its unit or the m²");
        }
        (None, Some(_)) if row.text("area").is_none() => row.refuse("area_m2", "nothing, as `area` is empty"),
        _ => {}
    }
    area
}

/// Gives an area from a number and its unit; 约 (about) is taken over where the sentence prints it before that number.
fn printed(row: &mut Row, number: &str, unit: &str, sentence: &str) -> Option<DeclaredArea> {
    let value = match (row.text(number), row.text(unit)) {
        (None, None) => return None,
        (Some(value), Some(_)) => value.to_owned(),
        (None, Some(_)) => {
            row.refuse(number, "a number, as a unit is stated");
            return None;
        }
        (Some(_), None) => {
            row.refuse(unit, "a unit, as a number is stated");
            return None;
        }
    };
    if row.number(number).is_none_or(|value| value <= 0.0) {
        if row
            .text(number)
            .is_some_and(|text| text.parse().is_ok_and(|value: f64| value <= 0.0))
        {
            row.refuse(number, "a number above 0");
        }
        return None;
    }
    let plain = format!("{value}{}", row.text(unit).unwrap_or_default());
    let about = format!("约{plain}");
    let solid: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
    let area = if solid.contains(&about) { about } else { plain }.parse().ok();
    if area.is_none() {
        row.refuse(unit, "平方公里, 公顷, 亩 or 平方米");
    }
    area
}

/// Tells where a further row of a zone contradicts the first.
fn compare(row: &mut Row, first: &StatedZone, further: &StatedZone) {
    let total = |zone: &StatedZone| zone.declared_area.as_ref().map(DeclaredArea::m2);
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    let same = [
        ("province", first.province == further.province, text(&first.province)),
        ("document", first.document == further.document, text(&first.document)),
        (
            "zone_total",
            total(first) == total(further),
            first
                .declared_area
                .as_ref()
                .map_or_else(|| "nothing".to_owned(), |area| area.printed().to_owned()),
        ),
    ];
    for (column, _, before) in same.into_iter().filter(|(_, same, _)| !same) {
        let found = row
            .text(column)
            .map_or_else(|| "nothing".to_owned(), |found| format!("`{found}`"));
        let expected = format!("`{before}`, as on row {} of the same zone", first.row);
        row.faults
            .push(Fault::new(Place::cell(row.number, column), expected, found));
    }
}

fn sum_check(zone: &StatedZone) -> SumCheck {
    let areas: Option<Vec<&DeclaredArea>> = zone.parks.iter().map(|park| park.declared_area.as_ref()).collect();
    let (Some(total), Some(areas), true) = (&zone.declared_area, areas, zone.parks.len() > 1) else {
        return SumCheck::NotComparable;
    };
    let difference_m2 = areas.iter().map(|area| area.m2()).sum::<f64>() - total.m2();
    let tolerance_m2 = areas.iter().map(|area| area.tolerance_m2()).sum::<f64>() + total.tolerance_m2();
    if difference_m2.abs() <= tolerance_m2 {
        SumCheck::Agrees { difference_m2 }
    } else {
        SumCheck::Differs {
            difference_m2,
            tolerance_m2,
        }
    }
}
