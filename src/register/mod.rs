//! The use cases: the only place where steps are put in order.
//!
//! Must not know HTTP, files or tables: it is given parsed values, and speaks to the store in domain words.

mod abuttals;
mod abuttals_import;
mod actor;
mod acts;
mod address;
mod agencies;
mod bulk;
mod checking;
mod clock;
mod datasets;
mod delimit;
mod demonstration;
mod difference;
mod error;
mod needs;
mod notes;
mod people;
mod requests;
mod rulings;
mod secret;
mod service;
mod sign_in;
mod tokens;
mod working_drafts;

pub use abuttals::{AreaToDraft, DraftedArea, TextToTrace, TracedText, areas_of_delimitation, areas_of_draft};
pub use abuttals_import::ZoneOutcome;
pub use actor::{Actor, subject_of};
pub use acts::ActRequest;
pub use address::{AddressQuestion, Question};
pub use agencies::AgencyOutcome;
pub use bulk::{BulkDefaults, BulkError, BulkFormat, BulkSummary, answer_all};
pub use checking::Fact;
pub use clock::Clock;
pub use datasets::LoadOutcome;
pub use delimit::{Delimited, Intent};
pub use demonstration::{Demonstration, DemonstrationError, DemonstrationPlan, ExampleDraft};
pub use difference::{Difference, Ground};
pub use error::RegisterError;
pub use needs::{Unmet, UnruledPair};
pub use notes::{AttachmentRequest, CommentRequest, NoteError};
pub use people::may_govern;
pub use rulings::RulingRequest;
pub use secret::{random_password, same, verify_length};
pub use service::{Receipt, Register};
pub use sign_in::{Identity, SignedIn};
pub use tokens::MOST_DAYS;
pub use working_drafts::WorkingDraftError;
