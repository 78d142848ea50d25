//! The lines of a block laid out in metres: segments put together, carriageways merged, offsets drawn, gaps bridged.
//!
//! Must not choose a face.

use std::collections::BTreeMap;

use geo_types::Coord;

use super::{
    Assumption, Survey, TraceLimits, carriageways, chains, lines, locality::Locality, parallel, resolve::Named,
};
use crate::{
    abuttals::{fit::compass_deg, metres::length},
    geometry::{Bbox, MetreFrame},
};

/// Most vertices of the lines of one locality; longer lines are cut off rather than looked at for minutes.
const MOST_VERTICES: usize = 60_000;

/// A piece of line that takes part in the arrangement.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Number of the named line that it is of.
    pub(super) named: usize,
    /// Its vertices in metres.
    pub(super) line: Vec<Coord<f64>>,
    /// What it assumes, where it is not the feature itself.
    pub(super) assumption: Option<Assumption>,
}

/// The lines of a block in one locality.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) frame: MetreFrame,
    pub(super) named: Vec<Named>,
    pub(super) stretches: Vec<Stretch>,
}

/// Lays out the lines.
pub(super) fn lay(named: &[Named], place: &Locality, survey: Survey<'_>, limits: &TraceLimits) -> Work {
    let features = |nth: usize| place[nth].iter().filter_map(|&number| survey.features.get(number));
    let coords = (0..named.len())
        .flat_map(|nth| features(nth).flat_map(|feature| feature.line.0.iter().flat_map(|line| &line.0)));
    let middle = Bbox::of_coords(coords.copied()).map_or(Coord { x: 0.0, y: 0.0 }, |bbox| bbox.centre());
    let mut work = Work {
        frame: MetreFrame::at(middle),
        named: named.to_vec(),
        stretches: Vec::new(),
    };
    let mut left = MOST_VERTICES;
    // Lines as drawn, by name: an extension that only reaches from a carriageway to the middle line assumes nothing.
    let mut drawn: BTreeMap<usize, Vec<Vec<Coord<f64>>>> = BTreeMap::new();
    for (nth, line) in work.named.iter_mut().enumerate() {
        let mut segments: Vec<Vec<Coord<f64>>> = Vec::new();
        for part in features(nth).flat_map(|feature| &feature.line.0) {
            let metres: Vec<Coord<f64>> = part.0.iter().map(|c| work.frame.to_metres(*c)).collect();
            // A line that is not finite is cut there.
            for run in metres
                .split(|c| !(c.x.is_finite() && c.y.is_finite()))
                .filter(|run| run.len() > 1)
            {
                if let Some(rest) = left.checked_sub(run.len()) {
                    left = rest;
                    segments.push(run.to_vec());
                }
            }
        }
        let joined = chains::cut_hairpins(chains::chains(&segments), 2.0 * limits.carriageway_m);
        let merged = carriageways::merge(joined, limits.carriageway_m);
        let mut laid = merged.lines;
        if let Some(offset) = line.offset {
            if let Some(apart_m) = offset.distance_m.filter(|m| m.is_finite() && *m > 0.0) {
                laid = laid
                    .iter()
                    .map(|chain| parallel::beside(chain, compass_deg(offset.direction), apart_m))
                    .collect();
                segments.clone_from(&laid);
            }
            line.assumptions.push(Assumption::Offset {
                name: line.name.clone(),
                offset,
            });
        }
        if merged.is_centred {
            line.assumptions.push(Assumption::CentreLine {
                name: line.name.clone(),
            });
        }
        drawn.insert(nth, segments);
        laid.retain(|chain| chain.len() > 1 && length(chain) > 0.0);
        let bare = |chain: Vec<Coord<f64>>| Stretch {
            named: nth,
            line: chain,
            assumption: None,
        };
        work.stretches.extend(laid.into_iter().map(bare));
    }
    let ends = lines::join(&mut work, limits);
    lines::extend(&mut work, &ends, &drawn, limits);
    work
}
