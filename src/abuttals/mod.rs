//! Abuttals (四至): the limits of a zone or park in words, and the features they refer to.
//!
//! Pure text and shapes; knows no zone, database or file format.

mod apart;
mod boundary;
mod drafting;
mod facing;
mod feature;
mod fit;
mod limits;
mod lines;
mod matching;
mod metres;
mod parse;
mod sentence;
mod stated;
mod statement;
mod tracing;

pub use drafting::{DraftTolerance, Drafted, DraftedFeature, DraftedPart, DraftedSide, draft};
pub use feature::{Feature, FeatureClass, FeatureClassError};
pub use fit::{FitTolerance, Limit, SideFit, fit_sides, side_line};
pub use limits::Abuttals;
pub use matching::{Candidate, Match, NameIndex, Near, Sought, is_line};
pub use parse::{Reading, Role, Span, parse, read, split_side};
pub use sentence::{split_limits, split_sentence};
pub(crate) use statement::whole_number;
pub use statement::{
    Block, Compass, StatedArea, StatedFeature, StatedKind, StatedOffset, StatedSide, Statement, Unread, Whole,
};
pub use tracing::{Assumption, Obstacle, Survey, TraceLimits, Traced, TracedBlock, Wish, trace};
