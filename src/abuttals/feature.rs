//! Features (参照物): the named lines that abuttals refer to.
//!
//! Must not know the survey or file they come from beyond an opaque id.

use std::{fmt, str::FromStr, sync::Arc};

use geo_types::MultiLineString;
use serde::{Deserialize, Serialize};

/// What a feature is on the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeatureClass {
    /// A road, street or path.
    Road,
    /// A river, canal, stream or ditch.
    River,
    /// A railway, metro line or tramway.
    Railway,
    /// A coastline, bank or lake shore.
    Shore,
    /// An administrative line.
    Boundary,
}

/// A text that names no class of feature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("feature class `{0}` is not one of road, river, railway, shore, boundary")]
pub struct FeatureClassError(String);

impl FeatureClass {
    /// Returns the class in the form in which JSON and tables carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Road => "road",
            Self::River => "river",
            Self::Railway => "railway",
            Self::Shore => "shore",
            Self::Boundary => "boundary",
        }
    }
}

impl FromStr for FeatureClass {
    type Err = FeatureClassError;

    fn from_str(text: &str) -> Result<Self, FeatureClassError> {
        [Self::Road, Self::River, Self::Railway, Self::Shore, Self::Boundary]
            .into_iter()
            .find(|class| class.as_str() == text)
            .ok_or_else(|| FeatureClassError(text.to_owned()))
    }
}

impl fmt::Display for FeatureClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A named line.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Id in its source, such as `way/4711`.
    pub id: String,
    /// Name as the source bears it.
    pub name: String,
    /// What it is.
    pub class: FeatureClass,
    /// Its line in lon/lat.
    pub line: Arc<MultiLineString<f64>>,
}
