//! Which providers there are, as the operator's file says.
//!
//! Must not open files or read the environment: where a secret lies is told to whoever can.

use std::{collections::BTreeSet, fmt, path::PathBuf, time::Duration};

use serde::Deserialize;
use url::Url;

use super::fetch::is_safe;
use crate::zone::{OfficeCode, Text};

/// Longest difference between the provider's clock and ours that is borne: RFC 7519 speaks of a few minutes.
const MOST_SKEW_S: u32 = 300;
/// Longest time that one answer of a provider may take.
const MOST_TIMEOUT_S: u32 = 10;

/// What the file says, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Providers, in the order in which they are offered.
    pub providers: Vec<ProviderSettings>,
}

/// One provider.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    /// Id, which stands in addresses.
    pub id: String,
    /// Name on the button.
    pub name: Text,
    /// Issuer: the address under which its discovery document lies, letter by letter as the provider states it.
    pub issuer: String,
    /// What the provider calls us.
    pub client_id: String,
    /// What we prove to be that with; absent for a public client.
    pub client_secret: Option<String>,
    /// Offices whose accounts it may vouch for.
    pub offices: BTreeSet<OfficeCode>,
    /// Scopes asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Difference of clocks that is borne.
    pub skew: Duration,
    /// Longest time that one answer may take.
    pub timeout: Duration,
    /// Where the provider sends the browser back to.
    pub redirect: Url,
}

impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The secret is never shown.
        f.debug_struct("ProviderSettings")
            .field("id", &self.id)
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("offices", &self.offices)
            .finish_non_exhaustive()
    }
}

/// Where a client's secret lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// In a file, relative to the file of settings.
    File(PathBuf),
    /// In a variable of the environment.
    Environment(String),
}

/// A file of providers that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OidcSettingsError {
    /// It is no TOML, or has other fields.
    #[error("{0}")]
    File(String),
    /// A field of a provider does not hold.
    #[error("provider `{provider}`: {field}: expected {expected}, found `{found}`")]
    Field {
        /// Id of the provider.
        provider: String,
        /// The field.
        field: &'static str,
        /// What was expected.
        expected: &'static str,
        /// What was found; never a secret.
        found: String,
    },
    /// The secret is not where it was said to be.
    #[error("provider `{provider}`: client secret: {cause}")]
    Secret {
        /// Id of the provider.
        provider: String,
        /// What went wrong.
        cause: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    public_url: String,
    #[serde(default)]
    provider: Vec<Stated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    id: String,
    name: String,
    name_en: Option<String>,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_secret_env: Option<String>,
    offices: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default = "default_skew")]
    clock_skew_s: u32,
    #[serde(default = "default_timeout")]
    timeout_s: u32,
}

fn default_skew() -> u32 {
    60
}

fn default_timeout() -> u32 {
    5
}

impl Settings {
    /// Reads a file of providers; `secret` fetches a secret from where it lies.
    ///
    /// # Errors
    /// Names the provider and the field that does not hold.
    pub fn parse(
        text: &str,
        secret: impl Fn(&SecretSource) -> Result<String, String>,
    ) -> Result<Self, OidcSettingsError> {
        let file: File = toml::from_str(text).map_err(|error| OidcSettingsError::File(error.to_string()))?;
        let public_url = address("(all)", "public_url", &file.public_url)?;
        let mut providers: Vec<ProviderSettings> = Vec::with_capacity(file.provider.len());
        for stated in file.provider {
            let settings = stated.settings(&public_url, &secret)?;
            let twice = providers.iter().any(|known| {
                known.id == settings.id || known.issuer == settings.issuer && known.client_id == settings.client_id
            });
            if twice {
                return Err(field(
                    &settings.id,
                    "id",
                    "an id, and issuer with client id, of its own",
                    &settings.id,
                ));
            }
            providers.push(settings);
        }
        Ok(Self { providers })
    }
}

impl Stated {
    fn settings(
        self,
        public_url: &Url,
        secret: impl Fn(&SecretSource) -> Result<String, String>,
    ) -> Result<ProviderSettings, OidcSettingsError> {
        let id = self.id;
        let is_slug = (1..=40).contains(&id.len())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_slug {
            return Err(field(&id, "id", "1 to 40 characters of a-z, 0-9 and `-`", &id));
        }
        let within = |name, found: u32, least, most, expected| {
            let is_within = (least..=most).contains(&found);
            let wrong = || field(&id, name, expected, &found.to_string());
            is_within.then(|| Duration::from_secs(found.into())).ok_or_else(wrong)
        };
        let skew = within("clock_skew_s", self.clock_skew_s, 0, MOST_SKEW_S, "0 to 300")?;
        let timeout = within("timeout_s", self.timeout_s, 1, MOST_TIMEOUT_S, "1 to 10")?;
        address(&id, "issuer", &self.issuer)?;
        if self.client_id.trim().is_empty() {
            return Err(field(
                &id,
                "client_id",
                "what the provider calls this service",
                &self.client_id,
            ));
        }
        let offices: Result<BTreeSet<OfficeCode>, OidcSettingsError> = self
            .offices
            .iter()
            .map(|code| {
                code.parse()
                    .map_err(|_| field(&id, "offices", "codes of offices", code))
            })
            .collect();
        let offices = offices?;
        if offices.is_empty() {
            return Err(field(&id, "offices", "the offices whose accounts it may vouch for", ""));
        }
        let source = match (self.client_secret_file, self.client_secret_env) {
            (Some(_), Some(_)) => {
                return Err(field(
                    &id,
                    "client_secret_file",
                    "one source of the secret",
                    "a file and a variable",
                ));
            }
            (Some(path), None) => Some(SecretSource::File(path)),
            (None, Some(name)) => Some(SecretSource::Environment(name)),
            (None, None) => None,
        };
        let told = source.as_ref().map(secret).transpose();
        let client_secret = told.map_err(|cause| OidcSettingsError::Secret {
            provider: id.clone(),
            cause,
        })?;
        let path = format!("v1/session/oidc/{id}/callback");
        let redirect = public_url
            .join(&path)
            .map_err(|_| field(&id, "public_url", "an address", public_url.as_str()))?;
        Ok(ProviderSettings {
            name: Text {
                en: self.name_en.unwrap_or_else(|| self.name.clone()),
                zh: self.name,
            },
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret,
            offices,
            scopes: self.scopes,
            skew,
            timeout,
            redirect,
            id,
        })
    }
}

fn field(provider: &str, field: &'static str, expected: &'static str, found: &str) -> OidcSettingsError {
    OidcSettingsError::Field {
        provider: provider.to_owned(),
        field,
        expected,
        found: found.to_owned(),
    }
}

fn address(provider: &str, name: &'static str, text: &str) -> Result<Url, OidcSettingsError> {
    let url = Url::parse(text).ok();
    // A password in an address would be told to every browser.
    let url = url.filter(|url| is_safe(url) && url.username().is_empty() && url.password().is_none());
    let url = url.filter(|url| url.query().is_none() && url.fragment().is_none());
    url.ok_or_else(|| {
        let expected = "an address of https without query (plain http on this machine alone)";
        field(provider, name, expected, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        public_url = "https://register.example"
        [[provider]]
        id = "suzhou"
        name = "苏州统一认证"
        issuer = "https://login.suzhou.example"
        client_id = "sizhi"
        client_secret_env = "SUZHOU_SECRET"
        offices = ["suzhou-ip"]
    "#;

    fn read(text: &str) -> Result<Settings, OidcSettingsError> {
        Settings::parse(text, |source| match source {
            SecretSource::Environment(name) if name == "SUZHOU_SECRET" => Ok("s3cret".to_owned()),
            other => Err(format!("{other:?} is not there")),
        })
    }

    #[test]
    fn a_file_is_read_and_its_secret_is_never_shown() {
        let settings = read(FILE).unwrap();
        let [provider] = settings.providers.as_slice() else {
            panic!("one provider")
        };
        assert_eq!(provider.client_secret.as_deref(), Some("s3cret"));
        assert_eq!(
            provider.redirect.as_str(),
            "https://register.example/v1/session/oidc/suzhou/callback"
        );
        assert_eq!((provider.skew.as_secs(), provider.timeout.as_secs()), (60, 5));
        assert_eq!(
            provider.name.en, "苏州统一认证",
            "without an English name, the one there is"
        );
        assert!(!format!("{settings:?}").contains("s3cret"));
    }

    #[test]
    fn what_does_not_hold_is_named_with_its_provider_and_field() {
        for (from, to, told) in [
            ("https://login", "http://login", "issuer"),
            ("https://register", "http://register", "public_url"),
            ("https://login", "https://me:word@login", "issuer"),
            ("\"suzhou\"", "\"Su zhou\"", "id"),
            ("[\"suzhou-ip\"]", "[]", "offices"),
            ("[\"suzhou-ip\"]", "[\"Suzhou\"]", "offices"),
            ("\"sizhi\"", "\"\"", "client_id"),
            ("SUZHOU_SECRET", "OTHER", "client secret"),
            ("offices", "clock_skew_s = 301\noffices", "clock_skew_s"),
            ("offices", "timeout_s = 0\noffices", "timeout_s"),
            ("offices", "client_secret_file = \"x\"\noffices", "client_secret_file"),
            ("offices", "client_secret = \"s3cret\"\noffices", "client_secret"),
        ] {
            let error = read(&FILE.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(told), "{to}: {error}");
        }
        let twice = format!("{FILE}{}", FILE.split_once(".example\"\n").unwrap().1);
        assert!(read(&twice).unwrap_err().to_string().contains("of its own"));
    }
}
