//! The audit: every pair of zones in the register that share interior.
//!
//! Must not know rulings or pages; it uses the very overlap that the rules use.

use geo_types::MultiPolygon;
use rayon::prelude::*;

use super::overlap::SliverTolerance;
use crate::{
    atlas::{Atlas, DelimitationRecord, ZoneShape},
    geometry::{self, Bbox, OverlayError, Shared},
    zone::{PairKey, StandingClass, ToleranceMissing, Zone, ZoneCode},
};

/// What a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairKind {
    /// A true overlap.
    Overlap,
    /// Shared interior below the sliver tolerance.
    Sliver,
    /// Nearly the same ground, one way or both.
    Duplicate,
    /// What they share could not be decided; `Pair::problem` says why.
    Undecided,
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct PairSide {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Its name.
    pub name: String,
    /// In force or pending.
    pub status: StandingClass,
    /// Number of its delimitation.
    pub delimitation: u32,
    /// Geodesic area of its extent in m².
    pub area_m2: f64,
    /// Shared area over `area_m2`.
    pub share: f64,
}

/// Two zones that share interior.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What it is.
    pub kind: PairKind,
    /// The zone whose code comes first.
    pub a: PairSide,
    /// The other.
    pub b: PairSide,
    /// Shared area in m² on the ellipsoid.
    pub shared_m2: f64,
    /// Mean width of the shared part in metres.
    pub mean_width_m: f64,
    /// The shared part.
    pub place: MultiPolygon<f64>,
    /// Why the pair could not be decided.
    pub problem: Option<OverlayError>,
}

impl Pair {
    /// Returns what names the pair: code and delimitation of both sides.
    pub fn id(&self) -> String {
        format!(
            "{}.{}~{}.{}",
            self.a.zone, self.a.delimitation, self.b.zone, self.b.delimitation
        )
    }

    /// Returns the two zones, whatever their delimitations.
    pub fn key(&self) -> Option<PairKey> {
        PairKey::of(&self.a.zone, &self.b.zone)
    }
}

/// Tolerances of the audit, those of the rules.
struct Tolerances {
    in_force: SliverTolerance,
    pending: SliverTolerance,
    least_share: f64,
}

/// Returns all pairs of the register as of now: those undecided, then the largest shared area first.
///
/// # Errors
/// Names the tolerance that the programme lacks.
pub fn audit(atlas: &Atlas) -> Result<Vec<Pair>, ToleranceMissing> {
    let shapes: Vec<&ZoneShape> = atlas.shapes().collect();
    pairs(atlas, &shapes, |one, other| one.order < other.order)
}

/// Returns the pairs that a delimitation makes, or would make, with other zones.
///
/// # Errors
/// Names the tolerance that the programme lacks.
pub fn pairs_with(atlas: &Atlas, zone: &Zone, version: &DelimitationRecord) -> Result<Vec<Pair>, ToleranceMissing> {
    match ZoneShape::of(zone, version, StandingClass::Pending) {
        None => Ok(Vec::new()),
        Some(shape) => pairs(atlas, &[&shape], |_, _| true),
    }
}

/// Returns the pairs of one zone, the largest shared area first.
///
/// # Errors
/// Names the tolerance that the programme lacks.
pub fn pairs_of(atlas: &Atlas, zone: &ZoneCode) -> Result<Vec<Pair>, ToleranceMissing> {
    let shapes: Vec<&ZoneShape> = atlas.shapes().filter(|shape| shape.zone == *zone).collect();
    pairs(atlas, &shapes, |_, _| true)
}

fn pairs(
    atlas: &Atlas,
    shapes: &[&ZoneShape],
    wanted: impl Fn(&ZoneShape, &ZoneShape) -> bool + Sync,
) -> Result<Vec<Pair>, ToleranceMissing> {
    let set = &atlas.programme().rule_set;
    let tolerances = Tolerances {
        in_force: SliverTolerance::of(set, "overlap-zone")?,
        pending: SliverTolerance::of(set, "overlap-pending")?,
        least_share: set.tolerance("duplicate", "share")?,
    };
    let of_shape = |shape: &&ZoneShape| {
        let Some(bbox) = Bbox::of(&shape.extent) else {
            return Vec::new();
        };
        let others = atlas
            .shapes_in(&bbox)
            .filter(|other| other.zone != shape.zone && wanted(shape, other));
        others
            .filter_map(|other| match geometry::intersection(&shape.extent, &other.extent) {
                Ok(shared) => Some(pair(shape, other, shared?, &tolerances)),
                Err(problem) => Some(undecided(shape, other, problem)),
            })
            .collect::<Vec<Pair>>()
    };
    let mut pairs: Vec<Pair> = shapes.par_iter().flat_map_iter(of_shape).collect();
    pairs.sort_by(|one, other| {
        let is_decided = |pair: &Pair| pair.problem.is_none();
        let by_area = is_decided(one).cmp(&is_decided(other));
        let by_area = by_area.then(other.shared_m2.total_cmp(&one.shared_m2));
        by_area.then_with(|| (&one.a.zone, &one.b.zone).cmp(&(&other.a.zone, &other.b.zone)))
    });
    Ok(pairs)
}

/// Gives both sides, the one whose code comes first before the other.
fn sides(one: &ZoneShape, other: &ZoneShape, shared_m2: f64) -> (PairSide, PairSide) {
    let (first, second) = if one.zone <= other.zone {
        (one, other)
    } else {
        (other, one)
    };
    let side = |shape: &ZoneShape| PairSide {
        zone: shape.zone.clone(),
        name: shape.name.clone(),
        status: shape.class,
        delimitation: shape.delimitation,
        area_m2: shape.area_m2,
        share: shared_m2 / shape.area_m2,
    };
    (side(first), side(second))
}

fn undecided(one: &ZoneShape, other: &ZoneShape, problem: OverlayError) -> Pair {
    let (a, b) = sides(one, other, 0.0);
    Pair {
        kind: PairKind::Undecided,
        a,
        b,
        shared_m2: 0.0,
        mean_width_m: 0.0,
        place: MultiPolygon(vec![]),
        problem: Some(problem),
    }
}

fn pair(one: &ZoneShape, other: &ZoneShape, shared: Shared, tolerances: &Tolerances) -> Pair {
    let (a, b) = sides(one, other, shared.area_m2);
    let pending = [one, other].iter().any(|shape| shape.class == StandingClass::Pending);
    let sliver = if pending {
        tolerances.pending
    } else {
        tolerances.in_force
    };
    let kind = if a.share.max(b.share) >= tolerances.least_share {
        PairKind::Duplicate
    } else if sliver.takes(&shared) {
        PairKind::Sliver
    } else {
        PairKind::Overlap
    };
    Pair {
        kind,
        a,
        b,
        shared_m2: shared.area_m2,
        mean_width_m: shared.mean_width_m,
        place: shared.geometry,
        problem: None,
    }
}
