//! What a caller states of a boundary file, and what reading and writing give back.
//!
//! Must not know any format.

use jiff::civil::Date;

use super::BoundaryFormat;
use crate::{
    format::Encoding,
    geometry::CoordinateSystem,
    zone::{Draft, Programme},
};

/// What the sender states of a file. Nothing of it is needed where the file says so itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// Format; found by name and content where absent.
    pub format: Option<BoundaryFormat>,
    /// Media type under which the file was sent.
    pub media_type: Option<&'a str>,
    /// Coordinate system. A file that states another one is refused.
    pub system: Option<CoordinateSystem>,
    /// Encoding of a text file; found where absent. A byte order mark goes before it.
    pub encoding: Option<Encoding>,
    /// The programme, whose names of kinds and functions are understood beside their codes.
    pub programme: Option<&'a Programme>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The draft, in longitude and latitude.
    pub draft: Draft,
    /// The format it was read in.
    pub format: BoundaryFormat,
    /// The coordinate system it was read in.
    pub system: CoordinateSystem,
    /// What a person has to know: what was taken for granted, and what the draft does not carry.
    pub notes: Vec<String>,
}

/// How a file is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Coordinate system; the one usual for the format where absent.
    pub system: Option<CoordinateSystem>,
    /// Encoding of a text file.
    pub encoding: Encoding,
    /// The day on which it is written, for formats that state it.
    pub date: Option<Date>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a person has to know: what the format has no room for, what stands in the place of something else.
    pub notes: Vec<String>,
}
