//! What a sheet says, in the language of its reader.
//!
//! Must not know where it comes from, nor how it is laid out.

use std::sync::Arc;

use geo_types::{Coord, MultiLineString, MultiPolygon};

use crate::{abuttals::FeatureClass, geometry::Side};

/// A language that sheets are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// Chooses the text of this language.
    pub fn say<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// Returns its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        self.say("zh-CN", "en")
    }
}

/// A text that names no language of sheets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected `zh` or `en`, found `{0}`")]
pub struct LanguageError(String);

impl std::str::FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        match text {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            other => Err(LanguageError(other.to_owned())),
        }
    }
}

/// What a sheet says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// Language of its words.
    pub language: Language,
    /// Name of the zone.
    pub zone: String,
    /// Code of the zone with the number of the delimitation.
    pub reference: String,
    /// What is known of both, each with its name.
    pub facts: Vec<(String, String)>,
    /// Parks.
    pub parks: Vec<ParkContent>,
    /// Limits in words.
    pub abuttals: Vec<AbuttalsContent>,
    /// Areas, declared and measured.
    pub areas: Vec<AreaContent>,
    /// Corner points.
    pub corners: CornersContent,
    /// What the figure shows; none where no shape is known.
    pub ground: Option<Ground>,
    /// Address of the zone's page; none where it is not known.
    pub link: Option<String>,
    /// Where in the ledger this stands.
    pub receipt: Receipt,
    /// What a reader has to know besides.
    pub remarks: Vec<String>,
}

/// A park.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParkContent {
    /// Name.
    pub name: String,
    /// Host stated for the park itself.
    pub host: String,
    /// Functions.
    pub functions: String,
    /// Whether it tiles the zone or lies over it, in words.
    pub role: String,
}

/// Limits in words of a park, or of the whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AbuttalsContent {
    /// Whose.
    pub of: String,
    /// Each side with what limits it; empty where not stated.
    pub sides: Vec<(Side, String)>,
    /// The sentence of the source.
    pub sentence: Option<String>,
}

/// An area, declared and measured, figures in m².
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AreaContent {
    /// Whose.
    pub of: String,
    /// As printed in the declaration.
    pub printed: Option<String>,
    /// Declared.
    pub declared_m2: Option<f64>,
    /// Geodesic.
    pub measured_m2: Option<f64>,
    /// What the two may differ by.
    pub allowed_m2: Option<f64>,
}

/// Corner points, ring by ring.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CornersContent {
    /// Name of the system of northing and easting; none where there is none for this place.
    pub system: Option<String>,
    /// Rings.
    pub rings: Vec<RingContent>,
}

/// One ring.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RingContent {
    /// Number of its park among the parks, from 1; 0 for the outline of the zone.
    pub park: usize,
    /// Its number in the park: 1, 2, 3 … of the first part, 101, 102 … of the second.
    pub number: usize,
    /// Corners, clockwise from the north-west, the first not said again.
    pub corners: Vec<Corner>,
}

/// A corner point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corner {
    /// Longitude and latitude.
    pub lon_lat: Coord<f64>,
    /// Easting (x) and northing (y) in metres, where the system is known.
    pub metres: Option<Coord<f64>>,
    /// Length of the limit to the next corner in metres.
    pub to_next_m: f64,
}

/// Where in the ledger a sheet stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// Revision of the register.
    pub revision: u64,
    /// Hash of that revision.
    pub hash: String,
    /// Digest of the delimitation.
    pub digest: String,
}

/// What the figure shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ground {
    /// Shapes of the parks by their number, from 1, with whether they tile the zone; the outline has 0.
    pub parks: Vec<(usize, bool, Arc<MultiPolygon<f64>>)>,
    /// Limits of other zones near.
    pub neighbours: Vec<Neighbour>,
    /// Named features near.
    pub features: Vec<GroundFeature>,
    /// Features near that are left out, for there are too many.
    pub left_out: usize,
}

/// Another zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbour {
    /// Name.
    pub name: String,
    /// Whether it is not in force yet.
    pub pending: bool,
    /// Extent.
    pub shape: Arc<MultiPolygon<f64>>,
}

/// A named feature.
#[derive(Debug, Clone, PartialEq)]
pub struct GroundFeature {
    /// Name.
    pub name: String,
    /// What it is.
    pub class: FeatureClass,
    /// Its line.
    pub line: Arc<MultiLineString<f64>>,
}
