//! Offices and accounts as JSON.
//!
//! Must not carry secrets.

use serde::Serialize;
use utoipa::ToSchema;

use crate::zone;

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OfficeDocument {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `applicant`, `province`, `national`, `operator`, `administrator` or `reader`.
    pub role: String,
    /// `CN`, 2, 4 or 6 digits of GB/T 2260, or `zone:` and a zone's code.
    pub territory: String,
}

/// Offices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OfficeList {
    /// Offices, by code.
    pub offices: Vec<OfficeDocument>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AccountDocument {
    /// Name.
    pub name: String,
    /// Code of its office.
    pub office: String,
    /// Name of the person.
    pub display_name: String,
    /// Whether it may no longer sign in.
    pub disabled: bool,
}

/// Accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AccountList {
    /// Accounts, by name.
    pub accounts: Vec<AccountDocument>,
}

impl OfficeDocument {
    /// Makes the document of an office.
    pub fn of(office: &zone::Office) -> Self {
        Self {
            code: office.code.to_string(),
            name: office.name.clone(),
            role: office.role.to_string(),
            territory: office.territory.to_string(),
        }
    }
}

impl AccountDocument {
    /// Makes the document of an account.
    pub fn of(account: &zone::Account) -> Self {
        Self {
            name: account.name.to_string(),
            office: account.office.to_string(),
            display_name: account.display_name.clone(),
            disabled: account.disabled,
        }
    }
}
