//! Findings and reports as JSON.
//!
//! Must not know where they were asked for.

use serde::Serialize;
use utoipa::ToSchema;

use super::Text;
use crate::{
    format::geometry_json,
    rules,
    zone::{Severity, StandingClass},
};

/// A number that a finding rests on.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Figure {
    /// Name.
    pub name: String,
    /// Value in `unit`.
    pub value: f64,
    /// `m2`, `m`, `share` or `count`.
    pub unit: FigureUnit,
}

/// Unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FigureUnit {
    /// Square metres on the ellipsoid.
    M2,
    /// Metres.
    M,
    /// A share, 0 to 1.
    Share,
    /// A count.
    Count,
}

/// A place within a park's shape; all counts begin at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Spot {
    /// Part of the multi-polygon.
    pub part: Option<usize>,
    /// Ring of the part: 0 is the exterior.
    pub ring: Option<usize>,
    /// Vertex of the ring.
    pub vertex: Option<usize>,
}

/// The other zone of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Other {
    /// Code.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Park.
    pub park: Option<String>,
    /// `in-force` or `pending`.
    pub status: String,
}

/// The new shape that a fix gives to a park.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FixedPark {
    /// Name of the park.
    pub park: String,
    /// Its number in the draft, from 0.
    pub nth: usize,
    /// Its shape after the fix, a GeoJSON MultiPolygon.
    #[schema(value_type = Object)]
    pub geometry: geojson::Geometry,
}

/// A way to mend what a finding says: putting the shapes in place of the old ones clears the finding and brings no other of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Fix {
    /// `snap-to-neighbour`, `fill-gap`, `clip-overlap`, `clip-protrusion`, `insert-vertex` or `convert-datum`.
    pub kind: String,
    /// The sentence on the button.
    pub label: Text,
    /// For `convert-datum`: the datum that the draft's coordinates are to be read in; the shapes below are in CGCS2000 then.
    pub datum: Option<String>,
    /// Every park that changes.
    pub parks: Vec<FixedPark>,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// Version of the rule.
    pub version: u32,
    /// `error` blocks submission, `warning` needs a word of reason, `note` is said for information.
    pub severity: FindingSeverity,
    /// Key under which `zone.answers` of a draft gives a word of reason; findings of one rule on one park share it.
    pub key: String,
    /// The word of reason given.
    pub answer: Option<String>,
    /// The sentence.
    pub message: Text,
    /// The numbers it rests on.
    pub figures: Vec<Figure>,
    /// Name of the park it is about.
    pub park: Option<String>,
    /// The side that it is about: `east`, `south`, `west` or `north`.
    pub side: Option<String>,
    /// Where in the park's shape.
    pub at: Option<Spot>,
    /// The other zone.
    pub with: Option<Other>,
    /// The place, a GeoJSON geometry.
    #[schema(value_type = Option<Object>)]
    pub place: Option<geojson::Geometry>,
    /// Ways to mend it, the least change first; each was tried.
    pub fixes: Vec<Fix>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingSeverity {
    /// Blocks submission.
    Error,
    /// Needs a word of reason.
    Warning,
    /// For information.
    Note,
}

impl From<Severity> for FindingSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

/// Areas of one park.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ParkArea {
    /// Name.
    pub park: String,
    /// Geodesic area in m².
    pub area_m2: Option<f64>,
    /// Declared area in m².
    pub declared_m2: Option<f64>,
}

/// Areas measured and declared.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Areas {
    /// Geodesic area of the union of the parks in m²; null while a park has no sound shape.
    pub total_m2: Option<f64>,
    /// Declared total in m².
    pub declared_m2: Option<f64>,
    /// Parks.
    pub parks: Vec<ParkArea>,
}

/// All that a check has to say.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Report {
    /// Revision of the register held against.
    pub revision: u64,
    /// Id of the programme.
    pub programme: String,
    /// Id of the rule set.
    pub rule_set: String,
    /// Whether an error blocks submission.
    pub blocked: bool,
    /// Findings by severity.
    pub counts: Counts,
    /// Warnings that have no word of reason; each needs one before the draft is submitted.
    pub unanswered: usize,
    /// Areas.
    pub areas: Areas,
    /// Findings, gravest first.
    pub findings: Vec<Finding>,
}

impl From<rules::Report> for Report {
    fn from(report: rules::Report) -> Self {
        let blocked = report.blocked();
        let unanswered = report.unanswered().count();
        let rules::Counts { error, warning, note } = report.counts;
        let park = |park: rules::ParkArea| ParkArea {
            park: park.park,
            area_m2: park.area_m2,
            declared_m2: park.declared_m2,
        };
        Self {
            revision: report.revision,
            programme: report.programme,
            rule_set: report.rule_set,
            blocked,
            counts: Counts { error, warning, note },
            unanswered,
            areas: Areas {
                total_m2: report.areas.total_m2,
                declared_m2: report.areas.declared_m2,
                parks: report.areas.parks.into_iter().map(park).collect(),
            },
            findings: report.findings.into_iter().map(Finding::from).collect(),
        }
    }
}

impl From<rules::Finding> for Finding {
    fn from(finding: rules::Finding) -> Self {
        let figure = |figure: rules::Figure| Figure {
            name: figure.name.to_owned(),
            value: figure.value,
            unit: match figure.unit {
                rules::Unit::SquareMetre => FigureUnit::M2,
                rules::Unit::Metre => FigureUnit::M,
                rules::Unit::Share => FigureUnit::Share,
                rules::Unit::Count => FigureUnit::Count,
            },
        };
        Self {
            rule: finding.rule.to_owned(),
            version: finding.version,
            severity: finding.severity.into(),
            key: finding.key(),
            answer: finding.answer.clone(),
            message: Text::from(&finding.message),
            figures: finding.figures.into_iter().map(figure).collect(),
            park: finding.park,
            side: finding.side.map(|side| side.as_str().to_owned()),
            at: finding.at.map(|at| Spot {
                part: at.part,
                ring: at.ring,
                vertex: at.vertex,
            }),
            with: finding.with.map(|other| Other {
                zone: other.zone.to_string(),
                name: other.name,
                park: other.park,
                status: status(other.status),
            }),
            place: finding.place.as_ref().map(geometry),
            fixes: finding.fixes.iter().map(Fix::from).collect(),
        }
    }
}

impl From<&rules::Fix> for Fix {
    fn from(fix: &rules::Fix) -> Self {
        let park = |park: &rules::FixedPark| FixedPark {
            park: park.park.clone(),
            nth: park.nth,
            geometry: geometry_json::always_multi(&park.shape),
        };
        Self {
            kind: fix.kind.to_owned(),
            label: Text::from(&fix.label),
            datum: fix.datum.map(|datum| datum.as_str().to_owned()),
            parks: fix.parks.iter().map(park).collect(),
        }
    }
}

/// Returns a class of standing as JSON carries it.
pub fn status(class: StandingClass) -> String {
    class.as_str().to_owned()
}

/// Returns a shape as GeoJSON.
pub fn geometry(shape: &geo_types::Geometry<f64>) -> geojson::Geometry {
    geometry_json::geometry(shape)
}
