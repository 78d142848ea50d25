//! Agencies, admissions and releases read back from their rows.
//!
//! Must not know which of them still holds.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::{StoreError, column::Columns};
use crate::{
    agency::{Admission, Agency, Located, PointMethod, Release},
    atlas::Change,
    geometry::LonLat,
};

/// Adds the changes after `after` to `changes`, by revision.
pub async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    changes: &mut BTreeMap<u64, Change>,
) -> Result<(), StoreError> {
    for row in &sqlx::query("select * from agency where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?
    {
        let columns = Columns::of("agency", row)?;
        changes.insert(columns.revision(), Change::AgencyRecorded(agency(&columns)?));
    }
    for row in &sqlx::query("select * from admission where revision > $1")
        .bind(after)
        .fetch_all(&mut *connection)
        .await?
    {
        let columns = Columns::of("admission", row)?;
        let admission = Admission {
            agency: columns.parse("agency_id")?,
            zone: columns.parse("zone_code")?,
            park: columns.get("park")?,
            admitted_on: columns.parse_optional("admitted_on")?,
            reason: columns.get("reason")?,
        };
        changes.insert(columns.revision(), Change::Admitted(admission));
    }
    for row in &sqlx::query("select * from agency_release where revision > $1")
        .bind(after)
        .fetch_all(connection)
        .await?
    {
        let columns = Columns::of("agency_release", row)?;
        let release = Release {
            agency: columns.parse("agency_id")?,
            zone: columns.parse("zone_code")?,
            released_on: columns.parse("released_on")?,
            reason: columns.get("reason")?,
        };
        changes.insert(columns.revision(), Change::Released(release));
    }
    Ok(())
}

fn agency(columns: &Columns<'_>) -> Result<Agency, StoreError> {
    let lon: Option<f64> = columns.get("lon")?;
    let lat: Option<f64> = columns.get("lat")?;
    let point = lon.zip(lat).map(|(lon, lat)| LonLat::new(lon, lat)).transpose();
    let method: Option<PointMethod> = columns.parse_optional("point_method")?;
    let uncertainty_m: Option<f64> = columns.get("uncertainty_m")?;
    let located = method.zip(uncertainty_m);
    let located = located
        .map(|(method, uncertainty_m)| Located::new(method, uncertainty_m))
        .transpose();
    Ok(Agency {
        id: columns.parse("agency_id")?,
        name: columns.get("name")?,
        services: columns.json("services")?,
        address: columns.get("address")?,
        point: point.map_err(|error| columns.corrupt("lon", &error))?,
        located: located.map_err(|error| columns.corrupt("uncertainty_m", &error))?,
        licence: columns.parse_optional("licence")?,
        credit_code: columns.parse_optional("credit_code")?,
        remark: columns.get("remark")?,
    })
}
