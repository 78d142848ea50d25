//! One question as a row states it, in text or numbers.
//!
//! Must not know the form of the rows.

use jiff::civil::Date;
use serde::Deserialize;

use super::BulkDefaults;
use crate::{
    atlas::{Answer, Atlas, LookupPoint},
    geometry::Datum,
    register::{AddressQuestion, Question},
};

/// The greatest uncertainty that may be asked with, metres.
const MOST_UNCERTAIN_M: f64 = 100_000.0;

/// The members of a JSON object that state a question.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Row {
    lon: Option<Number>,
    lat: Option<Number>,
    address: Option<String>,
    agency: Option<String>,
    datum: Option<String>,
    on: Option<String>,
    uncertainty_m: Option<Number>,
}

/// A number, or the text that should be one.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Number {
    Value(f64),
    Text(String),
}

/// A number, or the text that should be one, as it stands in the row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Figure<'a> {
    Value(f64),
    Text(&'a str),
}

/// What a row states, as it stands there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated<'a> {
    pub(super) lon: Option<Figure<'a>>,
    pub(super) lat: Option<Figure<'a>>,
    pub(super) address: Option<&'a str>,
    pub(super) agency: Option<&'a str>,
    pub(super) datum: Option<&'a str>,
    pub(super) on: Option<&'a str>,
    pub(super) uncertainty_m: Option<Figure<'a>>,
}

impl<'a> From<&'a Row> for Stated<'a> {
    fn from(row: &'a Row) -> Self {
        let figure = |number: &'a Option<Number>| {
            number.as_ref().map(|number| match number {
                Number::Value(value) => Figure::Value(*value),
                Number::Text(text) => Figure::Text(text),
            })
        };
        Self {
            lon: figure(&row.lon),
            lat: figure(&row.lat),
            address: row.address.as_deref(),
            agency: row.agency.as_deref(),
            datum: row.datum.as_deref(),
            on: row.on.as_deref(),
            uncertainty_m: figure(&row.uncertainty_m),
        }
    }
}

impl Figure<'_> {
    fn read(self, name: &str) -> Result<f64, String> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Text(text) => text
                .trim()
                .parse()
                .map_err(|_| format!("{name}: expected a number, found `{text}`")),
        }
    }
}

impl Stated<'_> {
    /// Finds the point that is asked for.
    pub(super) fn point(&self, atlas: &Atlas, defaults: &BulkDefaults) -> Result<LookupPoint, String> {
        self.question(defaults)?.point(atlas).map_err(|error| error.to_string())
    }

    /// Reads the day asked for.
    pub(super) fn day(&self, defaults: &BulkDefaults) -> Result<Date, String> {
        match self.on {
            Some(text) => text
                .parse()
                .map_err(|_| format!("on: expected a day as YYYY-MM-DD, found `{text}`")),
            None => Ok(defaults.on),
        }
    }

    /// Answers with a receipt.
    pub(super) fn answer(&self, atlas: &Atlas, defaults: &BulkDefaults) -> Result<Answer, String> {
        let point = self.point(atlas, defaults)?;
        atlas
            .lookup(point, self.day(defaults)?, defaults.known)
            .map_err(|error| error.to_string())
    }

    fn question(&self, defaults: &BulkDefaults) -> Result<Question, String> {
        let datum = match self.datum {
            Some(text) => text.parse::<Datum>().map_err(|error| error.to_string())?,
            None => defaults.datum,
        };
        match (self.lon, self.lat, self.address, self.agency) {
            (Some(lon), Some(lat), ..) => {
                let place = datum
                    .to_lon_lat(lon.read("lon")?, lat.read("lat")?)
                    .map_err(|error| error.to_string())?;
                let uncertainty_m = match self.uncertainty_m {
                    Some(number) => number.read("uncertainty_m")?,
                    None => 0.0,
                };
                if !(0.0..=MOST_UNCERTAIN_M).contains(&uncertainty_m) {
                    return Err(format!("uncertainty_m: expected 0 to 100000, found `{uncertainty_m}`"));
                }
                Ok(Question::Place { place, uncertainty_m })
            }
            (_, _, Some(address), _) => Ok(Question::Address(AddressQuestion::new(address))),
            (_, _, _, Some(agency)) => Ok(Question::Agency(agency.to_owned())),
            _ => Err("expected `lon` and `lat`, or `address`, or `agency`, found none".to_owned()),
        }
    }
}
