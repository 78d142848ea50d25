//! `sizhi webhook`: who is told of acts.
//!
//! Must not send anything: the service does.

use clap::{Args, Subcommand};

use super::{Failure, printer, register::RegisterOptions};
use crate::register::{WebhookError, WebhookRequest};

/// Tell others of acts: each entry of the ledger is sent to an address, signed, by the service.
#[derive(Debug, Args)]
pub struct Webhook {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an address that is told of every entry from now on; its secret is printed this once.
    Add {
        /// Where entries are sent: https, or http to this machine.
        url: String,
        /// Act to be told of, as the ledger names it; may be repeated. All where absent.
        #[arg(long = "act", value_name = "ACT")]
        acts: Vec<String>,
        /// Allow plain http to other machines.
        #[arg(long)]
        allow_http: bool,
    },
    /// List addresses, how far each was told, and how many attempts failed.
    List,
    /// Remove an address with its log.
    Remove {
        /// Id of the webhook.
        id: String,
    },
    /// List the newest attempts for an address.
    Log {
        /// Id of the webhook.
        id: String,
        /// Most attempts.
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
}

impl From<WebhookError> for Failure {
    fn from(error: WebhookError) -> Self {
        match error {
            WebhookError::Register(error) => error.into(),
            WebhookError::Random(_) => Self::Ours(error.into()),
            _ => Self::Input(error.to_string()),
        }
    }
}

impl Webhook {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        match self.what {
            What::Add { url, acts, allow_http } => {
                let request = WebhookRequest { url, acts, allow_http };
                let webhook = register.add_webhook(request).await?;
                printer::talk(
                    "the secret is shown this once; signatures are HMAC-SHA256 over `SECONDS.BODY` with it as the key",
                );
                printer::data(&format!("{} {}", webhook.id, webhook.secret))?;
            }
            What::List => {
                for webhook in register.webhooks().await? {
                    let acts = if webhook.acts.is_empty() {
                        "all acts".to_owned()
                    } else {
                        webhook.acts.join(",")
                    };
                    printer::data(&format!(
                        "{} {} {acts}; told up to revision {}; {} failed attempts",
                        webhook.id, webhook.url, webhook.told_revision, webhook.attempts
                    ))?;
                }
            }
            What::Remove { id } => {
                register.remove_webhook(&id).await?;
                printer::data(&format!("{id}: removed"))?;
            }
            What::Log { id, limit } => {
                for delivery in register.deliveries(&id, limit).await? {
                    let status = delivery
                        .status
                        .map_or_else(|| "-".to_owned(), |status| status.to_string());
                    let outcome = delivery.error.as_deref().unwrap_or("delivered");
                    printer::data(&format!(
                        "{} revision {} attempt {} {status} {} ms {outcome}",
                        delivery.attempted_at, delivery.revision, delivery.attempt, delivery.duration_ms
                    ))?;
                }
            }
        }
        Ok(())
    }
}
