//! Small shapes that many documents share.
//!
//! Must not know which document they stand in.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{abuttals, geometry::LonLat, zone};

/// A text in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&zone::Text> for Text {
    fn from(text: &zone::Text) -> Self {
        Self {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}

/// A place, longitude and latitude in degrees (CRS84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
}

impl From<LonLat> for Place {
    fn from(place: LonLat) -> Self {
        Self {
            lon: place.lon(),
            lat: place.lat(),
        }
    }
}

/// A declared area.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DeclaredArea {
    /// As printed.
    #[schema(example = "11.41平方公里")]
    pub printed: String,
    /// In m².
    pub m2: f64,
    /// How far the true area may lie from `m2` for the printed digits to be right, in m².
    pub tolerance_m2: f64,
}

impl From<&zone::DeclaredArea> for DeclaredArea {
    fn from(area: &zone::DeclaredArea) -> Self {
        Self {
            printed: area.printed().to_owned(),
            m2: area.m2(),
            tolerance_m2: area.tolerance_m2(),
        }
    }
}

/// Limits in words (四至).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Abuttals {
    /// Limits on the east.
    pub east: Vec<String>,
    /// Limits on the south.
    pub south: Vec<String>,
    /// Limits on the west.
    pub west: Vec<String>,
    /// Limits on the north.
    pub north: Vec<String>,
    /// The source sentence.
    pub sentence: Option<String>,
}

impl From<&abuttals::Abuttals> for Abuttals {
    fn from(abuttals: &abuttals::Abuttals) -> Self {
        Self {
            east: abuttals.east.clone(),
            south: abuttals.south.clone(),
            west: abuttals.west.clone(),
            north: abuttals.north.clone(),
            sentence: abuttals.sentence.clone(),
        }
    }
}
