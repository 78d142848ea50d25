//! Polygons traced from abuttals: the named lines are arranged, and the face taken that lies within all of them.
//!
//! Must not guess in silence: whatever had to be assumed is told, and where nothing can be traced, why.

mod assume;
mod carriageways;
mod chains;
mod close;
mod grow;
mod lines;
mod locality;
mod parallel;
mod pick;
mod resolve;
mod stretch;
mod words;

use geo_types::MultiPolygon;

pub use assume::{Assumption, Obstacle};

use super::{Block, Feature, NameIndex};
use crate::geometry::{Bbox, LonLat, Side};

/// The features of a survey and the index over their names; the index numbers them in this order.
#[derive(Debug, Clone, Copy)]
pub struct Survey<'a> {
    /// The features.
    pub features: &'a [Feature],
    /// The index over their names.
    pub names: &'a NameIndex,
}

/// What is known of the area beside its abuttals.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wish {
    /// The declared area in m².
    pub declared_area_m2: Option<f64>,
    /// A place near it, where names occur in several towns.
    pub near: Option<LonLat>,
}

/// How much may be assumed of lines that do not meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraceLimits {
    /// By how many metres a line may be extended to meet another.
    pub extend_m: f64,
    /// Over how many metres two segments of one line may be joined.
    pub join_m: f64,
    /// How far apart two parallel lines of one name may lie and be the carriageways of one road, in metres.
    pub carriageway_m: f64,
    /// Most candidates told.
    pub most: usize,
}

impl Default for TraceLimits {
    fn default() -> Self {
        Self {
            // A main crossing with its ramps and islands is some 100 m across.
            extend_m: 100.0,
            // A bridge, a square, a park, or a stretch that a survey has under another name.
            join_m: 300.0,
            // Red lines of urban express roads lie 60 m apart; their carriageways less.
            carriageway_m: 50.0,
            most: 5,
        }
    }
}

/// One polygon that fits the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// The polygon in degrees.
    pub shape: MultiPolygon<f64>,
    /// Its geodesic area in m².
    pub area_m2: f64,
    /// Its area over the declared one, where one is declared.
    pub area_ratio: Option<f64>,
    /// Share of its limit that runs along a line on the side for which the line is stated, 0 to 1.
    pub fit: f64,
    /// What bounds each side: the names of features taken, with metres of the limit along each.
    pub sides: Vec<(Side, String, f64)>,
    /// What had to be assumed.
    pub assumptions: Vec<Assumption>,
}

/// What was traced for one block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TracedBlock {
    /// Candidates, best first: by the declared area where one is given, else by how well the sides fit.
    pub candidates: Vec<Traced>,
    /// What stood in the way: names that nothing bears, sides not stated, lines that do not meet.
    pub obstacles: Vec<Obstacle>,
}

/// Traces the polygons of one block.
pub fn trace(block: &Block, survey: Survey<'_>, wish: Wish, limits: &TraceLimits) -> TracedBlock {
    let (named, mut obstacles) = resolve::resolve(block, survey, wish.near);
    let missing: Vec<Side> = Side::ALL
        .into_iter()
        .filter(|side| named.iter().all(|line| !line.sides.contains(side)))
        .collect();
    let closing = match missing.as_slice() {
        [] => None,
        [side] if wish.declared_area_m2.is_some() => Some(*side),
        several => {
            obstacles.extend(several.iter().map(|side| Obstacle::SideOpen { side: *side }));
            return TracedBlock {
                candidates: Vec::new(),
                obstacles,
            };
        }
    };
    let mut candidates: Vec<Traced> = Vec::new();
    let mut apart = Vec::new();
    let localities = locality::localities(&named, survey, wish.near);
    for place in &localities.looked_at {
        let work = stretch::lay(&named, place, survey, limits);
        let mut found = match (closing, wish.declared_area_m2) {
            (Some(side), Some(declared_m2)) => close::trace(&work, side, declared_m2),
            _ => pick::trace(&work),
        };
        if found.is_empty() {
            apart.extend(assume::apart(&work));
        }
        candidates.append(&mut found);
    }
    if localities.left_out > 0 {
        obstacles.push(Obstacle::TooManyPlaces {
            places: localities.places,
            looked_at: localities.places - localities.left_out,
        });
    }
    if candidates.is_empty() {
        apart.truncate(limits.most * 4);
        obstacles.append(&mut apart);
        if obstacles.is_empty() {
            obstacles.push(Obstacle::NothingEnclosed);
        }
    }
    rank(&mut candidates, wish.declared_area_m2);
    // Localities that share lines find the same polygon.
    candidates.dedup_by(|next, last| (next.area_m2 / last.area_m2 - 1.0).abs() < 1e-6 && is_here(next, last));
    candidates.truncate(limits.most);
    TracedBlock { candidates, obstacles }
}

/// Orders candidates: by how far their areas are from the declared one, as a ratio; else by fit.
fn rank(candidates: &mut [Traced], declared_m2: Option<f64>) {
    for candidate in candidates.iter_mut() {
        candidate.area_ratio = declared_m2.map(|declared_m2| candidate.area_m2 / declared_m2);
    }
    let off = |candidate: &Traced| candidate.area_ratio.map_or(0.0, |ratio| ratio.ln().abs());
    candidates.sort_by(|one, other| off(one).total_cmp(&off(other)).then(other.fit.total_cmp(&one.fit)));
}

/// Tells whether two candidates lie in the same place, by their boxes.
fn is_here(one: &Traced, other: &Traced) -> bool {
    let bbox = |traced: &Traced| Bbox::of(&traced.shape).map(Bbox::to_array);
    let near = |(a, b): ([f64; 4], [f64; 4])| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-7);
    bbox(one).zip(bbox(other)).is_some_and(near)
}
