//! One row of an export of the national notice system: who an agency is said to be, and what is said of it.
//!
//! Must not know the file's columns, nor which agencies the register holds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Category, CreditCode, Licence};

/// A row of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Line of the file, from 1.
    pub line: u64,
    /// Name of the agency.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// Patent agency code.
    pub licence: Option<Licence>,
    /// Address.
    pub address: Option<String>,
    /// The category of the notice or the standing of the agency, in the words of the export.
    pub category: Option<String>,
    /// Day of the notice.
    pub published_on: Option<Date>,
    /// Number or title of the document.
    pub document: Option<String>,
}

/// By what an agency of the register was recognised in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// Its unified social credit code.
    CreditCode,
    /// Its patent agency code.
    Licence,
    /// Its name alone, which others may bear: unsure.
    Name,
}

impl MatchedBy {
    /// Returns the name that JSON and tables carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreditCode => "credit-code",
            Self::Licence => "licence",
            Self::Name => "name",
        }
    }
}

impl Notice {
    /// Tells what the words of the category mean.
    pub fn meaning(&self) -> Category {
        self.category.as_deref().map_or(Category::Harmless, Category::read)
    }

    /// Returns category, day and document in one line, as a reason quotes them.
    pub fn words(&self) -> Option<String> {
        let day = self.published_on.map(|day| day.to_string());
        let parts = [self.category.clone(), day, self.document.clone()];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join("，"))
    }
}

/// Brings a name into the form in which two names are compared: no blanks, brackets of one width.
pub fn comparable_name(name: &str) -> String {
    let chars = name.chars().filter(|c| !c.is_whitespace());
    chars
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect()
}
