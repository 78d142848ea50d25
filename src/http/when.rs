//! The two times of a question: the day it is about, and the moment whose knowledge is asked for.
//!
//! Must not know what is in force.

use jiff::{Timestamp, civil::Date};

use super::problem::Problem;
use crate::atlas::Atlas;

/// Reads `on` and `known` from their texts.
pub fn when(atlas: &Atlas, on: Option<&str>, known: Option<&str>) -> Result<(Date, Option<Timestamp>), Problem> {
    let on = match on {
        Some(text) => text
            .parse()
            .map_err(|_| Problem::parameter("on", format!("on: expected a day as YYYY-MM-DD, found `{text}`")))?,
        None => atlas.today(),
    };
    let known = match known {
        Some(text) => Some(text.parse().map_err(|_| {
            Problem::parameter(
                "known",
                format!("known: expected a moment as 2026-01-31T08:00:00Z, found `{text}`"),
            )
        })?),
        None => None,
    };
    Ok((on, known))
}
