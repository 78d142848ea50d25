//! The demonstration register: which files it is made of, in which order, and the example drafts.
//!
//! Must not know where the files lie: they are read for it by name.

use jiff::civil::Date;
use serde::Deserialize;

use super::{ActRequest, Intent, Register, RegisterError};
use crate::zone::{Text, ZoneCode};

/// The order in which the demonstration is loaded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemonstrationPlan {
    /// Reference files.
    pub files: PlanFiles,
    /// Delimitations, in order.
    pub load: Vec<PlanLoad>,
}

/// Names of the reference files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFiles {
    /// Districts, GeoJSON.
    pub districts: String,
    /// Features, GeoJSON.
    pub features: String,
    /// Addresses, CSV.
    pub addresses: String,
    /// Agencies, CSV; after the zones.
    pub agencies: String,
    /// Zones known by their words, CSV.
    pub abuttals: String,
    /// Example drafts, TOML.
    pub drafts: String,
}

/// One delimitation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanLoad {
    /// Draft file.
    pub file: String,
    /// `recorded` or `submitted`.
    #[serde(rename = "as")]
    pub intent: PlanIntent,
    /// Acts that follow.
    #[serde(default)]
    pub acts: Vec<PlanAct>,
}

/// How a delimitation comes to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlanIntent {
    /// An existing approval.
    Recorded,
    /// Handed in.
    Submitted,
}

/// One act.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanAct {
    /// Code of the act.
    pub act: String,
    /// First day.
    pub effective: Option<Date>,
    /// Document.
    pub document: Option<String>,
    /// Reason.
    pub reason: Option<String>,
}

/// An example draft, as the drawing page offers it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleDraft {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Rules whose findings it shows.
    pub shows: Vec<String>,
    /// The draft, GeoJSON text.
    pub text: String,
}

/// The index of example drafts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftIndex {
    draft: Vec<DraftEntry>,
}

/// One line of the index.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftEntry {
    id: String,
    title: Text,
    shows: Vec<String>,
}

/// The example drafts.
#[derive(Debug, Clone, Default)]
pub struct Demonstration {
    /// Example drafts, in the order of their index.
    pub drafts: Vec<ExampleDraft>,
}

/// A demonstration whose files do not hold together.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// A file is not there.
    #[error("demonstration: file `{0}` is not there")]
    Missing(String),
    /// A TOML file does not hold; the text names line and column.
    #[error("demonstration: file `{file}`: {cause}")]
    Toml {
        /// File.
        file: String,
        /// What is wrong.
        cause: toml::de::Error,
    },
}

impl DemonstrationPlan {
    /// Reads the plan.
    ///
    /// # Errors
    /// Names line and column.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }
}

impl Demonstration {
    /// Reads the index of example drafts; `read` gives a file's text by its name beside the index.
    ///
    /// # Errors
    /// Names the file that is not there or does not hold.
    pub fn parse(index: &str, read: impl Fn(&str) -> Option<String>) -> Result<Self, DemonstrationError> {
        let index: DraftIndex = toml::from_str(index).map_err(|cause| DemonstrationError::Toml {
            file: "drafts/index.toml".to_owned(),
            cause,
        })?;
        let draft = |entry: DraftEntry| {
            let name = format!("{}.geojson", entry.id);
            let text = read(&name).ok_or(DemonstrationError::Missing(name))?;
            Ok(ExampleDraft {
                id: entry.id,
                title: entry.title,
                shows: entry.shows,
                text,
            })
        };
        Ok(Self {
            drafts: index.draft.into_iter().map(draft).collect::<Result<_, _>>()?,
        })
    }
}

impl PlanLoad {
    /// Returns the intent with which the draft is taken up.
    pub fn intent(&self) -> Intent {
        match self.intent {
            PlanIntent::Recorded => Intent::Record,
            PlanIntent::Submitted => Intent::Submit,
        }
    }
}

impl Register {
    /// Takes the acts of a plan on a delimitation.
    ///
    /// # Errors
    /// Says which act the lifecycle does not allow.
    pub async fn take_plan_acts(
        &self,
        actor: &str,
        zone: &ZoneCode,
        number: u32,
        acts: &[PlanAct],
    ) -> Result<(), RegisterError> {
        for act in acts {
            let request = ActRequest {
                zone: zone.clone(),
                delimitation: Some(number),
                act: act.act.clone(),
                effective: act.effective,
                document: act.document.clone(),
                reason: act.reason.clone(),
                becomes: None,
                expected: None,
            };
            self.take_act(actor, request).await?;
        }
        Ok(())
    }
}
