//! Addresses and named places as a table (CSV).
//!
//! Must not know how addresses are searched.

use std::collections::HashMap;

use super::{
    agencies_csv::point,
    error::Refused,
    source::{Origin, Source},
    table::{Row, read_rows},
    text::{Encoding, read_text},
};
use crate::{
    geocode::AddressEntry,
    geometry::{Datum, LonLat},
};

const REQUIRED: [&str; 3] = ["osm_id", "lon", "lat"];
const OPTIONAL: [&str; 9] =
    ["name", "province", "city", "district", "street", "housenumber", "full", "kind", "extract"];

/// Reads the table from a file or stream.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_addresses_csv`].
pub fn read_addresses_csv(
    source: Source<'_>,
    encoding: Encoding,
    datum: Datum,
) -> Result<(Vec<AddressEntry>, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let (text, origin) = read_text(source, encoding)?;
    Ok((parse_addresses_csv(&text, name.as_deref(), datum)?, origin))
}

/// Reads the table from text: columns `osm_id` (any id that is unique in the file), `lon`, `lat`, and any of `name`,
/// `province`, `city`, `district`, `street`, `housenumber`, `full`, `kind`, `extract` (the data set). A row needs a name,
/// a street or a full address to be found by.
///
/// # Errors
/// [`Refused`] with every fault, by row and column.
pub fn parse_addresses_csv(text: &str, file: Option<&str>, datum: Datum) -> Result<Vec<AddressEntry>, Refused> {
    let mut rows = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    read_rows(text, file, &REQUIRED, &OPTIONAL, |row| {
        let Some(entry) = entry(row, datum) else { return };
        if let Some(before) = seen.insert(entry.id.clone(), row.number) {
            row.refuse("osm_id", &format!("an id that no other row bears (row {before} does)"));
        }
        rows.push(entry);
    })?;
    Ok(rows)
}

fn entry(row: &mut Row, datum: Datum) -> Option<AddressEntry> {
    let id = row.required("osm_id");
    let point = place(row, datum);
    let text = |column: &str| row.text(column).unwrap_or_default().to_owned();
    let (name, street, full) = (text("name"), text("street"), row.text("full").map(str::to_owned));
    let entry = AddressEntry {
        province: text("province"),
        city: text("city"),
        district: text("district"),
        housenumber: text("housenumber"),
        dataset: text("extract"),
        kind: text("kind"),
        id: id?,
        point: point?,
        name,
        street,
        full,
    };
    if entry.name.is_empty() && entry.street.is_empty() && entry.full.is_none() {
        row.refuse("name", "a text here, in `street` or in `full`, to find the place by");
    }
    Some(entry)
}

fn place(row: &mut Row, datum: Datum) -> Option<LonLat> {
    for column in ["lon", "lat"] {
        row.required(column);
    }
    point(row, datum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_the_table_is_told_with_row_and_column() {
        let table = "osm_id,lon,lat,name\na,121.4,31.2,甲\na,31.2,121.4,乙\nb,x,31.2,丙\nc,121.4,31.2,\n";
        let refused = parse_addresses_csv(table, Some("a.csv"), Datum::Wgs84).unwrap_err();
        let told: Vec<String> = refused.faults.iter().map(ToString::to_string).collect();
        assert_eq!(refused.count(), 3, "{told:#?}");
        assert!(told[0].starts_with("a.csv: row 3, column `lat`"), "{told:#?}");
        assert!(told[1].starts_with("a.csv: row 4, column `lon`"), "{told:#?}");
        assert!(told[2].starts_with("a.csv: row 5, column `name`"), "{told:#?}");
    }
}
