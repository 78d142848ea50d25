//! Look-ups: in which zones a point lies on a day, how sure that is, and how far the limit.
//!
//! Must not know how the point was found. Answers come from the shapes as delimited, never from simplified ones.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{Atlas, ParkKey};
use crate::{
    geometry::{LonLat, NearestLimit, Position, Side},
    zone::{Digest, StandingClass, ZoneCode},
};

/// Two parks of one zone that meet leave this much of rounding between the union's limit and their common one, in metres.
const COMMON_LIMIT_M: f64 = 0.001;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
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
    /// The moment whose knowledge was asked for; absent for now.
    pub known: Option<Timestamp>,
    /// Revision that answered.
    pub revision: u64,
    /// Digest of all the members above and the ledger's hash at that revision.
    pub receipt: Digest,
}

/// A zone that the point lies in or near, before it is put into words.
struct Candidate {
    /// The parks that hold or touch the point (none named where the zone has an outline alone), with its position there.
    held: Vec<(Option<usize>, Position)>,
    nearest: NearestLimit,
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
        let mut zones = Vec::new();
        let mut sure = true;
        for (key, candidate) in self.candidates(point, on, known) {
            let position = candidate.position();
            // A point without uncertainty that lies on a limit is not in doubt: it is on the limit.
            sure &= point.uncertainty_m == 0.0 || candidate.nearest.distance_m > point.uncertainty_m;
            for park in candidate
                .parks()
                .unwrap_or_else(|| vec![self.nearest_park(&key, candidate.nearest.foot)])
            {
                zones.extend(self.zone_answer(&key, park, &candidate.nearest, position, on, known));
            }
        }
        zones.sort_by(|a, b| {
            let order = (a.position as u8).cmp(&(b.position as u8));
            let order = order.then(a.distance_to_limit_m.total_cmp(&b.distance_to_limit_m));
            order.then_with(|| (&a.zone, &a.park).cmp(&(&b.zone, &b.park)))
        });
        let any = |position| zones.iter().any(|zone: &ZoneAnswer| zone.position == position);
        let verdict = if !sure {
            Verdict::Uncertain
        } else if any(ZonePosition::Boundary) {
            Verdict::Boundary
        } else if any(ZonePosition::Inside) {
            Verdict::Inside
        } else {
            Verdict::Outside
        };
        (verdict, zones)
    }

    /// Finds the zones in force that the point lies in, on, or nearer to than its uncertainty.
    fn candidates(&self, point: &LookupPoint, on: Date, known: Option<Timestamp>) -> BTreeMap<ParkKey, Candidate> {
        let mut candidates = BTreeMap::new();
        let holds = |key: &ParkKey| {
            let in_force = self.zones.get(&key.zone).and_then(|record| record.in_force(on, known));
            in_force.is_some_and(|version| version.delimitation.number == key.delimitation)
        };
        for (key, position) in self.shapes.parks.at(point.place).filter(|(key, _)| holds(key)) {
            let whole = ParkKey {
                park: None,
                ..key.clone()
            };
            let Some(nearest) = self
                .shapes
                .prepared
                .get(&whole)
                .and_then(|p| p.nearest_limit(point.place))
            else {
                continue;
            };
            let candidate = candidates.entry(whole).or_insert(Candidate {
                held: Vec::new(),
                nearest,
            });
            candidate.held.push((key.park, position));
        }
        if point.uncertainty_m > 0.0 {
            let near = self.shapes.extents.near(point.place, point.uncertainty_m);
            for (key, _, nearest) in near.filter(|(key, ..)| holds(key)) {
                if nearest.distance_m <= point.uncertainty_m {
                    candidates.entry(key.clone()).or_insert(Candidate {
                        held: Vec::new(),
                        nearest,
                    });
                }
            }
        }
        candidates
    }

    fn zone_answer(
        &self,
        key: &ParkKey,
        park: Option<usize>,
        nearest: &NearestLimit,
        position: ZonePosition,
        on: Date,
        known: Option<Timestamp>,
    ) -> Option<ZoneAnswer> {
        let (record, version) = self.delimitation(&key.zone, key.delimitation)?;
        let park = park.and_then(|nth| version.delimitation.parks.get(nth));
        Some(ZoneAnswer {
            zone: key.zone.clone(),
            name: record.zone.name.clone(),
            park: park.map(|park| park.name.clone()),
            functions: park.map(|park| park.functions.clone()).unwrap_or_default(),
            status: StandingClass::InForce,
            title_valid: record.title(&self.programme, on, known).valid(on),
            position,
            distance_to_limit_m: nearest.distance_m,
            nearest_side: nearest.side,
            delimitation: key.delimitation,
            valid_from: record.span(key.delimitation, known).and_then(|span| span.from),
        })
    }

    /// Returns the park whose limit passes nearest to a place on the zone's limit.
    fn nearest_park(&self, zone: &ParkKey, foot: LonLat) -> Option<usize> {
        let (_, version) = self.delimitation(&zone.zone, zone.delimitation)?;
        let distance_m = |nth: usize| {
            let key = ParkKey {
                park: Some(nth),
                ..zone.clone()
            };
            self.shapes
                .prepared
                .get(&key)?
                .nearest_limit(foot)
                .map(|nearest| nearest.distance_m)
        };
        (0..version.delimitation.parks.len())
            .filter_map(|nth| Some((nth, distance_m(nth)?)))
            .min_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(nth, _)| nth)
    }
}

impl Candidate {
    /// Returns the parks to name, in their order: those that hold the point, else those that it touches; `None` where it is
    /// in or on no park.
    fn parks(&self) -> Option<Vec<Option<usize>>> {
        let inside = self.held.iter().any(|(_, position)| *position == Position::Inside);
        let named = self
            .held
            .iter()
            .filter(|(_, position)| !inside || *position == Position::Inside);
        let mut named: Vec<Option<usize>> = named.map(|(park, _)| *park).collect();
        named.sort_unstable();
        (!named.is_empty()).then_some(named)
    }

    /// Decides where the point lies with respect to the zone as a whole.
    fn position(&self) -> ZonePosition {
        if self.held.is_empty() {
            return ZonePosition::Near;
        }
        let inside = self.held.iter().any(|(_, position)| *position == Position::Inside);
        // On the common limit of two parks, and not on the zone's: within the zone.
        let between = self.held.len() > 1 && self.nearest.distance_m > COMMON_LIMIT_M;
        if inside || between {
            ZonePosition::Inside
        } else {
            ZonePosition::Boundary
        }
    }
}
