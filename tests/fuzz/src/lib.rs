//! What several targets need: shapes made of bytes, archives made of parts, and the law of boundary files.
//! Must not judge what is read: the targets and the law assert.

mod archive;
mod bytes;
mod law;

pub use archive::{shapefile_of, zipped};
pub use bytes::Bytes;
pub use law::{is_on_earth, kept, reads_again};
