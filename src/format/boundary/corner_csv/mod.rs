//! CSV of corner points: one row a corner, with its park, part and ring, and its coordinates under whatever head an office writes.
//!
//! Must not judge shapes. Which column is the northing is told by magnitude; columns named 北 and 东, or longitude and latitude, settle it
//! where both numbers may be either.

mod columns;
mod parks;
mod read;
mod write;

pub(super) use columns::is_corner_csv;
pub use read::read;
pub use write::write;
