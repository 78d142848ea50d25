//! The table of agencies: who they are, where they sit, and to which zone they were admitted.
//!
//! Must not know which zones, parks and services exist: codes are read for their form.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    error::Refused,
    source::{Origin, Source},
    table::{Row, read_rows},
    text::{Encoding, read_text},
};
use crate::{
    agency::{Admission, Agency, AgencyId, Located, PointMethod, Release},
    geometry::{Datum, LonLat},
    zone::ZoneCode,
};

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct AgencyRow {
    /// Row of the file, from 1; the header is 1.
    pub row: u64,
    /// The agency.
    pub agency: Agency,
    /// Its admission, where a zone is stated.
    pub admission: Option<Admission>,
    /// Its release, where a day is stated.
    pub release: Option<Release>,
}

const REQUIRED: [&str; 2] = ["id", "name"];
const OPTIONAL: [&str; 16] = [
    "services",
    "address",
    "lon",
    "lat",
    "datum",
    "point_method",
    "uncertainty_m",
    "licence",
    "credit_code",
    "zone",
    "park",
    "admitted_on",
    "released_on",
    "admission_reason",
    "release_reason",
    "remark",
];

/// Reads the table from a file or stream.
///
/// # Errors
/// [`Refused`] with every fault; see [`parse_agencies_csv`].
pub fn read_agencies_csv(
    source: Source<'_>,
    encoding: Encoding,
    datum: Datum,
) -> Result<(Vec<AgencyRow>, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let (text, origin) = read_text(source, encoding)?;
    Ok((parse_agencies_csv(&text, name.as_deref(), datum)?, origin))
}

/// Reads the table from text: columns `id` and `name`, and any of `services` (separated by `;`), `address`, `lon`, `lat`,
/// `datum` (else the one given here), `point_method` (`given` where absent) and `uncertainty_m`, `licence`, `credit_code`, `zone`, `park`,
/// `admitted_on`, `released_on`, `admission_reason`, `release_reason`, `remark`.
///
/// # Errors
/// [`Refused`] with every fault, by row and column.
pub fn parse_agencies_csv(text: &str, file: Option<&str>, datum: Datum) -> Result<Vec<AgencyRow>, Refused> {
    let mut rows: Vec<AgencyRow> = Vec::new();
    let mut seen: HashMap<AgencyId, u64> = HashMap::new();
    read_rows(text, file, &REQUIRED, &OPTIONAL, |row| {
        let read = agency_row(row, datum);
        let Some(read) = read else { return };
        if let Some(before) = seen.insert(read.agency.id.clone(), row.number) {
            row.refuse("id", &format!("an id that no other row bears (row {before} does)"));
        }
        rows.push(read);
    })?;
    Ok(rows)
}

fn agency_row(row: &mut Row, datum: Datum) -> Option<AgencyRow> {
    let id = row
        .required("id")
        .and_then(|_| row.parsed::<AgencyId>("id", "1 to 64 of A-Z, a-z, 0-9, `-`, `_` and `.`"));
    let name = row.required("name");
    let services = row.text("services").unwrap_or_default();
    let services = services
        .split([';', '；'])
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    let datum = row
        .parsed("datum", "`cgcs2000`, `wgs84`, `gcj02` or `bd09`")
        .unwrap_or(datum);
    let agency = Agency {
        services,
        address: row.text("address").map(str::to_owned),
        point: point(row, datum),
        located: located(row),
        licence: row.parsed(
            "licence",
            "a patent agency code: five digits that begin with a province, such as `32266`",
        ),
        credit_code: row.parsed(
            "credit_code",
            "a unified social credit code of 18 characters whose check characters hold",
        ),
        remark: row.text("remark").map(str::to_owned),
        id: id.clone()?,
        name: name?,
    };
    let id = id?;
    let zone = row.parsed::<ZoneCode>(
        "zone",
        "a zone's code: 3 to 64 characters of a-z, 0-9 and inner hyphens",
    );
    let admitted_on = date(row, "admitted_on");
    let released_on = date(row, "released_on");
    if row.text("zone").is_none() {
        let of_zone = [
            "park",
            "admitted_on",
            "released_on",
            "admission_reason",
            "release_reason",
        ];
        for column in of_zone
            .into_iter()
            .filter(|&column| row.text(column).is_some())
            .collect::<Vec<_>>()
        {
            row.refuse(column, "nothing, as no zone is stated");
        }
    }
    if let (Some(from), Some(until)) = (admitted_on, released_on)
        && until < from
    {
        row.refuse("released_on", &format!("a day not before its admission on `{from}`"));
    }
    if row.text("release_reason").is_some() && row.text("released_on").is_none() {
        row.refuse("release_reason", "nothing, as no day of release is stated");
    }
    let admission = zone.clone().map(|zone| Admission {
        agency: id.clone(),
        zone,
        park: row.text("park").map(str::to_owned),
        admitted_on,
        reason: row.text("admission_reason").map(str::to_owned),
    });
    let release = zone.zip(released_on).map(|(zone, released_on)| Release {
        agency: id,
        zone,
        released_on,
        reason: row.text("release_reason").map(str::to_owned),
    });
    Some(AgencyRow {
        row: row.number,
        agency,
        admission,
        release,
    })
}

/// Reads how the point was found and how far off it may be.
fn located(row: &mut Row) -> Option<Located> {
    let method: Option<PointMethod> = row.parsed("point_method", "`given`, `address-book`, or the name of a geocoder");
    let uncertainty_m = row.number("uncertainty_m");
    let stated = ["point_method", "uncertainty_m"]
        .into_iter()
        .find(|&column| row.text(column).is_some())?;
    if row.text("lon").is_none() {
        row.refuse(stated, "nothing, as no point is stated");
    } else if row.text("uncertainty_m").is_none() {
        row.refuse("uncertainty_m", "metres, as `point_method` is stated");
    }
    let located = Located::new(method.unwrap_or_else(PointMethod::given), uncertainty_m?);
    if located.is_err() {
        row.refuse("uncertainty_m", "0 to 100000 metres");
    }
    located.ok()
}

/// Reads the place of a row from `lon` and `lat`; both or neither must be there.
pub(super) fn point(row: &mut Row, datum: Datum) -> Option<LonLat> {
    let (lon, lat) = (row.number("lon"), row.number("lat"));
    for (column, other) in [("lon", "lat"), ("lat", "lon")] {
        if row.text(column).is_none() && row.text(other).is_some() {
            row.refuse(column, &format!("a number, as `{other}` is stated"));
        }
    }
    let place = datum.to_lon_lat(lon?, lat?);
    if place.is_err() {
        let column = if lon.is_some_and(|lon| lon.abs() <= 180.0) {
            "lat"
        } else {
            "lon"
        };
        let range = if column == "lat" {
            "a latitude in -90..=90"
        } else {
            "a longitude in -180..=180"
        };
        row.refuse_with(
            column,
            range,
            "degrees are expected, longitude in `lon` and latitude in `lat`",
        );
    }
    place.ok()
}

fn date(row: &mut Row, column: &str) -> Option<Date> {
    let date: Date = row.parsed(column, "a date `YYYY-MM-DD`")?;
    // The parser would also take a moment and drop its time.
    let whole = row.text(column) == Some(date.to_string().as_str());
    if !whole {
        row.refuse(column, "a date `YYYY-MM-DD`");
    }
    whole.then_some(date)
}
