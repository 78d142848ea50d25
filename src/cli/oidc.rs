//! The file of identity providers, and where their secrets lie.
//!
//! Must not print a secret, nor take one on the command line, where every user of the machine reads it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::Failure;
use crate::oidc::{Provider, SecretSource, Settings};

/// Most bytes of a secret's file.
const MOST_SECRET_BYTES: usize = 4096;

/// By which providers people may sign in; none where absent.
#[derive(Debug, Clone, Args)]
pub struct Oidc {
    /// Identity providers (OpenID Connect) by which people may sign in, as a TOML file: the address of this service, and for each provider its
    /// issuer, client id, where its secret lies, and the offices whose accounts it may vouch for. README tells its fields.
    #[arg(long, env = "SIZHI_OIDC_CONFIG", value_name = "FILE")]
    oidc_config: Option<PathBuf>,
}

impl Oidc {
    /// Reads the file.
    pub fn providers(&self) -> Result<Arc<[Arc<Provider>]>, Failure> {
        let Some(path) = &self.oidc_config else {
            return Ok(Arc::new([]));
        };
        let wrong = |cause: String| Failure::Input(format!("{}: {cause}", path.display()));
        let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let settings =
            Settings::parse(&text, |source| secret(folder, source)).map_err(|error| wrong(error.to_string()))?;
        let providers = settings.providers.into_iter();
        Ok(providers.map(|settings| Arc::new(Provider::new(settings))).collect())
    }
}

/// Fetches a secret from where it lies.
fn secret(folder: &Path, source: &SecretSource) -> Result<String, String> {
    let (text, place) = match source {
        SecretSource::File(path) => {
            let path = folder.join(path);
            let place = path.display().to_string();
            (
                fs::read_to_string(&path).map_err(|error| format!("{place}: {error}"))?,
                place,
            )
        }
        SecretSource::Environment(name) => {
            let text = std::env::var(name).map_err(|_| format!("the environment has no variable `{name}`"))?;
            (text, format!("variable `{name}`"))
        }
    };
    let text = text.trim();
    if text.is_empty() || text.len() > MOST_SECRET_BYTES {
        return Err(format!(
            "{place}: expected 1 to {MOST_SECRET_BYTES} bytes, found {}",
            text.len()
        ));
    }
    Ok(text.to_owned())
}
