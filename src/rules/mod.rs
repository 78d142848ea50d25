//! The rules: one a file, each judging a draft against the register's picture.
//!
//! Must not know where the draft came from or what will become of it; tolerances are the programme's, never their own.

mod abuttals_missing;
mod abuttals_off;
mod abuttals_unknown;
mod area_agreement;
mod area_park;
mod area_sum;
mod area_total;
mod audit;
mod case;
mod chain;
mod closure;
mod datum_shift;
mod duplicate;
mod extent;
mod finding;
mod function_missing;
mod function_repeated;
mod jurisdiction;
mod overlap;
mod report;
mod rule;
mod ruled;
mod shape_faults;
mod speck;
mod stated_limits;
mod wording;

pub use area_agreement::AreaAgreement;
pub use audit::{Pair, PairKind, PairSide, audit, pairs_of, pairs_with};
pub use case::{Case, CasePark};
pub use finding::{Figure, Finding, Fix, FixedPark, Other, Spot, Unit};
pub use report::{Areas, Counts, ParkArea, Report};
pub use rule::{Rule, Rules};
pub use ruled::{Ruled, ruled};
