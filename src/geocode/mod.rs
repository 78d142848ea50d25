//! Holds the address book: finds the point of a written Chinese address or place name, with a score and an uncertainty in metres.
//! Must not know zones, databases, the network or the clock: it knows text and points (CRS84).
//!
//! A query goes through three steps: [`normalise()`] writes it in one form, [`Ladder`] splits it into rungs (province … number, place),
//! and [`AddressBook`] compares the rungs with those of its entries. [`AddressBook::best`] then says whether the answer may be used:
//! a road alone, a district alone or a house number far from every known one is never a good match.

mod address;
mod bigram;
mod book;
mod edit;
mod gazetteer;
mod house_number;
mod ladder;
mod names;
mod normalise;
mod roads;
mod score;

pub use address::{AddressEntry, Candidate, METHOD, Verdict};
pub use book::AddressBook;
pub use gazetteer::Gazetteer;
pub use house_number::HouseNumber;
pub use ladder::Ladder;
pub use normalise::normalise;
pub use score::{
    AMBIGUOUS_MARGIN, EXACT_UNCERTAINTY_M, GOOD_SCORE, GROUNDS_UNCERTAINTY_M, INTERPOLATED_UNCERTAINTY_M,
    LANE_UNCERTAINTY_M, NAME_UNCERTAINTY_M, SAME_PLACE_M,
};
