//! 界址点 TXT (勘测定界界址点坐标交换格式): the text in which surveyors hand in parcels, with a header, a line a parcel and a line a corner.
//!
//! Must not judge shapes. X is the northing and Y the easting, told by their magnitude; what the header says of the zone is held against
//! the numbers, and a contradiction is refused.

mod claims;
mod header;
mod lines;
mod locality;
mod numbering;
mod parcel;
mod read;
mod system;
mod write;

pub(super) use lines::is_parcel_txt;
pub(crate) use numbering::from_north_west;
pub use read::read;
pub use write::write;
