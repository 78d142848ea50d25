//! Offices: who they are, in which role, for which territory; and the accounts of the people who act for them.
//!
//! Must not know passwords, sessions or what an office may do: `may` says that.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Division, ZoneCode};

/// A text that names no office, account, role or territory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// Not a code of an office.
    #[error("office code `{0}` is not 2 to 40 characters of a-z, 0-9 and inner hyphens; hint: for example `suzhou-ip`")]
    Code(String),
    /// Not a name of an account.
    #[error(
        "account `{0}` is not 2 to 40 characters of a-z, 0-9 and inner `-`, `.` or `_`; hint: for example `li.wei`"
    )]
    Account(String),
    /// Not a role.
    #[error("role `{0}` is unknown; expected one of applicant, province, national, operator, administrator, reader")]
    Role(String),
    /// Not a territory.
    #[error(
        "territory `{0}` is unknown; expected `CN`, 2, 4 or 6 digits of GB/T 2260, or `zone:` and a zone's code; hint: for example `3205`"
    )]
    Territory(String),
    /// A name without letters.
    #[error("the name of office or account `{0}` is empty or longer than 200 characters")]
    Name(String),
    /// A role that goes with another territory.
    #[error("an office of role `{role}` works for {expected}, found territory `{territory}`")]
    Mismatch {
        /// The role.
        role: Role,
        /// What it works for.
        expected: &'static str,
        /// The territory stated.
        territory: Territory,
    },
}

/// Tells whether a text is a slug of `lengths`, with `inner` bytes allowed anywhere but at its ends.
fn is_slug(text: &str, inner: &[u8]) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = text.as_bytes();
    (2..=40).contains(&bytes.len())
        && bytes.iter().all(|&byte| plain(byte) || inner.contains(&byte))
        && [bytes.first(), bytes.last()]
            .into_iter()
            .flatten()
            .all(|&byte| plain(byte))
}

/// Makes a checked text type: parsed at the edge, trusted from there on.
macro_rules! slug {
    ($(#[$doc:meta])* $name:ident, $inner:expr, $error:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = OfficeError;

            fn from_str(text: &str) -> Result<Self, OfficeError> {
                if is_slug(text, $inner) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err($error(text.to_owned()))
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = OfficeError;

            fn try_from(text: String) -> Result<Self, OfficeError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(slug: $name) -> Self {
                slug.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

slug! {
    /// An office's code: 2 to 40 characters of `a-z`, `0-9` and inner `-`.
    OfficeCode, b"-", OfficeError::Code
}
slug! {
    /// An account's name, unique in the register: 2 to 40 characters of `a-z`, `0-9` and inner `-`, `.`, `_`.
    AccountName, b"-._", OfficeError::Account
}

/// What an office is in the programme's procedure; the lifecycle's `by` uses the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Draws, hands in, withdraws: the office of a people's government of prefecture level or above.
    Applicant,
    /// First review and recommendation.
    #[serde(rename = "province")]
    ProvincialReviewer,
    /// Review and approval.
    #[serde(rename = "national")]
    NationalReviewer,
    /// Runs one zone: admits and releases agencies.
    Operator,
    /// Governs offices and accounts, and loads data; takes no acts on dossiers.
    Administrator,
    /// Reads what its territory has.
    Reader,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] = [
        Self::Applicant,
        Self::ProvincialReviewer,
        Self::NationalReviewer,
        Self::Operator,
        Self::Administrator,
        Self::Reader,
    ];

    /// Returns the role's word in JSON, SQL, programme files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::ProvincialReviewer => "province",
            Self::NationalReviewer => "national",
            Self::Operator => "operator",
            Self::Administrator => "administrator",
            Self::Reader => "reader",
        }
    }
}

impl FromStr for Role {
    type Err = OfficeError;

    fn from_str(text: &str) -> Result<Self, OfficeError> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == text);
        found.ok_or_else(|| OfficeError::Role(text.to_owned()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an office works for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Territory {
    /// The whole country; `CN`.
    Country,
    /// A division with all below it; 2, 4 or 6 digits of GB/T 2260.
    Division(Division),
    /// One zone; `zone:` and its code.
    Zone(ZoneCode),
}

impl Territory {
    /// Tells whether a place lies in the territory: a zone by its code, or its division. What has neither concerns the whole country.
    pub fn holds(&self, zone: Option<&ZoneCode>, division: Option<Division>) -> bool {
        match self {
            Self::Country => true,
            Self::Division(own) => division.is_some_and(|division| own.covers(division)),
            Self::Zone(own) => zone == Some(own),
        }
    }
}

impl FromStr for Territory {
    type Err = OfficeError;

    fn from_str(text: &str) -> Result<Self, OfficeError> {
        let wrong = || OfficeError::Territory(text.to_owned());
        if text == "CN" {
            return Ok(Self::Country);
        }
        if let Some(code) = text.strip_prefix("zone:") {
            return code.parse().map(Self::Zone).map_err(|_| wrong());
        }
        if ![2, 4, 6].contains(&text.len()) {
            return Err(wrong());
        }
        format!("{text:0<6}").parse().map(Self::Division).map_err(|_| wrong())
    }
}

impl TryFrom<String> for Territory {
    type Error = OfficeError;

    fn try_from(text: String) -> Result<Self, OfficeError> {
        text.parse()
    }
}

impl From<Territory> for String {
    fn from(territory: Territory) -> Self {
        territory.to_string()
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country => f.write_str("CN"),
            Self::Zone(code) => write!(f, "zone:{code}"),
            Self::Division(division) => {
                let digits = division.to_string();
                // A division without digits of the lower steps is written without them.
                let short = digits.strip_suffix("0000").or_else(|| digits.strip_suffix("00"));
                f.write_str(short.unwrap_or(&digits))
            }
        }
    }
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Office {
    /// Code, unique in the register.
    pub code: OfficeCode,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Territory.
    pub territory: Territory,
}

/// The account of a person who acts for an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Name, unique in the register.
    pub name: AccountName,
    /// The office.
    pub office: OfficeCode,
    /// The person's name, shown beside what they did.
    pub display_name: String,
    /// Whether it may no longer sign in.
    pub disabled: bool,
}

impl Office {
    /// Checks that name, role and territory go together.
    ///
    /// # Errors
    /// Says what an office of this role works for.
    pub fn verify(&self) -> Result<(), OfficeError> {
        named(&self.name, self.code.as_str())?;
        let expected = match (self.role, &self.territory) {
            (Role::NationalReviewer, Territory::Country)
            | (Role::ProvincialReviewer | Role::Applicant, Territory::Division(_))
            | (Role::Operator, Territory::Zone(_))
            | (Role::Administrator, Territory::Country | Territory::Division(_))
            | (Role::Reader, _) => return Ok(()),
            (Role::NationalReviewer, _) => "the whole country (`CN`)",
            (Role::ProvincialReviewer | Role::Applicant, _) => "a division (2, 4 or 6 digits of GB/T 2260)",
            (Role::Operator, _) => "one zone (`zone:` and its code)",
            (Role::Administrator, _) => "the whole country (`CN`) or a division",
        };
        Err(OfficeError::Mismatch {
            role: self.role,
            expected,
            territory: self.territory.clone(),
        })
    }
}

impl Account {
    /// Checks that the account has a name to show.
    ///
    /// # Errors
    /// Names the account.
    pub fn verify(&self) -> Result<(), OfficeError> {
        named(&self.display_name, self.name.as_str())
    }

    /// Returns the author as the ledger carries it: office and account.
    pub fn author(&self) -> String {
        format!("{}/{}", self.office, self.name)
    }
}

fn named(name: &str, whose: &str) -> Result<(), OfficeError> {
    let letters = name.chars().count();
    if name.trim().is_empty() || letters > 200 {
        return Err(OfficeError::Name(whose.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_territory_reads_and_prints_in_one_form() {
        for text in ["CN", "31", "3101", "310101", "zone:cn-310101-001"] {
            assert_eq!(text.parse::<Territory>().unwrap().to_string(), text);
        }
        assert_eq!("310000".parse::<Territory>().unwrap().to_string(), "31");
        for bad in ["", "cn", "3", "311", "zone:", "zone:A", "99999", "00", "３１"] {
            assert!(bad.parse::<Territory>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_territory_holds_what_lies_below_it_and_the_whole_country_only_as_a_whole() {
        let at = |territory: &str, zone: &str, division: Option<&str>| {
            let zone: ZoneCode = zone.parse().unwrap();
            let division = division.map(|code| code.parse().unwrap());
            territory.parse::<Territory>().unwrap().holds(Some(&zone), division)
        };
        assert!(at("CN", "zone-a", None));
        assert!(at("31", "zone-a", Some("310101")) && at("3101", "zone-a", Some("310101")));
        assert!(!at("310101", "zone-a", Some("310000")), "what lies above is not below");
        assert!(!at("31", "zone-a", None) && !at("31", "zone-a", Some("320505")));
        assert!(at("zone:zone-a", "zone-a", None) && !at("zone:zone-a", "zone-b", Some("310101")));
        assert!(!"31".parse::<Territory>().unwrap().holds(None, None));
    }

    #[test]
    fn slugs_are_checked_and_errors_name_them() {
        assert!("li.wei".parse::<AccountName>().is_ok() && "li.wei".parse::<OfficeCode>().is_err());
        for bad in ["", "a", "-ab", "ab-", "Ab", "a b", "李伟", "a/b", &"x".repeat(41)] {
            let told = bad.parse::<AccountName>().unwrap_err().to_string();
            assert!(told.contains(&format!("`{bad}`")), "{told}");
            assert!(bad.parse::<OfficeCode>().is_err());
        }
    }

    #[test]
    fn a_role_goes_with_its_kind_of_territory() {
        let office = |role, territory: &str| Office {
            code: "office".parse().unwrap(),
            name: "局".to_owned(),
            role,
            territory: territory.parse().unwrap(),
        };
        for (role, good, bad) in [
            (Role::NationalReviewer, "CN", "31"),
            (Role::ProvincialReviewer, "31", "CN"),
            (Role::Applicant, "3101", "zone:zone-a"),
            (Role::Operator, "zone:zone-a", "3101"),
            (Role::Administrator, "CN", "zone:zone-a"),
        ] {
            assert!(office(role, good).verify().is_ok());
            let told = office(role, bad).verify().unwrap_err().to_string();
            assert!(told.contains(role.as_str()) && told.contains(bad), "{told}");
        }
    }
}
