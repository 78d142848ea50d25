//! "Is it in a zone": a point, an address, or an agency; and where an address is.
//!
//! Must not search or locate: the register and the atlas do.

use axum::Json;
use serde::Deserialize;

use super::{
    dto::{Answer, Candidate, Located},
    extract::Query,
    problem::Problem,
    viewer::Seen,
    when::when,
};
use crate::{
    geocode,
    geometry::Datum,
    register::{AddressQuestion, Question},
};

/// Parameters of a look-up: exactly one of `lon` with `lat`, `address`, `agency`.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookupQuery {
    /// Longitude in degrees, in `datum`.
    lon: Option<f64>,
    /// Latitude in degrees, in `datum`.
    lat: Option<f64>,
    /// Address.
    address: Option<String>,
    /// Id of an agency.
    agency: Option<String>,
    /// Datum of `lon` and `lat`: `cgcs2000` (where absent), `wgs84`, `gcj02`, `bd09`.
    datum: Option<String>,
    /// How far off `lon`, `lat` may be, in metres; 0 where absent.
    uncertainty_m: Option<f64>,
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Moment whose knowledge is asked for, RFC 3339; now where absent.
    known: Option<String>,
}

/// Answers whether a point, an address or an agency lies in a zone.
#[utoipa::path(get, path = "/v1/lookup", tag = "look-ups", params(LookupQuery),
    responses((status = 200, body = Answer), (status = 400, body = Problem),
        (status = 404, body = Problem, description = "No address matches well enough, or no such agency")))]
pub async fn lookup(Seen { atlas, .. }: Seen, Query(query): Query<LookupQuery>) -> Result<Json<Answer>, Problem> {
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    let question = question(&query)?;
    let point = question.point(&atlas)?;
    let answer = atlas
        .lookup(point, on, known)
        .map_err(|error| Problem::internal(&error))?;
    Ok(Json(Answer::from(answer)))
}

/// Reads which of the three questions is asked.
fn question(query: &LookupQuery) -> Result<Question, Problem> {
    let datum: Datum = match &query.datum {
        Some(text) => text
            .parse()
            .map_err(|error: crate::geometry::DatumError| Problem::parameter("datum", error.to_string()))?,
        None => Datum::Cgcs2000,
    };
    let given = query.lon.is_some() || query.lat.is_some();
    match (given, &query.address, &query.agency) {
        (true, None, None) => {
            let missing = |name: &str| {
                Problem::parameter(
                    name,
                    format!("{name}: expected beside the other coordinate, found none"),
                )
            };
            let lon = query.lon.ok_or_else(|| missing("lon"))?;
            let lat = query.lat.ok_or_else(|| missing("lat"))?;
            let place = datum
                .to_lon_lat(lon, lat)
                .map_err(|error| Problem::parameter("lon", error.to_string()))?;
            let uncertainty_m = query.uncertainty_m.unwrap_or(0.0);
            if !(0.0..=100_000.0).contains(&uncertainty_m) {
                let detail = format!("uncertainty_m: expected 0 to 100000, found `{uncertainty_m}`");
                return Err(Problem::parameter("uncertainty_m", detail));
            }
            Ok(Question::Place { place, uncertainty_m })
        }
        (false, Some(address), None) => Ok(Question::Address(AddressQuestion::new(address))),
        (false, None, Some(agency)) => Ok(Question::Agency(agency.clone())),
        _ => Err(Problem::bad_request(
            "expected exactly one of `lon` with `lat`, `address`, or `agency`",
        )),
    }
}

/// Parameters of the search for an address.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LocateQuery {
    /// Address.
    address: String,
    /// Most candidates, 1 to 50; 10 where absent.
    limit: Option<usize>,
}

/// Finds where an address is: candidates with scores and uncertainties.
#[utoipa::path(get, path = "/v1/locate", tag = "look-ups", params(LocateQuery),
    responses((status = 200, body = Located), (status = 400, body = Problem)))]
pub async fn locate(Seen { atlas, .. }: Seen, Query(query): Query<LocateQuery>) -> Result<Json<Located>, Problem> {
    let limit = query.limit.unwrap_or(10);
    if !(1..=50).contains(&limit) {
        return Err(Problem::parameter(
            "limit",
            format!("limit: expected 1 to 50, found `{limit}`"),
        ));
    }
    let candidates = atlas.book().search(&query.address, limit);
    Ok(Json(Located {
        normalised: geocode::normalise(&query.address),
        query: query.address,
        candidates: candidates.into_iter().map(Candidate::from).collect(),
    }))
}
