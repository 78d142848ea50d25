//! Holds what a fault is, and the limits of the search for faults.
//! Must not know how faults are found.

use geo_types::Coord;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names one fault of a shape and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The number of the part, from 0.
    pub part: usize,
    /// The number of the ring in the part: 0 the exterior, from 1 the interiors.
    pub ring: usize,
    /// The number of the vertex in the ring as given, from 0: the faulty one, or the first of the faulty edge.
    pub vertex: Option<usize>,
    /// The place, degrees; rounded where two edges cross.
    pub at: Option<Coord<f64>>,
    /// The other ring concerned, as part and ring.
    pub other: Option<(usize, usize)>,
}

impl Fault {
    pub(super) fn of_ring(kind: FaultKind, part: usize, ring: usize) -> Self {
        Self {
            kind,
            part,
            ring,
            vertex: None,
            at: None,
            other: None,
        }
    }

    pub(super) fn of_vertex(kind: FaultKind, part: usize, ring: usize, vertex: usize, at: Coord<f64>) -> Self {
        Self {
            kind,
            part,
            ring,
            vertex: Some(vertex),
            at: Some(at),
            other: None,
        }
    }
}

/// Names what can be wrong with a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// A coordinate is NaN or infinite.
    NotFinite,
    /// A ring has fewer than three distinct vertices.
    TooFewPoints,
    /// The last vertex of a ring is not its first.
    NotClosed,
    /// A vertex is the same as the one before it.
    RepeatedPoint,
    /// The ring runs out to a vertex and back on its own edge.
    Spike,
    /// The ring turns back at an angle below the limit given, without lying on its own edge.
    SharpAngle,
    /// A ring crosses itself or runs along itself.
    SelfIntersection,
    /// A ring touches itself at a point.
    SelfTouch,
    /// Two rings of a part cross.
    RingsCross,
    /// Two rings of a part run along each other.
    RingsShareEdge,
    /// An interior ring lies outside its exterior ring.
    HoleOutsideShell,
    /// An interior ring lies inside another one of its part.
    NestedHoles,
    /// Two parts share interior.
    PartsOverlap,
    /// Two parts lie side by side along an edge: they should be one.
    PartsShareEdge,
    /// Rings that touch in two or more places cut the interior of a part in pieces.
    DisconnectedInterior,
}

impl FaultKind {
    /// All kinds, in the order in which faults of one vertex are listed.
    pub const ALL: [Self; 15] = [
        Self::NotFinite,
        Self::TooFewPoints,
        Self::NotClosed,
        Self::RepeatedPoint,
        Self::Spike,
        Self::SharpAngle,
        Self::SelfIntersection,
        Self::SelfTouch,
        Self::RingsCross,
        Self::RingsShareEdge,
        Self::HoleOutsideShell,
        Self::NestedHoles,
        Self::PartsOverlap,
        Self::PartsShareEdge,
        Self::DisconnectedInterior,
    ];

    /// Gives the word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotFinite => "not-finite",
            Self::TooFewPoints => "too-few-points",
            Self::NotClosed => "not-closed",
            Self::RepeatedPoint => "repeated-point",
            Self::Spike => "spike",
            Self::SharpAngle => "sharp-angle",
            Self::SelfIntersection => "self-intersection",
            Self::SelfTouch => "self-touch",
            Self::RingsCross => "rings-cross",
            Self::RingsShareEdge => "rings-share-edge",
            Self::HoleOutsideShell => "hole-outside-shell",
            Self::NestedHoles => "nested-holes",
            Self::PartsOverlap => "parts-overlap",
            Self::PartsShareEdge => "parts-share-edge",
            Self::DisconnectedInterior => "disconnected-interior",
        }
    }

    /// Tells whether a shape with this fault is invalid by OGC simple features; the other kinds are faults of drawing only.
    pub fn is_invalid(self) -> bool {
        !matches!(self, Self::NotClosed | Self::RepeatedPoint | Self::SharpAngle)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Bounds the search for faults.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The greatest number of faults to give; the search stops there.
    pub max_faults: usize,
    /// The angle between two edges, degrees, below which a vertex is a [`FaultKind::SharpAngle`]; 0 finds none.
    pub sharp_angle_deg: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_faults: 1000,
            sharp_angle_deg: 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_written_in_json_as_it_is_displayed() {
        for kind in FaultKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
    }
}
