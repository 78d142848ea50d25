//! Abuttals (四至): the limits of a zone or park in words, and the features they refer to.
//!
//! Pure text and shapes; knows no zone, database or file format.

mod feature;
mod limits;
mod sentence;
mod statement;

pub use feature::{Feature, FeatureClass, FeatureClassError};
pub use limits::Abuttals;
pub use sentence::{split_limits, split_sentence};
pub use statement::{
    Block, Compass, StatedArea, StatedFeature, StatedKind, StatedOffset, StatedSide, Statement, Unread,
};
