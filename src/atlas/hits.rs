//! Hits: which zones in force a place lies in or near, before it is put into words.
//!
//! Must not copy what the records hold: many places are asked one after the other.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

use super::{Atlas, DelimitationRecord, Verdict, ZonePosition, ZoneRecord, shapes::Version};
use crate::{
    geometry::{LonLat, NearestLimit, Position},
    index::Prepared,
    zone::Park,
};

/// Two parks of one zone that meet leave this much of rounding between the union's limit and their common one, in metres.
const COMMON_LIMIT_M: f64 = 0.001;

/// A park, or a zone without park shapes, that a place lies in or near.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    /// The zone.
    pub record: &'a ZoneRecord,
    /// The delimitation in force.
    pub version: &'a DelimitationRecord,
    /// The park; absent where the zone has an outline and no park shapes.
    pub park: Option<&'a Park>,
    /// Where the place lies with respect to the zone.
    pub position: ZonePosition,
    /// The nearest place of the zone's limit.
    pub nearest: NearestLimit,
}

/// A version in force that the place lies in or near.
struct Candidate<'a> {
    shapes: &'a Arc<Version>,
    record: &'a ZoneRecord,
    version: &'a DelimitationRecord,
    /// The parks that hold or touch the place (none named where the zone has an outline alone), with its position there.
    held: Vec<(Option<usize>, Position)>,
    nearest: NearestLimit,
}

impl Atlas {
    /// Sees where a place lies, give or take an uncertainty: the verdict, and the zones, those it lies in first, then by distance.
    pub fn hits(
        &self,
        place: LonLat,
        uncertainty_m: f64,
        on: Date,
        known: Option<Timestamp>,
    ) -> (Verdict, Vec<Hit<'_>>) {
        let mut hits = Vec::new();
        let mut sure = true;
        for candidate in self.candidates(place, uncertainty_m, on, known) {
            let Candidate {
                record,
                version,
                nearest,
                ..
            } = candidate;
            let position = candidate.position();
            // A point without uncertainty that lies on a limit is not in doubt: it is on the limit.
            sure &= uncertainty_m == 0.0 || nearest.distance_m > uncertainty_m;
            let hit = |park: Option<usize>| Hit {
                record,
                version,
                park: park.and_then(|nth| version.delimitation.parks.get(nth)),
                position,
                nearest,
            };
            match candidate.parks() {
                Some(parks) => hits.extend(parks.into_iter().map(hit)),
                None => hits.push(hit(candidate.nearest_park())),
            }
        }
        hits.sort_by(|a, b| {
            let order = a.position.cmp(&b.position);
            let order = order.then(a.nearest.distance_m.total_cmp(&b.nearest.distance_m));
            let order = order.then_with(|| a.record.zone.code.cmp(&b.record.zone.code));
            order.then_with(|| a.park.map(|park| &park.name).cmp(&b.park.map(|park| &park.name)))
        });
        let any = |position| hits.iter().any(|hit| hit.position == position);
        let verdict = if !sure {
            Verdict::Uncertain
        } else if any(ZonePosition::Boundary) {
            Verdict::Boundary
        } else if any(ZonePosition::Inside) {
            Verdict::Inside
        } else {
            Verdict::Outside
        };
        (verdict, hits)
    }

    /// Finds the versions in force that the place lies in, on, or nearer to than its uncertainty.
    fn candidates(&self, place: LonLat, uncertainty_m: f64, on: Date, known: Option<Timestamp>) -> Vec<Candidate<'_>> {
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        let in_force = |shapes: &Arc<Version>| {
            let record = &**self.zones.get(&shapes.zone)?;
            let version = record.in_force(on, known)?;
            (version.delimitation.number == shapes.delimitation).then_some((record, version))
        };
        for (key, position) in self.shapes.parks.at(place) {
            let held = (key.park, position);
            let seen = |other: &&mut Candidate<'_>| Arc::ptr_eq(other.shapes, &key.version);
            if let Some(other) = candidates.iter_mut().find(seen) {
                other.held.push(held);
            } else if let Some((record, version)) = in_force(&key.version)
                && let Some(nearest) = key.version.whole.nearest_limit(place)
            {
                candidates.push(Candidate {
                    shapes: &key.version,
                    record,
                    version,
                    held: vec![held],
                    nearest,
                });
            }
        }
        if uncertainty_m > 0.0 {
            for (key, _, nearest) in self.shapes.extents.near(place, uncertainty_m) {
                let seen = |other: &Candidate<'_>| Arc::ptr_eq(other.shapes, &key.version);
                if nearest.distance_m <= uncertainty_m && !candidates.iter().any(seen) {
                    candidates.extend(in_force(&key.version).map(|(record, version)| Candidate {
                        shapes: &key.version,
                        record,
                        version,
                        held: Vec::new(),
                        nearest,
                    }));
                }
            }
        }
        candidates
    }
}

impl Candidate<'_> {
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

    /// Returns the park whose limit passes nearest to the nearest place of the zone's limit.
    fn nearest_park(&self) -> Option<usize> {
        let distance_m = |shape: &Option<_>| {
            let shape: &Arc<Prepared> = shape.as_ref()?;
            Some(shape.nearest_limit(self.nearest.foot)?.distance_m)
        };
        let parks = self.shapes.parks.iter().enumerate();
        parks
            .filter_map(|(nth, shape)| Some((nth, distance_m(shape)?)))
            .min_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(nth, _)| nth)
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
