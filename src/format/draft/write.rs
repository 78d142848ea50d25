//! Writes a draft in the form in which it is read.
//!
//! Must not know where it is sent.

use std::collections::BTreeMap;

use geo::MapCoords;
use geo_types::MultiPolygon;
use geojson::Geometry;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{
    abuttals::Abuttals,
    format::geometry_json::multi_polygon,
    geometry::{Datum, LonLat},
    zone::{DeclaredArea, Delimitation, Division, Draft, DraftPark, Park, Zone, ZoneCode},
};

/// A draft that serializes as its GeoJSON.
///
/// Coordinates are written as they are kept, in CRS84 with nine decimals, so the datum is written `cgcs2000` where the
/// draft was drawn in a shifted one.
#[derive(Debug, Clone, Copy)]
pub struct DraftJson<'d>(pub &'d Draft);

/// Writes a draft as GeoJSON text.
pub fn write_draft(draft: &Draft) -> String {
    // The writer refuses only maps with keys that are no texts, and a draft has no map.
    serde_json::to_string(&DraftJson(draft)).unwrap_or_default()
}

/// Writes a draft as GeoJSON text with its coordinates in a datum, which it states.
pub fn write_draft_in(draft: &Draft, datum: Datum) -> String {
    let moved = |shape: &MultiPolygon<f64>| {
        shape.map_coords(|c| match LonLat::try_from(c) {
            Ok(place) => datum.from_lon_lat(place).into(),
            Err(_) => c,
        })
    };
    let mut moved_draft = draft.clone();
    if matches!(datum, Datum::Gcj02 | Datum::Bd09) {
        moved_draft.outline = draft.outline.as_ref().map(moved);
        for park in &mut moved_draft.parks {
            park.shape = park.shape.as_ref().map(moved);
        }
    }
    serde_json::to_string(&collection(&moved_draft, datum)).unwrap_or_default()
}

/// Writes a delimitation of a zone as the draft that states it.
pub fn write_delimitation(zone: &Zone, delimitation: &Delimitation) -> String {
    write_draft(&draft_of(zone, delimitation))
}

/// Gives the draft that states a delimitation of a zone.
pub fn draft_of(zone: &Zone, delimitation: &Delimitation) -> Draft {
    Draft {
        code: Some(zone.code.clone()),
        name: zone.name.clone(),
        kind: zone.kind.clone(),
        host: zone.host.clone(),
        division: zone.division,
        declared_area: delimitation.declared_area.clone(),
        abuttals: delimitation.abuttals.clone(),
        datum: Datum::Cgcs2000,
        outline: delimitation.outline.as_deref().cloned(),
        unclosed_outline: Vec::new(),
        parks: delimitation.parks.iter().map(draft_park).collect(),
        document: delimitation.document.clone(),
        valid_from: delimitation.valid_from,
        remark: zone.remark.clone(),
        answers: delimitation.answers.clone(),
    }
}

fn draft_park(park: &Park) -> DraftPark {
    DraftPark {
        name: park.name.clone(),
        host: park.host.clone(),
        functions: park.functions.clone(),
        closing: park.closing,
        declared_area: park.declared_area.clone(),
        abuttals: park.abuttals.clone(),
        shape: park.shape.as_deref().cloned(),
        unclosed: Vec::new(),
    }
}

#[derive(Serialize)]
struct Collection<'d> {
    r#type: &'static str,
    zone: ZoneMember<'d>,
    features: Vec<ParkFeature<'d>>,
}

#[derive(Serialize)]
struct ZoneMember<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'d ZoneCode>,
    name: &'d str,
    kind: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    division: Option<Division>,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared_area: Option<&'d DeclaredArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abuttals: Option<&'d Abuttals>,
    datum: Datum,
    #[serde(skip_serializing_if = "Option::is_none")]
    outline: Option<Geometry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'d str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    answers: &'d BTreeMap<String, String>,
}

#[derive(Serialize)]
struct ParkFeature<'d> {
    r#type: &'static str,
    properties: ParkProperties<'d>,
    geometry: Option<Geometry>,
}

#[derive(Serialize)]
struct ParkProperties<'d> {
    park: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<&'d str>,
    functions: &'d [String],
    closing: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared_area: Option<&'d DeclaredArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abuttals: Option<&'d Abuttals>,
}

impl Serialize for DraftJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(draft) = self;
        let datum = if draft.datum == Datum::Wgs84 {
            Datum::Wgs84
        } else {
            Datum::Cgcs2000
        };
        collection(draft, datum).serialize(serializer)
    }
}

/// Gives the document of a draft whose coordinates are in a datum already.
fn collection(draft: &Draft, datum: Datum) -> Collection<'_> {
    let zone = ZoneMember {
        code: draft.code.as_ref(),
        name: &draft.name,
        kind: &draft.kind,
        host: draft.host.as_deref(),
        division: draft.division,
        declared_area: draft.declared_area.as_ref(),
        abuttals: draft.abuttals.as_ref(),
        datum,
        outline: draft.outline.as_ref().map(multi_polygon),
        document: draft.document.as_deref(),
        valid_from: draft.valid_from,
        remark: draft.remark.as_deref(),
        answers: &draft.answers,
    };
    Collection {
        r#type: "FeatureCollection",
        zone,
        features: draft.parks.iter().map(park_feature).collect(),
    }
}

fn park_feature(park: &DraftPark) -> ParkFeature<'_> {
    ParkFeature {
        r#type: "Feature",
        properties: ParkProperties {
            park: &park.name,
            host: park.host.as_deref(),
            functions: &park.functions,
            closing: park.closing,
            declared_area: park.declared_area.as_ref(),
            abuttals: park.abuttals.as_ref(),
        },
        geometry: park.shape.as_ref().map(multi_polygon),
    }
}
