//! The use cases: the only place where steps are put in order.
//!
//! Must not know HTTP, files or tables: it is given parsed values, and speaks to the store in domain words.

mod abuttals;
mod abuttals_import;
mod actor;
mod acts;
mod address;
mod admissions;
mod agencies;
mod agency_error;
mod alerts;
mod bulk;
mod checking;
mod clock;
mod datasets;
mod delimit;
mod demonstration;
mod difference;
mod error;
mod ledger_seen;
mod needs;
mod notes;
<<<<<<< HEAD
mod packing;
=======
mod oidc;
mod oidc_identities;
>>>>>>> e3b9961 (oidc: offices sign in by an identity provider of their own)
mod people;
mod receipts;
mod reconcile;
mod record_agency;
mod requests;
mod rulings;
mod secret;
mod service;
mod sights;
mod sign_in;
mod tokens;
mod webhooks;
mod working_drafts;

pub use abuttals::{AreaToDraft, DraftedArea, TextToTrace, TracedText, areas_of_delimitation, areas_of_draft};
pub use abuttals_import::ZoneOutcome;
pub use actor::{Actor, subject_of};
pub use acts::ActRequest;
pub use address::{AGENCY_UNCERTAINTY_M, AddressQuestion, Question};
pub use admissions::{AdmissionRequest, AdmissionWarning, ReleaseRequest};
pub use agencies::AgencyOutcome;
pub use agency_error::{AgencyError, Refusal};
pub use alerts::AlertAct;
pub use bulk::{BulkDefaults, BulkError, BulkFormat, BulkSummary, LocateOptions, Located, answer_all};
pub use checking::Fact;
pub use clock::Clock;
pub use datasets::LoadOutcome;
pub use delimit::{Delimited, Intent};
pub use demonstration::{Demonstration, DemonstrationError, DemonstrationPlan, ExampleDraft};
pub use difference::{Difference, Ground};
pub use error::RegisterError;
pub use ledger_seen::SeenEntries;
pub use needs::{Unmet, UnruledPair};
pub use notes::{AttachmentRequest, CommentRequest, NoteError};
<<<<<<< HEAD
pub use packing::{Packed, Packing, PackingError};
=======
pub use oidc::{OidcAnswer, OidcBegun, OidcRefusal};
>>>>>>> e3b9961 (oidc: offices sign in by an identity provider of their own)
pub use people::may_govern;
pub use receipts::{CheckedReceipt, ReceiptFailure, check_receipt};
pub use reconcile::{Export, Reconciled, Unplaced};
pub use record_agency::{AgencyParticulars, AgencyTaken};
pub use rulings::RulingRequest;
pub use secret::{random_password, same, verify_length};
pub use service::{Receipt, Register};
pub use sights::SeenPairs;
pub use sign_in::{Identity, SignedIn};
pub use tokens::MOST_DAYS;
pub use webhooks::{WebhookError, WebhookRequest};
pub use working_drafts::WorkingDraftError;
