//! Persistence in domain words: the ledger and the rows of its changes, in SQLite.
//!
//! The only place that knows `sqlx`. Must not decide anything: whether an act may be taken is settled above, and no query
//! here holds an overlap or containment test.

mod answered_request;
mod attachment;
mod attempt;
mod backup;
mod column;
mod error;
mod ledger;
mod oidc;
mod open;
mod read;
mod read_agency;
mod read_alert;
mod read_dataset;
mod read_dossier;
mod read_people;
mod read_zone;
mod session;
mod shape;
mod token;
mod verify;
mod webhook;
mod write;
mod write_alert;
mod write_dataset;
mod write_dossier;
mod write_people;
mod write_zone;

mod working_draft;

pub use answered_request::{AnsweredRequest, Reserved};
pub use backup::BackupError;
pub use error::StoreError;
pub use oidc::{OidcAttemptRow, OidcIdentityRow};
pub use open::Store;
pub use read::Recorded;
pub use session::SessionRow;
pub use token::{Scope, TokenRow};
pub use verify::{Fault, FaultKind, Verification};
pub use webhook::{Delivery, Webhook};
pub use working_draft::{WorkedOn, WorkingDraft, WorkingDraftHead, Written};
