//! The table of addresses and named places that an address book is made of.
//!
//! Must not know how addresses are found.

use std::collections::HashMap;

use super::{
    agencies_csv::point,
    error::Refused,
    source::{Origin, Source},
    table::{Row, read_rows},
    text::{Encoding, read_text},
};
use crate::{geocode::AddressEntry, geometry::Datum};

const REQUIRED: [&str; 4] = ["osm_id", "lon", "lat", "name"];
const OPTIONAL: [&str; 8] = [
    "province",
    "city",
    "district",
    "street",
    "housenumber",
    "full",
    "kind",
    "extract",
];

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

/// Reads the table from text: columns `osm_id`, `lon`, `lat`, `name`, and any of `province`, `city`, `district`, `street`,
/// `housenumber`, `full`, `kind`, `extract`.
///
/// Sources list one element several times, once as a building and once as an address: all rows are kept, and from the
/// second on the id is marked `#2`, `#3` … so that ids stay unique.
///
/// # Errors
/// [`Refused`] with every fault, by row and column: no id, no degrees, or nothing that could be asked for.
pub fn parse_addresses_csv(text: &str, file: Option<&str>, datum: Datum) -> Result<Vec<AddressEntry>, Refused> {
    let mut entries = Vec::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    read_rows(text, file, &REQUIRED, &OPTIONAL, |row| {
        let Some(mut entry) = entry(row, datum) else { return };
        let count = times.entry(entry.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entry.id = format!("{}#{count}", entry.id);
        }
        entries.push(entry);
    })?;
    Ok(entries)
}

fn entry(row: &mut Row, datum: Datum) -> Option<AddressEntry> {
    let id = row.required("osm_id");
    for column in ["lon", "lat"] {
        if row.text(column).is_none() {
            row.refuse(column, "a number");
        }
    }
    let both = row.text("lon").is_some() && row.text("lat").is_some();
    let place = if both { point(row, datum) } else { None };
    if ["name", "street", "housenumber", "full"]
        .iter()
        .all(|column| row.text(column).is_none())
    {
        row.refuse(
            "name",
            "a name, where neither street, house number nor full address is stated",
        );
        return None;
    }
    let text = |column: &str| row.text(column).unwrap_or_default().to_owned();
    Some(AddressEntry {
        id: id?,
        name: text("name"),
        province: text("province"),
        city: text("city"),
        district: text("district"),
        street: text("street"),
        housenumber: text("housenumber"),
        full: row.text("full").map(str::to_owned),
        point: place?,
        dataset: text("extract"),
        kind: text("kind"),
    })
}
