//! Whether the corners of a sheet lie where it says they do: a zone number that is wrong by one moves them by three degrees.
//!
//! Must not know districts: the degrees of a province are all that can be held against a sheet alone.

use crate::{
    format::{
        boundary::{
            Row,
            attributes::{Says, understood},
            notes::Notes,
        },
        error::{Fault, Faults},
    },
    geometry::CoordinateSystem,
    zone::Division,
};

/// Name of the field of a parcel's line that says in which division it lies.
pub(super) const DIVISION: &str = "行政区代码";

/// Holds the rows against the divisions that they name. The division of a parcel's own line contradicts corners elsewhere, and that is a
/// fault; the applicant's, which the header has, is told of.
pub(super) fn check(rows: &[Row], system: CoordinateSystem, faults: &mut Faults, notes: &mut Notes) {
    for row in rows {
        let stated = row.attributes.iter().filter_map(|(name, value)| {
            let is_division = understood(name).is_some_and(|own| own.says == Says::Division);
            // Codes of towns and villages go on behind the six digits.
            let code: String = value.chars().take(6).collect();
            let province = code.parse::<Division>().ok().filter(|_| is_division)?.province()?;
            Some((name, value, province))
        });
        for (name, value, province) in stated {
            let Some(at) = row.shape.iter().find_map(|part| part.exterior().0.first()) else {
                continue;
            };
            let Ok(place) = system.to_lon_lat(at.x, at.y) else {
                continue;
            };
            let (lon, lat) = (place.lon(), place.lat());
            if province.may_hold(lon, lat) {
                continue;
            }
            let expected = format!("corners in {province}, as {name} `{value}` says");
            let found = format!("{lon:.4}° E {lat:.4}° N, as `{system}` has `{}, {}`", at.x, at.y);
            if name == DIVISION {
                let fault = Fault::new(row.place.clone(), expected, found);
                faults.push(fault.hint("the zone number, 几度分带 or the division is wrong"));
            } else {
                notes.say(format!(
                    "expected {expected}, found {found}; the zone number, 几度分带 or the division is wrong"
                ));
            }
        }
    }
}
