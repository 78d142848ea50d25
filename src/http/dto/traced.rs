//! Traced polygons as JSON: each candidate a GeoJSON Feature.
//!
//! Must not trace anything.

use serde::Serialize;
use utoipa::ToSchema;

use super::Text;
use crate::{abuttals, format::geometry_json, register};

/// What was assumed, or what stood in the way.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Remark {
    /// What it is: `extended`, `joined`, `centre-line`, `offset`, `name-taken`, `name-unsure`, `name-left-out`, `side-closed`; or
    /// `name-unknown`, `no-line`, `side-open`, `apart`, `broken`, `too-many-places`, `nothing-enclosed`.
    pub kind: String,
    /// Its figures and names, by what it is.
    #[schema(value_type = Object)]
    pub of: serde_json::Value,
    /// The sentence.
    pub message: Text,
}

/// What bounds a side of a candidate.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BoundingFeature {
    /// `east`, `south`, `west` or `north`.
    pub side: String,
    /// Name of the feature; empty for a side that was closed by a straight line.
    pub name: String,
    /// Length of the limit along it in metres.
    pub length_m: f64,
}

/// What is told of a candidate.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TracedProperties {
    /// Number of its block in the text, from 0.
    pub block: usize,
    /// Heading of its block.
    pub heading: Option<String>,
    /// Place among the candidates of its block, from 1.
    pub rank: usize,
    /// Geodesic area in m².
    pub area_m2: f64,
    /// Its area over the declared one.
    pub area_ratio: Option<f64>,
    /// Share of its limit that runs along a feature on the side for which the feature is stated, 0 to 1.
    pub fit: f64,
    /// What bounds it.
    pub sides: Vec<BoundingFeature>,
    /// What had to be assumed.
    pub assumptions: Vec<Remark>,
}

/// A candidate: a GeoJSON Feature.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TracedFeature {
    /// `Feature`.
    #[serde(rename = "type")]
    #[schema(example = "Feature")]
    pub kind: &'static str,
    /// A GeoJSON Polygon.
    #[schema(value_type = Object)]
    pub geometry: geojson::Geometry,
    /// What is told of it.
    pub properties: TracedProperties,
}

/// What was traced of one block.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TracedBlock {
    /// Heading as written.
    pub heading: Option<String>,
    /// The declared area in m², stated in the text or beside it.
    pub declared_area_m2: Option<f64>,
    /// Candidates, best first: by the declared area where there is one, else by fit.
    pub candidates: Vec<TracedFeature>,
    /// What stood in the way.
    pub obstacles: Vec<Remark>,
}

/// A run of the text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnreadRun {
    /// The run.
    pub text: String,
    /// Where it begins, in characters from 0.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}

/// What was traced of a text.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TracedText {
    /// Revision of the register whose features were looked at.
    pub revision: u64,
    /// Blocks, in the order of the text.
    pub blocks: Vec<TracedBlock>,
    /// Runs of the text that were not understood.
    pub unread: Vec<UnreadRun>,
}

/// All candidates of a text as one GeoJSON document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TracedCollection {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The candidates.
    pub features: Vec<TracedFeature>,
}

impl TracedText {
    /// Makes the document of a traced text.
    pub fn of(revision: u64, traced: register::TracedText) -> Self {
        let blocks = traced.blocks.into_iter().enumerate();
        let unread = |run: abuttals::Unread| UnreadRun {
            text: run.text,
            start: run.start,
            end: run.end,
        };
        Self {
            revision,
            blocks: blocks
                .map(|(nth, (block, declared, traced))| block_of(nth, &block, declared, traced))
                .collect(),
            unread: traced.unread.into_iter().map(unread).collect(),
        }
    }

    /// Gives the candidates of all blocks as one GeoJSON document.
    pub fn collection(self) -> TracedCollection {
        TracedCollection {
            kind: "FeatureCollection",
            features: self.blocks.into_iter().flat_map(|block| block.candidates).collect(),
        }
    }
}

fn block_of(
    nth: usize,
    block: &abuttals::Block,
    declared_area_m2: Option<f64>,
    traced: abuttals::TracedBlock,
) -> TracedBlock {
    let candidates = (1..).zip(traced.candidates).map(|(rank, candidate)| TracedFeature {
        kind: "Feature",
        geometry: geometry_json::multi_polygon(&candidate.shape),
        properties: TracedProperties {
            block: nth,
            heading: block.heading.clone(),
            rank,
            area_m2: candidate.area_m2,
            area_ratio: candidate.area_ratio,
            fit: candidate.fit,
            sides: candidate
                .sides
                .into_iter()
                .map(|(side, name, length_m)| BoundingFeature {
                    side: side.as_str().to_owned(),
                    name,
                    length_m,
                })
                .collect(),
            assumptions: candidate
                .assumptions
                .iter()
                .map(|assumption| remark(assumption, &assumption.words()))
                .collect(),
        },
    });
    TracedBlock {
        heading: block.heading.clone(),
        declared_area_m2,
        candidates: candidates.collect(),
        obstacles: traced
            .obstacles
            .iter()
            .map(|obstacle| remark(obstacle, &obstacle.words()))
            .collect(),
    }
}

/// Makes a remark of what carries its kind as a member of its own form.
fn remark(what: &impl Serialize, message: &crate::zone::Text) -> Remark {
    // Plain values have a form; null stands where there is none.
    let mut of = serde_json::to_value(what).unwrap_or_default();
    let kind = of.as_object_mut().and_then(|members| members.remove("kind"));
    Remark {
        kind: kind
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        of,
        message: Text::from(message),
    }
}
