//! The programme and its rules as JSON.
//!
//! Must not know any programme by name.

use serde::Serialize;
use utoipa::ToSchema;

use super::Text;
use crate::zone;

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Text,
}

/// A function a park can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Function {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Colour on the map.
    #[schema(example = "#0b66b0")]
    pub colour: String,
    /// Service categories it covers.
    pub services: Vec<String>,
}

/// The programme.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProgrammeDocument {
    /// Id.
    pub id: String,
    /// Version of its file.
    pub version: String,
    /// Name.
    pub name: Text,
    /// The documents it rests on.
    pub documents: Vec<String>,
    /// Kinds of zone.
    pub kinds: Vec<Named>,
    /// Functions.
    pub functions: Vec<Function>,
    /// Service categories.
    pub services: Vec<Named>,
    /// Acts of its lifecycle.
    pub acts: Vec<Named>,
    /// West, south, east, north.
    pub extent: [f64; 4],
}

/// A tolerance.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Tolerance {
    /// Name.
    pub name: String,
    /// Value in `unit`.
    pub value: f64,
    /// `m`, `m2`, `share` or `ppm`.
    pub unit: String,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RuleDocument {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Severity of its gravest findings.
    pub severity: super::finding::FindingSeverity,
    /// What it finds.
    pub finds: Text,
    /// Tolerances.
    pub tolerances: Vec<Tolerance>,
}

/// The rule set in force.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RulesDocument {
    /// Id of the programme.
    pub programme: String,
    /// Id of the rule set.
    pub rule_set: String,
    /// Rules, in the order in which they judge.
    pub rules: Vec<RuleDocument>,
}

impl From<&zone::Programme> for ProgrammeDocument {
    fn from(programme: &zone::Programme) -> Self {
        let named = |code: &str, name: &zone::Text| Named {
            code: code.to_owned(),
            name: Text::from(name),
        };
        Self {
            id: programme.id.clone(),
            version: programme.version.clone(),
            name: Text::from(&programme.name),
            documents: programme.documents.clone(),
            kinds: programme
                .kinds
                .iter()
                .map(|kind| named(&kind.code, &kind.name))
                .collect(),
            functions: programme
                .functions
                .iter()
                .map(|function| Function {
                    code: function.code.clone(),
                    name: Text::from(&function.name),
                    colour: function.colour.clone(),
                    services: function.services.clone(),
                })
                .collect(),
            services: programme
                .services
                .iter()
                .map(|service| named(&service.code, &service.name))
                .collect(),
            acts: programme
                .lifecycle
                .acts
                .iter()
                .map(|act| named(&act.act, &act.name))
                .collect(),
            extent: programme.extent.to_array(),
        }
    }
}

impl RulesDocument {
    /// Makes the document of the rules `ids` with the programme's settings.
    pub fn of(programme: &zone::Programme, ids: impl Iterator<Item = &'static str>) -> Self {
        let set = &programme.rule_set;
        let rule = |id: &'static str| {
            let settings = set.rule(id).ok()?;
            let tolerances = settings.tolerances.iter().map(|(name, value)| Tolerance {
                name: name.clone(),
                value: *value,
                unit: name.rsplit('_').next().unwrap_or_default().to_owned(),
            });
            Some(RuleDocument {
                id: id.to_owned(),
                version: settings.version,
                severity: settings.severity.into(),
                finds: Text::from(&settings.finds),
                tolerances: tolerances.collect(),
            })
        };
        Self {
            programme: programme.id.clone(),
            rule_set: set.id.clone(),
            rules: ids.filter_map(rule).collect(),
        }
    }
}
