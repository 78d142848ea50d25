//! Overlapping pairs as JSON.
//!
//! Must not decide what overlaps.

use serde::Serialize;
use utoipa::ToSchema;

use super::RulingDocument;
use crate::{
    format::geometry_json,
    geometry::Bbox,
    rules::{self, Ruled},
};

/// What a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PairKind {
    /// A true overlap.
    Overlap,
    /// Shared interior below the sliver tolerance.
    Sliver,
    /// Nearly the same ground, one way or both.
    Duplicate,
    /// What they share could not be decided; `problem` says why.
    Undecided,
}

impl PairKind {
    /// Returns the kind as JSON and queries carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::Sliver => "sliver",
            Self::Duplicate => "duplicate",
            Self::Undecided => "undecided",
        }
    }
}

impl From<rules::PairKind> for PairKind {
    fn from(kind: rules::PairKind) -> Self {
        match kind {
            rules::PairKind::Overlap => Self::Overlap,
            rules::PairKind::Sliver => Self::Sliver,
            rules::PairKind::Duplicate => Self::Duplicate,
            rules::PairKind::Undecided => Self::Undecided,
        }
    }
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PairSide {
    /// Code.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Park, where the overlap is of one park.
    pub park: Option<String>,
    /// `in-force` or `pending`.
    pub status: String,
    /// Geodesic area of the zone in m².
    pub area_m2: f64,
    /// Shared area over `area_m2`.
    pub share: f64,
}

/// Two zones that share interior.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Pair {
    /// Both codes.
    pub id: String,
    /// What it is.
    pub kind: PairKind,
    /// The zone whose code comes first.
    pub a: PairSide,
    /// The other.
    pub b: PairSide,
    /// Shared area in m² on the ellipsoid.
    pub shared_m2: f64,
    /// Mean width of the shared part in metres: twice its area over its perimeter.
    pub mean_width_m: f64,
    /// West, south, east, north of the shared part.
    pub bbox: Option<[f64; 4]>,
    /// The shared part, a GeoJSON geometry.
    #[schema(value_type = Object)]
    pub place: geojson::Geometry,
    /// Why the pair could not be decided.
    pub problem: Option<String>,
    /// The ruling on it: the one that stands for this ground, else the newest on these two zones.
    pub ruling: Option<RulingDocument>,
}

/// A page of pairs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PairPage {
    /// Revision that answered.
    pub revision: u64,
    /// Pairs in all.
    pub count: usize,
    /// Pairs, the largest shared area first.
    pub pairs: Vec<Pair>,
    /// Address of the next page.
    pub next: Option<String>,
}

impl Pair {
    /// Makes the document of a pair with what rulings say of it.
    pub fn of(pair: &rules::Pair, ruled: &Ruled) -> Self {
        let side = |side: &rules::PairSide| PairSide {
            zone: side.zone.to_string(),
            name: side.name.clone(),
            park: None,
            status: side.status.as_str().to_owned(),
            area_m2: side.area_m2,
            share: side.share,
        };
        Self {
            id: pair.id(),
            kind: PairKind::from(pair.kind),
            a: side(&pair.a),
            b: side(&pair.b),
            shared_m2: pair.shared_m2,
            mean_width_m: pair.mean_width_m,
            bbox: Bbox::of(&pair.place).map(Bbox::to_array),
            place: geometry_json::multi_polygon(&pair.place),
            problem: pair.problem.as_ref().map(ToString::to_string),
            ruling: match ruled {
                Ruled::Never => None,
                Ruled::Stands(record) => Some(RulingDocument::of(record, true)),
                Ruled::Reopened(record) => Some(RulingDocument::of(record, false)),
            },
        }
    }
}
