//! Zones and their delimitations.
//!
//! Must not know how they came into the register.

use std::sync::Arc;

use axum::{
    Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    boundaries, cursor,
    dto::{AgencyPage, DelimitationDocument, ZoneDocument, ZonePage, ZoneSummary},
    extract::{Query, Segments},
    precondition,
    problem::Problem,
    sheets,
    viewer::Seen,
    when::when,
};
use crate::{
    atlas::{AgencyRecord, Atlas, DelimitationRecord, ZoneRecord},
    format::{BoundaryFormat, draft::draft_of},
    register::RegisterError,
    sheet::Asked,
    zone::{Division, ZoneCode},
};

/// Parameters of the list of zones.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZonesQuery {
    /// Part of the name or code.
    q: Option<String>,
    /// Division (GB/T 2260) of the applicant; a prefecture or province covers what lies below it.
    division: Option<String>,
    /// Kind.
    kind: Option<String>,
    /// `in-force`, `pending`, `returned` or `ended`.
    status: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Code after which to go on.
    after: Option<String>,
}

/// Lists zones by code.
#[utoipa::path(get, path = "/v1/zones", tag = "zones", params(ZonesQuery),
    responses((status = 200, body = ZonePage), (status = 400, body = Problem)))]
pub async fn list_zones(Seen { atlas, .. }: Seen, Query(query): Query<ZonesQuery>) -> Result<Json<ZonePage>, Problem> {
    let limit = cursor::limit(query.limit)?;
    let division: Option<Division> = match &query.division {
        Some(text) => Some(
            text.parse()
                .map_err(|error: crate::zone::DivisionError| Problem::parameter("division", error.to_string()))?,
        ),
        None => None,
    };
    let on = atlas.today();
    let wanted = |record: &&std::sync::Arc<ZoneRecord>| {
        let zone = &record.zone;
        query
            .q
            .as_ref()
            .is_none_or(|q| zone.name.contains(q.as_str()) || zone.code.as_str().contains(q.as_str()))
            && division.is_none_or(|above| zone.division.is_some_and(|own| above.covers(own)))
            && query.kind.as_ref().is_none_or(|kind| zone.kind == *kind)
            && query
                .status
                .as_ref()
                .is_none_or(|status| record.class(on, None).is_some_and(|class| class.as_str() == status))
    };
    let wanted: Vec<_> = atlas.zones().filter(wanted).collect();
    let count = wanted.len();
    let key = |record: &&std::sync::Arc<ZoneRecord>| record.zone.code.to_string();
    let (page, after) = cursor::page(wanted.into_iter(), query.after.as_deref(), limit, key);
    let parameters = [
        ("q", query.q.clone()),
        ("division", query.division.clone()),
        ("kind", query.kind.clone()),
        ("status", query.status.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    Ok(Json(ZonePage {
        revision: atlas.head().revision,
        count,
        zones: page
            .into_iter()
            .map(|record| ZoneSummary::of(&atlas, record, on))
            .collect(),
        next: cursor::next("/v1/zones", &parameters, after),
    }))
}

/// Parameters of a zone.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZoneQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Moment whose knowledge is asked for, RFC 3339; now where absent.
    known: Option<String>,
    /// Language of the sheet, `zh` or `en`; `zh` where absent.
    lang: Option<String>,
}

/// Shows a zone with the delimitation in force on a day. Its `ETag` changes with each act on the zone; acts send it as `If-Match`. With the
/// ending `.pdf` after its code, as a printed sheet.
#[utoipa::path(get, path = "/v1/zones/{code}", tag = "zones",
    params(("code" = String, Path, description = "Code of the zone, with or without the ending `.pdf`"), ZoneQuery),
    responses(
        (status = 200, description = "The zone, or a sheet of it",
         content((ZoneDocument = "application/json"), (Vec<u8> = "application/pdf"))),
        (status = 404, body = Problem)))]
pub async fn show_zone(
    Seen { atlas, .. }: Seen,
    headers: HeaderMap,
    Segments(code): Segments<String>,
    Query(query): Query<ZoneQuery>,
) -> Result<Response, Problem> {
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    if let Some((code, ending)) = code.split_once('.') {
        if ending != sheets::ENDING {
            return Err(Problem::bad_request(format!(
                "expected the ending `.pdf` or none, found `.{ending}`"
            )));
        }
        let asked = Asked {
            language: sheets::language(query.lang.as_deref())?,
            on,
            known,
            served_at: sheets::served_at(&headers),
        };
        return sheets::send(atlas, code, None, asked).await;
    }
    if query.lang.is_some() {
        return Err(Problem::parameter("lang", "lang: expected with the ending `.pdf` only"));
    }
    let record = zone(&atlas, &code)?;
    let document = ZoneDocument::of(&atlas, record, on, known);
    Ok(precondition::tagged(record.touched, Json(document)).into_response())
}

/// Parameters of a delimitation.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DelimitationQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Moment whose knowledge is asked for, RFC 3339; now where absent.
    known: Option<String>,
    /// Coordinate system of a file: an EPSG code (4490, 4326, 3857, 4491 to 4554), `gcj02` or `bd09`; the one usual for the format where absent.
    crs: Option<String>,
    /// Encoding of a file of text, `utf-8` or `gbk`.
    encoding: Option<String>,
    /// Language of the sheet (`.pdf`), `zh` or `en`; `zh` where absent.
    lang: Option<String>,
}

/// Shows a delimitation; with an ending after its number, as a file: `.geojson` (a draft that can be opened and imported again), `.txt`
/// (界址点), `.csv` (corner points), `.zip` (Shapefile), `.kml`, `.kmz`, `.gpkg`, `.parquet` or `.fgb`; or as a printed sheet: `.pdf`.
#[utoipa::path(get, path = "/v1/zones/{code}/delimitations/{number}", tag = "zones",
    params(
        ("code" = String, Path, description = "Code of the zone"),
        ("number" = String, Path, description = "Number of the delimitation, with or without the ending of a file such as `.geojson`"),
        DelimitationQuery),
    responses(
        (status = 200, description = "The delimitation, or a file of it",
         content((DelimitationDocument = "application/json"), (serde_json::Value = "application/geo+json"), (String = "text/plain"),
             (String = "text/csv"), (String = "application/vnd.google-earth.kml+xml"), (Vec<u8> = "application/vnd.google-earth.kmz"),
             (Vec<u8> = "application/zip"), (Vec<u8> = "application/geopackage+sqlite3"), (Vec<u8> = "application/vnd.apache.parquet"),
             (Vec<u8> = "application/flatgeobuf"), (Vec<u8> = "application/pdf"))),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn show_delimitation(
    Seen { atlas, .. }: Seen,
    headers: HeaderMap,
    Segments((code, number)): Segments<(String, String)>,
    Query(query): Query<DelimitationQuery>,
) -> Result<Response, Problem> {
    let (on, known) = when(&atlas, query.on.as_deref(), query.known.as_deref())?;
    let record = zone(&atlas, &code)?;
    let (digits, ending) = match number.split_once('.') {
        Some((digits, ending)) => (digits, Some(ending)),
        None => (number.as_str(), None),
    };
    let version = delimitation(record, digits)?;
    let is_sheet = ending == Some(sheets::ENDING);
    // What is stated for another kind of answer is not passed over.
    let is_file = ending.is_some() && !is_sheet;
    for (name, is_stated, fits, example) in [
        ("crs", query.crs.is_some(), is_file, "txt"),
        ("encoding", query.encoding.is_some(), is_file, "txt"),
        ("lang", query.lang.is_some(), is_sheet, sheets::ENDING),
    ] {
        if is_stated && !fits {
            return Err(Problem::parameter(
                name,
                format!("{name}: expected with a file only, such as `{digits}.{example}`"),
            ));
        }
    }
    let Some(ending) = ending else {
        return Ok(Json(DelimitationDocument::of(&atlas, record, version, on, known)).into_response());
    };
    if is_sheet {
        let asked = Asked {
            language: sheets::language(query.lang.as_deref())?,
            on,
            known,
            served_at: sheets::served_at(&headers),
        };
        return sheets::send(Arc::clone(&atlas), &code, Some(version.delimitation.number), asked).await;
    }
    let format = download_format(ending)?;
    let zone = record.zone_of(version.delimitation.number);
    let names = (format!("{}-{digits}", zone.code), format!("{}-{digits}", zone.name));
    let wish = boundaries::Wish {
        crs: query.crs,
        encoding: query.encoding,
    };
    boundaries::download(
        draft_of(zone, &version.delimitation),
        format,
        &wish,
        atlas.today(),
        names,
    )
    .await
}

/// Finds the format of a download by the ending asked for.
fn download_format(ending: &str) -> Result<BoundaryFormat, Problem> {
    let found = BoundaryFormat::writable().find(|format| format.word() == ending);
    found.ok_or_else(|| {
        let endings: Vec<String> = BoundaryFormat::writable()
            .map(|format| format!("`.{format}`"))
            .chain([format!("`.{}`", sheets::ENDING)])
            .collect();
        Problem::bad_request(format!(
            "expected one of the endings {}, found `.{ending}`",
            endings.join(", ")
        ))
    })
}

/// Parameters of a zone's agencies.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ZoneAgenciesQuery {
    /// Day asked for, `YYYY-MM-DD`; today where absent.
    on: Option<String>,
    /// Name of the park they sit in.
    park: Option<String>,
    /// Rows of a page, 1 to 1000; 100 where absent.
    limit: Option<usize>,
    /// Id after which to go on.
    after: Option<String>,
}

/// Lists the agencies admitted to a zone on a day.
#[utoipa::path(get, path = "/v1/zones/{code}/agencies", tag = "zones",
    params(("code" = String, Path, description = "Code of the zone"), ZoneAgenciesQuery),
    responses((status = 200, body = AgencyPage), (status = 404, body = Problem)))]
pub async fn list_zone_agencies(
    Seen { atlas, .. }: Seen,
    Segments(code): Segments<String>,
    Query(query): Query<ZoneAgenciesQuery>,
) -> Result<Json<AgencyPage>, Problem> {
    let (on, _) = when(&atlas, query.on.as_deref(), None)?;
    let record = zone(&atlas, &code)?;
    let in_park = |agency: &&Arc<AgencyRecord>| {
        let wanted = query.park.as_deref();
        wanted.is_none()
            || agency
                .admission(on)
                .is_some_and(|admission| admission.park.as_deref() == wanted)
    };
    let admitted: Vec<_> = atlas.agencies_of(&record.zone.code, on).filter(in_park).collect();
    let parameters = [
        ("on", query.on.clone()),
        ("park", query.park.clone()),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    let path = format!("/v1/zones/{code}/agencies");
    super::agencies::agency_page(
        &atlas,
        admitted,
        on,
        &path,
        &parameters,
        query.limit,
        query.after.as_deref(),
    )
    .map(Json)
}

/// Reads the code of a zone.
pub fn code(text: &str) -> Result<ZoneCode, Problem> {
    text.parse()
        .map_err(|error: crate::zone::CodeError| Problem::bad_request(error.to_string()))
}

/// Finds a zone, or says that it is not there.
pub fn zone<'a>(atlas: &'a Atlas, code: &str) -> Result<&'a ZoneRecord, Problem> {
    atlas
        .zone(code)
        .map(AsRef::as_ref)
        .ok_or_else(|| RegisterError::NoZone(code.to_owned()).into())
}

fn delimitation<'a>(record: &'a ZoneRecord, digits: &str) -> Result<&'a DelimitationRecord, Problem> {
    let number: u32 = digits
        .parse()
        .map_err(|_| Problem::bad_request(format!("expected the number of a delimitation, found `{digits}`")))?;
    record.delimitation(number).ok_or_else(|| {
        let newest = record.delimitations.last();
        let newest = newest.map_or(0, |version| version.delimitation.number as usize);
        RegisterError::NoDelimitation {
            zone: record.zone.code.to_string(),
            number,
            newest,
        }
        .into()
    })
}
