//! A programme: kinds of zone, functions, services, terms, lifecycle and rule set, read from its TOML file.
//!
//! Must not know any programme by name: everything particular is data.

use serde::{Deserialize, Serialize};

use super::{CheckItem, Lifecycle, LifecycleError, RuleSet};
use crate::geometry::Bbox;

/// A text in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A kind of zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Code, such as `pilot`.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Whether zones of this kind bear a title, for the years of the programme's terms.
    pub titled: bool,
    /// Codes of the kinds that a zone of this kind can become when it is accepted.
    #[serde(default)]
    pub accepted_as: Vec<String>,
}

/// A service category along the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Code, such as `legal`.
    pub code: String,
    /// Name.
    pub name: Text,
}

/// A function a park can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Colour on the map, `#rrggbb`.
    pub colour: String,
    /// Codes of the service categories it covers.
    pub services: Vec<String>,
}

/// Terms and deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Years for which a title may be used; absent where it has no term.
    pub title_years: Option<u8>,
    /// Whether a title can go on after a passed evaluation.
    pub renewable: bool,
}

/// A programme.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Id, such as `national-ip-cluster`.
    pub id: String,
    /// Version of the file.
    pub version: String,
    /// Name.
    pub name: Text,
    /// The documents it rests on.
    pub documents: Vec<String>,
    /// Hours east of UTC of the clock that says what day it is.
    pub utc_offset_hours: i8,
    /// Box outside which no zone lies: west, south, east, north.
    pub extent: Bbox,
    /// Kinds of zone.
    pub kinds: Vec<Kind>,
    /// Service categories.
    pub services: Vec<Service>,
    /// Functions.
    pub functions: Vec<Function>,
    /// Terms and deadlines.
    pub terms: Terms,
    /// States and acts.
    pub lifecycle: Lifecycle,
    /// What a reviewer checks.
    #[serde(default)]
    pub checklist: Vec<CheckItem>,
    /// Rules in force.
    pub rule_set: RuleSet,
}

/// A programme file that does not hold.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProgrammeError {
    /// It is no TOML, or lacks a member; the text names line and column.
    #[error("programme file: {0}")]
    Toml(#[from] toml::de::Error),
    /// Its lifecycle does not hold.
    #[error("programme file: {0}")]
    Lifecycle(#[from] LifecycleError),
    /// A function names a service that is not there.
    #[error("programme file: function `{function}` names the service `{service}`, which is not among its services")]
    Service {
        /// The function.
        function: String,
        /// The service it names.
        service: String,
    },
}

impl Programme {
    /// Reads a programme file.
    ///
    /// # Errors
    /// Names the line and what was expected, or the reference that leads nowhere.
    pub fn parse(toml: &str) -> Result<Self, ProgrammeError> {
        let programme: Self = toml::from_str(toml)?;
        programme.lifecycle.verify()?;
        for function in &programme.functions {
            if let Some(service) = function.services.iter().find(|code| programme.service(code).is_none()) {
                return Err(ProgrammeError::Service {
                    function: function.code.clone(),
                    service: service.clone(),
                });
            }
        }
        Ok(programme)
    }

    /// Returns the kind with this code.
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.code == code)
    }

    /// Returns the function with this code.
    pub fn function(&self, code: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.code == code)
    }

    /// Returns the service category with this code.
    pub fn service(&self, code: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.code == code)
    }
}
