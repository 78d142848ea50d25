//! Limits in words over HTTP: drafted from shapes, traced to polygons.
//!
//! Must not read or match texts: the use cases do.

pub mod draft;
pub mod trace;
