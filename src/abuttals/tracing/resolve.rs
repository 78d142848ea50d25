//! From the names of a block to the features that bear them.
//!
//! Must not lay lines: it only says which features are meant, and on which sides.

use geo_types::Coord;

use super::{Assumption, Obstacle, Survey};
use crate::{
    abuttals::{Block, Candidate, Match, Near, Sought, StatedFeature, StatedOffset, is_line},
    geometry::{Bbox, LonLat, Side},
};

/// How far from a place that a caller gives a zone may reach, in metres: the largest published park is some 25 km across.
const REACH_M: f64 = 30_000.0;
/// Of several candidates, those whose score is this near to the best one are taken together.
const ALIKE: f64 = 0.08;
/// Candidates that agree by their letters alone are not taken.
const LEAST: f64 = 0.7;

/// Most names of a side that are sought; the longest published list has three.
const MOST_NAMES: usize = 100;

/// A line that bounds the block: features of one name, with the offset stated.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Name of the features.
    pub(super) name: String,
    /// Sides for which it is stated.
    pub(super) sides: Vec<Side>,
    /// Numbers of the features.
    pub(super) features: Vec<usize>,
    /// The offset stated.
    pub(super) offset: Option<StatedOffset>,
    /// What taking it assumes.
    pub(super) assumptions: Vec<Assumption>,
}

/// Finds the lines of a block, and what could not be found.
pub(super) fn resolve(block: &Block, survey: Survey<'_>, near: Option<LonLat>) -> (Vec<Named>, Vec<Obstacle>) {
    let near = near.map(|place| {
        let Coord { x, y } = place.coord();
        Near {
            area: Bbox::ordered([x, y], [x, y]),
            reach_m: REACH_M,
        }
    });
    let (mut named, mut obstacles): (Vec<Named>, Vec<Obstacle>) = (Vec::new(), Vec::new());
    for side in Side::ALL {
        let stated = block.side(side).map_or(&[][..], |stated| stated.features.as_slice());
        let (sought, beyond) = stated.split_at(stated.len().min(MOST_NAMES));
        obstacles.extend(beyond.iter().map(|feature| Obstacle::NoLine {
            side,
            stated: feature.name.clone(),
        }));
        for feature in sought {
            match find(feature, survey, near) {
                Ok(mut line) => {
                    let same = |other: &&mut Named| other.features == line.features && other.offset == line.offset;
                    match named.iter_mut().find(same) {
                        Some(other) if other.sides.contains(&side) => {}
                        Some(other) => other.sides.push(side),
                        None => {
                            line.sides.push(side);
                            named.push(line);
                        }
                    }
                }
                Err(candidates) if is_line(feature.kind) => obstacles.push(Obstacle::NameUnknown {
                    side,
                    stated: feature.name.clone(),
                    candidates: candidates.into_iter().map(|candidate| candidate.name).collect(),
                }),
                Err(_) => obstacles.push(Obstacle::NoLine {
                    side,
                    stated: feature.name.clone(),
                }),
            }
        }
    }
    for obstacle in &obstacles {
        if let Obstacle::NameUnknown { side, stated, .. } | Obstacle::NoLine { side, stated } = obstacle {
            let left_out = Assumption::NameLeftOut {
                side: *side,
                stated: stated.clone(),
            };
            // It is told of each polygon through any line of its side.
            if let Some(line) = named.iter_mut().find(|line| line.sides.contains(side)) {
                line.assumptions.push(left_out);
            }
        }
    }
    (named, obstacles)
}

/// Finds what bears a name, or what comes near.
fn find(stated: &StatedFeature, survey: Survey<'_>, near: Option<Near>) -> Result<Named, Vec<Candidate>> {
    let sought = Sought {
        name: &stated.name,
        kind: stated.kind,
        former: &stated.former,
        near,
    };
    let line = |name: String, features: Vec<usize>, assumptions: Vec<Assumption>| Named {
        name,
        sides: Vec::new(),
        features,
        offset: stated.offset,
        assumptions,
    };
    match survey.names.find(&sought) {
        Match::Found(found) => {
            let taken = (found.name != stated.name).then(|| Assumption::NameTaken {
                stated: stated.name.clone(),
                taken: found.name.clone(),
                score: found.score,
            });
            Ok(line(found.name, found.features, taken.into_iter().collect()))
        }
        Match::Unsure(candidates) => {
            let best = candidates.first().map_or(0.0, |best| best.score);
            let alike = |candidate: &&Candidate| candidate.score >= LEAST && candidate.score >= best - ALIKE;
            let taken: Vec<&Candidate> = candidates.iter().filter(alike).collect();
            if taken.is_empty() {
                return Err(candidates);
            }
            let names: Vec<String> = taken.iter().map(|candidate| candidate.name.clone()).collect();
            let mut features: Vec<usize> = taken
                .iter()
                .flat_map(|candidate| candidate.features.iter().copied())
                .collect();
            features.sort_unstable();
            features.dedup();
            let unsure = Assumption::NameUnsure {
                stated: stated.name.clone(),
                taken: names.clone(),
            };
            Ok(line(names.join("、"), features, vec![unsure]))
        }
        Match::Nothing => Err(Vec::new()),
    }
}
