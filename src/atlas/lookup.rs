//! Look-ups: in which zones a point lies on a day, how sure that is, and how far the limit.
//!
//! Must not know how the point was found. Answers come from the shapes as delimited, never from simplified ones.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{Atlas, Hit};
use crate::{
    geometry::{LonLat, Side},
    zone::{Digest, StandingClass, ZoneCode},
};

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// In a zone, farther from its limit than the point's uncertainty.
    Inside,
    /// In no zone, farther from every limit than the point's uncertainty.
    Outside,
    /// On the limit itself.
    Boundary,
    /// Nearer to a limit than the point is certain.
    Uncertain,
}

/// How a point was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The caller gave it.
    Given,
    /// The register's own address book.
    AddressBook,
    /// The register's record of an agency.
    Agency,
}

/// A point to be looked up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LookupPoint {
    /// Where, lon/lat.
    #[serde(flatten)]
    pub place: LonLat,
    /// How it was found.
    pub method: Method,
    /// How far off it may be, in metres.
    pub uncertainty_m: f64,
    /// The address or agency that was matched.
    pub matched: Option<String>,
    /// How well it matches, 0 to 1.
    pub score: f64,
}

/// Where the point lies with respect to one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ZonePosition {
    /// In it.
    Inside,
    /// On its limit.
    Boundary,
    /// Outside, but no farther from its limit than the point's uncertainty.
    Near,
}

/// What is to be said of one zone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ZoneAnswer {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Name of the zone.
    pub name: String,
    /// Name of the park; absent where the zone has an outline and no park shapes.
    pub park: Option<String>,
    /// Codes of the park's functions.
    pub functions: Vec<String>,
    /// Standing of the zone on the day asked for.
    pub status: StandingClass,
    /// Whether the title may be used on the day; absent where its first day is unknown.
    pub title_valid: Option<bool>,
    /// Where the point lies with respect to the zone.
    pub position: ZonePosition,
    /// Geodesic distance to the zone's limit, in metres.
    pub distance_to_limit_m: f64,
    /// The side of the zone to which the nearest piece of its limit looks.
    pub nearest_side: Side,
    /// Number of the delimitation.
    pub delimitation: u32,
    /// First day of its force; absent where unknown.
    pub valid_from: Option<Date>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// In one word.
    pub answer: Verdict,
    /// The point looked up.
    pub point: LookupPoint,
    /// Zones, those the point lies in first, then by distance.
    pub zones: Vec<ZoneAnswer>,
    /// The day asked for.
    pub on: Date,
    /// The moment whose knowledge was asked for; absent where that is all it knows.
    pub known: Option<Timestamp>,
    /// Revision that answered.
    pub revision: u64,
    /// Digest of all the members above and the ledger's hash at that revision.
    pub receipt: Digest,
}

impl Verdict {
    /// Returns the verdict in the form in which JSON and tables carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
            Self::Boundary => "boundary",
            Self::Uncertain => "uncertain",
        }
    }
}

impl Atlas {
    /// Looks a point up on a day, as the register knew it at `known` (now, where absent), with a receipt.
    ///
    /// # Errors
    /// Returns the serializer's error where the answer has no digest.
    pub fn lookup(&self, point: LookupPoint, on: Date, known: Option<Timestamp>) -> Result<Answer, serde_json::Error> {
        let (answer, zones) = self.find(&point, on, known);
        let revision = self.head.revision;
        let receipt = Digest::of(&(answer, &point, &zones, on, known, revision, self.head.hash))?;
        Ok(Answer {
            answer,
            point,
            zones,
            on,
            known,
            revision,
            receipt,
        })
    }

    /// Looks a point up without a receipt: the verdict, and the zones, those the point lies in first, then by distance.
    pub fn find(&self, point: &LookupPoint, on: Date, known: Option<Timestamp>) -> (Verdict, Vec<ZoneAnswer>) {
        let (verdict, hits) = self.hits(point.place, point.uncertainty_m, on, known);
        let answer = |hit: &Hit<'_>| self.zone_answer(hit, on, known);
        (verdict, hits.iter().map(answer).collect())
    }

    fn zone_answer(&self, hit: &Hit<'_>, on: Date, known: Option<Timestamp>) -> ZoneAnswer {
        let Hit {
            record, version, park, ..
        } = *hit;
        let number = version.delimitation.number;
        ZoneAnswer {
            zone: record.zone.code.clone(),
            name: record.zone_of(number).name.clone(),
            park: park.map(|park| park.name.clone()),
            functions: park.map(|park| park.functions.clone()).unwrap_or_default(),
            status: StandingClass::InForce,
            title_valid: record.title(&self.programme, on, known).valid(on),
            position: hit.position,
            distance_to_limit_m: hit.nearest.distance_m,
            nearest_side: hit.nearest.side,
            delimitation: number,
            valid_from: record.span(number, known).and_then(|span| span.from),
        }
    }
}
