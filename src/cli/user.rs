//! `sizhi user`: accounts, their passwords and tokens. The first administrator is made here.
//!
//! Must not hash anything: the register does.

use std::io::{self, IsTerminal, Read};

use clap::{Args, Subcommand};

use super::{
    Failure,
    office::{ACTOR, code, role, territory},
    printer,
    register::RegisterOptions,
};
use crate::{
    register::{MOST_DAYS, Register, random_password, verify_length},
    store::{OidcIdentityRow, Scope},
    zone::{Account, AccountName, Office, OfficeCode, OfficeError, Role, Territory},
};

/// Most bytes read of a password on standard input.
const MOST_INPUT: u64 = 4096;

/// Make accounts, their passwords and tokens, and list them.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an account that acts for an office; the office is recorded as well where --role and --territory state it.
    Add(Add),
    /// Make a token for programs and print it; it is shown only now.
    Token(Token),
    /// List the accounts: name, office, role, territory, whether it may sign in, and the person's name, one a line.
    List,
    /// Let an account sign in no more: its sessions end and its tokens open nothing.
    Disable(Named),
    /// Let an account sign in again.
    Enable(Named),
    /// Give an account another password; its sessions end.
    Password(Password),
    /// Join a person of an identity provider to an account: whoever the provider says is that person signs in as the account.
    Join(Join),
    /// Part a person of an identity provider from an account; its sessions end.
    Part(Part),
    /// List the persons of identity providers joined to an account: id, issuer and subject, one a line.
    Identities(Named),
}

#[derive(Debug, Args)]
struct Add {
    /// Name of the account, such as li.wei.
    #[arg(value_parser = account)]
    name: AccountName,
    /// Code of the office it acts for.
    #[arg(long, value_parser = code)]
    office: OfficeCode,
    /// Name of the person; the account's name where absent.
    #[arg(long)]
    display_name: Option<String>,
    /// Role of the office, where it is to be recorded: applicant, province, national, operator, administrator or reader.
    #[arg(long, value_parser = role, requires = "territory")]
    role: Option<Role>,
    /// Territory of the office, where it is to be recorded: CN, 2, 4 or 6 digits of GB/T 2260, or zone:CODE.
    #[arg(long, value_parser = territory, requires = "role")]
    territory: Option<Territory>,
    /// Name of the office, where it is to be recorded; its code where absent.
    #[arg(long, requires = "role")]
    office_name: Option<String>,
    /// Person of an identity provider who signs in as the account: the provider's issuer, and the person's subject there. No password is
    /// asked for then.
    #[arg(long, num_args = 2, value_names = ["ISSUER", "SUBJECT"])]
    oidc: Option<Vec<String>>,
    #[command(flatten)]
    source: Source,
}

#[derive(Debug, Args)]
struct Join {
    /// Name of the account.
    #[arg(value_parser = account)]
    name: AccountName,
    /// Issuer, letter by letter as the provider states it.
    issuer: String,
    /// The person: claim `sub` of the provider's tokens.
    subject: String,
}

#[derive(Debug, Args)]
struct Part {
    /// Name of the account.
    #[arg(value_parser = account)]
    name: AccountName,
    /// Id of the person, as `sizhi user identities` prints it.
    id: String,
}

#[derive(Debug, Args)]
struct Token {
    /// Name of the account.
    #[arg(value_parser = account)]
    name: AccountName,
    /// What it may be used for: read, or write (whatever the account may).
    #[arg(long, default_value = "read")]
    scope: Scope,
    /// Days for which it holds.
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_DAYS)))]
    days: u16,
    /// What it is for, for people.
    #[arg(long, default_value = "command line")]
    label: String,
}

#[derive(Debug, Args)]
struct Named {
    /// Name of the account.
    #[arg(value_parser = account)]
    name: AccountName,
}

#[derive(Debug, Args)]
struct Password {
    /// Name of the account.
    #[arg(value_parser = account)]
    name: AccountName,
    #[command(flatten)]
    source: Source,
}

/// Where a password comes from; from the terminal where nothing is stated.
#[derive(Debug, Args)]
struct Source {
    /// Read the password from standard input, up to the end of its first line.
    #[arg(long, conflicts_with = "generate")]
    password_stdin: bool,
    /// Make a password and print it; it is shown only now.
    #[arg(long)]
    generate: bool,
}

fn account(text: &str) -> Result<AccountName, OfficeError> {
    text.parse()
}

impl User {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        match self.command {
            Command::Add(add) => add.run(options).await,
            Command::Token(token) => {
                let register = options.open().await?;
                let made = register.make_token(token.name.as_str(), &token.label, token.scope, token.days);
                let (row, secret) = made.await?;
                printer::talk(&format!(
                    "token {} of {}: scope {}, until {}; it is shown only now",
                    row.id, row.account, row.scope, row.ends_at
                ));
                printer::data(&secret)?;
                Ok(())
            }
            Command::List => list(&options.open().await?),
            Command::Disable(named) => disable(options, &named.name, true).await,
            Command::Enable(named) => disable(options, &named.name, false).await,
            Command::Join(join) => {
                let register = options.open().await?;
                let row = register.join_identity(ACTOR, join.name.as_str(), &join.issuer, &join.subject);
                printer::data(&person(&row.await?))?;
                Ok(())
            }
            Command::Part(part) => {
                let register = options.open().await?;
                register.part_identity(ACTOR, part.name.as_str(), &part.id).await?;
                printer::talk(&format!(
                    "{} is no longer joined to {}, whose sessions have ended",
                    part.id, part.name
                ));
                Ok(())
            }
            Command::Identities(named) => {
                let register = options.open().await?;
                for row in register.identities(ACTOR, named.name.as_str()).await? {
                    printer::data(&person(&row))?;
                }
                Ok(())
            }
            Command::Password(password) => {
                let register = options.open().await?;
                if register.atlas().account(password.name.as_str()).is_none() {
                    return Err(crate::register::RegisterError::NoAccount(password.name.to_string()).into());
                }
                let word = password.source.word(&password.name)?;
                register.set_password(ACTOR, password.name.as_str(), &word).await?;
                password.source.tell(&word)?;
                printer::talk(&format!(
                    "{}: the password is set, and its sessions have ended",
                    password.name
                ));
                Ok(())
            }
        }
    }
}

impl Add {
    async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        if register.atlas().account(self.name.as_str()).is_some() {
            let name = &self.name;
            return Err(Failure::Input(format!(
                "account `{name}` is taken; hint: choose another name, or `sizhi user password {name}`"
            )));
        }
        let account = Account {
            display_name: self.display_name.unwrap_or_else(|| self.name.to_string()),
            name: self.name,
            office: self.office.clone(),
            disabled: false,
        };
        account.verify().map_err(|error| Failure::Input(error.to_string()))?;
        // Before anything is recorded: what is refused must not leave an account that nobody can use.
        let identity = self.oidc.as_deref().and_then(|words| words.first().zip(words.get(1)));
        if let Some((issuer, subject)) = identity {
            register.must_be_free(issuer, subject).await?;
        }
        let word = match identity {
            Some(_) if !self.source.is_stated() => None,
            _ => Some(self.source.word(&account.name)?),
        };
        if let Some((role, territory)) = self.role.zip(self.territory) {
            let office = Office {
                name: self.office_name.unwrap_or_else(|| self.office.to_string()),
                code: self.office,
                role,
                territory,
            };
            register.record_office(ACTOR, office).await?;
        }
        let name = account.name.clone();
        let author = account.author();
        let receipt = register.record_account(ACTOR, account).await?;
        if let Some((issuer, subject)) = identity {
            let row = register.join_identity(ACTOR, name.as_str(), issuer, subject).await?;
            printer::talk(&format!("joined: {}", person(&row)));
        }
        if let Some(word) = word {
            register.set_password(ACTOR, name.as_str(), &word).await?;
            self.source.tell(&word)?;
        }
        printer::talk(&format!("{author} may sign in; revision {}", receipt.revision));
        Ok(())
    }
}

/// Prints a person of a provider: id, issuer and subject.
fn person(row: &OidcIdentityRow) -> String {
    format!("{} {} {}", row.id, row.issuer, row.subject)
}

impl Source {
    /// Tells whether anything is stated, so that nobody need be asked.
    fn is_stated(&self) -> bool {
        self.password_stdin || self.generate
    }

    /// Returns the password.
    fn word(&self, name: &AccountName) -> Result<String, Failure> {
        let word = if self.generate {
            random_password()?
        } else if self.password_stdin {
            let mut text = String::new();
            io::stdin().lock().take(MOST_INPUT).read_to_string(&mut text)?;
            text.lines().next().unwrap_or_default().to_owned()
        } else if io::stdin().is_terminal() {
            let word = rpassword::prompt_password(format!("password of {name}: "))?;
            if word != rpassword::prompt_password("once more: ")? {
                return Err(Failure::Input(
                    "the two passwords differ; nothing was recorded".to_owned(),
                ));
            }
            word
        } else {
            return Err(Failure::Input(
                "expected a terminal to ask for a password; hint: --password-stdin reads it, --generate makes one"
                    .to_owned(),
            ));
        };
        verify_length(&word)?;
        Ok(word)
    }

    /// Prints a password that was made.
    fn tell(&self, word: &str) -> Result<(), Failure> {
        if self.generate {
            printer::talk("the password is shown only now:");
            printer::data(word)?;
        }
        Ok(())
    }
}

async fn disable(options: &RegisterOptions, name: &AccountName, disabled: bool) -> Result<(), Failure> {
    let register = options.open().await?;
    let receipt = register.disable(ACTOR, name.as_str(), disabled).await?;
    let what = if disabled {
        "may no longer sign in"
    } else {
        "may sign in"
    };
    printer::talk(&format!("{name} {what}; revision {}", receipt.revision));
    Ok(())
}

fn list(register: &Register) -> Result<(), Failure> {
    let atlas = register.atlas();
    for account in atlas.accounts() {
        let office = atlas.office(account.office.as_str());
        let (role, territory) = office.map_or_else(
            || ("-".to_owned(), "-".to_owned()),
            |office| (office.role.to_string(), office.territory.to_string()),
        );
        let enabled = if account.disabled { "disabled" } else { "enabled" };
        printer::data(&format!(
            "{} {} {role} {territory} {enabled} {}",
            account.name, account.office, account.display_name
        ))?;
    }
    Ok(())
}
