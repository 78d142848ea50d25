//! An agency: who it is and where.
//!
//! Must not know to which zones it is admitted.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{CreditCode, Licence, Located};
use crate::geometry::LonLat;

/// An agency's id in the register: 1 to 64 characters of letters, digits, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgencyId(String);

/// A text that is no agency id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("agency id `{0}` is not 1 to 64 characters of A-Z, a-z, 0-9, `-`, `_` and `.`")]
pub struct AgencyIdError(String);

impl AgencyId {
    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AgencyId {
    type Err = AgencyIdError;

    fn from_str(text: &str) -> Result<Self, AgencyIdError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if (1..=64).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AgencyIdError(text.to_owned()))
        }
    }
}

impl TryFrom<String> for AgencyId {
    type Error = AgencyIdError;

    fn try_from(text: String) -> Result<Self, AgencyIdError> {
        text.parse()
    }
}

impl From<AgencyId> for String {
    fn from(id: AgencyId) -> Self {
        id.0
    }
}

impl fmt::Display for AgencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An agency as the register last heard of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    /// Id.
    pub id: AgencyId,
    /// Name.
    pub name: String,
    /// Codes of the service categories it offers.
    pub services: Vec<String>,
    /// Address, as stated.
    pub address: Option<String>,
    /// Where it sits, lon/lat.
    pub point: Option<LonLat>,
    /// How that point was found and how far off it may be; absent where it was not stated.
    pub located: Option<Located>,
    /// Patent agency code.
    pub licence: Option<Licence>,
    /// Unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// A remark shown with it, such as that its name is invented.
    pub remark: Option<String>,
}
