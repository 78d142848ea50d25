//! Answers to "is it in a zone", candidates of addresses, and results of the search box.
//!
//! Must not search: each is made from what the atlas says.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::Place;
use crate::{atlas, geocode};

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// In a zone, farther from its limit than the point's uncertainty.
    Inside,
    /// In no zone.
    Outside,
    /// On the limit itself.
    Boundary,
    /// Nearer to a limit than the point is certain.
    Uncertain,
}

/// Where the point lies with respect to one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ZonePosition {
    /// In it.
    Inside,
    /// On its limit.
    Boundary,
    /// Outside, within the point's uncertainty of its limit.
    Near,
}

/// A side of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum NearestSide {
    /// East.
    East,
    /// South.
    South,
    /// West.
    West,
    /// North.
    North,
}

/// How a point was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The caller gave it.
    Given,
    /// The register's address book.
    AddressBook,
    /// The register's record of an agency.
    Agency,
}

/// The point looked up.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LookupPoint {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// How it was found.
    pub method: Method,
    /// How far off it may be, in metres.
    pub uncertainty_m: f64,
    /// What was matched.
    pub matched: Option<String>,
    /// How well it matches, 0 to 1.
    pub score: f64,
}

/// What is to be said of one zone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ZoneAnswer {
    /// Code.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Park.
    pub park: Option<String>,
    /// Function codes of the park.
    pub functions: Vec<String>,
    /// Standing on the day.
    pub status: String,
    /// Whether the title may be used on the day; null where its first day is unknown.
    pub title_valid: Option<bool>,
    /// Where the point lies with respect to the zone.
    pub position: ZonePosition,
    /// Geodesic distance to the zone's limit, in metres.
    pub distance_to_limit_m: f64,
    /// The side to which the nearest piece of limit looks.
    pub nearest_side: NearestSide,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// First day of its force; null where unknown.
    pub valid_from: Option<Date>,
}

/// Answers whether a point lies in a zone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Answer {
    /// In one word.
    pub answer: Verdict,
    /// The point.
    pub point: LookupPoint,
    /// Zones.
    pub zones: Vec<ZoneAnswer>,
    /// The day asked for.
    pub on: Date,
    /// The moment whose knowledge was asked for; null where that is all it knows.
    pub known: Option<Timestamp>,
    /// Revision that answered.
    pub revision: u64,
    /// Digest over the answer and the ledger's hash at that revision.
    pub receipt: String,
}

impl From<atlas::Answer> for Answer {
    fn from(answer: atlas::Answer) -> Self {
        Self {
            answer: match answer.answer {
                atlas::Verdict::Inside => Verdict::Inside,
                atlas::Verdict::Outside => Verdict::Outside,
                atlas::Verdict::Boundary => Verdict::Boundary,
                atlas::Verdict::Uncertain => Verdict::Uncertain,
            },
            point: LookupPoint {
                lon: answer.point.place.lon(),
                lat: answer.point.place.lat(),
                method: match answer.point.method {
                    atlas::Method::Given => Method::Given,
                    atlas::Method::AddressBook => Method::AddressBook,
                    atlas::Method::Agency => Method::Agency,
                },
                uncertainty_m: answer.point.uncertainty_m,
                matched: answer.point.matched,
                score: answer.point.score,
            },
            zones: answer.zones.into_iter().map(ZoneAnswer::from).collect(),
            on: answer.on,
            known: answer.known,
            revision: answer.revision,
            receipt: answer.receipt.to_string(),
        }
    }
}

impl From<atlas::ZoneAnswer> for ZoneAnswer {
    fn from(zone: atlas::ZoneAnswer) -> Self {
        use crate::geometry::Side;
        Self {
            zone: zone.zone.to_string(),
            name: zone.name,
            park: zone.park,
            functions: zone.functions,
            status: zone.status.as_str().to_owned(),
            title_valid: zone.title_valid,
            position: match zone.position {
                atlas::ZonePosition::Inside => ZonePosition::Inside,
                atlas::ZonePosition::Boundary => ZonePosition::Boundary,
                atlas::ZonePosition::Near => ZonePosition::Near,
            },
            distance_to_limit_m: zone.distance_to_limit_m,
            nearest_side: match zone.nearest_side {
                Side::East => NearestSide::East,
                Side::South => NearestSide::South,
                Side::West => NearestSide::West,
                Side::North => NearestSide::North,
            },
            delimitation: zone.delimitation,
            valid_from: zone.valid_from,
        }
    }
}

/// A candidate for an address.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Candidate {
    /// Id in the address book.
    pub id: String,
    /// The address as the book has it.
    pub matched: String,
    /// Where it is.
    pub point: Place,
    /// How well it matches, 0 to 1.
    pub score: f64,
    /// How far off the point may be, in metres.
    pub uncertainty_m: f64,
    /// How it was found.
    pub method: Method,
}

impl From<geocode::Candidate> for Candidate {
    fn from(candidate: geocode::Candidate) -> Self {
        Self {
            id: candidate.id,
            matched: candidate.matched,
            point: Place::from(candidate.point),
            score: candidate.score,
            uncertainty_m: candidate.uncertainty_m,
            method: Method::AddressBook,
        }
    }
}

/// Candidates for an address.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Located {
    /// The address asked for.
    pub query: String,
    /// Its normal form.
    pub normalised: String,
    /// Candidates, best first.
    pub candidates: Vec<Candidate>,
}

/// What a result of the search box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ResultType {
    /// A zone.
    Zone,
    /// A park.
    Park,
    /// An agency.
    Agency,
    /// An address.
    Address,
}

/// One result of the search box.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchResult {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ResultType,
    /// Zone code, `code/park`, agency id or address id.
    pub id: String,
    /// Name.
    pub name: String,
    /// A word that tells it from others of its name.
    pub detail: String,
    /// Where it is.
    pub point: Option<Place>,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// How far off the point may be, in metres.
    pub uncertainty_m: Option<f64>,
    /// How well it matches, 0 to 1.
    pub score: f64,
}

/// Results of the search box.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchResults {
    /// Revision that answered.
    pub revision: u64,
    /// Results, best first.
    pub results: Vec<SearchResult>,
}
