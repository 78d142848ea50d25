//! What a trace assumed, and what stood in its way.
//!
//! Must not word it for people: kinds and figures only.

use geo_types::Coord;
use serde::Serialize;

use super::{resolve::Named, stretch::Work};
use crate::{
    abuttals::{
        StatedOffset,
        lines::LineWork,
        metres::{between, distance},
    },
    geometry::Side,
};

/// Something that the features do not say by themselves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Assumption {
    /// A line was made longer to meet another.
    Extended {
        /// Name of its feature.
        name: String,
        /// By how much, in metres.
        metres: f64,
    },
    /// Segments of one line were joined over a gap.
    Joined {
        /// Name of its feature.
        name: String,
        /// The gap in metres.
        metres: f64,
    },
    /// The middle between carriageways was taken.
    CentreLine {
        /// Name of the feature.
        name: String,
    },
    /// A line was drawn beside its feature.
    Offset {
        /// Name of the feature.
        name: String,
        /// The offset stated; without a distance the feature itself was taken.
        offset: StatedOffset,
    },
    /// Another name was taken for the one stated.
    NameTaken {
        /// The name stated.
        stated: String,
        /// The name of the feature.
        taken: String,
        /// How well they agree, 0 to 1.
        score: f64,
    },
    /// Several features may be meant, and all were taken.
    NameUnsure {
        /// The name stated.
        stated: String,
        /// The names of the features.
        taken: Vec<String>,
    },
    /// A name that nothing bears was left out; other names bound its side.
    NameLeftOut {
        /// The side.
        side: Side,
        /// The name stated.
        stated: String,
    },
    /// No line bounds a side: it was closed by a straight line where the declared area is reached.
    SideClosed {
        /// The side.
        side: Side,
        /// Distance of the line from the farthest of the opposite side, in metres.
        metres: f64,
    },
}

/// Something that stands in the way of a trace.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Obstacle {
    /// No feature bears a name.
    NameUnknown {
        /// The side.
        side: Side,
        /// The name stated.
        stated: String,
        /// Names that come near.
        candidates: Vec<String>,
    },
    /// What is named is no line: a company, an unnamed planned road, the area's own limit.
    NoLine {
        /// The side.
        side: Side,
        /// What is stated.
        stated: String,
    },
    /// No line bounds a side, and it could not be closed.
    SideOpen {
        /// The side.
        side: Side,
    },
    /// The lines of two neighbouring sides do not meet.
    Apart {
        /// One side.
        side: Side,
        /// The next.
        next: Side,
        /// How far apart they are, in metres.
        metres: f64,
    },
    /// The segments of one line leave a gap that is too long to be joined.
    Broken {
        /// Name of the feature.
        name: String,
        /// The shortest such gap in metres.
        metres: f64,
    },
    /// The names occur in more places than were looked at.
    TooManyPlaces {
        /// How many places there are.
        places: usize,
        /// How many were looked at.
        looked_at: usize,
    },
    /// The lines meet, and yet enclose nothing that lies within all of them.
    NothingEnclosed,
}

/// Distances between lines are looked at every so many metres; sides that cross come within half of it.
const STEP_M: f64 = 20.0;
/// Most segments of one line looked at for gaps.
const MOST_SEGMENTS: usize = 100;
/// Most places looked at on a side.
const MOST: usize = 4_000;

/// Finds what keeps the lines from closing: neighbouring sides that do not meet; where all do, lines with gaps.
pub(super) fn apart(work: &Work) -> Vec<Obstacle> {
    let sides = sides_apart(work);
    if sides.is_empty() { broken(work) } else { sides }
}

/// Finds the lines whose segments lie apart, each with its shortest gap.
fn broken(work: &Work) -> Vec<Obstacle> {
    let gap = |(named, line): (usize, &Named)| {
        let of_line: Vec<&[Coord<f64>]> = work
            .stretches
            .iter()
            .filter(|stretch| stretch.named == named)
            .map(|stretch| stretch.line.as_slice())
            .collect();
        let least = of_line.iter().enumerate().filter_map(|(nth, own)| {
            let others = of_line.iter().enumerate().filter(|(other, _)| *other != nth);
            let others = LineWork::of_lines(others.map(|(_, line)| (0, *line)));
            let ends = [*own.first()?, *own.last()?];
            let apart = ends
                .iter()
                .filter_map(|end| others.nearest(*end))
                .map(|foot| foot.distance_m);
            // A segment that touches another at either end is no island.
            apart.reduce(f64::min).filter(|metres| *metres > 1.0)
        });
        let metres = least.take(MOST_SEGMENTS).reduce(f64::min)?;
        Some(Obstacle::Broken {
            name: line.name.clone(),
            metres,
        })
    };
    work.named.iter().enumerate().filter_map(gap).collect()
}

/// Finds the neighbouring sides whose lines do not meet.
fn sides_apart(work: &Work) -> Vec<Obstacle> {
    let corners = [
        (Side::East, Side::South),
        (Side::South, Side::West),
        (Side::West, Side::North),
        (Side::North, Side::East),
    ];
    let of_side = |side: Side| {
        work.stretches
            .iter()
            .filter(move |stretch| work.named[stretch.named].sides.contains(&side))
    };
    let gap = |(side, next): (Side, Side)| {
        let others = LineWork::of_lines(of_side(next).map(|stretch| (0, stretch.line.as_slice())));
        let edges = of_side(side).flat_map(|stretch| stretch.line.windows(2));
        let places = edges.flat_map(|edge| {
            let count = (distance(edge[0], edge[1]) / STEP_M).ceil().clamp(1.0, MOST as f64);
            (0..=count as usize).map(move |nth| between(edge[0], edge[1], nth as f64 / count))
        });
        let least = places
            .take(MOST)
            .filter_map(|place| others.nearest(place))
            .map(|foot| foot.distance_m)
            .reduce(f64::min)?;
        (least > STEP_M).then_some(Obstacle::Apart {
            side,
            next,
            metres: least,
        })
    };
    corners.into_iter().filter_map(gap).collect()
}
