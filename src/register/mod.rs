//! The use cases: the only place where steps are put in order.
//!
//! Must not know HTTP, files or tables: it is given parsed values, and speaks to the store in domain words.

mod abuttals;
mod abuttals_import;
mod acts;
mod address;
mod agencies;
mod bulk;
mod bulk_csv;
mod bulk_row;
mod clock;
mod datasets;
mod delimit;
mod demonstration;
mod error;
mod service;

pub use abuttals::{AreaToDraft, DraftedArea, TextToTrace, TracedText, areas_of_delimitation, areas_of_draft};
pub use abuttals_import::ZoneOutcome;
pub use acts::ActRequest;
pub use address::{AddressQuestion, Question};
pub use agencies::AgencyOutcome;
pub use bulk::{BulkDefaults, BulkError, BulkFormat, BulkSummary, answer_all};
pub use clock::Clock;
pub use datasets::LoadOutcome;
pub use delimit::{Delimited, Intent};
pub use demonstration::{Demonstration, DemonstrationError, DemonstrationPlan, ExampleDraft};
pub use error::RegisterError;
pub use service::{Receipt, Register};
