//! The draft of a zone as GeoJSON: a FeatureCollection with a member `zone` and one Feature a park.
//!
//! Must not judge shapes or codes of a programme: an invalid polygon is data, and what is in force is for the register.

mod abuttals;
mod read;
mod write;

pub(in crate::format) use read::parse_draft_in;
pub use read::{parse_draft, read_draft, read_draft_file};
pub use write::{DraftJson, draft_of, write_delimitation, write_draft, write_draft_in};
