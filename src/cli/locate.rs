//! `sizhi locate`: where an address is.
//!
//! Must not search: the address book does.

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::{http::dto::Candidate, register::RegisterError};

/// Find where an address is: candidates as JSON, one a line, best first.
///
/// Exit code 1 where nothing is like it.
#[derive(Debug, Args)]
pub struct Locate {
    /// Address.
    address: String,
    /// Most candidates.
    #[arg(long, default_value_t = 5)]
    limit: usize,
}

impl Locate {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let candidates = register.atlas().book().search(&self.address, self.limit);
        if candidates.is_empty() {
            return Err(RegisterError::NoAddress {
                query: self.address,
                candidates,
            }
            .into());
        }
        for candidate in candidates {
            printer::data(&serde_json::to_string(&Candidate::from(candidate))?)?;
        }
        Ok(())
    }
}
