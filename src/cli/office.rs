//! `sizhi office`: the offices of the register.
//!
//! Must not decide what an office may do.

use clap::{Args, Subcommand};

use super::{Failure, printer, register::RegisterOptions};
use crate::zone::{Office as Record, OfficeCode, OfficeError, Role, Territory};

/// Who acts in the ledger.
pub const ACTOR: &str = "cli";

/// Record offices and list them.
#[derive(Debug, Args)]
pub struct Office {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Record an office; one of the same code is recorded anew.
    Add(Add),
    /// List the offices: code, role, territory and name, one a line.
    List,
}

#[derive(Debug, Args)]
struct Add {
    /// Code of the office, such as suzhou-ip.
    #[arg(value_parser = code)]
    code: OfficeCode,
    /// Name of the office.
    #[arg(long)]
    name: String,
    /// What it is: applicant, province, national, operator, administrator or reader.
    #[arg(long, value_parser = role)]
    role: Role,
    /// What it works for: CN, 2, 4 or 6 digits of GB/T 2260, or zone:CODE.
    #[arg(long, value_parser = territory)]
    territory: Territory,
}

/// Reads an office's code.
pub fn code(text: &str) -> Result<OfficeCode, OfficeError> {
    text.parse()
}

/// Reads a role.
pub fn role(text: &str) -> Result<Role, OfficeError> {
    text.parse()
}

/// Reads a territory.
pub fn territory(text: &str) -> Result<Territory, OfficeError> {
    text.parse()
}

impl Office {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        match self.command {
            Command::Add(add) => {
                let office = Record {
                    code: add.code,
                    name: add.name,
                    role: add.role,
                    territory: add.territory,
                };
                let line = row(&office);
                let receipt = register.record_office(ACTOR, office).await?;
                printer::data(&format!("{line}; revision {}", receipt.revision))?;
            }
            Command::List => {
                for office in register.atlas().offices() {
                    printer::data(&row(office))?;
                }
            }
        }
        Ok(())
    }
}

fn row(office: &Record) -> String {
    format!("{} {} {} {}", office.code, office.role, office.territory, office.name)
}
