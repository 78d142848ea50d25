//! Which register a command works on, and opening it.
//!
//! Must not know what the command does with it.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::{
    register::{Clock, Register},
    store::Store,
    zone::Programme,
};

/// The programme that the program carries with it.
const PROGRAMME: &str = include_str!("../../data/programmes/national-ip-cluster.toml");

/// Which register to work on.
#[derive(Debug, Args)]
pub struct RegisterOptions {
    /// Database of the register; made where it is missing.
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        default_value = "sqlite://var/sizhi.db",
        value_name = "URL"
    )]
    database: String,
    /// Programme file (TOML) instead of the one built in.
    #[arg(long, global = true, env = "SIZHI_PROGRAMME", value_name = "FILE")]
    programme: Option<PathBuf>,
}

impl RegisterOptions {
    /// Returns the address of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Opens the store alone.
    pub async fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.database).await?)
    }

    /// Opens the store of a register that is there.
    pub async fn existing_store(&self) -> Result<Store, Failure> {
        let path = self.database.trim_start_matches("sqlite:").trim_start_matches("//");
        let path = path.split('?').next().unwrap_or_default();
        if self.database.starts_with("sqlite:") && !std::path::Path::new(path).exists() {
            return Err(Failure::Input(format!(
                "{}: expected a register, found none; hint: state another --database",
                self.database
            )));
        }
        self.store().await
    }

    /// Opens the register.
    pub async fn open(&self) -> Result<Register, Failure> {
        Ok(Register::open(self.store().await?, self.programme()?, Clock::system()).await?)
    }

    /// Reads the programme.
    pub fn programme(&self) -> Result<Programme, Failure> {
        let text = match &self.programme {
            None => PROGRAMME.to_owned(),
            Some(path) => {
                std::fs::read_to_string(path).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?
            }
        };
        Programme::parse(&text).map_err(|error| Failure::Input(error.to_string()))
    }
}
